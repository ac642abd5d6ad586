import { execFileSync, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Redis } from 'ioredis';
import { afterEach, describe, expect, test } from 'vitest';

import { silentLog } from '../../src/lib/log.ts';
import { startOwnRedis } from '../../src/redis/own-server.ts';
import { hasRedis } from '../support/redis.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const temporaryFolder = async (name = 'redis'): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'mujaz-own-'));
  cleanups.push(() => rm(root, { recursive: true, force: true }));
  return join(root, name);
};

const start = async (folder: string, options: { binary?: string; maxMemory?: string } = {}) => {
  const server = await startOwnRedis({ folder, log: silentLog, ...options });
  cleanups.push(() => server.stop());
  return server;
};

const client = (socket: string): Redis => {
  const redis = new Redis({ path: socket });
  redis.on('error', () => {});
  cleanups.push(() => redis.disconnect());
  return redis;
};

const pidOf = async (redis: Redis): Promise<number> =>
  Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);

/** A process that has ended may wait to be collected for as long as its new parent likes. */
const isAlive = (pid: number): boolean => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
};

describe.skipIf(!hasRedis)('our own Redis', () => {
  test('keeps its state from one start to the next', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    await client(first.socket).set('kept', 'yes');
    await first.stop();
    const second = await start(folder);
    expect(await client(second.socket).get('kept')).toBe('yes');
  });

  test('is private, durable, bounded, and never throws anything away', async () => {
    const folder = await temporaryFolder();
    const { socket } = await start(folder, { maxMemory: '64mb' });
    const redis = client(socket);
    const settings = await redis.config('GET', '*');
    const setting = (name: string): unknown => {
      const list: unknown[] = Array.isArray(settings) ? settings : [];
      return list[list.indexOf(name) + 1];
    };
    expect(setting('port')).toBe('0');
    expect(setting('appendonly')).toBe('yes');
    expect(setting('appendfsync')).toBe('everysec');
    expect(setting('maxmemory-policy')).toBe('noeviction');
    expect(setting('maxmemory')).toBe(String(64 * 1024 * 1024));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(socket).mode & 0o077).toBe(0);
  });

  test('refuses a second start on the same folder, and says so', async () => {
    const folder = await temporaryFolder();
    await start(folder);
    await expect(start(folder)).rejects.toThrow(
      `Mujaz is already running on ${folder} (process ${process.pid})`,
    );
  });

  test('lets only one of two simultaneous starts have the folder', async () => {
    const folder = await temporaryFolder();
    const starts = await Promise.allSettled([start(folder), start(folder), start(folder)]);
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('comes back with its state when it dies', async () => {
    const { socket } = await start(await temporaryFolder());
    const redis = client(socket);
    await redis.set('kept', 'yes');
    const pid = await pidOf(redis);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => pidOf(redis), { timeout: 10_000 }).not.toBe(pid);
    expect(await redis.get('kept')).toBe('yes');
  });

  test('is gone when it is stopped', async () => {
    const server = await start(await temporaryFolder());
    const pid = await pidOf(client(server.socket));
    await server.stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(server.socket)).toBe(false);
  });

  test('is stopped even while it is being started again', async () => {
    const server = await start(await temporaryFolder());
    const redis = client(server.socket);
    process.kill(await pidOf(redis), 'SIGKILL');
    await once(redis, 'close');
    await server.stop();
    const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(left).not.toContain(server.socket);
  });

  test('that a killed process left behind is replaced, and what it held is kept', async () => {
    const folder = await temporaryFolder();
    const owner = fork(new URL('../support/redis-owner.ts', import.meta.url), [folder]);
    cleanups.push(() => owner.kill('SIGKILL'));
    const [message] = await once(owner, 'message');
    const { socket } = message as { socket: string };
    const redis = client(socket);
    await redis.set('kept', 'yes');
    const orphan = await pidOf(redis);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(isAlive(orphan)).toBe(true);

    const next = await start(folder);
    expect(isAlive(orphan)).toBe(false);
    expect(await client(next.socket).get('kept')).toBe('yes');
  });

  test('lives below a path that is too long for a socket', async () => {
    const folder = await temporaryFolder('long'.repeat(30));
    const { socket } = await start(folder);
    cleanups.push(() => rm(join(socket, '..'), { recursive: true, force: true }));
    expect(Buffer.byteLength(socket)).toBeLessThan(104);
    expect(await client(socket).ping()).toBe('PONG');
    await expect(start(folder)).rejects.toThrow('already running');
  });

  test('says what to install where there is none', async () => {
    const folder = await temporaryFolder();
    await expect(start(folder, { binary: 'no-such-server' })).rejects.toThrow(
      /apt-get install -y redis-server.*REDIS_URL/,
    );
    // Nothing stays locked by the failed start.
    await start(folder);
  });

  test('that cannot start says why', async () => {
    await expect(start(await temporaryFolder(), { maxMemory: 'plenty' })).rejects.toThrow(
      /own Redis did not start: .*memory/,
    );
  });
});
