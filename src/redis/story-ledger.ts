import { createHash } from 'node:crypto';

import { feedItemSchema } from '../digest/feed.ts';
import type { Arrivals, StoryLedger } from '../jobs/digest-ports.ts';
import { dayOf } from './spending.ts';
import { guarded, readStored, script, type StoreParts } from './store.ts';
import { newestTime } from './stories.ts';
import { storyKeys, storyLifetimes } from './story-keys.ts';

const dayMs = 86_400_000;
/** An item older than 96 hours is not taken in: with today that is five days. */
const daysSeen = 5;
/** Beyond this, items stay in their feeds until those that wait have been put into stories. */
const mostWaiting = 20_000;
const mostStories = 40_000;

/**
 * KEYS: arrivals, the names seen today, and those of the days before. ARGV: lifetime, bound, then
 * for each item its JSON, how many names it has, and these.
 */
const receiveItems = script(`
local new, at = 0, 3
while at <= #ARGV do
  local json, count = ARGV[at], tonumber(ARGV[at + 1])
  if redis.call('LLEN', KEYS[1]) >= tonumber(ARGV[2]) then break end
  local seen = false
  for name = at + 2, at + 1 + count do
    for day = 2, #KEYS do
      if redis.call('SISMEMBER', KEYS[day], ARGV[name]) == 1 then seen = true end
    end
  end
  for name = at + 2, at + 1 + count do redis.call('SADD', KEYS[2], ARGV[name]) end
  if not seen then
    redis.call('RPUSH', KEYS[1], json)
    new = new + 1
  end
  at = at + 2 + count
end
redis.call('EXPIRE', KEYS[2], ARGV[1])
return new`);

/** News that came in, in Redis. */
export const createArrivals = ({ redis, clock, log }: StoreParts): Arrivals => {
  return guarded<Arrivals>({
    receive: async (items) => {
      const now = clock.now();
      const days = Array.from({ length: daysSeen }, (_, ago) => dayOf(now - ago * dayMs));
      const values = items.flatMap(({ item, names }) => [
        JSON.stringify(item),
        names.length,
        ...names.map(hashed),
      ]);
      const found = [storyKeys.arrivals, ...days.map(storyKeys.seen)];
      return Number(
        await receiveItems(redis, found, [storyLifetimes.seen, mostWaiting, ...values]),
      );
    },
    waiting: async (most) => {
      const stored = await redis.lrange(storyKeys.arrivals, 0, most - 1);
      return stored.map((json) => readStored(feedItemSchema, json, { kind: 'item', log }));
    },
  });
};

const hashed = (name: string): string =>
  createHash('sha1').update(name).digest('base64url').slice(0, 12);

/**
 * KEYS: commits, arrivals, recent. ARGV: commits, items, lifetime of stories, prefix, most stories,
 * and a batch as JSON. Keys that are built from the prefix lie in
 * the slot of the others.
 */
const commitBatch = script(`
if tonumber(redis.call('GET', KEYS[1]) or 0) ~= tonumber(ARGV[1]) then return 0 end
redis.call('INCR', KEYS[1])
local life, prefix = ARGV[3], ARGV[4]
local batch = cjson.decode(ARGV[6])
local function list(id, key, time)
  redis.call('ZADD', key, time, id)
  redis.call('EXPIRE', key, life)
end
for _, story in ipairs(batch.stories) do
  local own = prefix .. 'topics:' .. story.id
  redis.call('SET', prefix .. 'story:' .. story.id, story.json, 'EX', life)
  for topic, score in pairs(story.topics) do redis.call('HSET', own, topic, score) end
  redis.call('EXPIRE', own, life)
  for _, topic in ipairs(redis.call('HKEYS', own)) do
    list(story.id, prefix .. 'topic:' .. topic, story.time)
    redis.call('ZREMRANGEBYSCORE', prefix .. 'topic:' .. topic, 0, batch.oldest)
  end
  list(story.id, KEYS[3], story.time)
end
redis.call('ZREMRANGEBYSCORE', KEYS[3], 0, batch.oldest)
local spare = redis.call('ZCARD', KEYS[3]) - tonumber(ARGV[5])
if spare > 0 then
  for _, id in ipairs(redis.call('ZRANGE', KEYS[3], 0, spare - 1)) do
    redis.call('UNLINK', prefix .. 'story:' .. id, prefix .. 'topics:' .. id)
  end
  redis.call('ZREMRANGEBYRANK', KEYS[3], 0, spare - 1)
end
redis.call('LTRIM', KEYS[2], ARGV[2], -1)
return 1`);

/** The stories in Redis, as their one writer sees them. */
export const createStoryLedger = ({ redis, clock }: StoreParts): StoryLedger => {
  const found = [storyKeys.commits, storyKeys.arrivals, storyKeys.recent];
  return guarded<StoryLedger>({
    commits: async () => Number((await redis.get(storyKeys.commits)) ?? 0),
    commit: async ({ after, items, stories }) => {
      const batch = {
        oldest: clock.now() - storyLifetimes.story * 1_000,
        stories: stories.map((stored) => {
          const { topics, ...bare } = stored;
          return {
            id: bare.story.id,
            time: newestTime(stored),
            topics,
            json: JSON.stringify(bare),
          };
        }),
      };
      const { prefix } = storyKeys;
      const rules = [storyLifetimes.story, prefix, mostStories];
      const values = [after, items, ...rules, JSON.stringify(batch)];
      return (await commitBatch(redis, found, values)) === 1;
    },
  });
};
