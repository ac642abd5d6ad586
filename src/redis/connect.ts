import type { Cluster, Redis } from 'ioredis';

import { Failure } from '../lib/failure.ts';
import { inTime } from '../lib/in-time.ts';
import { redact } from '../lib/log.ts';
import type { Log } from '../lib/log.ts';
import { asking, mastersOf, openClient, type RedisAddress, storing, waiting } from './client.ts';

/** A connection for the stores. */
export type RedisConnection = {
  redis: Redis;
  /** Whether Redis answers within two seconds, a cluster with all its nodes. */
  answers: () => Promise<boolean>;
  /** Bytes that Redis uses, and may use: 0 for no limit. Of a cluster, its fullest node. */
  memory: () => Promise<{ used: number; most: number }>;
  /** Cuts the connection; commands that have no reply yet are rejected. */
  close: () => void;
};

/**
 * Connects to Redis and waits until it answers; rejects with a Failure of kind `store-away` where
 * it does not within `waitMs`. Afterwards it reconnects by itself, and each outage is logged once.
 */
export const connectRedis = async ({
  address,
  log,
  waitMs = 10_000,
}: {
  address: RedisAddress;
  log: Log;
  waitMs?: number;
}): Promise<RedisConnection> => {
  const client = openClient(address, storing);
  const outage = logOutages(client, log);
  const ready = Promise.withResolvers<void>();
  client.once('ready', () => {
    ready.resolve();
  });
  const patience = setTimeout(() => {
    client.disconnect();
    const reason = outage.lastError() ?? 'no answer';
    ready.reject(
      new Failure('store-away', `Redis does not answer at ${nameOf(address)}: ${reason}`),
    );
  }, waitMs);
  await ready.promise.finally(() => {
    clearTimeout(patience);
  });
  return {
    // The stores use commands alone, which both clients have; their batteries run on both.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    redis: client as Redis,
    answers: () => {
      const answer = Promise.all(mastersOf(client).map((server) => server.ping())).then(
        (answers) => answers.length > 0,
        () => false,
      );
      return inTime(answer, 2_000, () => false);
    },
    memory: async () => {
      const each = await Promise.all(mastersOf(client).map(memoryOf));
      const fullness = ({ used, most }: (typeof each)[number]) => (most === 0 ? 0 : used / most);
      return each.reduce((one, other) => (fullness(other) > fullness(one) ? other : one));
    },
    close: () => {
      client.disconnect();
    },
  };
};

const nameOf = (address: RedisAddress): string => {
  if ('socket' in address) return address.socket;
  return redact('url' in address ? address.url : address.nodes.join(' '));
};

const memoryOf = async (server: Redis) => {
  const info = await server.info('memory');
  const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  return { used: read('used_memory'), most: read('maxmemory') };
};

const logOutages = (redis: Redis | Cluster, log: Log) => {
  let lastError: string | undefined;
  redis.on('error', (error: Error) => {
    if (lastError === undefined) log.warn({ error: error.message }, 'Redis is away');
    lastError = error.message;
  });
  redis.on('ready', () => {
    if (lastError !== undefined) log.info({}, 'Redis is back');
    lastError = undefined;
  });
  return { lastError: () => lastError };
};

/**
 * How BullMQ is to connect. `ask` is for those who enqueue: they fail within seconds. `work` is for
 * workers, which wait for as long as Redis is away. Of a cluster they are clients, which only
 * `close` ends.
 */
export const queueConnections = (address: RedisAddress) => {
  const clients: (Redis | Cluster)[] = [];
  const plain = 'url' in address ? address : 'socket' in address && { path: address.socket };
  const connection = (options: typeof asking | typeof waiting) => {
    if (plain) return { ...options, ...plain };
    const client = openClient(address, options);
    clients.push(client);
    return client;
  };
  return {
    ask: connection(asking),
    work: connection(waiting),
    close: () => {
      for (const client of clients) client.disconnect();
    },
  };
};
