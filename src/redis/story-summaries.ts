import { type StorySummaries, toldStorySchema } from '../jobs/subscription-ports.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, storedValues, type StoreParts } from './store.ts';

/** Summaries of stories in Redis, for all readers. */
export const createStorySummaries = (parts: StoreParts): StorySummaries => {
  const { redis } = parts;
  const summaries = storedValues(parts, 'story summary', toldStorySchema);
  return guarded<StorySummaries>({
    load: (key) => summaries.load(keys.storySummary(key)),
    save: async (key, told, forMs = lifetimes.storySummary * 1000) => {
      await summaries.save(keys.storySummary(key), told, forMs / 1000);
      await redis.unlink(keys.storyClaim(key));
    },
    claim: async (key, forMs) =>
      (await redis.set(keys.storyClaim(key), '1', 'PX', forMs, 'NX')) === 'OK',
    unclaim: async (key) => {
      await redis.unlink(keys.storyClaim(key));
    },
  });
};
