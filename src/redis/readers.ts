import { createHash } from 'node:crypto';

import type { Redis } from 'ioredis';
import { z } from 'zod';

import type { Readers } from '../jobs/ports.ts';
import { settingsSchema } from '../jobs/settings.ts';
import { outputLanguages } from '../summary/summary.ts';
import { mastersOf } from './client.ts';
import { keys, lifetimes } from './keys.ts';
import { dayOf } from './spending.ts';
import { guarded, script, scripted, type StoreParts } from './store.ts';

/** ARGV: member, most, lifetime. */
const countMember = script(`
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then return 1 end
if redis.call('SCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1`);

/**
 * KEYS: the line, whether the reader was met. ARGV: request, now, until when the forgotten joined,
 * their lifetimes. Gives how many stand before, and 1 for a reader who is new.
 */
const standInLine = script(`
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[3])
redis.call('ZADD', KEYS[1], 'NX', ARGV[2], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[4])
local met = redis.call('SET', KEYS[2], 1, 'EX', ARGV[5], 'GET')
return { redis.call('ZRANK', KEYS[1], ARGV[1]), met and 0 or 1 }`);

const placeSchema = z.tuple([z.number(), z.number()]);

/** So many articles in a minute leave a group its talk; Telegram itself allows twenty messages. */
const mostWishes = 6;

/**
 * What is known of readers, in Redis. The day's count is kept under hashes and outlives `forget`:
 * it names nobody, and being forgotten must not renew the day's limit.
 */
export const createReaders = ({
  redis,
  clock,
  dailyLimit,
}: StoreParts & {
  /** Summaries of one reader in one UTC day. */
  dailyLimit: number;
}): Readers => {
  return guarded<Readers>({
    language: async (reader) => {
      const stored = await scripted.get(redis, [keys.languageOf(reader)]);
      return outputLanguages.find((language) => language === stored);
    },
    setLanguage: async (reader, language) => {
      await redis.set(keys.languageOf(reader), language);
    },
    settings: async (chat) => settingsSchema.parse(await redis.hgetall(keys.settingsOf(chat))),
    set: async (chat, changes) => {
      await redis.hset(keys.settingsOf(chat), changes);
    },
    isFirst: async (chat, request) => {
      const isNew = await redis.hsetnx(keys.settingsOf(chat), 'first', request);
      return isNew === 1 || (await redis.hget(keys.settingsOf(chat), 'first')) === request;
    },
    countSummary: async (reader, request) => {
      const key = keys.count(hash(`${dayOf(clock.now())} ${reader}`));
      return (await countMember(redis, [key], [hash(request), dailyLimit, lifetimes.count])) === 1;
    },
    ...createLines({ redis, clock }),
    mayAsk: async (chat) => {
      const key = keys.wishes(chat, Math.floor(clock.now() / 60_000));
      const count = await redis.incr(key);
      if (count === 1) await redis.expire(key, lifetimes.wishes);
      return count <= mostWishes;
    },
    mayTellOfFlood: async (reader) =>
      (await redis.set(keys.toldOfFlood(reader), 1, 'EX', lifetimes.flood, 'NX')) === 'OK',
    forget: async (reader) => {
      await redis.unlink(keys.toldOfFlood(reader));
      await redis.unlink(keys.languageOf(reader));
      await redis.unlink(keys.settingsOf(reader));
      await redis.unlink(keys.line(reader));
      await redis.unlink(keys.met(reader));
    },
  });
};

/** What each reader still waits for. */
const createLines = ({
  redis,
  clock,
}: Pick<StoreParts, 'redis' | 'clock'>): Pick<
  Readers,
  'begin' | 'end' | 'inLine' | 'eachUnfinished'
> => ({
  begin: async (reader, request) => {
    const now = clock.now();
    const { line: life, stats } = lifetimes;
    const values = [request, now, now - life * 1000, life, stats];
    const found = await standInLine(redis, [keys.line(reader), keys.met(reader)], values);
    const [before, isNew] = placeSchema.parse(found);
    return { before, isNew: isNew === 1 };
  },
  end: async (reader, request) => {
    await redis.zrem(keys.line(reader), request);
  },
  inLine: (reader) => redis.zrange(keys.line(reader), '0', '-1'),
  eachUnfinished: async (olderThanMs, show) => {
    const before = clock.now() - olderThanMs;
    for await (const line of linesIn(redis)) {
      for (const request of await redis.zrangebyscore(line, 0, before)) await show(request);
    }
  },
});

const allLines = keys.line(0).replace('{0}', '*');

/** Goes through all keys, a thousand at a time, between which a server answers others. */
async function* linesIn(redis: Redis): AsyncGenerator<string> {
  for (const server of mastersOf(redis)) {
    let cursor = '0';
    do {
      const [next, lines] = await server.scan(cursor, 'MATCH', allLines, 'COUNT', 1_000);
      yield* lines;
      cursor = next;
    } while (cursor !== '0');
  }
}

const hash = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 16);
