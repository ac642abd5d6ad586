import type { Redis } from 'ioredis';
import { z } from 'zod';

import type { Summaries } from '../jobs/ports.ts';
import { conclusionSchema } from '../jobs/stored.ts';
import { isTemporary } from '../summary/answer.ts';
import { outputLanguages, shapes } from '../summary/summary.ts';
import { keys, lifetimes, shelves } from './keys.ts';
import { guarded, noteFor, packed, readStored, type StoreParts } from './store.ts';
import {
  abandonRun,
  askForSummary,
  dropExpired,
  finishRun,
  releaseRequest,
  reopenRun,
} from './summary-scripts.ts';

const askedSchema = z.tuple([z.enum(['answered', 'joined', 'started']), z.coerce.number()]);

const openSchema = z.tuple([
  z.coerce.number().min(1),
  z.string(),
  z.enum(outputLanguages),
  z.enum(shapes).catch('standard'),
]);

/** So many of each shelf are looked after in one sweep; the rest in the next. */
const sweepMost = 200;

/** Shared summaries in Redis. What must not come apart is one script in one slot. */
export const createSummaries = ({ redis, clock, log }: StoreParts): Summaries => {
  return guarded<Summaries>({
    ask: async (key, { id, reader, language, shape = 'standard' }) => {
      const now = clock.now();
      await noteFor(redis, keys.askedBy(reader), [`${id} ${key}`], now);
      const values = [key, id, reader, language, shape, now, lifetimes.run];
      const [state, run] = askedSchema.parse(await askForSummary(redis, keysOf(key), values));
      return { state, run };
    },
    finish: async (key, conclusion) => {
      const isAnswer = 'answer' in conclusion;
      const [state, life] = isAnswer ? ['answered', lifetimes.summary] : ['failed', lifetimes.run];
      const [now, waitMs] = [clock.now(), lifetimes.temporary * 1000];
      const renewAt = isAnswer && isTemporary(conclusion.answer) ? now + waitMs : '';
      const values = [key, state, packed(conclusion), renewAt, now, life, lifetimes.run, waitMs];
      await finishRun(redis, keysOf(key), values);
    },
    conclusion: async (key) => {
      const stored = await redis.hgetBuffer(keys.summary(key), 'conclusion');
      const conclusion = readStored(conclusionSchema, stored, { kind: 'conclusion', log });
      if (stored && conclusion === undefined) await reopenRun(redis, [keys.summary(key)], [stored]);
      return conclusion;
    },
    isUnderWay: async (key) => (await redis.hget(keys.summary(key), 'state')) === 'running',
    isRenewable: async (key) => {
      const [state, renewAt] = await redis.hmget(keys.summary(key), 'state', 'renewAt');
      return state === 'answered' && Number(renewAt ?? Infinity) <= clock.now();
    },
    waiting: (key, most) => redis.srandmember(keys.waiting(key), most),
    abandon: async (key) => (await abandonRun(redis, keysOf(key), [key])) === 1,
    freed: (key) => redis.smembers(keys.freed(key)),
    release: async (key, request) => {
      await releaseRequest(redis, keysOf(key), [key, request]);
    },
    overdue: async (olderThanMs) => {
      const before = clock.now() - olderThanMs;
      const numbers = Array.from({ length: shelves }, (_, shelf) => shelf);
      return (await Promise.all(numbers.map((shelf) => overdueOn(redis, shelf, before)))).flat();
    },
  });
};

const keysOf = (key: string): string[] => [
  keys.summary(key),
  keys.waiting(key),
  keys.freed(key),
  keys.openOf(key),
];

const overdueOn = async (redis: Redis, shelf: number, before: number) => {
  const waited = await redis.zrangebyscore(keys.open(shelf), 0, before, 'LIMIT', 0, sweepMost);
  const found = await Promise.all(
    waited.map(async (key) => {
      const fields = await redis.hmget(keys.summary(key), 'run', 'request', 'language', 'shape');
      const parsed = openSchema.safeParse(fields);
      if (parsed.success) {
        const [run, request, language, shape] = parsed.data;
        return [{ key, run, work: { key, language, shape, request } }];
      }
      await dropExpired(redis, keysOf(key), [key]);
      return [];
    }),
  );
  return found.flat();
};
