import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

import type { Redis } from 'ioredis';
import type { z } from 'zod';

import type { Clock } from '../lib/clock.ts';
import { Failure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { lifetimes } from './keys.ts';

/** What stores are made of; each takes what it needs. */
export type StoreParts = { redis: Redis; clock: Clock; log: Log };

type Values = (string | number | Buffer)[];
type Batch = {
  redis: Redis;
  keys: string[];
  values: Values;
  /** How many keys and values each call has. */
  each: string;
  calls: { resolve: (reply: unknown) => void; reject: (thrown: unknown) => void }[];
};

/** Redis works on some while those before them go on here; and it does nothing else meanwhile. */
const mostTogether = 32;

/**
 * A Lua script as a function. It runs as one step, which nobody sees half done. Calls of one turn of
 * the event loop go out as one command, which spares both sides more than half of what each costs;
 * what fails in one of them fails only that one. In a cluster, where a command has one slot, each
 * goes alone.
 */
export const script = (lua: string) => {
  const alone = createSend(lua);
  const run = createRun(together(lua));
  let open: Batch | undefined;
  const close = (): void => {
    if (open !== undefined) void run(open);
    open = undefined;
  };
  return (redis: Redis, keys: string[], values: Values = []): Promise<unknown> => {
    if (redis.isCluster) return alone(redis, keys, values);
    return new Promise((resolve, reject) => {
      const each = `${keys.length} ${values.length}`;
      if (open?.redis !== redis || open.each !== each) close();
      if (open === undefined) setImmediate(close);
      open ??= { redis, keys: [], values: [], each, calls: [] };
      open.keys.push(...keys);
      open.values.push(...values);
      open.calls.push({ resolve, reject });
      if (open.calls.length === mostTogether) close();
    });
  };
};

/** ARGV: how many calls, and their values one after the other; as many keys and values for each. */
const together = (lua: string): string => `
local function run(KEYS, ARGV)
${lua}
end
local function part(all, first, count)
  local found = {}
  for at = 1, count do found[at] = all[first + at - 1] end
  return found
end
local calls, replies = tonumber(ARGV[1]), {}
local keys, values = #KEYS / calls, (#ARGV - 1) / calls
for call = 1, calls do
  local ok, reply = pcall(run, part(KEYS, (call - 1) * keys + 1, keys),
    part(ARGV, (call - 1) * values + 2, values))
  if not ok and type(reply) ~= 'table' then reply = { err = reply } end
  -- Of a server that takes no more writes the client itself must hear.
  if not ok and reply.err:find('^READONLY') then return reply end
  -- Nothing at all would end the list.
  replies[call] = reply or false
end
return replies`;

/** Sends the name of a script, and the script itself only where Redis does not know it yet. */
const createSend = (lua: string) => {
  const sha = createHash('sha1').update(lua).digest('hex');
  return async (redis: Redis, keys: string[], values: Values): Promise<unknown> => {
    try {
      return await redis.evalsha(sha, keys.length, ...keys, ...values);
    } catch (thrown) {
      if (!(thrown instanceof Error) || !thrown.message.startsWith('NOSCRIPT')) throw thrown;
      return redis.eval(lua, keys.length, ...keys, ...values);
    }
  };
};

/** Sends calls of a script together, and gives each its reply. */
const createRun = (lua: string) => {
  const send = createSend(lua);
  return async ({ redis, keys, values, calls }: Batch): Promise<void> => {
    try {
      const replies = await send(redis, keys, [calls.length, ...values]);
      calls.forEach(({ resolve, reject }, nth) => {
        const reply: unknown = Array.isArray(replies) ? replies[nth] : undefined;
        if (reply instanceof Error) reject(reply);
        else resolve(reply);
      });
    } catch (thrown) {
      for (const { reject } of calls) reject(thrown);
    }
  };
};

/** As Redis' own commands, for what is asked or said with every update: many go out as one. */
export const scripted = {
  get: script(`return redis.call('GET', KEYS[1])`),
  /** ARGV: value, lifetime in s. */
  set: script(`return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])`),
};

/** Deletes KEYS[1] if it still holds ARGV[1]; gives 1 if it did. */
export const deleteIfEqual = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`);

/** ARGV: now in ms, lifetime in s, members. */
const noteMembers = script(`
for at = 3, #ARGV do redis.call('ZADD', KEYS[1], ARGV[1], ARGV[at]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1] - ARGV[2] * 1000)
redis.call('EXPIRE', KEYS[1], ARGV[2])`);

/** Notes members in one of a reader's indexes and drops what has outlived it there. */
export const noteFor = async (
  redis: Redis,
  index: string,
  members: readonly string[],
  now: number,
): Promise<void> => {
  await noteMembers(redis, [index], [now, lifetimes.index, ...members]);
};

/**
 * The store itself, whose methods now reject with a Failure only: whatever Redis or the way to it throws
 * becomes `store-away`, with its cause.
 */
export const guarded = <Store extends object>(store: Store): Store => {
  for (const name of Object.keys(store)) {
    const method: unknown = Reflect.get(store, name);
    if (typeof method !== 'function') continue;
    Reflect.set(store, name, async (...values: unknown[]): Promise<unknown> => {
      try {
        return await Reflect.apply(method, store, values);
      } catch (thrown) {
        if (thrown instanceof Failure) throw thrown;
        const reason = thrown instanceof Error ? thrown.message : 'no answer';
        throw new Failure('store-away', `Redis: ${reason}`, { cause: thrown });
      }
    });
  }
  return store;
};

/** Shorter than this, nothing is gained by deflating. */
const worthPacking = 200;
/** Before what is deflated stands a byte that begins no JSON. */
const packedMark = 0;
/** Half the processor's time of the defaults, and two in a hundred bytes more. */
const packing = { level: 3, memLevel: 5, windowBits: 13 };
/** No value is longer; one that would be was not written by us. */
const mostBytes = 8 * 1024 * 1024;

/** A value as it is stored: JSON, deflated where it is long, as Arabic text shrinks to less than half. */
export const packed = (value: unknown): string | Buffer => {
  const json = JSON.stringify(value);
  return json.length < worthPacking
    ? json
    : Buffer.concat([Buffer.of(packedMark), deflateRawSync(json, packing)]);
};

const unpacked = (stored: string | Buffer): string =>
  typeof stored !== 'string' && stored[0] === packedMark
    ? inflateRawSync(stored.subarray(1), { maxOutputLength: mostBytes }).toString()
    : stored.toString();

/**
 * Reads a stored JSON value, packed or not. One that does not fit its schema, such as an older
 * version's, counts as absent and is logged by `kind`, without its content.
 */
export const readStored = <T>(
  schema: z.ZodType<T>,
  stored: string | Buffer | null | undefined,
  { kind, log }: { kind: string; log: Log },
): T | undefined => {
  if (stored === null || stored === undefined) return undefined;
  const parsed = schema.safeParse(parseStored(stored));
  if (parsed.success) return parsed.data;
  log.warn({ kind, problem: parsed.error.issues[0]?.path.join('.') }, 'a stored value is broken');
  return undefined;
};

const parseStored = (stored: string | Buffer): unknown => {
  try {
    return JSON.parse(unpacked(stored));
  } catch {
    // Undefined fits none of the schemas.
    return undefined;
  }
};

/** Values of one kind, each under a key of its own for a time. */
export const storedValues = <T>(
  { redis, log }: StoreParts,
  kind: string,
  schema: z.ZodType<T>,
) => ({
  load: async (key: string): Promise<T | undefined> =>
    readStored(schema, await redis.getBuffer(key), { kind, log }),
  save: async (key: string, value: T, forSeconds: number): Promise<void> => {
    await redis.set(key, packed(value), 'EX', Math.ceil(forSeconds));
  },
});
