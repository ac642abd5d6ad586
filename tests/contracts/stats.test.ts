import { describe, expect, test } from 'vitest';

import { tally, total, type Stats } from '../../src/jobs/stats.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { createStats } from '../../src/redis/stats.ts';
import { createMemoryStats } from '../support/memory-stats.ts';
import { hasRedis, storeParts } from '../support/redis.ts';
import { createTestClock, redisForTests } from './backends.ts';

const hour = 3_600_000;

const battery = (open: (clock: Clock) => Stats): void => {
  test('what is counted in one hour is summed, by label', async () => {
    const clock = createTestClock();
    const stats = open(clock);
    await stats.add({
      answers: { 'model ': 2, 'extractive no-model': 1 },
      failures: { 'too-short': 1 },
    });
    await stats.add({ answers: { 'model ': 3 } });
    expect(await stats.hours(1)).toEqual([
      {
        start: clock.now(),
        counts: {
          answers: { 'model ': 5, 'extractive no-model': 1 },
          failures: { 'too-short': 1 },
        },
      },
    ]);
  });

  test('hours and days stand in their order, the present one last, empty ones included', async () => {
    const clock = createTestClock();
    const stats = open(clock);
    await stats.add({ calls: { haiku: 1 }, 'micro-usd': { haiku: 900 } });
    clock.pass(5 * hour);
    await stats.add({ calls: { haiku: 2 } });
    const hours = await stats.hours(6);
    expect(hours.map(({ counts }) => counts.calls?.haiku ?? 0)).toEqual([1, 0, 0, 0, 0, 2]);
    const days = await stats.days(2);
    expect(days.map(({ start }) => new Date(start).toISOString().slice(0, 10))).toEqual([
      '2026-11-23',
      '2026-11-24',
    ]);
    expect(tally(days, 'calls')).toEqual({ haiku: 3 });
    expect(total(days, 'micro-usd')).toBe(900);
  });

  test('a reader counts once among the readers of each day', async () => {
    const clock = createTestClock();
    const stats = open(clock);
    await stats.meet([7, 8]);
    await stats.meet([7]);
    clock.pass(24 * hour);
    await stats.meet([7]);
    const days = await stats.days(2);
    expect(days.map(({ counts }) => counts.readers)).toEqual([{ all: 2 }, { all: 1 }]);
  });

  test('failed calls of the model count in a row until it answers', async () => {
    const stats = open(createTestClock());
    await stats.add({ 'call-failures': { 'model-busy': 2 } });
    await stats.add({ 'call-failures': { 'model-rate-limited': 1 } });
    await stats.add({ answers: { 'extractive model-away': 1 } });
    expect(await stats.callFailuresInARow()).toBe(3);
    await stats.add({ calls: { haiku: 1 }, 'call-failures': { 'model-busy': 1 } });
    expect(await stats.callFailuresInARow()).toBe(0);
  });
};

describe('the statistics in memory', () => {
  battery((clock) => createMemoryStats({ clock }));
});

describe.skipIf(!hasRedis)('the statistics in Redis', () => {
  const { redis } = redisForTests();
  battery((clock) => createStats({ ...storeParts(redis()), clock }));

  test('lie there for forty days, and name no reader in their counts', async () => {
    const stats = createStats({ ...storeParts(redis()), clock: createTestClock() });
    await stats.meet([424_242]);
    await stats.add({ calls: { haiku: 1 } });
    for (const key of await redis().keys('mujaz:*')) {
      expect(await redis().ttl(key)).toBeGreaterThan(39 * 86_400);
    }
    const counts = await redis().hgetall('mujaz:stats:{stats}:2026-11-23');
    expect(JSON.stringify(counts)).not.toContain('424242');
  });
});
