import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';

import type { Request } from '../../src/jobs/request.ts';
import { noOrigin } from '../../src/jobs/request.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createStores } from '../../src/redis/stores.ts';
import type { Answer } from '../../src/summary/answer.ts';
import { createMemoryStores } from '../support/memory-stores.ts';
import type { MemoryStores } from '../support/memory-stores.ts';
import { startTestCluster } from '../support/redis-cluster.ts';
import { hasRedis, startTestRedis } from '../support/redis.ts';

/** A clock that tests move; it begins on an evening in UTC. */
export const createTestClock = (): Clock & { pass: (ms: number) => void } => {
  let time = Date.parse('2026-11-23T20:00:00Z');
  return {
    now: () => time,
    pass: (ms) => {
      time += ms;
    },
  };
};

export type OpenStores = (options?: {
  clock?: Clock;
  dailyLimit?: number;
  budgetMicroUsd?: number;
}) => MemoryStores;

/** Runs a battery on the stores in memory, in a real Redis and in a Redis Cluster of three. */
export const onEachBackend = (port: string, battery: (open: OpenStores) => void): void => {
  describe(`${port} in memory`, () => {
    battery(createMemoryStores);
  });

  for (const [name, server] of Object.entries(servers)) {
    afterAll(server.stop);
    describe.skipIf(!hasRedis)(`${port} in ${name}`, () => {
      const { redis } = redisForTests(server.start);
      battery(({ clock = createTestClock(), dailyLimit = 50, budgetMicroUsd = 1_000_000 } = {}) =>
        createStores({ redis: redis(), clock, log: silentLog, dailyLimit, budgetMicroUsd }),
      );
    });
  }
};

type Server = { redis: Redis; flush: () => Promise<void>; stop: () => Promise<void> };

/** One server for all blocks of a file. */
export const createShared = (start: () => Promise<Server>) => {
  let running: Promise<Server> | undefined;
  return {
    start: async (): Promise<Server> => ({
      ...(await (running ??= start())),
      stop: async () => {},
    }),
    stop: async (): Promise<void> => {
      const server = running;
      running = undefined;
      await (await server)?.stop();
    },
  };
};

const servers = {
  Redis: createShared(startTestRedis),
  'a Redis Cluster': createShared(startTestCluster),
};

/** A Redis that is started before the tests of this block and emptied before each one. */
export const redisForTests = (
  start: () => Promise<Server> = startTestRedis,
): { redis: () => Redis } => {
  let running: Server | undefined;
  const server = () => {
    if (running === undefined) throw new Error('Redis is not running yet');
    return running;
  };
  beforeAll(async () => {
    running = await start();
  });
  beforeEach(() => server().flush());
  afterAll(() => running?.stop());
  return { redis: () => server().redis };
};

/** A request as an update would make it; every field may be given. */
export const requestFor = (given: Partial<Request> = {}): Request => {
  const { chat = 7, message = 1 } = given;
  return {
    id: `${chat}-${message}-0`,
    chat,
    message,
    thread: 0,
    reader: 7,
    subject: { kind: 'text', text: 'نص' },
    origin: noOrigin,
    language: 'ar',
    at: 1_766_000_000_000,
    ...given,
  };
};

export const answerSaying = (headline: string): Answer => ({
  summary: { headline, bullets: [], sources: [], topics: [] },
  language: 'ar',
  shape: 'standard',
  how: 'extractive',
  reason: 'no-model',
  model: '',
  prompt: '',
  checked: 3,
  repaired: 0,
  dropped: 1,
  faults: ['bullets[2] number-present: 98'],
  costMicroUsd: 0,
});
