import type { Requests } from '../jobs/ports.ts';
import { placeOf, requestSchema } from '../jobs/request.ts';
import { createForget } from './forget.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, noteFor, packed, storedValues, type StoreParts } from './store.ts';

/** Requests in Redis, each noted with its reader, so that nothing escapes /forget. */
export const createRequests = (parts: StoreParts): Requests => {
  const { redis, clock } = parts;
  const requests = storedValues(parts, 'request', requestSchema);
  const currentAt = (id: string) => redis.get(keys.message(placeOf(id)));

  return guarded<Requests>({
    save: async (request) => {
      const { id, reader } = request;
      const [current] = await Promise.all([
        redis.set(keys.message(placeOf(id)), id, 'EX', lifetimes.text, 'NX', 'GET'),
        noteFor(redis, keys.requestsOf(reader), [id], clock.now()),
        // As it came: to deflate it would be a sixth of what taking an update in costs.
        redis.set(keys.request(id), JSON.stringify(request), 'EX', lifetimes.text),
      ]);
      return current ?? id;
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
