import { describe, expect, test } from 'vitest';

import { expandTopic } from '../../src/digest/route/expand-topic.ts';
import type { Topic } from '../../src/digest/topic.ts';
import { Failure } from '../../src/lib/failure.ts';
import { anItem, createDigestDesk, type DigestDesk } from '../support/digest-desk.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Monday noon in Beirut. */
const noon = Date.parse('2026-11-23T10:00:00Z');
const sport: Topic = { kind: 'standing', id: 'sport' };
const who = { reader: 7, chat: 7 };

const openDesk = async (): Promise<DigestDesk> => {
  const desk = createDigestDesk({ start: noon });
  await desk.subscriptions.follow(who, sport);
  await desk.subscriptions.setZone(who, 'Asia/Beirut');
  await desk.subscriptions.setRhythm(who, { times: ['07:30'] });
  return desk;
};

/** Lets time pass in minutes, ticking and working all the way. */
const pass = async (desk: DigestDesk, ms: number): Promise<void> => {
  const end = desk.clock.now() + ms;
  while (desk.clock.now() < end) {
    desk.moveTo(desk.clock.now() + minute);
    await desk.tick(desk.clock.now());
    await desk.settle();
  }
};

const toldIn = ({ sent }: DigestDesk): string[][] =>
  sent.map(({ telling }) =>
    telling.kind === 'stories' ? telling.stories.map(({ entry }) => entry.story) : [telling.kind],
  );

const publish = (desk: DigestDesk, id: string, into = id): void => {
  desk.shelf.publish(anItem({ id, time: desk.clock.now() }), ['sport'], into);
};

describe('a digest at its hour', () => {
  test('comes once, within minutes of the hour, with what is new', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    publish(desk, 'two');
    await pass(desk, 2 * day);
    expect(toldIn(desk)).toEqual([['one', 'two']]);
    const late = (desk.sent[0]?.at ?? 0) - Date.parse('2026-11-24T05:30:00Z');
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThanOrEqual(6 * minute);
  });

  test('is not sent where there is nothing to say, and after a week one line says so', async () => {
    const desk = await openDesk();
    await pass(desk, 8 * day);
    expect(toldIn(desk)).toEqual([['silence']]);
  });

  test('says once that one topic among others went quiet, until there is news of it', async () => {
    const desk = await openDesk();
    const flood = {
      kind: 'free',
      id: 'floodu',
      text: 'فيضان',
      query: expandTopic('فيضان'),
    } as const;
    await desk.subscriptions.follow(who, flood);
    for (let days = 0; days < 16; days += 1) {
      publish(desk, `game${days}`);
      if (days === 9) {
        const time = desk.clock.now();
        desk.shelf.publish(anItem({ id: 'flood', time }), [flood.id]);
      }
      await pass(desk, day);
    }
    const quiet = desk.sent.map(({ telling }) =>
      telling.kind === 'stories' ? telling.quiet.map(({ topic }) => topic.id).join() : telling.kind,
    );
    expect(quiet.filter(Boolean)).toEqual(['floodu']);
    expect(quiet.indexOf('floodu')).toBeGreaterThanOrEqual(6);
    for (let days = 16; days < 20; days += 1) {
      publish(desk, `game${days}`);
      await pass(desk, day);
    }
    const last = desk.sent.filter(
      ({ telling }) => telling.kind === 'stories' && telling.quiet.length > 0,
    );
    expect(last).toHaveLength(2);
  });

  test('tells a story again only as an update', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    await pass(desk, day);
    publish(desk, 'one-more', 'one');
    await pass(desk, day);
    await pass(desk, day);
    expect(toldIn(desk)).toEqual([['one'], ['one']]);
    const [, second] = desk.sent;
    expect(second?.telling).toMatchObject({ stories: [{ entry: { update: true, version: 2 } }] });
  });

  test('is never two for one day, however often the hour is changed', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    await pass(desk, 20 * hour);
    expect(desk.sent).toHaveLength(1);
    publish(desk, 'two');
    await desk.subscriptions.setRhythm(who, { times: ['09:00'] });
    await pass(desk, 2 * hour);
    await desk.subscriptions.setZone(who, 'Asia/Amman');
    await desk.subscriptions.setRhythm(who, { times: ['12:00'] });
    await pass(desk, 4 * hour);
    expect(desk.sent).toHaveLength(1);
    await pass(desk, day);
    expect(toldIn(desk)).toEqual([['one'], ['two']]);
  });

  test('is made up for up to four hours late, and later is left out and mentioned', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    desk.moveTo(Date.parse('2026-11-24T08:00:00Z'));
    await pass(desk, minute);
    expect(toldIn(desk)).toEqual([['one']]);
    publish(desk, 'two');
    desk.moveTo(Date.parse('2026-11-25T10:00:00Z'));
    await pass(desk, 10 * minute);
    expect(desk.sent).toHaveLength(1);
    publish(desk, 'three');
    await pass(desk, day);
    expect(desk.sent[1]?.telling).toMatchObject({ missedAt: Date.parse('2026-11-25T05:30:00Z') });
  });

  test('does not wake anybody: late at night it is left out', async () => {
    const desk = await openDesk();
    await desk.subscriptions.setRhythm(who, { times: ['21:00'] });
    publish(desk, 'one');
    // 22:30 in Beirut: an hour and a half late.
    desk.moveTo(Date.parse('2026-11-23T20:30:00Z'));
    await pass(desk, 5 * hour);
    expect(desk.sent).toEqual([]);
  });

  test('rests while it is paused', async () => {
    const desk = await openDesk();
    await desk.subscriptions.pause(who, 7);
    for (let count = 0; count < 9; count += 1) {
      publish(desk, `story${count}`);
      await pass(desk, day);
    }
    expect(desk.sent.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual([
      '2026-12-01',
      '2026-12-02',
    ]);
  });
});

describe('two processes', () => {
  test('tick at once without doubling', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    desk.moveTo(Date.parse('2026-11-24T05:36:00Z'));
    await Promise.all([desk.tick(desk.clock.now()), desk.tick(desk.clock.now())]);
    await desk.settle();
    await Promise.all([desk.tick(desk.clock.now()), desk.tick(desk.clock.now())]);
    await desk.settle();
    expect(desk.sent).toHaveLength(1);
  });
});

describe('a delivery', () => {
  test('in doubt is not repeated; it is counted, and its stories come with the next digest', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    desk.fail(new Failure('delivery-in-doubt', 'no answer'));
    await pass(desk, day);
    expect(desk.sent).toEqual([]);
    expect(await desk.stores.digests.doubts()).toBe(1);
    publish(desk, 'two');
    await pass(desk, day);
    expect(toldIn(desk).map((ids) => ids.toSorted())).toEqual([['one', 'two']]);
  });

  test('whose process died amid sending is in doubt too', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    desk.moveTo(Date.parse('2026-11-24T05:36:00Z'));
    await desk.tick(desk.clock.now());
    await desk.settle(1);
    const id = '7.2026-11-24.a';
    await desk.stores.digests.begin(id, (await desk.stores.digests.load(id))?.snapshot ?? []);
    await desk.settle();
    expect(desk.sent).toEqual([]);
    expect(await desk.stores.digests.doubts()).toBe(1);
    expect(await desk.stores.digests.told(7)).toEqual(new Map());
  });

  test('that was surely not sent is tried again', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    desk.fail(new Failure('chat-flooded', '429'), new Failure('chat-unreachable', 'refused'));
    await pass(desk, day);
    expect(toldIn(desk)).toEqual([['one']]);
    expect(await desk.stores.digests.doubts()).toBe(0);
  });

  test('that could not be sent for hours is left out, and the next one says so', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    desk.moveTo(Date.parse('2026-11-24T05:36:00Z'));
    await desk.tick(desk.clock.now());
    desk.moveTo(desk.clock.now() + 5 * hour);
    await desk.settle();
    expect(desk.sent).toEqual([]);
    await pass(desk, day);
    expect(toldIn(desk)).toEqual([['one']]);
    const missedAt = Date.parse('2026-11-24T05:30:00Z');
    expect(desk.sent[0]?.telling).toMatchObject({ missedAt });
  });

  test('to a shut chat ends the digests until the reader is back', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    desk.fail(new Failure('chat-closed', '403'));
    await pass(desk, 2 * day);
    publish(desk, 'two');
    await pass(desk, day);
    expect(desk.sent).toEqual([]);
    await desk.subscriptions.setBlocked(7, false);
    await pass(desk, day);
    expect(desk.sent).toHaveLength(1);
  });
});

describe('a digest that is asked for', () => {
  test('comes at once and counts as read', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    await desk.askDigest.now({ ...who, message: '11', language: 'ar' });
    await desk.askDigest.now({ ...who, message: '11', language: 'ar' });
    await desk.settle();
    expect(toldIn(desk)).toEqual([['one']]);
    await desk.askDigest.now({ ...who, message: '12', language: 'ar' });
    await desk.settle();
    expect(toldIn(desk)).toEqual([['one'], ['nothing-new']]);
    await pass(desk, day);
    expect(desk.sent).toHaveLength(2);
  });

  test('and cannot be made is not left without a word', async () => {
    const desk = await openDesk();
    await desk.askDigest.now({ ...who, message: '11', language: 'ar' });
    const [{ id } = { id: '' }] = desk.queue.splice(0);
    await desk.jobs.digests.giveUp({ request: id }, { kind: 'internal' }, desk.attempt);
    await desk.settle();
    expect(toldIn(desk)).toEqual([['not-made']]);
    expect(await desk.stores.digests.load(id)).toMatchObject({ state: 'sent' });
  });

  test('together with the one that is due tells each story once', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    desk.moveTo(Date.parse('2026-11-24T05:36:00Z'));
    await desk.tick(desk.clock.now());
    await desk.askDigest.now({ ...who, message: '11', language: 'ar' });
    await desk.settle();
    expect(
      toldIn(desk)
        .flat()
        .filter((id) => id === 'one'),
    ).toHaveLength(1);
  });

  test('has pages, each of which is sent once, to its reader only', async () => {
    const desk = await openDesk();
    for (let count = 0; count < 9; count += 1) publish(desk, `s${count}`);
    await desk.askDigest.now({ ...who, message: '11', language: 'ar' });
    await desk.settle();
    expect(desk.sent[0]?.telling).toMatchObject({ next: 7, left: 2 });
    expect(await desk.askDigest.page(8, '7.now.11', 7)).toBeUndefined();
    expect(await desk.askDigest.page(7, '7.now.11', 7)).toBe('ordered');
    await desk.askDigest.page(7, '7.now.11', 7);
    await desk.settle();
    expect(await desk.askDigest.page(7, '7.now.11', 7)).toBe('came');
    await desk.settle();
    expect(toldIn(desk).map(({ length }) => length)).toEqual([7, 2]);
    expect(new Set(toldIn(desk).flat()).size).toBe(9);
  });

  test('leaves out a muted story, also where it has news', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    await desk.askDigest.now({ ...who, message: '11', language: 'ar' });
    await desk.settle();
    expect(await desk.askDigest.mute(8, '7.now.11', 0, true)).toBe(false);
    expect(await desk.askDigest.mute(7, '7.now.11', 0, true)).toBe(true);
    publish(desk, 'one-more', 'one');
    await desk.askDigest.now({ ...who, message: '12', language: 'ar' });
    await desk.settle();
    expect(toldIn(desk)).toEqual([['one'], ['nothing-new']]);
    await desk.askDigest.mute(7, '7.now.11', 0, false);
    await desk.askDigest.now({ ...who, message: '13', language: 'ar' });
    await desk.settle();
    expect(toldIn(desk).at(-1)).toEqual(['one']);
  });

  test('keeps whose word it was that an outlet is told wrongly', async () => {
    const desk = await openDesk();
    publish(desk, 'one');
    await desk.askDigest.now({ ...who, message: '11', language: 'ar' });
    await desk.settle();
    expect(await desk.askDigest.outletsOf(7, '7.now.11', 0)).toEqual(['صحيفة النهر']);
    expect(await desk.askDigest.doubt(8, '7.now.11', 0, 'صحيفة النهر')).toBe(false);
    expect(await desk.askDigest.doubt(7, '7.now.11', 0, 'صحيفة النهر')).toBe(true);
    expect(desk.doubted).toMatchObject([{ reader: 7, story: 'one', outlet: 'صحيفة النهر' }]);
  });
});

describe('the summary of a story', () => {
  test('is made by one call for all its readers, and anew for an update', async () => {
    let calls = 0;
    const desk = createDigestDesk({
      start: noon,
      summarise: async (texts) => {
        calls += 1;
        const [first] = texts;
        const headline = first?.prose.title ?? '';
        const bullets: [] = [];
        const nothing = { sources: [], topics: [], differences: [] };
        return { summary: { headline, bullets, ...nothing }, dropped: 0, costMicroUsd: 9 };
      },
    });
    publish(desk, 'one');
    for (let reader = 1; reader <= 50; reader += 1) {
      await desk.subscriptions.follow({ reader, chat: reader }, sport);
      await desk.askDigest.now({ reader, chat: reader, message: '1', language: 'ar' });
    }
    const jobs = desk.queue.splice(0);
    await Promise.all(jobs.map(({ id }) => desk.jobs.digests.run({ request: id }, desk.attempt)));
    await desk.settle();
    expect(desk.sent).toHaveLength(50);
    expect(calls).toBe(1);
    publish(desk, 'one-more', 'one');
    await desk.askDigest.now({ reader: 1, chat: 1, message: '2', language: 'ar' });
    await desk.settle();
    expect(calls).toBe(2);
  });
});
