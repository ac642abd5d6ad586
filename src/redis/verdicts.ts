import type { ModelQuota, Verdicts } from '../jobs/digest-ports.ts';
import { dayOf } from './spending.ts';
import { guarded, type StoreParts } from './store.ts';
import { storyKeys, storyLifetimes } from './story-keys.ts';

const taken = '?';

/** What a model has judged of pairs of stories, in Redis. */
export const createVerdicts = ({ redis }: StoreParts): Verdicts =>
  guarded<Verdicts>({
    of: async (pairs) => {
      if (pairs.length === 0) return [];
      const stored = await redis.mget(pairs.map(storyKeys.verdict));
      return stored.map((verdict) =>
        verdict === null || verdict === taken ? undefined : verdict === 'same',
      );
    },
    claim: async (pairs) => {
      const claimed = await Promise.all(
        pairs.map((pair) =>
          redis.set(storyKeys.verdict(pair), taken, 'EX', storyLifetimes.judging, 'NX'),
        ),
      );
      return pairs.filter((_, at) => claimed[at] === 'OK');
    },
    settle: async (verdicts) => {
      await Promise.all(
        Array.from(verdicts, ([pair, same]) =>
          redis.set(
            storyKeys.verdict(pair),
            same ? 'same' : 'apart',
            'EX',
            storyLifetimes.verdicts,
          ),
        ),
      );
    },
  });

/** What the day still allows of model calls that nobody waits to read, in Redis. */
export const createModelQuota = ({ redis, clock }: StoreParts): ModelQuota =>
  guarded<ModelQuota>({
    take: async (purpose, wanted, aDay) => {
      const key = storyKeys.quota(purpose, dayOf(clock.now()));
      const after = await redis.incrby(key, wanted);
      await redis.expire(key, storyLifetimes.quota);
      return Math.max(0, Math.min(wanted, aDay - (after - wanted)));
    },
  });
