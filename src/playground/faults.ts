import { setTimeout as pause } from 'node:timers/promises';

import { z } from 'zod';

import type { Clock } from '../lib/clock.ts';
import { createLimits } from './limits.ts';
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
