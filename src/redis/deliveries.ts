import type { Redis } from 'ioredis';
import { z } from 'zod';

import type { Deliveries } from '../jobs/ports.ts';
import { chatOf } from '../jobs/request.ts';
import { type AnswerByline, answerBylineSchema, outcomeSchema } from '../jobs/stored.ts';
import { keys, lifetimes } from './keys.ts';
import { deleteIfEqual, guarded, readStored, script, scripted, type StoreParts } from './store.ts';

const fieldsSchema = z.object({
  placeholder: z.enum(['none', 'sending', 'known']),
  answer: z.enum(['waiting', 'sending', 'sent', 'closed']),
  messageId: z.coerce.number(),
});

/** ARGV: message id, lifetime. */
const openDelivery = script(`
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'answer', 'waiting', 'messageId', ARGV[1],
  'placeholder', ARGV[1] == '0' and 'none' or 'known')
return redis.call('EXPIRE', KEYS[1], ARGV[2])`);

/** ARGV: lifetime. Gives 1 where the placeholder is now to be sent. */
const beginDelivery = script(`
local placeholder = redis.call('HGET', KEYS[1], 'placeholder')
if placeholder and placeholder ~= 'none' then return 0 end
redis.call('HSET', KEYS[1], 'placeholder', 'sending')
if placeholder then return 1 end
redis.call('HSET', KEYS[1], 'answer', 'waiting', 'messageId', 0)
return redis.call('EXPIRE', KEYS[1], ARGV[1])`);

/**
 * ARGV: field, from, to, message id or an empty string. Messages that another takes the place of are
 * noted, so that whoever forgets the request finds them.
 */
const moveField = script(`
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
if ARGV[4] == '' then return 1 end
local before, earlier = unpack(redis.call('HMGET', KEYS[1], 'messageId', 'earlier'))
if before ~= '0' and before ~= ARGV[4] then
  redis.call('HSET', KEYS[1], 'earlier', (earlier or '') .. before .. ' ')
end
redis.call('HSET', KEYS[1], 'messageId', ARGV[4])
return 1`);

/** ARGV: field, value, and whether an earlier value stays. */
const setField = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
return redis.call(ARGV[3] == 'once' and 'HSETNX' or 'HSET', KEYS[1], ARGV[1], ARGV[2])`);

/** KEYS: delivery, lease. ARGV: lifetime in ms. Gives the message that may be changed, or 0. */
const takeProgress = script(`
local answer, placeholder, outcome, message =
  unpack(redis.call('HMGET', KEYS[1], 'answer', 'placeholder', 'outcome', 'messageId'))
if answer ~= 'waiting' or placeholder ~= 'known' or outcome then return 0 end
if not redis.call('SET', KEYS[2], 1, 'PX', ARGV[1], 'NX') then return 0 end
return message`);

/** Deliveries in Redis; each state is changed by compare-and-set. */
export const createDeliveries = ({ redis, log }: StoreParts): Deliveries => {
  /** Known no later than the message itself, so that whoever replies to it is understood. */
  const note = async (request: string, messageId: number): Promise<void> => {
    const key = keys.shown(chatOf(request), messageId);
    await scripted.set(redis, [key], [request, lifetimes.delivery]);
  };

  const moveTo =
    (field: 'placeholder' | 'answer'): Deliveries['moveAnswer'] & Deliveries['movePlaceholder'] =>
    async (request: string, from: string, to: string, messageId?: number) => {
      const values = [field, from, to, messageId ?? ''];
      const [moved] = await Promise.all([
        moveField(redis, [keys.delivery(request)], values),
        messageId === undefined ? undefined : note(request, messageId),
      ]);
      return moved === 1;
    };

  return guarded<Deliveries>({
    load: async (request) => {
      const fields = await redis.hgetall(keys.delivery(request));
      if (Object.keys(fields).length === 0) return undefined;
      const states = readStored(fieldsSchema, JSON.stringify(fields), { kind: 'delivery', log });
      if (states === undefined) return undefined;
      const byline = readStored(answerBylineSchema, fields['byline'], { kind: 'byline', log });
      const outcome = readStored(outcomeSchema, fields['outcome'], { kind: 'outcome', log });
      return { ...states, byline: byline ?? noByline, outcome };
    },
    at: async (chat, messageId) => (await redis.get(keys.shown(chat, messageId))) ?? undefined,
    open: async (request, messageId) => {
      if (messageId !== 0) await note(request, messageId);
      await openDelivery(redis, [keys.delivery(request)], [messageId, lifetimes.delivery]);
    },
    begin: async (request) =>
      (await beginDelivery(redis, [keys.delivery(request)], [lifetimes.delivery])) === 1,
    movePlaceholder: moveTo('placeholder'),
    moveAnswer: moveTo('answer'),
    setByline: async (request, byline) => {
      await setField(redis, [keys.delivery(request)], ['byline', JSON.stringify(byline), 'always']);
    },
    conclude: async (request, outcome) => {
      const values = ['outcome', JSON.stringify(outcome), 'once'];
      return (await setField(redis, [keys.delivery(request)], values)) === 1;
    },
    beginProgress: async (request, forMs) => {
      const names = [keys.delivery(request), keys.progress(request)];
      return Number(await takeProgress(redis, names, [forMs]));
    },
    endProgress: async (request) => {
      await redis.del(keys.progress(request));
    },
    progressMs: async (request) => Math.max(0, await redis.pttl(keys.progress(request))),
    ...claimsIn(redis),
  });
};

const claimsIn = (redis: Redis): Pick<Deliveries, 'claim' | 'release' | 'unclaim'> => ({
  claim: async (chat, key, request) => {
    const name = keys.claim(chat, key);
    const life = lifetimes.claim;
    // A page that reads otherwise at the next try gives another text to claim.
    const former = await redis.set(keys.claimed(request), name, 'EX', life, 'GET');
    if (former !== null && former !== name) await deleteIfEqual(redis, [former], [request]);
    return (await redis.set(name, request, 'EX', life, 'NX', 'GET')) ?? request;
  },
  release: async (request) => {
    const claim = await redis.get(keys.claimed(request));
    if (claim !== null) await deleteIfEqual(redis, [claim], [request]);
  },
  unclaim: async (chat, key, request) => {
    await deleteIfEqual(redis, [keys.claim(chat, key)], [request]);
  },
});

const noByline: AnswerByline = { outlet: '', author: '', date: '', url: '' };
