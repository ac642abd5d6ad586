import type { Requests } from '../jobs/ports.ts';
import { placeOf, requestSchema } from '../jobs/request.ts';
import { createForget } from './forget.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, noteFor, storedValues, type StoreParts } from './store.ts';

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
        requests.save(keys.request(id), request, lifetimes.text),
      ]);
      return current ?? id;
    },
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
