import { type FeedRecord, feedRecordSchema, type Feeds } from '../jobs/digest-ports.ts';
import { guarded, readStored, script, type StoreParts } from './store.ts';
import { storyKeys, storyLifetimes } from './story-keys.ts';

/** ARGV: host, time, lifetime in seconds. */
const spareHost = script(`
local known = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0)
if known < tonumber(ARGV[2]) then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
redis.call('EXPIRE', KEYS[1], ARGV[3])`);

/** Feeds in Redis: a few hundred records, read as a whole. */
export const createFeeds = ({ redis, clock, log }: StoreParts): Feeds => {
  const read = (json: string | null): FeedRecord | undefined =>
    readStored(feedRecordSchema, json, { kind: 'feed', log });

  return guarded<Feeds>({
    records: async () => {
      const stored = Object.entries(await redis.hgetall(storyKeys.feedRecords));
      return new Map(
        stored.flatMap(([url, json]) => {
          const record = read(json);
          return record === undefined ? [] : [[url, record]];
        }),
      );
    },
    load: async (url) => read(await redis.hget(storyKeys.feedRecords, url)),
    save: async (record) => {
      await redis.hset(storyKeys.feedRecords, record.url, JSON.stringify(record));
      await redis.expire(storyKeys.feedRecords, storyLifetimes.feeds);
    },
    remove: async (url) => {
      await redis.hdel(storyKeys.feedRecords, url);
    },
    hosts: async () => {
      const stored = Object.entries(await redis.hgetall(storyKeys.hosts));
      const over = stored.filter(([, until]) => Number(until) <= clock.now());
      if (over.length > 0) await redis.hdel(storyKeys.hosts, ...over.map(([host]) => host));
      return new Map(
        stored
          .map(([host, until]) => [host, Number(until)] as const)
          .filter(([, until]) => until > clock.now()),
      );
    },
    spare: async (host, until) => {
      await spareHost(redis, [storyKeys.hosts], [host, until, storyLifetimes.feeds]);
    },
  });
};
