import { inflateRawSync } from 'node:zlib';

import type { Redis } from 'ioredis';

/** What is deflated is read all the same. */
const plain = (value: Buffer | null): string =>
  value?.[0] === 0 ? inflateRawSync(value.subarray(1)).toString() : String(value);

const contentOf = async (redis: Redis, key: string): Promise<unknown> => {
  switch (await redis.type(key)) {
    case 'string':
      return plain(await redis.getBuffer(key));
    case 'hash':
      return Object.entries(await redis.hgetallBuffer(key)).map(([field, value]) => [
        field,
        plain(value),
      ]);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return '';
  }
};

/** The keys that hold this anywhere, in their name or their value. */
export const keysThatName = async (redis: Redis, what: string): Promise<string[]> => {
  const found: string[] = [];
  for (const key of await redis.keys('*')) {
    const all = `${key} ${JSON.stringify(await contentOf(redis, key))}`;
    if (all.includes(what)) found.push(key);
  }
  return found;
};
