import { z } from 'zod';

import {
  closings,
  type Digests,
  digestSchema,
  type DigestState,
  type Told,
} from '../jobs/subscription-ports.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, readStored, script, type StoreParts } from './store.ts';

/** KEYS: digest, the reader's digests. ARGV: id, digest, now, lifetime, when it is due. */
const planDigest = script(`
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[4])
local known = redis.call('HGET', KEYS[1], 'digest')
if known then
  local wasEmpty = redis.call('HGET', KEYS[1], 'state') == 'closed'
    and redis.call('HGET', KEYS[1], 'reason') == 'empty'
  if not wasEmpty or cjson.decode(known).at >= tonumber(ARGV[5]) then return 0 end
  redis.call('DEL', KEYS[1])
end
redis.call('HSET', KEYS[1], 'digest', ARGV[2], 'state', 'planned')
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1`);

/** ARGV: snapshot. Gives the one that counts. */
const composeDigest = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return ARGV[1] end
redis.call('HSETNX', KEYS[1], 'snapshot', ARGV[1])
return redis.call('HGET', KEYS[1], 'snapshot')`);

/** KEYS: digest, told. ARGV: now, what is older is forgotten, lifetime, then story and version. */
const beginSending = script(`
if redis.call('HGET', KEYS[1], 'state') ~= 'planned' then return 'gone' end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[2])
local known = {}
for _, member in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  local story, version = string.match(member, '^(.*) (%S+)$')
  local number = tonumber(version) or math.huge
  if story and number > (known[story] or -1) then known[story] = number end
end
for at = 4, #ARGV, 2 do
  if (known[ARGV[at]] or -1) >= tonumber(ARGV[at + 1]) then return 'told' end
end
for at = 4, #ARGV, 2 do
  local member = ARGV[at] .. ' ' .. ARGV[at + 1]
  redis.call('ZADD', KEYS[2], ARGV[1], member)
  redis.call('HSET', KEYS[1], 'telling:' .. member, '1')
end
redis.call('EXPIRE', KEYS[2], ARGV[3])
redis.call('HSET', KEYS[1], 'state', 'sending')
return 'begun'`);

/** KEYS: digest, told. ARGV: state, message id, reason. What was noted stays only where it was sent. */
const settleDigest = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[1], 'messageId', ARGV[2], 'reason', ARGV[3])
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  local member = string.match(field, '^telling:(.*)$')
  if member then
    if ARGV[1] ~= 'sent' then redis.call('ZREM', KEYS[2], member) end
    redis.call('HDEL', KEYS[1], field)
  end
end
return 1`);

const fieldsSchema = z.object({
  state: z.enum(['planned', 'sending', 'doubt', 'sent', 'closed']),
  messageId: z.coerce.number().catch(0),
  reason: z.enum(closings).catch('failed'),
});

/** Digests in Redis. What one script changes is all of one reader, in one slot. */
export const createDigests = ({ redis, clock, log }: StoreParts): Digests => {
  const placesOf = (id: string) => [keys.digest(readerOf(id), id), keys.toldTo(readerOf(id))];
  const snapshotOf = (json: string | undefined) =>
    readStored(z.array(digestSchema.shape.snapshot.unwrap().element), json, {
      kind: 'snapshot',
      log,
    });

  return guarded<Digests>({
    plan: async (digest) => {
      const places = [keys.digest(digest.reader, digest.id), keys.digestsOf(digest.reader)];
      const json = JSON.stringify(digest);
      const values = [digest.id, json, clock.now(), lifetimes.digest, digest.at];
      return (await planDigest(redis, places, values)) === 1;
    },
    load: async (id) => {
      const fields = await redis.hgetall(keys.digest(readerOf(id), id));
      const digest = readStored(digestSchema, fields['digest'], { kind: 'digest', log });
      if (digest === undefined) return undefined;
      const snapshot = digest.snapshot ?? snapshotOf(fields['snapshot']);
      return { ...digest, ...(snapshot && { snapshot }), ...stateOf(fields, log) };
    },
    compose: async (id, snapshot) => {
      const [place = ''] = placesOf(id);
      const json = z
        .string()
        .parse(await composeDigest(redis, [place], [JSON.stringify(snapshot)]));
      return snapshotOf(json) ?? snapshot;
    },
    begin: async (id, entries) => {
      const pairs = entries.flatMap(({ story, version }): [string, number] => [story, version]);
      const values = [clock.now(), oldestTold(clock), lifetimes.told, ...pairs];
      return z
        .enum(['begun', 'told', 'gone'])
        .parse(await beginSending(redis, placesOf(id), values));
    },
    settle: async (id, to) => {
      const messageId = to.state === 'sent' ? to.messageId : 0;
      const reason = to.state === 'closed' ? to.reason : '';
      await settleDigest(redis, placesOf(id), [to.state, messageId, reason]);
      if (to.state === 'doubt') await redis.incr(keys.doubts);
    },
    ...createToldLog({ redis, clock, log }),
  });
};

/** What readers were told, apart from any one digest. */
const createToldLog = ({
  redis,
  clock,
}: StoreParts): Pick<Digests, 'doubts' | 'told' | 'setMuted' | 'forget'> => ({
  doubts: async () => Number((await redis.get(keys.doubts)) ?? 0),
  told: async (reader) =>
    toldOf(await redis.zrangebyscore(keys.toldTo(reader), oldestTold(clock), '+inf')),
  setMuted: async (reader, story, muted) => {
    if (muted) await redis.zadd(keys.toldTo(reader), clock.now(), `${story} muted`);
    else await redis.zrem(keys.toldTo(reader), `${story} muted`);
    await redis.expire(keys.toldTo(reader), lifetimes.told);
  },
  forget: async (reader) => {
    const ids = await redis.zrange(keys.digestsOf(reader), '0', '-1');
    for (const id of ids) await redis.unlink(keys.digest(reader, id));
    await redis.unlink(keys.toldTo(reader), keys.digestsOf(reader));
  },
});

const oldestTold = (clock: Clock): number => clock.now() - lifetimes.told * 1000;

/** Ids begin with the reader's. */
const readerOf = (id: string): number => Number(id.slice(0, id.indexOf('.')));

const stateOf = (fields: Record<string, string>, log: Log): DigestState => {
  const read = readStored(fieldsSchema, JSON.stringify(fields), { kind: 'digest', log });
  const { state, messageId, reason } = read ?? { state: 'closed', messageId: 0, reason: 'failed' };
  if (state === 'sent') return { state, messageId };
  return state === 'closed' ? { state, reason } : { state };
};

const toldOf = (members: readonly string[]): Map<string, Told> => {
  const told = new Map<string, Told>();
  for (const member of members) {
    const space = member.lastIndexOf(' ');
    const [story, version] = [member.slice(0, space), member.slice(space + 1)];
    const known = told.get(story) ?? { version: 0, muted: false };
    told.set(
      story,
      version === 'muted'
        ? { ...known, muted: true }
        : { ...known, version: Math.max(known.version, Number(version)) },
    );
  }
  return told;
};
