import type { Redis } from 'ioredis';

import type { Requests } from '../jobs/ports.ts';
import { placeOf, requestSchema } from '../jobs/request.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { createForget } from './forget.ts';
import { guarded } from './guarded.ts';
import { keys, lifetimes } from './keys.ts';
import { createScript } from './script.ts';
import { readStored } from './stored.ts';

const replace = `
local earlier = redis.call('GET', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
if earlier ~= ARGV[1] then return earlier end`;

/** Requests in Redis, each noted with its reader first, so that nothing escapes /forget. */
export const createRequests = ({
  redis,
  clock,
  log,
}: {
  redis: Redis;
  clock: Clock;
  log: Log;
}): Requests => {
  const replaceRequest = createScript(redis, replace);

  return guarded<Requests>({
    save: async (request) => {
      await noteFor(redis, keys.requestsOf(request.reader), request.id, clock.now());
      await redis.set(keys.request(request.id), JSON.stringify(request), 'EX', lifetimes.text);
    },
    load: async (id) =>
      readStored(requestSchema, await redis.get(keys.request(id)), { kind: 'request', log }),
    current: async ({ id }) => (await redis.get(keys.message(placeOf(id)))) ?? undefined,
    supersede: async ({ id }) => {
      const earlier = await replaceRequest([keys.message(placeOf(id))], [id, lifetimes.text]);
      return typeof earlier === 'string' ? earlier : undefined;
    },
    superseded: async ({ id }) => {
      const current = await redis.get(keys.message(placeOf(id)));
      return current !== null && current !== id;
    },
    idsOf: (reader) => redis.zrange(keys.requestsOf(reader), '0', '-1'),
    forget: createForget({ redis }),
  });
};

/** Notes a member in one of a reader's indexes and drops what has outlived it there. */
export const noteFor = async (
  redis: Redis,
  index: string,
  member: string,
  now: number,
): Promise<void> => {
  await Promise.all([
    redis.zadd(index, now, member),
    redis.zremrangebyscore(index, 0, now - lifetimes.index * 1000),
    redis.expire(index, lifetimes.index),
  ]);
};
