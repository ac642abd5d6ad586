import { failureRules } from '../lib/failure.ts';
import type { Failure } from '../lib/failure.ts';

/** How long the tries of a job lie apart: doubled each time, and spread so that jobs part company. */
export type Backoff = {
  firstMs: number;
  mostMs: number;
  /** Between 0 and 1; another source in tests. */
  random?: () => number;
};

/** What a job remembers of its failing. */
export type Trouble = {
  /** Its first failure, in milliseconds since 1970. */
  since: number;
  tries: number;
};

/** What follows from a failure. */
export type Step =
  | { kind: 'give-up' }
  | { kind: 'try-later'; inMs: number; trouble: Trouble }
  | { kind: 'hold-queue'; forMs: number };

/** What nobody foresaw is seldom better the sixth time. */
const internalTries = 5;

/** A reader who can paste the text is sooner served by being told to than by a site that is away. */
const brieflyMs = 60_000;

/** How long a queue is held where the other side named no time. */
const holdMs = 15_000;

/**
 * Reads the failure's rule. Trying goes on until `budgetMs` after the first failure, with a last try
 * at that time; a queue is held for a job until `budgetMs` after that job was enqueued, so that nobody
 * waits behind a closed door for good. A pause asked for by the other side is kept, however long; only
 * what is tried briefly is given up at once where the pause is longer.
 */
export const stepAfter = (
  { kind, retryAfterMs }: Failure,
  { enqueuedAt, trouble, now, budgetMs, backoff }: Circumstances,
): Step => {
  const rule = failureRules[kind];
  if (rule === 'never' || rule === 'pause-model') return { kind: 'give-up' };
  if (rule === 'hold-queue') {
    const left = enqueuedAt + budgetMs - now;
    const forMs = Math.max(1_000, Math.min(retryAfterMs ?? holdMs, left));
    return left > 0 ? { kind: 'hold-queue', forMs } : { kind: 'give-up' };
  }
  const { since, tries } = trouble ?? { since: now, tries: 0 };
  const isBrief = rule === 'backoff-briefly';
  const left = since + (isBrief ? Math.min(brieflyMs, budgetMs) : budgetMs) - now;
  const over = trouble !== undefined && left <= 0;
  if (over || (isBrief && (retryAfterMs ?? 0) > left)) return { kind: 'give-up' };
  if (kind === 'internal' && tries + 1 >= internalTries) return { kind: 'give-up' };
  const spread = 0.5 + (backoff.random ?? Math.random)() / 2;
  const growing = Math.min(backoff.firstMs * 2 ** tries, backoff.mostMs) * spread;
  return {
    kind: 'try-later',
    inMs: Math.ceil(Math.max(Math.min(growing, left), retryAfterMs ?? 0)),
    trouble: { since, tries: tries + 1 },
  };
};

type Circumstances = {
  enqueuedAt: number;
  trouble: Trouble | undefined;
  now: number;
  budgetMs: number;
  backoff: Backoff;
};
