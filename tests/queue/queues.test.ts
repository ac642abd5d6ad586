import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { notingJob, queuesForTests, workFor } from '../support/queue-setup.ts';
import { hasRedis, startTestRedis } from '../support/redis.ts';

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
    expect(await server.redis.hget('mujaz:{articles}:ja', 'data')).toBe(
      JSON.stringify({ work: { request: 'a' } }),
    );
  });

  test('keep all keys of one queue in one slot of a cluster', async () => {
    const queues = open();
    const { job, seen } = notingJob();
    work(queues, job);
    await queues.enqueue('summaries', 'a', workFor('a'));
    await expect.poll(() => seen.runs).toEqual(['a']);
    const keys = await server.redis.keys('*');
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !/^mujaz:\{(articles|summaries|deliveries)\}/.test(key))).toEqual(
      [],
    );
  });
});
