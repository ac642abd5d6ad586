import { z } from 'zod';

import { storySchema } from '../digest/story.ts';
import type { Stories, StoredStory } from '../jobs/digest-ports.ts';
import { guarded, readStored, type StoreParts } from './store.ts';
import { storyKeys, storyLifetimes } from './story-keys.ts';

/** A story without its topics, which are kept apart: readers' new topics are added to them. */
const bareSchema: z.ZodType<Omit<StoredStory, 'topics'>> = z.strictObject({
  story: storySchema,
  version: z.int(),
  changedAt: z.number(),
});

/** The time that a story stands under: that of its newest item. */
export const newestTime = ({ story: { items } }: StoredStory): number =>
  Math.max(...items.map(({ time }) => time));

/** Stories in Redis, as digests read them. */
export const createStories = ({ redis, log }: StoreParts): Stories => {
  const load = async (ids: readonly string[]): Promise<StoredStory[]> => {
    if (ids.length === 0) return [];
    const [stored, topics] = await Promise.all([
      redis.mget(ids.map(storyKeys.story)),
      Promise.all(ids.map((id) => redis.hgetall(storyKeys.topicsOf(id)))),
    ]);
    return stored.flatMap((json, at) => {
      const bare = readStored(bareSchema, json, { kind: 'story', log });
      if (bare === undefined) return [];
      const scores = Object.entries(topics[at] ?? {}).map(([topic, score]) => [
        topic,
        Number(score),
      ]);
      return [{ ...bare, topics: Object.fromEntries(scores) }];
    });
  };

  const since = async (key: string, time: number, most: number): Promise<StoredStory[]> =>
    load(await redis.zrevrangebyscore(key, '+inf', time, 'LIMIT', 0, most));

  return guarded<Stories>({
    load,
    ofTopic: (topic, time, most = 200) => since(storyKeys.topic(topic), time, most),
    recent: (time, most = 1_000) => since(storyKeys.recent, time, most),
    addToTopic: async (topic, scores) => {
      for (const stored of await load([...scores.keys()])) {
        const { id } = stored.story;
        const [own, members] = [storyKeys.topicsOf(id), storyKeys.topic(topic)];
        await redis
          .multi()
          .hset(own, topic, scores.get(id) ?? 0)
          .expire(own, storyLifetimes.story)
          .zadd(members, newestTime(stored), id)
          .expire(members, storyLifetimes.story)
          .exec();
      }
    },
  });
};
