import type { Redis } from 'ioredis';
import { z } from 'zod';

import type { Conclusion, Summaries } from '../jobs/ports.ts';
import type { Clock } from '../lib/clock.ts';
import { failureKinds } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { answerSchema, isTemporary } from '../summary/answer.ts';
import { outputLanguages } from '../summary/summary.ts';
import { guarded } from './guarded.ts';
import { keys, lifetimes, shelves } from './keys.ts';
import { noteFor } from './requests.ts';
import { createScript } from './script.ts';
import { readStored } from './stored.ts';
import {
  askForSummary,
  dropExpired,
  finishRun,
  releaseRequest,
  reopenRun,
} from './summary-scripts.ts';

const conclusionSchema: z.ZodType<Conclusion> = z.union([
  z.strictObject({ answer: answerSchema }),
  z.strictObject({ failure: z.enum(failureKinds) }),
]);

const askedSchema = z.tuple([z.enum(['answered', 'joined', 'started']), z.coerce.number()]);

const openSchema = z.tuple([z.coerce.number().min(1), z.string(), z.enum(outputLanguages)]);

/** So many of each shelf are looked after in one sweep; the rest in the next. */
const sweepMost = 200;

/** Shared summaries in Redis. What must not come apart is one script in one slot. */
export const createSummaries = ({
  redis,
  clock,
  log,
}: {
  redis: Redis;
  clock: Clock;
  log: Log;
}): Summaries => {
  const ask = createScript(redis, askForSummary);
  const finish = createScript(redis, finishRun);
  const release = createScript(redis, releaseRequest);
  const reopen = createScript(redis, reopenRun);
  const overdueOn = createOverdue(redis);

  return guarded<Summaries>({
    ask: async (key, { id, reader, output }) => {
      await noteFor(redis, keys.askedBy(reader), `${id} ${key}`, clock.now());
      const asked = await ask(keysOf(key), [key, id, reader, output, clock.now(), lifetimes.run]);
      const [state, run] = askedSchema.parse(asked);
      return { state, run };
    },
    finish: async (key, conclusion) => {
      const [state, life] =
        'answer' in conclusion ? ['answered', lifetimes.summary] : ['failed', lifetimes.run];
      const [json, now, waitMs] = [
        JSON.stringify(conclusion),
        clock.now(),
        lifetimes.temporary * 1000,
      ];
      const temporary = 'answer' in conclusion && isTemporary(conclusion.answer);
      const renewAt = temporary ? now + waitMs : '';
      await finish(keysOf(key), [key, state, json, renewAt, now, life, lifetimes.run, waitMs]);
    },
    conclusion: async (key) => {
      const json = await redis.hget(keys.summary(key), 'conclusion');
      const conclusion = readStored(conclusionSchema, json, { kind: 'conclusion', log });
      if (json !== null && conclusion === undefined) await reopen([keys.summary(key)], [json]);
      return conclusion;
    },
    isUnderWay: async (key) => (await redis.hget(keys.summary(key), 'state')) === 'running',
    isRenewable: async (key) => {
      const [state, renewAt] = await redis.hmget(keys.summary(key), 'state', 'renewAt');
      return state === 'answered' && Number(renewAt ?? Infinity) <= clock.now();
    },
    freed: (key) => redis.smembers(keys.freed(key)),
    release: async (key, request) => {
      await release(keysOf(key), [key, request]);
    },
    overdue: async (olderThanMs) => {
      const before = clock.now() - olderThanMs;
      const numbers = Array.from({ length: shelves }, (_, shelf) => shelf);
      return (await Promise.all(numbers.map((shelf) => overdueOn(shelf, before)))).flat();
    },
  });
};

const keysOf = (key: string): string[] => [
  keys.summary(key),
  keys.waiting(key),
  keys.freed(key),
  keys.openOf(key),
];

const createOverdue = (redis: Redis) => {
  const drop = createScript(redis, dropExpired);
  return async (shelf: number, before: number) => {
    const waited = await redis.zrangebyscore(keys.open(shelf), 0, before, 'LIMIT', 0, sweepMost);
    const found = await Promise.all(
      waited.map(async (key) => {
        const fields = await redis.hmget(keys.summary(key), 'run', 'request', 'language');
        const parsed = openSchema.safeParse(fields);
        if (parsed.success) {
          const [run, request, language] = parsed.data;
          return [{ key, run, work: { key, language, request } }];
        }
        await drop(keysOf(key), [key]);
        return [];
      }),
    );
    return found.flat();
  };
};
