import { randomUUID } from 'node:crypto';

import type { Spending } from '../jobs/ports.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, script, type StoreParts } from './store.ts';

/** KEYS: the day's sum, open reservations included, and those reservations by their end. */
const names = `local sum, open = KEYS[1], KEYS[2]`;

/** ARGV: reservation, amount, budget, now and the reservation's end in ms, lifetime. */
const reserveAmount = script(`${names}
local id, amount, budget, now, till, life = unpack(ARGV)
for _, lost in ipairs(redis.call('ZRANGEBYSCORE', open, 0, now)) do
  redis.call('ZREM', open, lost)
  redis.call('DECRBY', sum, string.match(lost, '^%d+'))
end
if tonumber(redis.call('GET', sum) or 0) + tonumber(amount) > tonumber(budget) then return 0 end
redis.call('INCRBY', sum, amount)
redis.call('ZADD', open, till, id)
redis.call('EXPIRE', sum, life)
redis.call('EXPIRE', open, life)
return 1`);

/** ARGV: reservation, amount, what was spent, lifetime. One that has ended meanwhile gave all back. */
const settleAmount = script(`${names}
local id, amount, spent, life = unpack(ARGV)
if redis.call('ZREM', open, id) == 1 then spent = spent - amount end
redis.call('INCRBY', sum, spent)
redis.call('EXPIRE', sum, life)`);

type Reservation = { id: string; date: string };

/**
 * The day's money in Redis, whole micro-dollars. A call is paid on the day it was reserved for. A
 * reservation is settled by the process that made it; one whose process died is given back after a
 * quarter of an hour, longer than any call lasts.
 */
export const createSpending = ({
  redis,
  clock,
  budgetMicroUsd,
}: StoreParts & {
  budgetMicroUsd: number;
}): Spending => {
  /** This process' own, by amount: those of one amount are worth the same. */
  const own = new Map<number, Reservation[]>();
  const today = (): string => dayOf(clock.now());
  const keysOf = (date: string): string[] => [keys.spending(date), keys.reserved(date)];

  return guarded<Spending>({
    reserve: async (microUsd) => {
      const amount = Math.ceil(microUsd);
      const [now, date] = [clock.now(), today()];
      const id = `${amount} ${randomUUID()}`;
      const till = now + lifetimes.reservation * 1000;
      const values = [id, amount, budgetMicroUsd, now, till, lifetimes.spending];
      if ((await reserveAmount(redis, keysOf(date), values)) !== 1) return false;
      own.set(amount, [...(own.get(amount) ?? []), { id, date }]);
      return true;
    },
    settle: async (reserved, spent) => {
      const amount = Math.ceil(reserved);
      const [oldest, ...others] = own.get(amount) ?? [];
      if (others.length > 0) own.set(amount, others);
      else own.delete(amount);
      const { id, date } = oldest ?? { id: '', date: today() };
      await settleAmount(redis, keysOf(date), [id, amount, Math.ceil(spent), lifetimes.spending]);
    },
    spentToday: async () => Number((await redis.get(keys.spending(today()))) ?? 0),
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
