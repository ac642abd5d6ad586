import { afterEach, describe, expect, test } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import type { Log } from '../../src/lib/log.ts';
import { silentLog } from '../../src/lib/log.ts';
import { connectRedis } from '../../src/redis/connect.ts';
import { createInbox } from '../../src/redis/turns.ts';
import { createWritten } from '../../src/redis/written.ts';
import { startRelay } from '../support/redis-relay.ts';
import { hasRedis, startTestRedis, storeParts } from '../support/redis.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const startRedis = async () => {
  const server = await startTestRedis();
  cleanups.push(() => server.stop());
  return server;
};

const relayTo = async (socket: string) => {
  const relay = await startRelay(socket);
  cleanups.push(() => relay.cut());
  return relay;
};

const connect = async (address: { socket: string } | { url: string }, log: Log = silentLog) => {
  const connection = await connectRedis({ address, log });
  cleanups.push(() => connection.close());
  return connection;
};

describe.skipIf(!hasRedis)('the connection to Redis', () => {
  test('that cannot be made is a clear failure without the password', async () => {
    const failing = connectRedis({
      address: { url: 'redis://:hunter2@127.0.0.1:1' },
      log: silentLog,
      waitMs: 200,
    });
    await expect(failing).rejects.toMatchObject({ kind: 'store-away' });
    await expect(failing).rejects.toThrow(/127\.0\.0\.1:1.*ECONNREFUSED/);
    await expect(failing).rejects.not.toThrow(/hunter2/);
  });

  test('fails those who ask during an outage, within seconds, and then works again', async () => {
    const { address } = await startRedis();
    const relay = await relayTo(address.socket);
    const lines: string[] = [];
    const log = {
      ...silentLog,
      warn: (_: object, message: string) => lines.push(message),
      info: (_: object, message: string) => lines.push(message),
    };
    const { redis, answers } = await connect({ url: relay.url }, log);
    const inbox = createInbox({ ...storeParts(redis), written: createWritten({ redis }) });
    await inbox.markHandled(1);

    await relay.cut();
    const asked = inbox.handled(1);
    await expect(asked).rejects.toBeInstanceOf(Failure);
    await expect(asked).rejects.toMatchObject({ kind: 'store-away' });
    expect(await answers()).toBe(false);

    await relay.open();
    await expect.poll(() => inbox.handled(1).catch(() => false), { timeout: 10_000 }).toBe(true);
    expect(lines).toEqual(['Redis is away', 'Redis is back']);
  });

  test('lets an update count as handled only when what was acknowledged for it is written', async () => {
    const { address } = await startRedis();
    const { redis } = await connect(address);
    const said = ['1', '1', '0', '0'].map((busy) => `run_id:a\naof_pending_bio_fsync:${busy}`);
    Object.assign(redis, { info: async () => said.shift() ?? 'run_id:b' });
    const inbox = createInbox({ ...storeParts(redis), written: createWritten({ redis }) });
    await Promise.all([inbox.handled(1), inbox.handled(2)]);
    await Promise.all([inbox.markHandled(1), inbox.markHandled(2)]);
    expect(said).toHaveLength(1);
    expect(await inbox.handled(2)).toBe(true);

    await inbox.handled(3);
    said.length = 0;
    await expect(inbox.markHandled(3)).rejects.toMatchObject({ kind: 'store-away' });
    expect(await inbox.handled(3)).toBe(false);
    await inbox.markHandled(3);
    expect(await inbox.handled(3)).toBe(true);
  });

  test('that fell silent without closing is noticed and made anew', async () => {
    const { address } = await startRedis();
    const relay = await relayTo(address.socket);
    const { redis } = await connect({ url: relay.url });
    const inbox = createInbox({ ...storeParts(redis), written: createWritten({ redis }) });
    relay.silence();
    await expect(inbox.handled(1)).rejects.toMatchObject({ kind: 'store-away' });
    await new Promise((resolve) => redis.once('close', resolve));
    await expect.poll(() => inbox.handled(1).catch(() => 'away'), { timeout: 10_000 }).toBe(false);
  });
});
