import type { Requests } from '../jobs/ports.ts';
import { placeOf, requestSchema } from '../jobs/request.ts';
import { createForget } from './forget.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, noteFor, script, storedValues, type StoreParts } from './store.ts';

const replaceRequest = script(`
local earlier = redis.call('GET', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
if earlier ~= ARGV[1] then return earlier end`);

/** Requests in Redis, each noted with its reader first, so that nothing escapes /forget. */
export const createRequests = (parts: StoreParts): Requests => {
  const { redis, clock } = parts;
  const requests = storedValues(parts, 'request', requestSchema);
  const currentAt = (id: string) => redis.get(keys.message(placeOf(id)));

  return guarded<Requests>({
    save: async (request) => {
      await noteFor(redis, keys.requestsOf(request.reader), [request.id], clock.now());
      await requests.save(keys.request(request.id), request, lifetimes.text);
    },
    load: (id) => requests.load(keys.request(id)),
    current: async ({ id }) => (await currentAt(id)) ?? undefined,
    supersede: async ({ id }) => {
      const earlier = await replaceRequest(
        redis,
        [keys.message(placeOf(id))],
        [id, lifetimes.text],
      );
      return typeof earlier === 'string' ? earlier : undefined;
    },
    superseded: async ({ id }) => {
      const current = await currentAt(id);
      return current !== null && current !== id;
    },
    idsOf: (reader) => redis.zrange(keys.requestsOf(reader), '0', '-1'),
    forget: createForget(parts),
  });
};
