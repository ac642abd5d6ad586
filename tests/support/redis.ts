import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Redis } from 'ioredis';

import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { connectRedis } from '../../src/redis/connect.ts';
import { startOwnRedis } from '../../src/redis/own-server.ts';
import type { StoreParts } from '../../src/redis/store.ts';

const isInstalled = (name: string): boolean => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** The server that is installed here; empty where none is. */
export const redisBinary = ['redis-server', 'valkey-server'].find(isInstalled) ?? '';

/** Whether tests that need a real Redis can run here; they skip, and say so, where not. */
export const hasRedis = redisBinary !== '';

if (!hasRedis) {
  console.warn('SKIPPED: neither redis-server nor valkey-server is installed');
}

/** What stores are made of, on this Redis, where a test has no clock or log of its own. */
export const storeParts = (redis: Redis): StoreParts => ({
  redis,
  clock: systemClock,
  log: silentLog,
});

/** A real Redis for one test file, in a folder of its own; `stop` removes it with all it held. */
export const startTestRedis = async (): Promise<{
  redis: Redis;
  address: { socket: string };
  /** Empties it, for the next test. */
  flush: () => Promise<void>;
  stop: () => Promise<void>;
}> => {
  const folder = await mkdtemp(join(tmpdir(), 'mujaz-test-'));
  const server = await startOwnRedis({ folder, log: silentLog });
  const address = { socket: server.socket };
  const { redis, close } = await connectRedis({ address, log: silentLog });
  return {
    redis,
    address,
    flush: async () => {
      await redis.flushall();
    },
    stop: async () => {
      close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
