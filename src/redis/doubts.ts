import { z } from 'zod';

import type { Doubts } from '../jobs/digest-ports.ts';
import { guarded, readStored, type StoreParts } from './store.ts';
import { storyKeys, storyLifetimes } from './story-keys.ts';

/** The oldest fall away beyond this: nobody can fill the memory by pressing buttons. */
const mostDoubts = 2_000;

const doubtSchema = z.strictObject({
  reader: z.int(),
  story: z.string(),
  version: z.int(),
  outlet: z.string(),
});

/** Readers' doubts in Redis: one sorted set by time. */
export const createDoubts = ({ redis, clock, log }: StoreParts): Doubts => {
  const key = storyKeys.doubts;
  return guarded<Doubts>({
    note: async ({ at, reader, story, version, outlet }) => {
      await redis
        .multi()
        .zadd(key, at, JSON.stringify({ reader, story, version, outlet }))
        .zremrangebyscore(key, 0, clock.now() - storyLifetimes.doubts * 1_000)
        .zremrangebyrank(key, 0, -mostDoubts - 1)
        .expire(key, storyLifetimes.doubts)
        .exec();
    },
    byOutlet: async () => {
      const stored = await redis.zrange(key, '0', '-1');
      const all = stored.flatMap(
        (json) => readStored(doubtSchema, json, { kind: 'doubt', log }) ?? [],
      );
      const readers = Map.groupBy(all, ({ outlet }) => outlet);
      return new Map(
        [...readers].map(([outlet, by]) => [outlet, new Set(by.map(({ reader }) => reader)).size]),
      );
    },
    forget: async (reader) => {
      const stored = await redis.zrange(key, '0', '-1');
      const theirs = stored.filter((json) => json.startsWith(`{"reader":${reader},`));
      if (theirs.length > 0) await redis.zrem(key, ...theirs);
    },
  });
};
