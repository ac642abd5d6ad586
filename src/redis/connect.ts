import { setTimeout as pause } from 'node:timers/promises';

import { Redis } from 'ioredis';

import { Failure } from '../lib/failure.ts';
import { redact } from '../lib/log.ts';
import type { Log } from '../lib/log.ts';

/** Where a Redis listens: `redis://` or `rediss://`, or the path of a Unix socket. */
export type RedisAddress = { url: string } | { socket: string };

/** A connection for the stores. */
export type RedisConnection = {
  redis: Redis;
  /** Whether Redis answers within two seconds. */
  answers: () => Promise<boolean>;
  /** Bytes that Redis uses, and may use: 0 for no limit. */
  memory: () => Promise<{ used: number; most: number }>;
  /** Cuts the connection; commands that have no reply yet are rejected. */
  close: () => void;
};

/** Connections that only ask: they fail within seconds, and a silent peer is taken for dead. */
const asking = {
  connectTimeout: 5_000,
  commandTimeout: 4_000,
  socketTimeout: 6_000,
  keepAlive: 10_000,
  // A connection lost for a moment is waited for; a lost Redis fails those who ask.
  maxRetriesPerRequest: 2,
  retryStrategy: (times: number) => pauseBefore(times, 1_000),
  // A replica that was a primary until now: connect again, and find the new one.
  reconnectOnError: (error: Error) => (error.message.startsWith('READONLY') ? 2 : false),
} as const;

const pauseBefore = (times: number, mostMs: number): number =>
  Math.min(50 * 2 ** Math.min(times - 1, 10), mostMs) + Math.random() * 200;

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
  const redis =
    'url' in address
      ? new Redis(address.url, asking)
      : new Redis({ ...asking, path: address.socket });
  const outage = logOutages(redis, log);
  const ready = Promise.withResolvers<void>();
  redis.once('ready', () => {
    ready.resolve();
  });
  const patience = setTimeout(() => {
    redis.disconnect();
    const where = 'url' in address ? redact(address.url) : address.socket;
    const reason = outage.lastError() ?? 'no answer';
    ready.reject(new Failure('store-away', `Redis does not answer at ${where}: ${reason}`));
  }, waitMs);
  await ready.promise.finally(() => {
    clearTimeout(patience);
  });
  return {
    redis,
    answers: () => {
      const answer = redis.ping().then(
        () => true,
        () => false,
      );
      return Promise.race([answer, pause(2_000, false, { ref: false })]);
    },
    memory: async () => {
      const info = await redis.info('memory');
      const read = (name: string) =>
        Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
      return { used: read('used_memory'), most: read('maxmemory') };
    },
    close: () => {
      redis.disconnect();
    },
  };
};

const logOutages = (redis: Redis, log: Log) => {
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
 * How BullMQ is to connect, as plain options. `ask` is for those who enqueue: they fail within
 * seconds. `work` is for workers, which wait for as long as Redis is away; a connection on which
 * nothing comes for longer than a blocking read may last (10 s) is cut and made anew.
 */
export const queueConnection = (address: RedisAddress, purpose: 'ask' | 'work') => ({
  ...(purpose === 'ask' ? asking : waiting),
  ...('url' in address ? { url: address.url } : { path: address.socket }),
});

const waiting = {
  ...asking,
  commandTimeout: undefined,
  socketTimeout: 15_000,
  maxRetriesPerRequest: null,
  retryStrategy: (times: number) => pauseBefore(times, 2_000),
};
