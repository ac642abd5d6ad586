import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect as connectSocket, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import type { Log } from '../../src/lib/log.ts';
import { silentLog } from '../../src/lib/log.ts';
import { connectRedis } from '../../src/redis/connect.ts';
import { createInbox } from '../../src/redis/inbox.ts';
import { hasRedis, startTestRedis } from '../support/redis.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const startRedis = async () => {
  const server = await startTestRedis();
  cleanups.push(() => server.stop());
  return server;
};

const connect = async (address: { socket: string } | { url: string }, log: Log = silentLog) => {
  const connection = await connectRedis({ address, log });
  cleanups.push(() => connection.close());
  return connection;
};

/** A socket before the real one, which can be cut or fall silent. */
const startRelay = async (target: string) => {
  const path = join(target, '..', 'relay.sock');
  const pairs = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    const far = connectSocket(target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.add(from);
      from.on('data', (bytes) => {
        if (!silent) to.write(bytes);
      });
      from.on('error', () => {});
      from.on('close', () => to.destroy());
    }
  });
  const open = () => once(server.listen(path), 'listening');
  const cut = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of pairs) socket.destroy();
    pairs.clear();
    await closed;
    await rm(path, { force: true });
  };
  await open();
  cleanups.push(() => (server.listening ? cut() : undefined));
  return {
    path,
    open,
    cut,
    fallSilent: (value: boolean) => {
      silent = value;
    },
  };
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
    const relay = await startRelay(address.socket);
    const lines: string[] = [];
    const log = {
      ...silentLog,
      warn: (_: object, message: string) => lines.push(message),
      info: (_: object, message: string) => lines.push(message),
    };
    const { redis, answers } = await connect({ socket: relay.path }, log);
    const inbox = createInbox({ redis });
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

  test('that fell silent without closing is noticed and made anew', async () => {
    const { address } = await startRedis();
    const relay = await startRelay(address.socket);
    const { redis } = await connect({ socket: relay.path });
    const inbox = createInbox({ redis });
    relay.fallSilent(true);
    await expect(inbox.handled(1)).rejects.toMatchObject({ kind: 'store-away' });
    await new Promise((resolve) => redis.once('close', resolve));
    relay.fallSilent(false);
    await expect.poll(() => inbox.handled(1).catch(() => 'away'), { timeout: 10_000 }).toBe(false);
  });
});
