import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach } from 'vitest';

import { startTestRedis } from './redis.ts';

/** The address of a Redis that is started before the tests of this block and emptied before each. */
export const addressForTests = (): (() => { socket: string }) => {
  let running: Awaited<ReturnType<typeof startTestRedis>> | undefined;
  beforeAll(async () => {
    running = await startTestRedis();
  });
  beforeEach(() => running?.flush());
  afterAll(() => running?.stop());
  return () => {
    if (running === undefined) throw new Error('Redis is not running yet');
    return running.address;
  };
};

/** Resolves as soon as the condition holds; the test's own time limit ends a wait in vain. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(10);
};
