import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import type { Log } from '../../src/lib/log.ts';
import { silentLog } from '../../src/lib/log.ts';
import { notingJob, queuesForTests, workFor } from '../support/queue-setup.ts';
import { hasRedis, startTestRedis } from '../support/redis.ts';

const minute = 60_000;

describe.skipIf(!hasRedis)('a worker', () => {
  let server: Awaited<ReturnType<typeof startTestRedis>>;
  beforeAll(async () => {
    server = await startTestRedis();
  });
  beforeEach(() => server.flush());
  afterAll(() => server.stop());
  const { open, work } = queuesForTests(() => server.address);

  test('does each job once, and leaves nothing of it', async () => {
    const queues = open();
    const { job, seen } = notingJob();
    work(queues, job);
    for (const id of ['a', 'b', 'c']) await queues.enqueue('summaries', id, workFor(id));
    await expect.poll(() => seen.runs.toSorted()).toEqual(['a', 'b', 'c']);
    await expect.poll(() => queues.has('summaries', 'c')).toBe(false);
    expect(await queues.depths()).toMatchObject({
      summaries: { waiting: 0, active: 0, delayed: 0, dead: 0 },
    });
  });

  test('gives up at once what will never succeed', async () => {
    const queues = open();
    const { job, seen } = notingJob({
      run: async () => {
        throw new Failure('model-refused', 'no');
      },
    });
    work(queues, job);
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.givenUp).toEqual([{ request: 'a', kind: 'model-refused' }]);
    await expect.poll(() => queues.has('summaries', 'a')).toBe(false);
    expect(seen.runs).toEqual(['a']);
  });

  test('tries again what may succeed, and forgets its trouble', async () => {
    const queues = open();
    const { job, seen } = notingJob({
      run: async () => {
        if (seen.runs.length < 8) throw new Failure('model-busy', 'overloaded');
      },
    });
    work(queues, job);
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.runs.length, { timeout: 10_000 }).toBe(8);
    await expect.poll(() => queues.has('summaries', 'a')).toBe(false);
    expect(seen.givenUp).toEqual([]);
  });

  test('gives up when the budget of time is spent, not the tries', async () => {
    const queues = open();
    let offset = 0;
    const { job, seen } = notingJob({
      run: async () => {
        if (seen.runs.length === 12) offset = 20 * minute;
        throw new Failure('model-busy', 'overloaded');
      },
    });
    work(queues, job, { clock: { now: () => Date.now() + offset } });
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect
      .poll(() => seen.givenUp, { timeout: 10_000 })
      .toEqual([{ request: 'a', kind: 'model-busy' }]);
    expect(seen.runs).toHaveLength(12);
  });

  test('holds the whole queue on a rate limit, and no job loses a try by it', async () => {
    const queues = open();
    const ids = Array.from({ length: 12 }, (_, n) => `r${n}`);
    const { job, seen } = notingJob({
      run: async () => {
        throw new Failure('model-rate-limited', '429', { retryAfterMs: minute });
      },
    });
    for (const id of ids) await queues.enqueue('summaries', id, workFor(id));
    const limited = work(queues, job, { concurrency: 2 });
    const other = notingJob();
    await expect.poll(() => seen.runs.length).toBe(2);
    const neighbour = work(queues, other.job);
    await expect
      .poll(() => queues.depths())
      .toMatchObject({ summaries: { waiting: 12, active: 0, delayed: 0 } });
    await Promise.all([limited.close(0), neighbour.close(0)]);
    expect(seen.runs).toHaveLength(2);
    expect(seen.givenUp).toEqual([]);
    expect(other.seen.runs).toEqual([]);

    // The time that was asked for has passed.
    await server.redis.del('mujaz:{summaries}:limiter');
    const next = notingJob();
    work(queues, next.job);
    await expect.poll(() => next.seen.runs.toSorted()).toEqual(ids.toSorted());
  });

  test('tries five times what nobody foresaw, then gives up as internal', async () => {
    const queues = open();
    const { job, seen } = notingJob({
      run: async () => {
        throw new TypeError('undefined is not an article');
      },
    });
    work(queues, job);
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.givenUp).toEqual([{ request: 'a', kind: 'internal' }]);
    expect(seen.runs).toHaveLength(5);
  });

  test('goes on giving up until it works, without running the job again', async () => {
    const queues = open();
    const { job, seen } = notingJob({
      run: async () => {
        throw new Failure('expired', 'too late');
      },
      giveUp: async () => {
        if (seen.givenUp.length < 4) throw new Failure('store-away', 'no');
      },
    });
    work(queues, job);
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.givenUp.length).toBe(4);
    await expect.poll(() => queues.has('summaries', 'a')).toBe(false);
    expect(seen.runs).toEqual(['a']);
    expect(seen.givenUp.every(({ kind }) => kind === 'expired')).toBe(true);
  });

  test('keeps a job that cannot even be given up, with its reason, until it is revived', async () => {
    const queues = open();
    let offset = 0;
    let broken = true;
    const { job, seen } = notingJob({
      run: async () => {
        if (broken) throw new Failure('expired', 'too late');
      },
      giveUp: async () => {
        if (!broken) return;
        if (seen.givenUp.length === 3) offset = 20 * minute;
        throw new RangeError('a bug in «نص القارئ»');
      },
    });
    work(queues, job, { clock: { now: () => Date.now() + offset } });
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect
      .poll(() => queues.dead())
      .toMatchObject([
        {
          queue: 'summaries',
          id: 'a',
          reason: expect.stringMatching(
            /^expired; giving up failed: RangeError at \S.*workers.test/,
          ),
        },
      ]);
    const [key = ''] = await server.redis.keys('mujaz:{summaries}:j*');
    expect(JSON.stringify(await server.redis.hgetall(key))).not.toContain('نص');
    expect(await queues.has('summaries', 'a')).toBe(true);
    expect(await queues.depths()).toMatchObject({ summaries: { dead: 1 } });
    broken = false;
    await queues.revive('summaries', 'another');
    expect(await queues.depths()).toMatchObject({ summaries: { dead: 1 } });
    const [dead] = await queues.dead();
    const { length: runs } = seen.runs;
    await queues.revive('summaries', dead?.job);
    await expect.poll(() => queues.has('summaries', 'a')).toBe(false);
    // It is done from the beginning, not given up once more.
    expect(seen.runs).toHaveLength(runs + 1);
  });

  test('ends an attempt that passes its deadline, even one that does not listen', async () => {
    const queues = open();
    const signals: AbortSignal[] = [];
    const { job, seen } = notingJob({
      run: (_, { signal }) => {
        signals.push(signal);
        return new Promise(() => {});
      },
    });
    work(queues, job, { deadlineMs: 20 });
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.givenUp).toEqual([{ request: 'a', kind: 'internal' }]);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  test('carries the id of the request into every line of its log', async () => {
    const queues = open();
    const fields: object[] = [];
    const log: Log = {
      ...silentLog,
      child: (given) => {
        fields.push(given);
        return log;
      },
    };
    const { job, seen } = notingJob();
    work(queues, job, { log });
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.runs).toEqual(['a']);
    expect(fields).toContainEqual(expect.objectContaining({ request: 'a' }));
  });

  test('that is closed finishes what it has begun', async () => {
    const queues = open();
    const finished = Promise.withResolvers<void>();
    let ended = false;
    const { job, seen } = notingJob({
      run: async () => {
        await finished.promise;
        ended = true;
      },
    });
    const workers = work(queues, job);
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.runs).toEqual(['a']);
    const closing = workers.close(minute);
    finished.resolve();
    await closing;
    expect(ended).toBe(true);
    expect(await queues.has('summaries', 'a')).toBe(false);
  });

  test('that is closed puts back what takes too long, for the next one to do at once', async () => {
    const queues = open();
    const { job, seen } = notingJob({ run: () => new Promise(() => {}) });
    const workers = work(queues, job);
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.runs).toEqual(['a']);
    await workers.close(10);
    expect(await queues.depths()).toMatchObject({ summaries: { waiting: 1, active: 0 } });
    expect(seen.givenUp).toEqual([]);
    const next = notingJob();
    work(queues, next.job);
    await expect.poll(() => next.seen.runs).toEqual(['a']);
  });
});
