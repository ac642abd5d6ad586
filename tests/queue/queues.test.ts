import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import { notingJob, queuesForTests, workFor } from '../support/queue-setup.ts';
import { hasRedis, startTestRedis } from '../support/redis.ts';

/** Keys of jobs whose name or content holds this. */
const grep = async (redis: Redis, text: string): Promise<string[]> => {
  const found: string[] = [];
  for (const key of await redis.keys('mujaz:*:j*')) {
    const content = JSON.stringify(await redis.hgetall(key));
    if (`${key} ${content}`.includes(text)) found.push(key);
  }
  return found;
};

describe.skipIf(!hasRedis)('the queues', () => {
  let server: Awaited<ReturnType<typeof startTestRedis>>;
  beforeAll(async () => {
    server = await startTestRedis();
  });
  beforeEach(() => server.flush());
  afterAll(() => server.stop());
  const { open, work } = queuesForTests(() => server.address);

  test('hold the same work once while it is unfinished', async () => {
    const queues = open();
    await Promise.all(
      Array.from({ length: 10 }, () => queues.enqueue('summaries', 'a', workFor('a'))),
    );
    expect(await queues.depths()).toMatchObject({ summaries: { waiting: 1 } });
    expect(await queues.has('summaries', 'a')).toBe(true);
    expect(await queues.has('articles', 'a')).toBe(false);
  });

  test('take the same work again once it is finished', async () => {
    const queues = open();
    const { job, seen } = notingJob();
    work(queues, job);
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => queues.has('summaries', 'a')).toBe(false);
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.runs).toEqual(['a', 'a']);
  });

  test('take any id, also one of digits or with colons', async () => {
    const queues = open();
    for (const id of ['12345', '-100:5:0', 'abc-17']) {
      await queues.enqueue('summaries', id, workFor(id));
      expect(await queues.has('summaries', id)).toBe(true);
    }
    expect(await queues.depths()).toMatchObject({ summaries: { waiting: 3 } });
  });

  test('hold no text, only ids', async () => {
    const queues = open();
    await queues.enqueue('articles', 'a', { request: 'a' });
    const [key = ''] = await server.redis.keys('mujaz:{articles}:j*');
    expect(await server.redis.hget(key, 'data')).toBe(JSON.stringify({ work: { request: 'a' } }));
  });

  test('take one reader’s many after everybody else’s first', async () => {
    const queues = open();
    for (let turn = 0; turn < 20; turn += 1) {
      await queues.enqueue('summaries', `many-${turn}`, workFor(`many-${turn}`), { turn });
    }
    await queues.enqueue('summaries', 'one', workFor('one'));
    await queues.enqueue('summaries', 'two', workFor('two'), { turn: 1 });
    const { job, seen } = notingJob();
    work(queues, job, { concurrency: 1 });
    await expect.poll(() => seen.runs.length).toBe(22);
    expect(seen.runs.slice(0, 5)).toEqual(['many-0', 'one', 'many-1', 'two', 'many-2']);
  });

  test('move shared work forward for whoever has the earlier turn', async () => {
    const queues = open();
    for (const [id, turn] of [
      ['first', 3],
      ['shared', 9],
    ] as const) {
      await queues.enqueue('summaries', id, workFor(id), { turn });
    }
    await queues.enqueue('summaries', 'shared', workFor('b'), { turn: 4, shared: true });
    await queues.enqueue('summaries', 'shared', workFor('b'), { turn: 0, shared: true });
    await queues.enqueue('summaries', 'shared', workFor('b'), { turn: 5, shared: true });
    const { job, seen } = notingJob();
    work(queues, job, { concurrency: 1 });
    await expect.poll(() => seen.runs).toEqual(['shared', 'first']);
  });

  test('let go of all jobs of one reader, the dead ones included', async () => {
    const queues = open();
    const { job } = notingJob({
      run: async () => {
        throw new Failure('model-refused', 'no');
      },
      giveUp: async () => {
        throw new Failure('internal', 'not even that');
      },
    });
    const workers = work(queues, job, { budgetMs: 0 });
    for (const request of ['7-1-0', '-100-5-0', '8-1-0']) {
      await queues.enqueue('summaries', `key-${request}`, workFor(request));
    }
    await expect.poll(async () => (await queues.dead()).length).toBe(3);
    await workers.close(0);
    for (const request of ['7-2-0', '8-2-0']) {
      await queues.enqueue('articles', request, { request });
      await queues.enqueue('deliveries', request, { request });
    }
    await queues.discard(7, ['7-1-0', '7-2-0', '-100-5-0']);
    expect((await queues.dead()).map(({ id }) => id)).toEqual(['8-1-0']);
    expect(await queues.depths()).toMatchObject({
      articles: { waiting: 1 },
      deliveries: { waiting: 1 },
    });
    expect(await grep(server.redis, '7-')).toEqual([]);
  });

  test('forget the dead after a week', async () => {
    const queues = open();
    const { job } = notingJob({
      run: async () => {
        throw new Failure('model-refused', 'no');
      },
      giveUp: async () => {
        throw new Failure('internal', 'not even that');
      },
    });
    work(queues, job, { budgetMs: 0 });
    await queues.enqueue('summaries', 'old', workFor('old'));
    await expect.poll(async () => (await queues.dead()).length).toBe(1);
    await queues.clean();
    expect(await queues.dead()).toHaveLength(1);
    const eightDaysAgo = Date.now() - 8 * 24 * 3_600_000;
    const [id = ''] = await server.redis.zrange('mujaz:{summaries}:failed', '0', '-1');
    await server.redis.zadd('mujaz:{summaries}:failed', eightDaysAgo, id);
    await queues.clean();
    expect(await queues.dead()).toEqual([]);
    expect(await server.redis.keys('mujaz:{summaries}:j*')).toEqual([]);
  });

  test('keep all keys of one queue in one slot of a cluster', async () => {
    const queues = open();
    const { job, seen } = notingJob();
    work(queues, job);
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.runs).toEqual(['a']);
    const keys = await server.redis.keys('*');
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !/^mujaz:\{[a-z]+\}/.test(key))).toEqual([]);
  });
});
