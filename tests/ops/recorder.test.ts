import { describe, expect, test } from 'vitest';

import type { Messenger, Telling } from '../../src/jobs/messenger.ts';
import type { Job } from '../../src/jobs/ports.ts';
import type { Counts } from '../../src/jobs/stats.ts';
import type { Digest } from '../../src/jobs/subscription-ports.ts';
import { Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMetrics } from '../../src/ops/metrics.ts';
import { createObserver } from '../../src/ops/observe.ts';
import { createRecorder } from '../../src/ops/recorder.ts';
import type { Model, Question } from '../../src/summary/ask.ts';
import { answerSaying, createTestClock, requestFor } from '../contracts/backends.ts';
import { createMemoryStats } from '../support/memory-stats.ts';
import { createMemoryStores } from '../support/memory-stores.ts';

const question = { prompt: { task: 'summarize' }, input: {} } as unknown as Question;
const summary: Telling = {
  kind: 'summary',
  answer: answerSaying('عنوان'),
  byline: { outlet: '', author: '', url: '', date: '' },
  settings: { digits: 'article', sources: 'shown' },
};

/** A recorder on statistics in memory, which reject whatever `trouble` says. */
const open = () => {
  const memory = createMemoryStats({ clock: createTestClock() });
  const trouble: Failure[] = [];
  const stats = {
    ...memory,
    add: async (counts: Counts) => {
      const failure = trouble.shift();
      if (failure) throw failure;
      await memory.add(counts);
    },
    meet: async (readers: readonly number[]) => {
      const failure = trouble.shift();
      if (failure) throw failure;
      await memory.meet(readers);
    },
  };
  const recorder = createRecorder({ stats, log: silentLog, flushEveryMs: 10 });
  const metrics = createObserver([createMetrics().listener, recorder.listener]);
  const counted = async () => (await memory.days(1))[0]!.counts;
  return { ...recorder, metrics, trouble, counted };
};

const messengerThat = (isThere: boolean): Messenger => ({
  send: async () => 5,
  edit: async () => isThere,
  remove: async () => {},
});

describe('what is counted while articles are answered', () => {
  test('answers and failures that reached a reader, not placeholders nor lost messages', async () => {
    const { metrics, close, counted } = open();
    const messenger = metrics.measureMessenger(messengerThat(true));
    await messenger.send(requestFor(), { kind: 'placeholder', ahead: 0 });
    await messenger.edit(requestFor(), 5, summary);
    await messenger.send(requestFor(), { kind: 'failure', failure: 'page-missing' });
    await metrics.measureMessenger(messengerThat(false)).edit(requestFor(), 5, summary);
    await close();
    expect(await counted()).toEqual({
      answers: { 'extractive no-model': 1 },
      failures: { 'page-missing': 1 },
    });
  });

  test('calls of the model with their cost, and those that it failed', async () => {
    const { metrics, close, counted } = open();
    const billed: number[] = [];
    const outcomes = [
      undefined,
      new Failure('model-busy', ''),
      new Failure('picture-too-large', ''),
    ];
    const model: Model = {
      id: 'haiku',
      estimate: () => 1,
      ask: async ({ bill }) => {
        bill?.(1_200);
        const failure = outcomes.shift();
        if (failure) throw failure;
        return { outcome: 'answered', text: '' };
      },
    };
    const measured = metrics.measureModel(model);
    await measured.ask({ ...question, bill: (microUsd) => billed.push(microUsd) });
    await expect(measured.ask(question)).rejects.toThrow(Failure);
    await expect(measured.ask(question)).rejects.toThrow(Failure);
    await close();
    expect(await counted()).toEqual({
      calls: { haiku: 1 },
      'call-failures': { 'model-busy': 1 },
      'micro-usd': { haiku: 3_600 },
    });
    expect(billed).toEqual([1_200]);
  });

  test('digests by what they told, and how long jobs took that were done', async () => {
    const { metrics, close, counted } = open();
    const sent: unknown[] = [];
    const send = metrics.measureDigests(async (digest) => sent.push(digest));
    const digest = {} as Digest;
    await send(digest, { kind: 'silence', quiet: [] });
    const job = (run: Job<string>['run']): Job<string> => ({ run, giveUp: async () => {} });
    const attempt = { signal: new AbortController().signal, log: silentLog };
    await metrics
      .measureJob(
        'feeds',
        job(async () => {}),
      )
      .run('work', attempt);
    const broken = job(async () => {
      throw new Failure('model-busy', '');
    });
    await expect(metrics.measureJob('feeds', broken).run('work', attempt)).rejects.toThrow(Failure);
    await close();
    expect(sent).toEqual([digest]);
    const { digests, stages = {} } = await counted();
    expect(digests).toEqual({ silence: 1 });
    expect(Object.values(stages)).toEqual([1]);
    expect(Object.keys(stages)[0]).toMatch(/^feeds [\d.]+$/);
  });

  test('lines by the version of the prompt', async () => {
    const { metrics, close, counted } = open();
    const answer = {
      ...answerSaying('عنوان'),
      prompt: '3+abc',
      checked: 9,
      repaired: 2,
      dropped: 1,
    };
    await metrics.measureSummarise(async () => answer)();
    await close();
    expect(await counted()).toEqual({
      checked: { '3+abc': 9 },
      repaired: { '3+abc': 2 },
      dropped: { '3+abc': 1 },
    });
  });

  test('readers, who are forgotten together with what else is known of them', async () => {
    const { measureReaders, close, counted } = open();
    const readers = measureReaders(createMemoryStores().readers);
    await readers.begin(7, 'a');
    await readers.begin(7, 'b');
    await readers.forget(7);
    await readers.begin(7, 'c');
    await close();
    expect(await counted()).toMatchObject({ readers: { all: 1 }, 'new-readers': { all: 2 } });
  });

  test('costs nobody an answer where it cannot be stored, and is made up for later', async () => {
    const { metrics, measureReaders, trouble, close, counted } = open();
    trouble.push(new Failure('store-away', 'no Redis'));
    await measureReaders(createMemoryStores().readers).begin(7, 'a');
    await expect.poll(() => trouble.length).toBe(0);
    trouble.push(new Failure('store-away', 'no Redis'));
    const messenger = metrics.measureMessenger(messengerThat(true));
    await messenger.edit(requestFor(), 5, summary);
    await expect.poll(() => trouble.length).toBe(0);
    await messenger.edit(requestFor(), 6, summary);
    await close();
    expect((await counted()).answers).toEqual({ 'extractive no-model': 2 });
    expect((await counted()).readers).toEqual({ all: 1 });
  });
});
