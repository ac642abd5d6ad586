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

/**
 * A Lua script as a function. It runs as one step, which nobody sees half done, and is sent whole
 * only where Redis does not know it yet.
 */
export const script = (lua: string) => {
  const sha = createHash('sha1').update(lua).digest('hex');
  return async (
    redis: Redis,
    keys: string[],
    values: (string | number | Buffer)[] = [],
  ): Promise<unknown> => {
    try {
      return await redis.evalsha(sha, keys.length, ...keys, ...values);
    } catch (thrown) {
      if (!(thrown instanceof Error) || !thrown.message.startsWith('NOSCRIPT')) throw thrown;
      return redis.eval(lua, keys.length, ...keys, ...values);
    }
  };
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
