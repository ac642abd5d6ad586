import type { Attempt, Job } from '../jobs/ports.ts';
import type { Clock } from '../lib/clock.ts';
import { asFailure, Failure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { attemptWithin } from './attempts.ts';
import type { Ticket } from './lanes.ts';
import { stepAfter } from './waiting.ts';
import type { Backoff } from './waiting.ts';

/** How the jobs of one queue are done, and for how long they are tried. */
export type Rules<W> = {
  job: Job<W>;
  clock: Clock;
  /** How long after its first failure a job is tried again. */
  budgetMs: number;
  backoff: Backoff;
  /** How long one attempt may take. */
  deadlineMs: number;
};

/** What has become of a job after one attempt. */
export type Progress<W> =
  | { kind: 'done' }
  | { kind: 'stopped' }
  | { kind: 'try-later'; inMs: number; ticket: Ticket<W> }
  | { kind: 'hold-queue'; forMs: number }
  | { kind: 'dead'; reason: string };

type Circumstances = { enqueuedAt: number; stop: AbortSignal; log: Log };

/**
 * One attempt at a job, then what the failure's rule demands. What is owed for a job that is given
 * up is tried for a budget of its own. Never rejects.
 */
export const createTryJob = <W>({ job, clock, budgetMs, backoff, deadlineMs }: Rules<W>) => {
  const failureOf = async (
    act: (attempt: Attempt) => Promise<void>,
    { stop, log }: Circumstances,
  ): Promise<Failure | undefined> => {
    try {
      await attemptWithin((signal) => act({ signal, log }), { stop, deadlineMs });
      return undefined;
    } catch (thrown) {
      return asFailure(thrown);
    }
  };

  const giveUp = async (
    ticket: Ticket<W>,
    failure: Failure,
    circumstances: Circumstances,
  ): Promise<Progress<W>> => {
    const { work, trouble, over } = ticket;
    const { kind } = failure;
    const second = await failureOf((attempt) => job.giveUp(work, { kind }, attempt), circumstances);
    if (second === undefined) return { kind: 'done' };
    if (circumstances.stop.aborted) return { kind: 'stopped' };
    // Whatever went wrong, nobody else will pay this debt.
    const step = stepAfter(new Failure('store-away', second.message), {
      enqueuedAt: circumstances.enqueuedAt,
      trouble: over === undefined ? undefined : trouble,
      now: clock.now(),
      budgetMs,
      backoff,
    });
    return step.kind === 'try-later'
      ? { ...step, ticket: { ...ticket, trouble: step.trouble, over: kind } }
      : { kind: 'dead', reason: `${kind}; giving up failed: ${tellable(second)}` };
  };

  return async (ticket: Ticket<W>, circumstances: Circumstances): Promise<Progress<W>> => {
    const { work, trouble, over } = ticket;
    const { enqueuedAt, stop, log } = circumstances;
    if (over !== undefined) return giveUp(ticket, new Failure(over, 'given up'), circumstances);

    const failure = await failureOf((attempt) => job.run(work, attempt), circumstances);
    if (failure === undefined) return { kind: 'done' };
    if (stop.aborted) return { kind: 'stopped' };

    const now = clock.now();
    const step = stepAfter(failure, { enqueuedAt, trouble, now, budgetMs, backoff });
    log.info({ failure: failure.kind, error: tellable(failure), step }, 'an attempt failed');
    if (step.kind === 'give-up') return giveUp(ticket, failure, circumstances);
    return step.kind === 'try-later'
      ? { ...step, ticket: { ...ticket, trouble: step.trouble } }
      : step;
  };
};

/**
 * What may be logged and kept of a failure. The message of a foreign error may quote a reader's
 * text, as those of JSON.parse do: its name and place say enough.
 */
const tellable = ({ message, cause }: Failure): string => {
  if (!(cause instanceof Error) || cause.message !== message) return message;
  const place = cause.stack?.split('\n').find((line) => line.startsWith('    at '));
  return `${cause.name}${place?.trimStart().replace(/^at/, ' at') ?? ''}`;
};
