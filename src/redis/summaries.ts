import type { Redis } from 'ioredis';
import { z } from 'zod';

import type { Summaries } from '../jobs/ports.ts';
import { conclusionSchema } from '../jobs/stored.ts';
import { isTemporary } from '../summary/answer.ts';
import { outputLanguages, shapes } from '../summary/summary.ts';
import { keys, lifetimes, shelves } from './keys.ts';
import { guarded, noteFor, packed, readStored, type StoreParts, script } from './store.ts';

/**
 * The steps of a shared summary, each atomic. KEYS are always its summary (a hash), the set of those
 * who wait, the set of those set free, and the index of keys that somebody waits for.
 */
const names = `local summary, waiting, freed, open = KEYS[1], KEYS[2], KEYS[3], KEYS[4]`;

/**
 * ARGV: key, request, reader, language, shape, now in ms, lifetime of a run in s. Gives state and run.
 * The run is the time of its start, so that even after a summary was lost no two runs are named
 * alike. `by` is the only reader who sent this text, or `*`.
 */
const askForSummary = script(`${names}
local key, request, reader, language, shape, now, life = unpack(ARGV)
local state, run, starter, by, renewAt =
  unpack(redis.call('HMGET', summary, 'state', 'run', 'request', 'by', 'renewAt'))
if by and by ~= reader then redis.call('HSET', summary, 'by', '*') end
if state == 'answered' and not (renewAt and tonumber(now) >= tonumber(renewAt)) then
  return {state, run}
end

if state == 'running' then
  redis.call('SADD', waiting, request)
  redis.call('EXPIRE', waiting, life)
  redis.call('ZADD', open, 'NX', now, key)
  return {starter == request and 'started' or 'joined', run}
end

if run and tonumber(run) >= tonumber(now) then
  now = string.format('%.0f', tonumber(run) + 1)
end
-- A temporary answer stays readable, and keeps its lifetime, until the new one takes its place.
local renews = state == 'answered'
if not renews then redis.call('HDEL', summary, 'conclusion') end
redis.call('HSET', summary, 'state', 'running', 'run', now, 'request', request,
  'language', language, 'shape', shape, 'by', (by and by ~= reader) and '*' or reader)
if not renews then redis.call('EXPIRE', summary, life) end
-- Whom the failed run set free and nobody has told yet hopes with the new one.
redis.call('SUNIONSTORE', waiting, waiting, freed)
redis.call('DEL', freed)
redis.call('SADD', waiting, request)
redis.call('EXPIRE', waiting, life)
redis.call('ZADD', open, now, key)
return {'started', now}`);

/**
 * ARGV: key, state, conclusion, when a temporary answer may be renewed or an empty string, now in
 * ms, lifetime of the summary and of those set free in s, the wait after a renewal that failed in ms.
 */
const finishRun = script(`${names}
local key, state, conclusion, renewAt, now, life, freedLife, waitMs = unpack(ARGV)
if redis.call('HGET', summary, 'state') ~= 'running' then return 0 end
if state == 'failed' and redis.call('HEXISTS', summary, 'conclusion') == 1 then
  redis.call('HSET', summary, 'state', 'answered', 'renewAt', now + waitMs)
else
  redis.call('HSET', summary, 'state', state, 'conclusion', conclusion)
  redis.call('HDEL', summary, 'renewAt')
  if renewAt ~= '' then redis.call('HSET', summary, 'renewAt', renewAt) end
  redis.call('EXPIRE', summary, life)
end
redis.call('SUNIONSTORE', freed, freed, waiting)
redis.call('DEL', waiting)
if redis.call('EXPIRE', freed, freedLife) == 1 then
  redis.call('ZADD', open, now, key)
else
  redis.call('ZREM', open, key)
end
return 1`);

/** ARGV: key. What is known of the text's senders stays, so that /forget still finds it. */
const abandonRun = script(`${names}
if redis.call('HGET', summary, 'state') ~= 'running' then return 0 end
if redis.call('EXISTS', waiting, freed) > 0 then return 0 end
local renews = redis.call('HEXISTS', summary, 'conclusion') == 1
redis.call('HSET', summary, 'state', renews and 'answered' or 'abandoned')
redis.call('ZREM', open, ARGV[1])
return 1`);

/** ARGV: key, request. */
const releaseRequest = script(`${names}
local key, request = unpack(ARGV)
redis.call('SREM', freed, request)
-- A new run may have taken the request back in while it was being told of the failed one.
redis.call('SREM', waiting, request)
if redis.call('EXISTS', waiting, freed) == 0 then redis.call('ZREM', open, key) end`);

/**
 * ARGV: a conclusion that cannot be read. The run counts as unfinished again, so that its job is
 * done once more for those who wait for it.
 */
const reopenRun = script(`
if redis.call('HGET', KEYS[1], 'conclusion') ~= ARGV[1] then return end
redis.call('HDEL', KEYS[1], 'conclusion')
redis.call('HSET', KEYS[1], 'state', 'running')`);

/** ARGV: key. For a summary that has expired, and with it those who waited. */
const dropExpired = script(`${names}
if redis.call('EXISTS', summary) == 0 then redis.call('ZREM', open, ARGV[1]) end`);

const askedSchema = z.tuple([z.enum(['answered', 'joined', 'started']), z.coerce.number()]);

const openSchema = z.tuple([
  z.coerce.number().min(1),
  z.string(),
  z.enum(outputLanguages),
  z.enum(shapes).catch('standard'),
]);

/** So many of each shelf are looked after in one sweep; the rest in the next. */
const sweepMost = 200;

/** Shared summaries in Redis. What must not come apart is one script in one slot. */
export const createSummaries = ({ redis, clock, log }: StoreParts): Summaries => {
  return guarded<Summaries>({
    ask: async (key, { id, reader, language, shape = 'standard' }) => {
      const now = clock.now();
      await noteFor(redis, keys.askedBy(reader), [`${id} ${key}`], now);
      const values = [key, id, reader, language, shape, now, lifetimes.run];
      const [state, run] = askedSchema.parse(await askForSummary(redis, keysOf(key), values));
      return { state, run };
    },
    finish: async (key, conclusion) => {
      const isAnswer = 'answer' in conclusion;
      const [state, life] = isAnswer ? ['answered', lifetimes.summary] : ['failed', lifetimes.run];
      const [now, waitMs] = [clock.now(), lifetimes.temporary * 1000];
      const renewAt = isAnswer && isTemporary(conclusion.answer) ? now + waitMs : '';
      const values = [key, state, packed(conclusion), renewAt, now, life, lifetimes.run, waitMs];
      await finishRun(redis, keysOf(key), values);
    },
    conclusion: async (key) => {
      const stored = await redis.hgetBuffer(keys.summary(key), 'conclusion');
      const conclusion = readStored(conclusionSchema, stored, { kind: 'conclusion', log });
      if (stored && conclusion === undefined) await reopenRun(redis, [keys.summary(key)], [stored]);
      return conclusion;
    },
    isUnderWay: async (key) => (await redis.hget(keys.summary(key), 'state')) === 'running',
    isRenewable: async (key) => {
      const [state, renewAt] = await redis.hmget(keys.summary(key), 'state', 'renewAt');
      return state === 'answered' && Number(renewAt ?? Infinity) <= clock.now();
    },
    waiting: (key, most) => redis.srandmember(keys.waiting(key), most),
    abandon: async (key) => (await abandonRun(redis, keysOf(key), [key])) === 1,
    freed: (key) => redis.smembers(keys.freed(key)),
    release: async (key, request) => {
      await releaseRequest(redis, keysOf(key), [key, request]);
    },
    overdue: async (olderThanMs) => {
      const before = clock.now() - olderThanMs;
      const numbers = Array.from({ length: shelves }, (_, shelf) => shelf);
      return (await Promise.all(numbers.map((shelf) => overdueOn(redis, shelf, before)))).flat();
    },
  });
};

const keysOf = (key: string): string[] => [
  keys.summary(key),
  keys.waiting(key),
  keys.freed(key),
  keys.openOf(key),
];

const overdueOn = async (redis: Redis, shelf: number, before: number) => {
  const waited = await redis.zrangebyscore(keys.open(shelf), 0, before, 'LIMIT', 0, sweepMost);
  const found = await Promise.all(
    waited.map(async (key) => {
      const fields = await redis.hmget(keys.summary(key), 'run', 'request', 'language', 'shape');
      const parsed = openSchema.safeParse(fields);
      if (parsed.success) {
        const [run, request, language, shape] = parsed.data;
        return [{ key, run, work: { key, language, shape, request } }];
      }
      await dropExpired(redis, keysOf(key), [key]);
      return [];
    }),
  );
  return found.flat();
};
