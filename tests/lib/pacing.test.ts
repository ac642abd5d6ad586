import { describe, expect, test } from 'vitest';

import { createPacing } from '../../src/lib/pacing.ts';

describe('what is paced', () => {
  test('begins in order, so many at once', async () => {
    const paced = createPacing(3, 60_000);
    const begun: number[] = [];
    const doors = Array.from({ length: 7 }, () => Promise.withResolvers<void>());
    const all = doors.map(({ promise }, nth) =>
      paced(async () => {
        begun.push(nth);
        await promise;
      }),
    );
    await expect.poll(() => begun).toEqual([0, 1, 2]);
    doors[1]!.resolve();
    await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
    for (const { resolve } of doors) resolve();
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('goes on beside what hangs', async () => {
    const paced = createPacing(1, 5);
    const stuck = Promise.withResolvers<void>();
    const hanging = paced(() => stuck.promise);
    expect(await paced(async () => 'done')).toBe('done');
    stuck.resolve();
    await hanging;
    expect(await paced(async () => 'again')).toBe('again');
  });

  test('goes on after what fails', async () => {
    const paced = createPacing(1, 60_000);
    await expect(paced(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await paced(async () => 'done')).toBe('done');
  });
});
