import { describe, expect, test } from 'vitest';

import type { Stage } from '../../src/jobs/messenger.ts';
import { createShowProgress } from '../../src/jobs/show-progress.ts';
import { Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { anArticle, createNewsroom } from '../support/newsroom.ts';

describe('the stages of a request', () => {
  test('are told as they begin', async () => {
    const room = createNewsroom();
    const subject = { kind: 'link', url: 'https://example.org/a' } as const;
    room.script.fetchPage = async () => ({
      bytes: Buffer.from(anArticle.text),
      url: subject.url,
      contentType: 'text/html',
    });
    await room.accept(room.request({ message: 1, subject }));
    await room.settle();
    expect(room.stages).toEqual(['7-1-0 reading', '7-1-0 summarising', '7-1-0 summarising']);
  });

  test('tell of a site and of a model that do not answer', async () => {
    const room = createNewsroom();
    room.allowRetries(1);
    const subject = { kind: 'link', url: 'https://example.org/b' } as const;
    room.script.fetchPage = () => Promise.reject(new Failure('page-unreachable', 'refused'));
    await room.accept(room.request({ message: 1, subject }));
    room.script.summarise = () => Promise.reject(new Failure('model-busy', '529'));
    await room.accept(room.request({ message: 2 }));
    await room.settle();
    expect(room.stages).toEqual(expect.arrayContaining(['7-1-0 retrying', '7-2-0 retrying']));
  });

  test('tell how many wait before it', async () => {
    const room = createNewsroom();
    for (let chat = 1; chat <= 3; chat += 1) {
      const subject = { kind: 'text', text: `${anArticle.text} ${'.'.repeat(chat)}` } as const;
      await room.accept(room.request({ chat, message: 1, subject }));
    }
    await room.settle(['articles']);
    expect(room.stages).toEqual(['1-1-0 summarising', '2-1-0 waiting 1', '3-1-0 waiting 2']);
  });

  test('reach some of those who share a summary, not a thousand', async () => {
    const room = createNewsroom();
    for (let chat = 1; chat <= 30; chat += 1) await room.accept(room.request({ chat, message: 1 }));
    await room.settle(['articles']);
    room.stages.splice(0);
    await room.settle();
    expect(room.stages).toHaveLength(10);
  });
});

/** A placeholder that is shown, and a way to tell of progress that does not wait. */
const withPlaceholder = async () => {
  const room = createNewsroom();
  const request = room.request({ message: 1 });
  await room.accept(request);
  let edits = 0;
  const edit: typeof room.chat.messenger.edit = (...given) => {
    edits += 1;
    return room.chat.messenger.edit(...given);
  };
  const show = createShowProgress({
    ...room.stores,
    messenger: { ...room.chat.messenger, edit },
    clock: { now: () => request.at },
    log: silentLog,
    apartMs: { reader: 0, group: 0 },
    lastsMs: 0,
  });
  const told = () => room.chat.messages[0]!.telling;
  return { room, request, show, told, edits: () => edits };
};

const stage = (doing: 'reading' | 'summarising' | 'checking'): Stage => ({ doing });
const soon = { timeout: 2_000, interval: 1 };

describe('progress in a placeholder', () => {
  test('is the last of several stages', async () => {
    const { request, show, told, edits } = await withPlaceholder();
    for (const doing of ['reading', 'summarising', 'checking'] as const) {
      show(request, stage(doing));
    }
    await expect.poll(told, soon).toEqual({ kind: 'progress', stage: { doing: 'checking' } });
    expect(edits()).toBe(1);
  });

  test('tells of a site that is silent until more is known', async () => {
    const { request, show, told } = await withPlaceholder();
    const silent = { doing: 'retrying', whom: 'site' } as const;
    show(request, silent);
    show(request, stage('reading'));
    await expect.poll(told, soon).toEqual({ kind: 'progress', stage: silent });
    show(request, stage('reading'));
    show(request, stage('summarising'));
    await expect.poll(told, soon).toEqual({ kind: 'progress', stage: stage('summarising') });
  });

  test('never comes after the answer', async () => {
    const { room, request, show, told, edits } = await withPlaceholder();
    show(request, stage('summarising'));
    await room.stores.deliveries.conclude(request.id, { kind: 'failure', failure: 'internal' });
    await room.settle(['deliveries']);
    show(request, stage('checking'));
    await expect.poll(() => edits(), soon).toBe(0);
    await new Promise(setImmediate);
    expect(told().kind).not.toBe('progress');
  });

  test('under way holds the answer back until it is over', async () => {
    const { room, request } = await withPlaceholder();
    const { deliveries } = room.stores;
    expect(await deliveries.beginProgress(request.id, 5_000)).toBeGreaterThan(0);
    expect(await deliveries.beginProgress(request.id, 5_000)).toBe(0);
    const settled = room.settle();
    await new Promise(setImmediate);
    expect(room.chat.messages[0]!.telling.kind).toBe('placeholder');
    await deliveries.endProgress(request.id);
    await settled;
    expect(room.chat.messages[0]!.telling.kind).toBe('summary');
  });

  test('that fails hurts nobody', async () => {
    const { room, request, show, edits } = await withPlaceholder();
    room.chat.failNext(new Failure('chat-flooded', '429'));
    show(request, stage('summarising'));
    await expect.poll(() => edits(), soon).toBe(1);
    await room.settle();
    expect(room.chat.messages[0]!.telling.kind).toBe('summary');
  });

  test('is not told over an answer that is being changed', async () => {
    const { request, show, edits } = await withPlaceholder();
    show({ ...request, revises: { key: 'k', language: 'ar', shape: 'short' } }, stage('reading'));
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    expect(edits()).toBe(0);
  });
});
