import { z } from 'zod';

import { type Gatherings, type Joint, type Part, partSchema, partsWithin } from '../jobs/parts.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, noteFor, readStored, script, type StoreParts } from './store.ts';

/** No text that can be summarised has as many parts; what comes after begins anew. */
const mostParts = 64;

/**
 * KEYS: first of this message, newest message of the chat, first of the album. Gives the first
 * message of the gathering, or nothing for a message that stands alone.
 */
const findPlace = script(`
local message, edit, album, author, at, open, life, lastLife, most, within = unpack(ARGV)
local known = redis.call('GET', KEYS[1])
if known then return known end
if edit ~= '0' then return '' end
local last, lastFirst, lastAuthor, lastAt, lastParts =
  unpack(redis.call('HMGET', KEYS[2], 'message', 'first', 'author', 'at', 'parts'))
local first, parts = message, 1
if album ~= '' then
  first = redis.call('GET', KEYS[3]) or message
  redis.call('SET', KEYS[3], first, 'EX', life)
elseif author ~= '' and lastAuthor == author and tonumber(last) == tonumber(message) - 1
    and math.abs(tonumber(at) - tonumber(lastAt)) <= tonumber(within)
    and tonumber(lastParts) < tonumber(most) then
  first, parts = lastFirst, tonumber(lastParts) + 1
end
-- An update that comes again may be older than what has come since.
if not last or tonumber(message) > tonumber(last) then
  redis.call('HSET', KEYS[2], 'message', message, 'first', first, 'at', at, 'parts', parts,
    'author', open == '1' and author or '')
  redis.call('EXPIRE', KEYS[2], lastLife)
end
if album == '' and open == '0' and first == message then return '' end
redis.call('SET', KEYS[1], first, 'EX', life)
return first`);

/** ARGV: message, date of its edit, part, lifetime. Gives all parts. */
const putPart = script(`
local old = redis.call('HGET', KEYS[1], ARGV[1])
if not old or cjson.decode(old).edit <= tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
end
redis.call('EXPIRE', KEYS[1], ARGV[4])
return redis.call('HVALS', KEYS[1])`);

const placeSchema = z.string();
const storedSchema = z.array(z.string());

/** ARGV: message. */
const stepOver = script(`
local last = tonumber(redis.call('HGET', KEYS[1], 'message'))
if last == tonumber(ARGV[1]) - 1 then redis.call('HSET', KEYS[1], 'message', ARGV[1]) end`);

/** Messages that are parts of one wish, in Redis; all keys of a chat lie in one slot. */
export const createGatherings = ({ redis, clock, log }: StoreParts): Gatherings => {
  const placeOf = async (chat: number, { message, edit }: Part, joint: Joint): Promise<string> => {
    const { album, author, at, isOpen } = joint;
    const places = [keys.firstOf(chat, message), keys.newest(chat), keys.album(chat, album)];
    const rules = [lifetimes.text, lifetimes.newest, mostParts, partsWithin];
    const values = [message, edit, album, author, at, isOpen ? 1 : 0, ...rules];
    return placeSchema.parse(await findPlace(redis, places, values));
  };

  return guarded<Gatherings>({
    gather: async (chat, part, joint) => {
      const first = await placeOf(chat, part, joint);
      if (first === '') return [part];
      const parts = keys.parts(chat, first);
      const own = [parts, keys.firstOf(chat, part.message)];
      const used = joint.album === '' ? own : [...own, keys.album(chat, joint.album)];
      // Should the process die before this, the update comes again and finds its place.
      await noteFor(redis, keys.gathered(chat), used, clock.now());
      const values = [part.message, part.edit, JSON.stringify(part), lifetimes.text];
      const stored = storedSchema.parse(await putPart(redis, [parts], values));
      return stored
        .map((json) => readStored(partSchema, json, { kind: 'part', log }))
        .filter((read) => read !== undefined)
        .sort((one, other) => one.message - other.message);
    },
    passOver: async (chat, message) => {
      await stepOver(redis, [keys.newest(chat)], [message]);
    },
  });
};
