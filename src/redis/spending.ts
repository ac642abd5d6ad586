import type { Redis } from 'ioredis';

import type { Spending } from '../jobs/ports.ts';
import type { Clock } from '../lib/clock.ts';
import { guarded } from './guarded.ts';
import { keys, lifetimes } from './keys.ts';
import { createScript } from './script.ts';

/** ARGV: amount, budget, lifetime. */
const reserveAmount = `
local spent = tonumber(redis.call('GET', KEYS[1]) or 0)
if spent + tonumber(ARGV[1]) > tonumber(ARGV[2]) then return 0 end
redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1`;

/**
 * The day's money in Redis, whole micro-dollars. A reservation whose process died stays: it errs on
 * the side of the budget. One settled after midnight is settled on the new day.
 */
export const createSpending = ({
  redis,
  clock,
  budgetMicroUsd,
}: {
  redis: Redis;
  clock: Clock;
  budgetMicroUsd: number;
}): Spending => {
  const reserve = createScript(redis, reserveAmount);
  const today = (): string => keys.spending(dayOf(clock.now()));

  return guarded<Spending>({
    reserve: async (microUsd) =>
      (await reserve([today()], [Math.ceil(microUsd), budgetMicroUsd, lifetimes.spending])) === 1,
    settle: async (reserved, spent) => {
      const key = today();
      await redis.incrby(key, Math.ceil(spent) - Math.ceil(reserved));
      await redis.expire(key, lifetimes.spending);
    },
    spentToday: async () => Number((await redis.get(today())) ?? 0),
    pauseUntil: async (time) => {
      const left = time - clock.now();
      if (left > 0) await redis.set(keys.pause, time, 'PX', Math.ceil(left));
      else await redis.unlink(keys.pause);
    },
    pausedUntil: async () => Number((await redis.get(keys.pause)) ?? 0),
  });
};

/** The UTC day of a moment, as in `2026-11-23`. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
