import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { silentLog } from '../../src/lib/log.ts';
import { connectRedis } from '../../src/redis/connect.ts';
import { startOwnRedis } from '../../src/redis/own-server.ts';
import { notingJob, queuesForTests, workFor } from '../support/queue-setup.ts';
import { hasRedis, startTestRedis } from '../support/redis.ts';

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
  children.clear();
});

const startWorkerProcess = (socket: string): ChildProcess => {
  const child = fork(new URL('../support/worker-process.ts', import.meta.url), [socket]);
  children.add(child);
  return child;
};

describe.skipIf(!hasRedis)('when a worker process dies', () => {
  let server: Awaited<ReturnType<typeof startTestRedis>>;
  beforeAll(async () => {
    server = await startTestRedis();
  });
  beforeEach(() => server.flush());
  afterAll(() => server.stop());
  const { open } = queuesForTests(() => server.address);
  const listed = (name: string) => server.redis.lrange(name, 0, -1);

  test('in the middle of its work, another does it, and nothing is lost', async () => {
    const queues = open();
    const ids = Array.from({ length: 25 }, (_, n) => `r${n}`);
    for (const id of ids) await queues.enqueue('summaries', id, workFor(id));
    const first = startWorkerProcess(server.address.socket);
    await expect.poll(async () => (await listed('started')).length, { timeout: 15_000 }).toBe(10);
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(await listed('done')).toEqual([]);

    await server.redis.set('go', 1);
    startWorkerProcess(server.address.socket);
    await expect
      .poll(async () => [...new Set(await listed('done'))].sort(), { timeout: 20_000 })
      .toEqual(ids.sort());
    expect(await listed('given-up')).toEqual([]);
  });

  test('of its work each time, that work alone is given up and its neighbours are done', async () => {
    const queues = open();
    await server.redis.set('go', 1);
    const innocent = Array.from({ length: 40 }, (_, n) => `r${n}`);
    const poison = ['poison-a', 'poison-b'];
    for (const id of [...innocent.slice(0, 5), ...poison, ...innocent.slice(5)]) {
      await queues.enqueue('summaries', id, workFor(id));
    }
    let crashes = 0;
    const supervise = (): void => {
      startWorkerProcess(server.address.socket).on('exit', () => {
        crashes += 1;
        supervise();
      });
    };
    supervise();
    await expect
      .poll(async () => (await listed('given-up')).sort(), { timeout: 90_000, interval: 200 })
      .toEqual(poison.map((id) => `${id} internal`));
    await expect
      .poll(async () => [...new Set(await listed('done'))].sort(), { timeout: 20_000 })
      .toEqual(innocent.sort());
    await expect
      .poll(() => queues.depths())
      .toMatchObject({ summaries: { waiting: 0, active: 0, delayed: 0, dead: 0 } });
    // Two deaths among others and three alone, for each.
    expect(crashes).toBeGreaterThanOrEqual(poison.length * 3);
  }, 120_000);
});

describe.skipIf(!hasRedis)('when Redis dies', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof startOwnRedis>>;
  const start = async () => {
    server = await startOwnRedis({ folder, log: silentLog });
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mujaz-crash-'));
    await start();
  });
  const { open, work } = queuesForTests(() => ({ socket: server.socket }));
  afterEach(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Kills it, and keeps it from coming back. */
  const killRedis = async (): Promise<void> => {
    const { redis, close } = await connectRedis({
      address: { socket: server.socket },
      log: silentLog,
    });
    const pid = /process_id:(\d+)/.exec(await redis.info('server'))?.[1];
    close();
    process.kill(Number(pid), 'SIGKILL');
    await server.stop();
  };

  test('those who enqueue are told, nothing is lost, and workers go on when it is back', async () => {
    const queues = open();
    const ids = Array.from({ length: 60 }, (_, n) => `r${n}`);
    for (const id of ids) await queues.enqueue('summaries', id, workFor(id));
    const back = Promise.withResolvers<void>();
    const { job, seen } = notingJob({
      run: async () => {
        if (seen.runs.length > 20) await back.promise;
      },
    });
    work(queues, job);
    await expect.poll(() => seen.runs.length).toBeGreaterThan(20);
    await killRedis();

    for (const id of ['x', 'y', 'z']) {
      await expect(queues.enqueue('summaries', id, workFor(id))).rejects.toMatchObject({
        kind: 'store-away',
      });
    }
    await start();
    back.resolve();
    await expect
      .poll(() => queues.enqueue('summaries', 'later', workFor('later')).catch(String), {
        timeout: 10_000,
      })
      .toBeUndefined();
    await expect
      .poll(() => [...ids, 'later'].filter((id) => !seen.runs.includes(id)), { timeout: 20_000 })
      .toEqual([]);
    await expect
      .poll(async () => (await queues.depths()).summaries, { timeout: 20_000 })
      .toMatchObject({ waiting: 0, active: 0, dead: 0 });
    expect(seen.givenUp).toEqual([]);
  }, 60_000);

  test('while workers have nothing to do, they take the next work when it is back', async () => {
    const queues = open();
    const { job, seen } = notingJob();
    work(queues, job);
    await queues.enqueue('summaries', 'before', workFor('before'));
    await expect.poll(() => seen.runs).toEqual(['before']);
    await killRedis();
    await expect(queues.depths()).rejects.toMatchObject({ kind: 'store-away' });
    await start();
    await expect
      .poll(() => queues.enqueue('summaries', 'after', workFor('after')).catch(String), {
        timeout: 10_000,
      })
      .toBeUndefined();
    await expect.poll(() => seen.runs, { timeout: 20_000 }).toEqual(['before', 'after']);
  }, 60_000);
});
