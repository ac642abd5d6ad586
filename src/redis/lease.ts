import type { Redis } from 'ioredis';

import type { Lease } from '../jobs/ports.ts';
import { guarded } from './guarded.ts';
import { keys } from './keys.ts';
import { createScript, deleteIfEqual } from './script.ts';

/** ARGV: holder, lifetime in ms. */
const holdLease = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

/** Leases in Redis; time runs on Redis' own clock, so that machines need not agree on it. */
export const createLease = ({ redis }: { redis: Redis }): Lease => {
  const hold = createScript(redis, holdLease);
  const release = createScript(redis, deleteIfEqual);
  return guarded<Lease>({
    hold: async (name, holder, ttlMs) => (await hold([keys.lease(name)], [holder, ttlMs])) === 1,
    release: async (name, holder) => {
      await release([keys.lease(name)], [holder]);
    },
  });
};
