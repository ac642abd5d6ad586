import { createHash, randomBytes } from 'node:crypto';

import { alarmNames, type Alarms, type Logins } from '../jobs/operators.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, script, type StoreParts } from './store.ts';

const mostTriesAMinute = 10;

/** 256 random bits; Redis holds nothing but their hash. */
const newToken = (): string => randomBytes(32).toString('base64url');
const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** ARGV: lifetime in seconds. Gives how many tries there were. */
const countTry = script(`
local tries = redis.call('INCR', KEYS[1])
if tries == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return tries`);

/** Invitations and sessions in Redis. Time runs on Redis' own clock. */
export const createLogins = ({ redis }: StoreParts): Logins => {
  const keep = async (key: (hash: string) => string, operator: string | number, life: number) => {
    const token = newToken();
    await redis.set(key(hash(token)), operator, 'EX', life);
    return token;
  };
  return guarded<Logins>({
    invite: (operator) => keep(keys.invitation, operator, lifetimes.invitation),
    admit: async (invitation) => {
      const operator = await redis.getdel(keys.invitation(hash(invitation)));
      return operator === null ? undefined : keep(keys.session, operator, lifetimes.session);
    },
    operatorOf: async (session) => {
      const operator = await redis.get(keys.session(hash(session)));
      return operator === null ? undefined : Number(operator);
    },
    end: async (session) => {
      await redis.unlink(keys.session(hash(session)));
    },
    mayTry: async (from) =>
      Number(await countTry(redis, [keys.tries(hash(from))], [60])) <= mostTriesAMinute,
  });
};

/** The alarms in Redis, as one set. */
export const createAlarms = ({ redis }: StoreParts): Alarms =>
  guarded<Alarms>({
    raised: async () => {
      const stored = await redis.smembers(keys.alarms);
      return new Set(alarmNames.filter((name) => stored.includes(name)));
    },
    raise: async (name) => {
      await redis.sadd(keys.alarms, name);
    },
    clear: async (name) => {
      await redis.srem(keys.alarms, name);
    },
  });
