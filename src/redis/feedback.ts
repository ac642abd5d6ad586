import { createHash } from 'node:crypto';

import { countedBy, type Feedback, judgedSchema, type Review, verdicts } from '../jobs/feedback.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, noteFor, packed, readStored, script, type StoreParts } from './store.ts';

/** ARGV: reader, verdict or an empty string, summary or an empty string, now, lifetime. */
const setVerdict = script(`
local reader, verdict, judged, now, life = unpack(ARGV)
if verdict == '' then
  redis.call('HDEL', KEYS[1], reader)
  if redis.call('HLEN', KEYS[1]) <= 2 then redis.call('DEL', KEYS[1]) end
  return 0
end
redis.call('HSETNX', KEYS[1], 'judged', judged)
redis.call('HSET', KEYS[1], reader, verdict, 'at', now)
return redis.call('EXPIRE', KEYS[1], life)`);

/** More summaries than this are not looked back on. */
const mostKept = 2_000;

/** Readers' verdicts in Redis, under a hash of the reader and the summary: they name nobody. */
export const createFeedback = ({ redis, clock, log }: StoreParts): Feedback => {
  const life = lifetimes.feedback;

  const reviewOf = async (key: string): Promise<Review[]> => {
    const { judged, at, ...said } = await redis.hgetallBuffer(keys.feedback(key));
    const read = readStored(judgedSchema, judged, { kind: 'feedback', log });
    if (read === undefined) return [];
    const all = Object.values(said).map(String);
    return [{ ...read, at: Number(at), counts: countedBy(all) }];
  };

  return guarded<Feedback>({
    note: async (reader, judged, verdict) => {
      const { key } = judged;
      const now = clock.now();
      await noteFor(redis, keys.judgedBy(reader), [key], now);
      const values = [voter(reader, key), verdict ?? '', packed(judged), now, life];
      await setVerdict(redis, [keys.feedback(key)], values);
      await redis.zadd(keys.judged, now, key);
      await redis.zremrangebyrank(keys.judged, 0, -mostKept - 1);
    },
    of: async (reader, key) => {
      const said = await redis.hget(keys.feedback(key), voter(reader, key));
      return verdicts.find((verdict) => verdict === said);
    },
    recent: async (most) => {
      const recent = await redis.zrevrange(keys.judged, 0, most - 1);
      return (await Promise.all(recent.map(reviewOf))).flat();
    },
    forget: async (reader) => {
      for (const key of await redis.zrange(keys.judgedBy(reader), '0', '-1')) {
        await setVerdict(redis, [keys.feedback(key)], [voter(reader, key), '', '', 0, life]);
      }
      await redis.unlink(keys.judgedBy(reader));
    },
  });
};

const voter = (reader: number, key: string): string =>
  createHash('sha256').update(`${key} ${reader}`).digest('base64url').slice(0, 16);
