import { setTimeout as pause } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { inTime } from '../../src/lib/in-time.ts';

const never = new Promise<never>(() => {});

test('work that ends in time gives what it found, or fails as it failed', async () => {
  expect(await inTime(Promise.resolve(7), 60_000, () => 'late')).toBe(7);
  await expect(inTime(Promise.reject(new Error('lost')), 60_000, () => 'late')).rejects.toThrow(
    'lost',
  );
});

test('work that takes too long gives way to what is said of the late', async () => {
  expect(await inTime(never, 1, () => 'late')).toBe('late');
  const refuse = (): never => {
    throw new Error('too late');
  };
  await expect(inTime(never, 1, refuse)).rejects.toThrow('too late');
});

test('late work that fails afterwards brings nothing down', async () => {
  const failing = pause(20).then(() => Promise.reject(new Error('unheard')));
  expect(await inTime(failing, 1, () => 'late')).toBe('late');
  await expect(failing).rejects.toThrow('unheard');
});
