import { z } from 'zod';

import type { Requests } from '../jobs/ports.ts';
import { placeOf, requestSchema } from '../jobs/request.ts';
import { createForget } from './forget.ts';
import { keys, lifetimes } from './keys.ts';
import {
  guarded,
  noteFor,
  packed,
  script,
  scripted,
  storedValues,
  type StoreParts,
} from './store.ts';

const idSchema = z.string();

/** ARGV: request, lifetime. Gives the request that counts for this message. */
const takePlace = script(`
local current = redis.call('GET', KEYS[1])
if current then return current end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return ARGV[1]`);

/** Requests in Redis, each noted with its reader, so that nothing escapes /forget. */
export const createRequests = (parts: StoreParts): Requests => {
  const { redis, clock } = parts;
  const requests = storedValues(parts, 'request', requestSchema);
  const currentAt = (id: string) => redis.get(keys.message(placeOf(id)));

  return guarded<Requests>({
    save: async (request) => {
      const { id, reader } = request;
      const [current] = await Promise.all([
        takePlace(redis, [keys.message(placeOf(id))], [id, lifetimes.text]),
        noteFor(redis, keys.requestsOf(reader), [id], clock.now()),
        // As it came: to deflate it would be a sixth of what taking an update in costs.
        scripted.set(redis, [keys.request(id)], [JSON.stringify(request), lifetimes.text]),
      ]);
      return idSchema.parse(current);
    },
    pack: async (request) =>
      (await redis.set(keys.request(request.id), packed(request), 'KEEPTTL', 'XX')) === 'OK',
    load: (id) => requests.load(keys.request(id)),
    current: async ({ id }) => (await currentAt(id)) ?? undefined,
    supersede: async ({ id }) => {
      await redis.set(keys.message(placeOf(id)), id, 'EX', lifetimes.text);
    },
    superseded: async ({ id }) => {
      const current = await currentAt(id);
      return current !== null && current !== id;
    },
    idsOf: (reader) => redis.zrange(keys.requestsOf(reader), '0', '-1'),
    forget: createForget(parts),
  });
};
