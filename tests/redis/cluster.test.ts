import type { ConnectionOptions } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createQueues } from '../../src/queue/queues.ts';
import { startWorkers } from '../../src/queue/workers.ts';
import { notingJob, workFor } from '../support/queue-setup.ts';
import { startTestCluster } from '../support/redis-cluster.ts';
import { hasRedis } from '../support/redis.ts';

describe.skipIf(!hasRedis)('the queues in a Redis Cluster of three', () => {
  let server: Awaited<ReturnType<typeof startTestCluster>>;
  beforeAll(async () => {
    server = await startTestCluster();
  });
  afterAll(() => server.stop());

  test('do their work, each queue in one slot, and lie on more than one node', async () => {
    const connection = server.cluster as unknown as ConnectionOptions;
    const queues = createQueues({ connection, log: silentLog });
    const { job, seen } = notingJob();
    const workers = startWorkers({
      connection,
      queues,
      queue: 'summaries',
      job,
      concurrency: 4,
      clock: systemClock,
      log: silentLog,
    });
    const ids = Array.from({ length: 50 }, (_, nth) => `r${nth}`);
    for (const [turn, id] of ids.entries()) {
      await queues.enqueue('summaries', id, workFor(id), { turn: turn % 3, shared: true });
      await queues.enqueue('articles', id, { request: id });
      await queues.enqueue('deliveries', id, { request: id });
    }
    await expect.poll(() => seen.runs.toSorted()).toEqual(ids.toSorted());
    expect(await queues.depths()).toMatchObject({
      articles: { waiting: 50 },
      deliveries: { waiting: 50 },
    });
    await queues.discard(7, ids);
    expect(await queues.depths()).toMatchObject({
      articles: { waiting: 0 },
      deliveries: { waiting: 0 },
    });
    const sizes = await Promise.all(server.nodes.map((node) => node.dbsize()));
    expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(1);
    await workers.close(0);
    await queues.close();
  });
});
