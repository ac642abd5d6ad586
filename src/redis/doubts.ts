import { z } from 'zod';

import type { Doubt, Doubts } from '../jobs/digest-ports.ts';
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
  const all = async (most = mostDoubts): Promise<Doubt[]> => {
    const stored = await redis.zrange(key, '0', String(most - 1), 'REV', 'WITHSCORES');
    return stored.flatMap((json, at) => {
      if (at % 2 === 1) return [];
      const doubt = readStored(doubtSchema, json, { kind: 'doubt', log });
      return doubt === undefined ? [] : [{ ...doubt, at: Number(stored[at + 1]) }];
    });
  };
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
    newest: all,
    byOutlet: async () => {
      const readers = Map.groupBy(await all(), ({ outlet }) => outlet);
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
