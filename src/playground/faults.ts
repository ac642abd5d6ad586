import { setTimeout as pause } from 'node:timers/promises';

import { z } from 'zod';

import type { Clock } from '../lib/clock.ts';
import { type Answer, refused, tooMany } from './wire.ts';

/** A rule by which calls go wrong: which ones, how often, and how. */
export const faultSchema = z.strictObject({
  /** Case does not matter; without a method all but getUpdates are meant. */
  method: z.string().optional(),
  chat: z.int().optional(),
  /** Stands in the text of the call. */
  contains: z.string().optional(),
  /** How many calls it meets before it is spent; without it, every one. */
  times: z.int().min(1).optional(),
  outcome: z.union([
    z.strictObject({
      status: z.int().min(400).max(599),
      description: z.string().optional(),
      retry_after: z.int().min(1).optional(),
      migrate_to_chat_id: z.int().optional(),
    }),
    z.strictObject({ delayMs: z.int().min(0).max(600_000) }),
    z.strictObject({ drop: z.enum(['before', 'after']) }),
  ]),
});

type Fault = z.infer<typeof faultSchema>;

const descriptions: Record<number, string> = {
  400: 'fault injected',
  401: 'Unauthorized',
  403: 'bot was blocked by the user',
  404: 'Not Found',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
};

const answerOf = (outcome: Extract<Fault['outcome'], { status: number }>): Answer => {
  const { status, description, retry_after, migrate_to_chat_id } = outcome;
  if (status === 429) return tooMany(retry_after ?? 1);
  const answer = refused(status, description ?? descriptions[status] ?? `Error ${status}`);
  return migrate_to_chat_id === undefined
    ? answer
    : { ...answer, parameters: { migrate_to_chat_id } };
};

const matches = (fault: Fault, method: string, params: Record<string, unknown>): boolean => {
  const meant = fault.method?.toLowerCase() ?? (method === 'getupdates' ? '' : method);
  if (meant !== method) return false;
  if (fault.chat !== undefined && Number(params['chat_id']) !== fault.chat) return false;
  if (fault.contains === undefined) return true;
  const { text = params['caption'] } = params;
  return typeof text === 'string' && text.includes(fault.contains);
};

type Bucket = { perSecond: number; burst: number };

const oneChat: Bucket = { perSecond: 1, burst: 3 };
const oneGroup: Bucket = { perSecond: 20 / 60, burst: 20 };
const allChats: Bucket = { perSecond: 30, burst: 30 };

const writes = /^(?:send(?!chataction)|edit|copy|forward)/;

/**
 * Telegram's flood limits, off until they are asked for. Telegram names them in its FAQ and says
 * that they may be otherwise: a message a second in one chat with short bursts, 20 a minute in a
 * group, 30 a second over all.
 */
const createLimits = (clock: Clock) => {
  let enforced = false;
  /** When each bucket was full, or would have been, in milliseconds. */
  const fullAt = new Map<string, number>();

  const missing = (name: string, { perSecond, burst }: Bucket, now: number): number => {
    const spent = Math.max(0, (fullAt.get(name) ?? 0) - now) / 1000;
    return spent + 1 / perSecond - burst / perSecond;
  };

  return {
    enforce: (on: boolean): void => {
      enforced = on;
      fullAt.clear();
    },
    /** Takes one message into account; the seconds to wait where there were too many. */
    take: (method: string, chat: number): number | undefined => {
      if (!enforced || !writes.test(method)) return undefined;
      const now = clock.now();
      const buckets: [string, Bucket][] = [
        [`chat ${chat}`, chat < 0 ? oneGroup : oneChat],
        ['all', allChats],
      ];
      const wait = Math.max(...buckets.map(([name, bucket]) => missing(name, bucket, now)));
      // What adds up to a thousandth of a second is rounding.
      if (wait > 0.001) return Math.ceil(wait);
      for (const [name, { perSecond }] of buckets) {
        fullAt.set(name, Math.max(now, fullAt.get(name) ?? 0) + 1000 / perSecond);
      }
      return undefined;
    },
  };
};

/** Makes calls go wrong by rules, and by Telegram's own limits of how much may be sent. */
export const createFaults = (clock: Clock) => {
  const limits = createLimits(clock);
  let rules: { fault: Fault; left: number }[] = [];

  const take = (method: string, params: Record<string, unknown>): Fault | undefined => {
    const rule = rules.find(({ fault }) => matches(fault, method, params));
    if (rule) rule.left--;
    rules = rules.filter(({ left }) => left > 0);
    return rule?.fault;
  };

  return {
    add: (fault: Fault): void => {
      rules.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    limits,
    clear: (): void => {
      rules = [];
      limits.enforce(false);
    },
    /** Runs a call through the rules; `dropped`: its connection is to be cut unanswered. */
    around: async (
      method: string,
      params: Record<string, unknown>,
      call: () => Promise<Answer>,
    ): Promise<Answer | 'dropped'> => {
      const outcome = take(method.toLowerCase(), params)?.outcome;
      if (!outcome) {
        const wait = limits.take(method.toLowerCase(), Number(params['chat_id'] ?? 0));
        return wait === undefined ? call() : tooMany(wait);
      }
      if ('status' in outcome) return answerOf(outcome);
      if ('delayMs' in outcome) {
        await pause(outcome.delayMs);
        return call();
      }
      if (outcome.drop === 'after') await call();
      return 'dropped';
    },
  };
};

export type Faults = ReturnType<typeof createFaults>;
