import { createHash } from 'node:crypto';

import type { Redis } from 'ioredis';

/** A Lua script as a function; it is sent whole only where Redis does not know it yet. */
export type Script = (keys: string[], values: (string | number)[]) => Promise<unknown>;

/** Prepares a script for one connection. Runs as one step: nobody sees it half done. */
export const createScript = (redis: Redis, lua: string): Script => {
  const sha = createHash('sha1').update(lua).digest('hex');
  return async (keys, values) => {
    try {
      return await redis.evalsha(sha, keys.length, ...keys, ...values);
    } catch (thrown) {
      if (!(thrown instanceof Error) || !thrown.message.startsWith('NOSCRIPT')) throw thrown;
      return redis.eval(lua, keys.length, ...keys, ...values);
    }
  };
};

/** Deletes KEYS[1] if it still holds ARGV[1]; gives 1 if it did. */
export const deleteIfEqual = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;
