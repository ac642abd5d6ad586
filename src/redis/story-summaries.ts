import type { Redis } from 'ioredis';

import { type StorySummaries, toldStorySchema } from '../jobs/subscription-ports.ts';
import type { Log } from '../lib/log.ts';
import { guarded } from './guarded.ts';
import { keys, lifetimes } from './keys.ts';
import { readStored } from './stored.ts';

/** Summaries of stories in Redis, for all readers. */
export const createStorySummaries = ({ redis, log }: { redis: Redis; log: Log }): StorySummaries =>
  guarded<StorySummaries>({
    load: async (key) =>
      readStored(toldStorySchema, await redis.get(keys.storySummary(key)), {
        kind: 'story summary',
        log,
      }),
    save: async (key, told, forMs = lifetimes.storySummary * 1000) => {
      await redis.set(keys.storySummary(key), JSON.stringify(told), 'PX', forMs);
      await redis.unlink(keys.storyClaim(key));
    },
    claim: async (key, forMs) =>
      (await redis.set(keys.storyClaim(key), '1', 'PX', forMs, 'NX')) === 'OK',
    unclaim: async (key) => {
      await redis.unlink(keys.storyClaim(key));
    },
  });
