import { once } from 'node:events';

import { Cluster } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createQueues } from '../../src/queue/queues.ts';
import { startWorkers } from '../../src/queue/workers.ts';
import { openClient, waiting } from '../../src/redis/client.ts';
import { queueConnections } from '../../src/redis/connect.ts';
import { openMujaz } from '../support/app-process.ts';
import { pasted, readLabelledArticle } from '../support/articles.ts';
import { notingJob, workFor } from '../support/queue-setup.ts';
import { enterPlayground } from '../support/reader.ts';
import { startTestCluster } from '../support/redis-cluster.ts';
import { hasRedis } from '../support/redis.ts';

describe.skipIf(!hasRedis)('the queues in a Redis Cluster of three', () => {
  let server: Awaited<ReturnType<typeof startTestCluster>>;
  beforeAll(async () => {
    server = await startTestCluster();
  });
  afterAll(() => server.stop());

  test('do their work, each queue in one slot, and lie on more than one node', async () => {
    const connections = queueConnections({ nodes: server.urls });
    const queues = createQueues({ connection: connections.ask, log: silentLog });
    const { job, seen } = notingJob();
    const workers = startWorkers({
      connection: connections.work,
      queues,
      queue: 'summaries',
      job,
      concurrency: 4,
      lockMs: 30_000,
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
    connections.close();
  });

  test('serve a bot whose REDIS_URL names one of its nodes', async () => {
    const [url = ''] = server.urls;
    const app = await openMujaz({ REDIS_URL: `${url}?cluster=1` });
    const reader = await enterPlayground(app.origin).joins();
    await reader.sends(pasted(readLabelledArticle('jordan-bus-drivers')));
    await reader.receives(({ text }) => (text ?? '').includes('جُمل من المقال نفسه'));
    expect((await fetch(`${app.origin}/readyz`)).status).toBe(200);
    expect(app.output()).not.toMatch(/CROSSSLOT|Redis is away|"level":50/);
    await app.stop();
  });
});

describe.skipIf(!hasRedis)('a worker’s client of a Redis Cluster', () => {
  test('asked to connect while the cluster is down, is connected once it is whole', async () => {
    const server = await startTestCluster({ lasting: true });
    const client = openClient({ nodes: server.urls }, waiting);
    if (!(client instanceof Cluster)) throw new Error('no cluster');
    const clients = [client, client.duplicate()];
    await Promise.all(clients.map((one) => once(one, 'ready')));
    await server.kill(0);
    await expect
      .poll(async () => String(await server.nodes[1]?.call('CLUSTER', 'INFO')), { timeout: 10_000 })
      .toContain('cluster_state:fail');
    const connected = clients.map(async (one) => {
      one.disconnect();
      await once(one, 'end');
      await one.connect();
    });
    await Promise.all(clients.map((one) => once(one, 'reconnecting')));
    await server.start(0);
    await Promise.all(connected);
    await expect(clients[1]?.set('stands', 'yes')).resolves.toBe('OK');
    for (const one of clients) one.disconnect();
    await server.stop();
  });
});
