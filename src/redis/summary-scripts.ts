import { script } from './store.ts';

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
export const askForSummary = script(`${names}
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
export const finishRun = script(`${names}
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
export const abandonRun = script(`${names}
if redis.call('HGET', summary, 'state') ~= 'running' then return 0 end
if redis.call('EXISTS', waiting, freed) > 0 then return 0 end
local renews = redis.call('HEXISTS', summary, 'conclusion') == 1
redis.call('HSET', summary, 'state', renews and 'answered' or 'abandoned')
redis.call('ZREM', open, ARGV[1])
return 1`);

/** ARGV: key, request. */
export const releaseRequest = script(`${names}
local key, request = unpack(ARGV)
redis.call('SREM', freed, request)
-- A new run may have taken the request back in while it was being told of the failed one.
redis.call('SREM', waiting, request)
if redis.call('EXISTS', waiting, freed) == 0 then redis.call('ZREM', open, key) end`);

/**
 * ARGV: a conclusion that cannot be read. The run counts as unfinished again, so that its job is
 * done once more for those who wait for it.
 */
export const reopenRun = script(`
if redis.call('HGET', KEYS[1], 'conclusion') ~= ARGV[1] then return end
redis.call('HDEL', KEYS[1], 'conclusion')
redis.call('HSET', KEYS[1], 'state', 'running')`);

/** ARGV: key. For a summary that has expired, and with it those who waited. */
export const dropExpired = script(`${names}
if redis.call('EXISTS', summary) == 0 then redis.call('ZREM', open, ARGV[1]) end`);
