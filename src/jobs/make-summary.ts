import { asFailure, type FailureKind } from '../lib/failure.ts';
import type { Answer } from '../summary/answer.ts';
import { createConcludeRequest } from './answer-request.ts';
import type { With } from './collaborators.ts';
import type { Stage } from './messenger.ts';
import type { Job, Work } from './ports.ts';

type Parts = With<
  | 'requests'
  | 'texts'
  | 'summaries'
  | 'deliveries'
  | 'spending'
  | 'summarise'
  | 'summariseWithoutModel'
  | 'answerQuestion'
  | 'answerWithoutModel'
  | 'enqueue'
  | 'clock'
  | 'progress'
>;

/** How long no call is made after a spend limit was met: long enough not to nag, short to notice. */
const pauseMs = 60 * 60_000;

/** Why the way without a model answers, by the failure of the way with one. */
const reasons: Partial<Record<FailureKind, Answer['reason']>> = {
  'model-busy': 'model-away',
  'model-rate-limited': 'model-away',
  'model-misconfigured': 'model-away',
  'model-unreadable': 'model-away',
  'model-spend-limit': 'model-paused',
  'model-refused': 'model-refused',
  'budget-spent': 'budget-spent',
};

/** Failures of the model that pass. */
const waitedFor: ReadonlySet<FailureKind> = new Set(['model-busy', 'model-rate-limited']);

/** What one answer is made of, by a model and without it. */
type Making = {
  byModel: (signal: AbortSignal, checking: () => void) => Promise<Answer>;
  /** Undefined where the article's own sentences would not be the answer that was promised. */
  without: ((reason: Answer['reason']) => Answer) | undefined;
};

/**
 * The `summaries` job: one summary for one text, or one answer to one question about it; then all
 * who wait for it are set free.
 */
export const createMakeSummary = (collaborators: Parts): Job<Work['summaries']> => {
  const { summaries, spending, clock } = collaborators;
  const makingOf = createMakingOf(collaborators);
  const freeWaiting = createFreeWaiting(collaborators);
  const lookAtWaiting = createLookAtWaiting(collaborators);

  const make = async (
    { byModel, without }: Making,
    signal: AbortSignal,
    checking: () => void,
  ): Promise<Answer> => {
    const isPaused = (await spending.pausedUntil()) > clock.now();
    return isPaused && without ? without('model-paused') : byModel(signal, checking);
  };

  return {
    run: async (work, { signal, log }) => {
      const { key } = work;
      if (await summaries.isUnderWay(key)) {
        const tell = await lookAtWaiting(key);
        if (tell === undefined) {
          log.info({ key }, 'nobody waits for this summary any more');
          return;
        }
        tell({ doing: 'summarising' });
        const making = await makingOf(work);
        const answer =
          making &&
          (await make(making, signal, () => tell({ doing: 'checking' })).catch(
            (thrown: unknown) => {
              if (waitedFor.has(asFailure(thrown).kind)) tell({ doing: 'retrying', whom: 'model' });
              throw thrown;
            },
          ));
        await summaries.finish(key, answer ? { answer } : { failure: 'expired' });
        log.info({ key }, 'summary made');
      }
      await freeWaiting(key);
    },
    giveUp: async (work, { kind }, { log }) => {
      const { key } = work;
      if (kind === 'model-spend-limit') await spending.pauseUntil(clock.now() + pauseMs);
      const reason = reasons[kind];
      const without = reason && (await makingOf(work))?.without;
      log.warn({ failure: kind, fallback: without !== undefined }, 'the model gave no summary');
      await summaries.finish(key, without ? { answer: without(reason) } : { failure: kind });
      await freeWaiting(key);
    },
  };
};

/** So many of those who wait for one summary are told how far it is. */
const mostTold = 10;

/**
 * Who waits for a summary, as a way to tell them of its progress; undefined where all have cancelled
 * it, and the run is given up.
 */
const createLookAtWaiting =
  ({ requests, summaries, deliveries, progress }: Parts) =>
  async (key: string): Promise<((stage: Stage) => void) | undefined> => {
    const waiting = await summaries.waiting(key, mostTold);
    const open: string[] = [];
    for (const id of waiting) {
      const isCancelled = (await deliveries.load(id))?.outcome?.kind === 'cancelled';
      if (isCancelled) await summaries.release(key, id);
      else open.push(id);
    }
    if (open.length === 0 && (await summaries.abandon(key))) return undefined;
    const told = (await Promise.all(open.map((id) => requests.load(id)))).filter(
      (request) => request !== undefined,
    );
    return (stage) => {
      for (const request of told) progress(request, stage);
    };
  };

const createMakingOf =
  ({ texts, ...makers }: Parts) =>
  async ({ key, language, shape }: Work['summaries']): Promise<Making | undefined> => {
    const asked = await texts.loadQuestion(key);
    const prose = await texts.load(asked?.of ?? key);
    if (prose === undefined) return undefined;
    if (asked !== undefined) {
      return {
        byModel: (signal) => makers.answerQuestion(prose, asked.question, signal),
        without: (reason) => makers.answerWithoutModel(prose, asked.question, reason),
      };
    }
    // Sentences of a foreign article would not be the Arabic answer that the reader was promised.
    const without =
      prose.language === 'ar'
        ? (reason: Answer['reason']) => makers.summariseWithoutModel(prose, reason, shape)
        : undefined;
    return {
      byModel: (signal, checking) => makers.summarise(prose, { language, shape, signal, checking }),
      without,
    };
  };

type Freeing = With<'requests' | 'summaries' | 'deliveries' | 'enqueue'>;

/** Turns those whom a finished summary set free into deliveries, each struck off once enqueued. */
const createFreeWaiting = (collaborators: Freeing) => {
  const { requests, summaries, deliveries } = collaborators;
  const conclude = createConcludeRequest(collaborators);
  return async (key: string): Promise<void> => {
    const conclusion = await summaries.conclusion(key);
    if (conclusion === undefined) return;
    const outcome =
      'answer' in conclusion
        ? { kind: 'summary' as const, key }
        : { kind: 'failure' as const, failure: conclusion.failure };
    for (const request of await summaries.freed(key)) {
      if (outcome.kind === 'failure') {
        // The reader may send the text once more and must not be pointed to this failure.
        const chat = (await requests.load(request))?.chat;
        if (chat !== undefined) await deliveries.unclaim(chat, key, request);
      }
      await conclude(request, outcome);
      await summaries.release(key, request);
    }
  };
};

type Sweep = Freeing & { olderThanMs: number };

/**
 * Looks after those who have waited long: frees them where the summary is there, and enqueues its
 * job again where it is not. A job that is still there makes the second one vanish.
 */
export const createSweep = (collaborators: Sweep) => {
  const freeWaiting = createFreeWaiting(collaborators);
  return async (): Promise<void> => {
    for (const { key, run, work } of await collaborators.summaries.overdue(
      collaborators.olderThanMs,
    )) {
      await freeWaiting(key);
      if (await collaborators.summaries.isUnderWay(key)) {
        await collaborators.enqueue('summaries', `${key}-${run}`, work);
      }
    }
  };
};
