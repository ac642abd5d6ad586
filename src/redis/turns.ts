import type { Inbox, Lease } from '../jobs/turns.ts';
import { keys, lifetimes } from './keys.ts';
import { deleteIfEqual, guarded, script, scripted, type StoreParts } from './store.ts';
import type { Written } from './written.ts';

/** More updates than are handled at a time. */
const mostBegun = 10_000;

/** The updates of the last day in Redis. */
export const createInbox = ({ redis, written }: StoreParts & { written: Written }): Inbox => {
  /** Of each update that is being handled here, which Redis it began with. */
  const begun = new Map<number, string>();
  return guarded<Inbox>({
    handled: async (update) => {
      begun.set(update, await written.since());
      const [oldest] = begun.keys();
      if (begun.size > mostBegun && oldest !== undefined) begun.delete(oldest);
      return (await scripted.get(redis, [keys.update(update)])) !== null;
    },
    markHandled: async (update) => {
      const since = begun.get(update);
      if (since !== undefined) await written.until(since);
      begun.delete(update);
      await scripted.set(redis, [keys.update(update)], [1, lifetimes.update]);
    },
    begin: async (update) => {
      const [count] = await Promise.all([
        redis.incr(keys.deaths(update)),
        redis.expire(keys.deaths(update), lifetimes.update),
      ]);
      return count - 1;
    },
    survive: async (update) => {
      await redis.unlink(keys.deaths(update));
    },
  });
};

/** ARGV: holder, lifetime in ms. */
const holdLease = script(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`);

/** Leases in Redis; time runs on Redis' own clock, so that machines need not agree on it. */
export const createLease = ({ redis }: StoreParts): Lease =>
  guarded<Lease>({
    hold: async (name, holder, ttlMs) =>
      (await holdLease(redis, [keys.lease(name)], [holder, ttlMs])) === 1,
    release: async (name, holder) => {
      await deleteIfEqual(redis, [keys.lease(name)], [holder]);
    },
  });
