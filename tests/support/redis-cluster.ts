import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Cluster, Redis } from 'ioredis';

import { redisBinary } from './redis.ts';

/** The slots of a Redis Cluster. */
const slots = 16_384;

type Node = { port: number; bus: number; child: ChildProcess; redis: Redis };

/**
 * A Redis Cluster of three on loopback, each with a third of the slots. `redis` speaks to all of
 * them as the stores speak to one: a command whose keys lie in several slots fails.
 */
export const startTestCluster = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mujaz-cluster-'));
  const nodes = await Promise.all([0, 1, 2].map((nth) => startNode(folder, nth)));
  await Promise.all(
    nodes.map(({ redis }, nth) => {
      const [from, to] = [nth, nth + 1].map((part) => Math.floor((slots * part) / nodes.length));
      return redis.call('CLUSTER', 'ADDSLOTSRANGE', from ?? 0, (to ?? 0) - 1);
    }),
  );
  const [first, ...others] = nodes;
  for (const { port, bus } of others) {
    await first?.redis.call('CLUSTER', 'MEET', '127.0.0.1', port, bus);
  }
  for (const { redis } of nodes) {
    while (!String(await redis.call('CLUSTER', 'INFO')).includes('cluster_state:ok'))
      await pause(20);
  }
  const startup = nodes.map(({ port }) => ({ host: '127.0.0.1', port }));
  const cluster = new Cluster(startup, { redisOptions: { maxRetriesPerRequest: null } });
  return {
    // The stores use commands alone, which both kinds of client have.
    redis: cluster as unknown as Redis,
    nodes: nodes.map(({ redis }) => redis),
    urls: startup.map(({ port }) => `redis://127.0.0.1:${port}`),
    flush: async () => {
      await Promise.all(nodes.map(({ redis }) => redis.flushall()));
    },
    stop: async () => {
      cluster.disconnect();
      for (const { redis, child } of nodes) {
        const gone = once(child, 'exit');
        redis.disconnect();
        child.kill('SIGKILL');
        await gone;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const startNode = async (folder: string, nth: number): Promise<Node> => {
  const [port, bus] = await Promise.all([freePort(), freePort()]);
  const options = {
    port,
    'cluster-port': bus,
    bind: '127.0.0.1',
    dir: folder,
    'cluster-enabled': 'yes',
    'cluster-config-file': `nodes-${nth}.conf`,
    save: '',
    appendonly: 'no',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(redisBinary, flags, { stdio: 'ignore' });
  const redis = new Redis(port, '127.0.0.1', {
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
  });
  redis.on('error', () => {});
  await redis.ping();
  return { port, bus, child, redis };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
