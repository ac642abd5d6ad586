import { z } from 'zod';

import type { Requests } from '../jobs/ports.ts';
import { placeOf, requestSchema, chatOf } from '../jobs/request.ts';
import { keys, lifetimes } from './keys.ts';
import {
  guarded,
  noteFor,
  packed,
  script,
  scripted,
  storedValues,
  type StoreParts,
  deleteIfEqual,
} from './store.ts';
import { readingKey } from './texts.ts';

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

/** A text that only this reader sent goes with its summary; of a shared one the reader's part. */
const dropShare = script(`
local summary, text, waiting, freed, open, question = unpack(KEYS)
local key, request, reader = ARGV[1], ARGV[2], ARGV[3]
redis.call('SREM', waiting, request)
redis.call('SREM', freed, request)
if redis.call('HGET', summary, 'by') == reader then
  redis.call('DEL', summary, text, waiting, freed, question)
elseif redis.call('HGET', summary, 'request') == request then
  redis.call('HSET', summary, 'request', '')
end
if redis.call('EXISTS', waiting, freed) == 0 then redis.call('ZREM', open, key) end`);

/**
 * Removes what is stored of a reader's requests. May be run again where it broke off: the reader's
 * indexes go last.
 */
const createForget = ({ redis }: StoreParts) => {
  /** Texts that wait for their other parts, or may be edited. */
  const forgetMessages = async (chat: number): Promise<void> => {
    const stored = await redis.zrange(keys.gathered(chat), '0', '-1');
    for (const key of [...stored, keys.newest(chat), keys.gathered(chat)]) await redis.unlink(key);
  };

  const forgetRequest = async (id: string): Promise<void> => {
    const claim = await redis.get(keys.claimed(id));
    const [last, earlier] = await redis.hmget(keys.delivery(id), 'messageId', 'earlier');
    for (const shown of `${earlier ?? ''}${last ?? 0}`.split(' ')) {
      await deleteIfEqual(redis, [keys.shown(chatOf(id), Number(shown))], [id]);
    }
    await deleteIfEqual(redis, [keys.message(placeOf(id))], [id]);
    if (claim !== null) await deleteIfEqual(redis, [claim], [id]);
    for (const key of [keys.request, keys.delivery, keys.claimed, keys.progress, readingKey]) {
      await redis.unlink(key(id));
    }
  };

  return async (reader: number): Promise<void> => {
    const [requests, asked] = await Promise.all([
      redis.zrange(keys.requestsOf(reader), '0', '-1'),
      redis.zrange(keys.askedBy(reader), '0', '-1'),
    ]);
    for (const pair of asked) {
      const [request = '', key = ''] = pair.split(' ');
      await dropShare(
        redis,
        [
          keys.summary(key),
          keys.text(key),
          keys.waiting(key),
          keys.freed(key),
          keys.openOf(key),
          keys.question(key),
        ],
        [key, request, reader],
      );
    }
    for (const id of requests) await forgetRequest(id);
    // A private chat has its reader's number, and may hold messages that became no request.
    await forgetMessages(reader);
    await redis.unlink(keys.askedBy(reader));
    await redis.unlink(keys.requestsOf(reader));
  };
};
