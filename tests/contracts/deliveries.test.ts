import { expect, test } from 'vitest';

import { onEachBackend } from './backends.ts';

const byline = { outlet: 'صحيفة', author: 'كاتب', date: '2026-11-23', url: 'https://example.org/' };

onEachBackend('a delivery', (open) => {
  test('begins with nothing shown and nothing said', async () => {
    const { deliveries } = open();
    expect(await deliveries.load('r')).toBeUndefined();
    await deliveries.open('r', 0);
    expect(await deliveries.load('r')).toEqual({
      placeholder: 'none',
      answer: 'waiting',
      messageId: 0,
      byline: { outlet: '', author: '', date: '', url: '' },
      outcome: undefined,
    });
  });

  test('takes over the message of an edited request', async () => {
    const { deliveries } = open();
    await deliveries.open('r', 41);
    expect(await deliveries.load('r')).toMatchObject({ placeholder: 'known', messageId: 41 });
  });

  test('is opened once', async () => {
    const { deliveries } = open();
    await deliveries.begin('r');
    await deliveries.open('r', 41);
    expect(await deliveries.load('r')).toMatchObject({ placeholder: 'sending', messageId: 0 });
  });

  test('has its placeholder sent once, and again only where it surely was not', async () => {
    const { deliveries } = open();
    expect(await deliveries.begin('r')).toBe(true);
    expect(await deliveries.begin('r')).toBe(false);
    await deliveries.movePlaceholder('r', 'sending', 'none');
    expect(await deliveries.begin('r')).toBe(true);
    await deliveries.movePlaceholder('r', 'sending', 'known', 5);
    expect(await deliveries.begin('r')).toBe(false);
    expect(await deliveries.load('r')).toMatchObject({ answer: 'waiting', messageId: 5 });
  });

  test('moves from the named state only', async () => {
    const { deliveries } = open();
    await deliveries.open('r', 0);
    expect(await deliveries.movePlaceholder('r', 'sending', 'known', 5)).toBe(false);
    expect(await deliveries.movePlaceholder('r', 'none', 'sending')).toBe(true);
    expect(await deliveries.movePlaceholder('r', 'sending', 'known', 5)).toBe(true);
    expect(await deliveries.moveAnswer('r', 'waiting', 'sent', 6)).toBe(true);
    expect(await deliveries.moveAnswer('r', 'waiting', 'sending')).toBe(false);
    expect(await deliveries.load('r')).toMatchObject({
      placeholder: 'known',
      answer: 'sent',
      messageId: 6,
    });
  });

  test('keeps its message where a move names none', async () => {
    const { deliveries } = open();
    await deliveries.open('r', 41);
    await deliveries.moveAnswer('r', 'waiting', 'closed');
    expect(await deliveries.load('r')).toMatchObject({ answer: 'closed', messageId: 41 });
  });

  test('tells of progress in its placeholder, one change at a time, until there is an outcome', async () => {
    const { deliveries } = open();
    await deliveries.open('7-1-0', 0);
    expect(await deliveries.beginProgress('7-1-0', 60_000)).toBe(0);
    await deliveries.open('7-2-0', 41);
    expect(await deliveries.progressMs('7-2-0')).toBe(0);
    expect(await deliveries.beginProgress('7-2-0', 60_000)).toBe(41);
    expect(await deliveries.progressMs('7-2-0')).toBeGreaterThan(0);
    expect(await deliveries.beginProgress('7-2-0', 60_000)).toBe(0);
    await deliveries.endProgress('7-2-0');
    expect(await deliveries.conclude('7-2-0', { kind: 'cancelled' })).toBe(true);
    expect(await deliveries.conclude('7-2-0', { kind: 'failure', failure: 'internal' })).toBe(
      false,
    );
    expect((await deliveries.load('7-2-0'))?.outcome).toEqual({ kind: 'cancelled' });
    expect(await deliveries.beginProgress('7-2-0', 60_000)).toBe(0);
  });

  test('frees the text that it has claimed', async () => {
    const { deliveries } = open();
    await deliveries.claim(7, 'k', '7-1-0');
    await deliveries.release('7-1-0');
    expect(await deliveries.claim(7, 'k', '7-2-0')).toBe('7-2-0');
    await deliveries.release('7-1-0');
    expect(await deliveries.claim(7, 'k', '7-3-0')).toBe('7-2-0');
  });

  test('is found by the message that shows it, whichever way that became known', async () => {
    const { deliveries } = open();
    await deliveries.open('7-1-0', 41);
    expect(await deliveries.at(7, 41)).toBe('7-1-0');
    await deliveries.open('-7-2-0', 0);
    await deliveries.movePlaceholder('-7-2-0', 'none', 'sending');
    await deliveries.movePlaceholder('-7-2-0', 'sending', 'known', 42);
    expect(await deliveries.at(-7, 42)).toBe('-7-2-0');
    await deliveries.open('7-3-0', 0);
    await deliveries.moveAnswer('7-3-0', 'waiting', 'sent', 43);
    expect(await deliveries.at(7, 43)).toBe('7-3-0');
    expect(await deliveries.at(8, 43)).toBeUndefined();
  });

  test('is sent by one of many who try at once', async () => {
    const { deliveries } = open();
    await deliveries.open('r', 0);
    const tries = Array.from({ length: 30 }, () =>
      deliveries.moveAnswer('r', 'waiting', 'sending'),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
  });

  test('that was never opened, or is forgotten, cannot be changed', async () => {
    const { deliveries } = open();
    expect(await deliveries.moveAnswer('r', 'waiting', 'sending')).toBe(false);
    await deliveries.setByline('r', byline);
    await deliveries.conclude('r', { kind: 'repeat', of: 'x' });
    expect(await deliveries.load('r')).toBeUndefined();
  });

  test('is concluded once, and its byline may be set again', async () => {
    const { deliveries } = open();
    await deliveries.open('r', 0);
    await deliveries.setByline('r', { ...byline, outlet: 'أخرى' });
    await deliveries.setByline('r', byline);
    await deliveries.conclude('r', { kind: 'summary', key: 'k' });
    await deliveries.conclude('r', { kind: 'failure', failure: 'expired' });
    expect(await deliveries.load('r')).toMatchObject({
      byline,
      outcome: { kind: 'summary', key: 'k' },
    });
  });
});

onEachBackend("a chat's claim to a text", (open) => {
  test('belongs to the request that came first', async () => {
    const { deliveries } = open();
    expect(await deliveries.claim(7, 'k', 'first')).toBe('first');
    expect(await deliveries.claim(7, 'k', 'second')).toBe('first');
    expect(await deliveries.claim(7, 'k', 'first')).toBe('first');
    expect(await deliveries.claim(8, 'k', 'elsewhere')).toBe('elsewhere');
    expect(await deliveries.claim(7, 'other', 'second')).toBe('second');
  });

  test('is one, however many come at once', async () => {
    const { deliveries } = open();
    const claims = Array.from({ length: 30 }, (_, n) => deliveries.claim(7, 'k', `r${n}`));
    expect(new Set(await Promise.all(claims)).size).toBe(1);
  });

  test('is given back by its holder only', async () => {
    const { deliveries } = open();
    await deliveries.claim(7, 'k', 'first');
    await deliveries.unclaim(7, 'k', 'second');
    expect(await deliveries.claim(7, 'k', 'second')).toBe('first');
    await deliveries.unclaim(7, 'k', 'first');
    expect(await deliveries.claim(7, 'k', 'second')).toBe('second');
  });
});
