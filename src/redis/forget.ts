import type { Redis } from 'ioredis';

import { requestSchema } from '../jobs/request.ts';
import type { Log } from '../lib/log.ts';
import { keys } from './keys.ts';
import { createScript, deleteIfEqual } from './script.ts';
import { readStored } from './stored.ts';

/** A text that only this reader sent goes with its summary; of a shared one the reader's part. */
const dropShare = `
local summary, text, waiting, freed, open = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local key, request, reader = ARGV[1], ARGV[2], ARGV[3]
redis.call('SREM', waiting, request)
redis.call('SREM', freed, request)
if redis.call('HGET', summary, 'by') == reader then
  redis.call('DEL', summary, text, waiting, freed)
elseif redis.call('HGET', summary, 'request') == request then
  redis.call('HSET', summary, 'request', '')
end
if redis.call('EXISTS', waiting, freed) == 0 then redis.call('ZREM', open, key) end`;

/**
 * Removes what is stored of a reader's requests. May be run again where it broke off: the reader's
 * indexes go last.
 */
export const createForget = ({ redis, log }: { redis: Redis; log: Log }) => {
  const drop = createScript(redis, dropShare);
  const unlinkIfEqual = createScript(redis, deleteIfEqual);

  const forgetRequest = async (id: string): Promise<void> => {
    const [json, claim] = await Promise.all([
      redis.get(keys.request(id)),
      redis.get(keys.claimed(id)),
    ]);
    const request = readStored(requestSchema, json, { kind: 'request', log });
    if (request) await unlinkIfEqual([keys.message(request.chat, request.message)], [id]);
    if (claim !== null) await unlinkIfEqual([claim], [id]);
    await Promise.all(
      [keys.request(id), keys.delivery(id), keys.claimed(id)].map((key) => redis.unlink(key)),
    );
  };

  return async (reader: number): Promise<void> => {
    const [requests, asked] = await Promise.all([
      redis.zrange(keys.requestsOf(reader), '0', '-1'),
      redis.zrange(keys.askedBy(reader), '0', '-1'),
    ]);
    for (const pair of asked) {
      const [request = '', key = ''] = pair.split(' ');
      await drop(
        [keys.summary(key), keys.text(key), keys.waiting(key), keys.freed(key), keys.openOf(key)],
        [key, request, reader],
      );
    }
    for (const id of requests) await forgetRequest(id);
    await redis.unlink(keys.askedBy(reader));
    await redis.unlink(keys.requestsOf(reader));
  };
};
