import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

import { Cluster, Redis } from 'ioredis';

import { freePort } from './free-port.ts';
import { redisBinary } from './redis.ts';

/** The slots of a Redis Cluster. */
const slots = 16_384;

/**
 * A Redis Cluster of three on loopback, each with a third of the slots. `redis` speaks to all of
 * them as the stores speak to one: a command whose keys lie in several slots fails. With `lasting`,
 * a node that was killed knows what it held when it is started again.
 */
export const startTestCluster = async ({ lasting = false } = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'mujaz-cluster-'));
  const nodes = await Promise.all([0, 1, 2].map((nth) => startNode(folder, nth, lasting)));
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
    /** Ends a node at once; the others say so, and later refuse all work until it is back. */
    kill: async (nth: number) => nodes[nth]?.kill(),
    start: async (nth: number) => nodes[nth]?.start(),
    /** A node falls silent with its connections open, until it is let go on. */
    hang: (nth: number) => nodes[nth]?.signal('SIGSTOP'),
    goOn: (nth: number) => nodes[nth]?.signal('SIGCONT'),
    /** Gives a node a replica, which takes its place when it dies. */
    replicate: async (nth: number): Promise<void> => {
      const replica = await startNode(folder, nodes.length, lasting);
      const [of] = await Promise.all([
        nodes[nth]?.redis.call('CLUSTER', 'MYID'),
        replica.redis.call('CLUSTER', 'MEET', '127.0.0.1', first?.port ?? 0, first?.bus ?? 0),
      ]);
      nodes.push(replica);
      while (!String(await replica.redis.call('CLUSTER', 'NODES')).includes(String(of)))
        await pause(20);
      await replica.redis.call('CLUSTER', 'REPLICATE', String(of));
      while (!(await replica.redis.info('replication')).includes('master_link_status:up'))
        await pause(20);
    },
    /** Moves a node's slots, with what lies in them, to the others while they work. */
    empty: async (nth: number): Promise<void> => {
      const id = String(await nodes[nth]?.redis.call('CLUSTER', 'MYID'));
      const where = `127.0.0.1:${nodes[nth]?.port}`;
      const weights = ['--cluster-weight', `${id}=0`];
      const flags = ['--cluster', 'rebalance', where, ...weights, '--cluster-yes'];
      await promisify(execFile)(redisBinary.replace('server', 'cli'), flags);
    },
    urls: startup.map(({ port }) => `redis://127.0.0.1:${port}`),
    flush: async () => {
      await Promise.all(nodes.map(({ redis }) => redis.flushall()));
    },
    stop: async () => {
      cluster.disconnect();
      for (const { redis, kill } of nodes) {
        redis.disconnect();
        await kill();
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const startNode = async (folder: string, nth: number, lasting: boolean) => {
  const [port, bus] = await Promise.all([freePort(), freePort()]);
  const options = {
    port,
    'cluster-port': bus,
    bind: '127.0.0.1',
    dir: folder,
    'cluster-enabled': 'yes',
    'cluster-config-file': `nodes-${nth}.conf`,
    // How long a node may be silent before the others call the cluster down.
    'cluster-node-timeout': lasting ? 2_000 : 15_000,
    save: '',
    appendonly: lasting ? 'yes' : 'no',
    appenddirname: `aof-${nth}`,
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const run = (): ChildProcess => spawn(redisBinary, flags, { stdio: 'ignore' });
  let child = run();
  const redis = new Redis(port, '127.0.0.1', {
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
  });
  redis.on('error', () => {});
  await redis.ping();
  return {
    port,
    bus,
    redis,
    kill: async (): Promise<void> => {
      if (child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    signal: (signal: NodeJS.Signals): void => void child.kill(signal),
    start: async (): Promise<void> => {
      child = run();
      await redis.ping();
    },
  };
};
