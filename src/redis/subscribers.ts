import { z } from 'zod';

import type { Topic } from '../digest/topic.ts';
import {
  type Subscriber,
  type Subscribers,
  subscriberSchema,
  topicSchema,
} from '../jobs/subscription-ports.ts';
import { Failure } from '../lib/failure.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, readStored, script, storedValues, type StoreParts } from './store.ts';

/** ARGV: what was read, or an empty string; what is to stand there. */
const replaceIfSame = script(`
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1`);

/** ARGV: now, how many, when those taken are due again. */
const takeReaders = script(`
local taken = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, reader in ipairs(taken) do redis.call('ZADD', KEYS[1], ARGV[3], reader) end
return taken`);

/** KEYS: topics, followers of one. ARGV: reader, id, topic. */
const followTopic = script(`
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
return redis.call('SADD', KEYS[2], ARGV[1])`);

const unfollowTopic = script(`
redis.call('SREM', KEYS[2], ARGV[1])
if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('HDEL', KEYS[1], ARGV[2]) end
return 1`);

/** How long a reader who was taken stays with the taker. */
const takenMs = 120_000;
/** Changes of one subscriber come from one chat, in turn: more collisions than this are a fault. */
const mostTries = 20;

/** Subscribers in Redis. The index of followed topics may name too many for a moment, never too few. */
export const createSubscribers = (parts: StoreParts): Subscribers => {
  const { redis, log } = parts;
  const drafts = storedValues(parts, 'draft', topicSchema);
  const read = (json: string | null): Subscriber | undefined =>
    readStored(subscriberSchema, json, { kind: 'subscriber', log });
  const readTopic = (json: string | null): Topic | undefined =>
    readStored(topicSchema, json, { kind: 'topic', log });

  const followAll = async (reader: number, topics: readonly Topic[]): Promise<void> => {
    for (const topic of topics) {
      const values = [reader, topic.id, JSON.stringify(topic)];
      await followTopic(redis, [keys.topics, keys.followers(topic.id)], values);
    }
  };
  const unfollowAll = async (reader: number, topics: readonly Topic[]): Promise<void> => {
    for (const { id } of topics) {
      await unfollowTopic(redis, [keys.topics, keys.followers(id)], [reader, id]);
    }
  };

  return guarded<Subscribers>({
    load: async (reader) => read(await redis.get(keys.subscription(reader))),
    change: async (reader, apply) => {
      for (let tries = 0; tries < mostTries; tries += 1) {
        const json = await redis.get(keys.subscription(reader));
        const before = read(json);
        const after = apply(before);
        if (after === undefined) return before;
        await followAll(reader, missingFrom(before, after));
        const values = [json ?? '', JSON.stringify(after)];
        if ((await replaceIfSame(redis, [keys.subscription(reader)], values)) === 1) {
          await unfollowAll(reader, missingFrom(after, before));
          return after;
        }
      }
      throw new Failure('store-away', 'a subscriber changes too often');
    },
    setDue: async (reader, at) => {
      if (at === undefined) await redis.zrem(keys.due, reader);
      else await redis.zadd(keys.due, at, reader);
    },
    takeDue: async (now, most) => {
      const taken = await takeReaders(redis, [keys.due], [now, most, now + takenMs]);
      return z.array(z.coerce.number()).parse(taken);
    },
    followed: async () =>
      (await redis.hvals(keys.topics)).map(readTopic).filter((topic) => topic !== undefined),
    saveDraft: (topic) => drafts.save(keys.draft(topic.id), topic, lifetimes.draft),
    draft: (topic) => drafts.load(keys.draft(topic)),
    forget: async (reader) => {
      const subscriber = read(await redis.get(keys.subscription(reader)));
      await redis.zrem(keys.due, reader);
      await unfollowAll(reader, subscriber?.topics ?? []);
      await redis.unlink(keys.subscription(reader));
    },
  });
};

/** The topics that one has and the other lacks. */
const missingFrom = (lacking: Subscriber | undefined, having: Subscriber | undefined): Topic[] => {
  const known = new Set(lacking?.topics.map(({ id }) => id));
  return (having?.topics ?? []).filter(({ id }) => !known.has(id));
};
