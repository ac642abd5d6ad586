import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import { Redis } from 'ioredis';

import { Failure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';

const withinMs = 10_000;

/**
 * Ends a server that a killed process left behind. It is ours for certain: its socket lies in our
 * private folder, whose lock we hold. All that it was told is kept.
 */
export const shutDownLeftover = async (socket: string, { log }: { log: Log }): Promise<void> => {
  if ((await askOnce(socket, 'PING')) === undefined) {
    await rm(socket, { force: true });
    return;
  }
  log.warn({ socket }, 'a Redis left behind by a killed process is shut down first');
  const deadline = performance.now() + withinMs;
  await askOnce(socket, 'SHUTDOWN');
  while ((await askOnce(socket, 'PING')) !== undefined) {
    if (performance.now() > deadline) {
      throw new Failure('internal', `a Redis left behind does not stop: end it (${socket})`);
    }
    await pause(20);
  }
};

/** Whether a server answers there and has loaded its state. */
export const answersPing = async (socket: string): Promise<boolean> =>
  (await askOnce(socket, 'PING')) === 'PONG';

/** One command over a connection of its own; undefined where nobody listens. */
const askOnce = async (socket: string, command: string): Promise<string | undefined> => {
  const redis = new Redis({
    path: socket,
    lazyConnect: true,
    enableReadyCheck: false,
    retryStrategy: () => null,
    connectTimeout: 2_000,
    commandTimeout: 5_000,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
  } catch {
    redis.disconnect();
    return undefined;
  }
  try {
    return String(await redis.call(command));
  } catch (thrown) {
    // Loading, or gone before it could answer: somebody was there.
    return thrown instanceof Error ? thrown.message : 'error';
  } finally {
    redis.disconnect();
  }
};
