import { asFailure } from '../lib/failure.ts';
import type { Collaborators, With } from './collaborators.ts';
import type { Stage } from './messenger.ts';
import type { Request } from './request.ts';

type Parts = With<'deliveries' | 'messenger' | 'clock' | 'log'> & {
  /** How far apart the changes of one message lie at least, in private and in groups. */
  apartMs?: { reader: number; group: number };
  /** What lasts no longer than this is not worth a word. */
  lastsMs?: number;
};

/** Telegram counts edits like messages: one a second for a chat, twenty a minute for a group. */
const usualApartMs = { reader: 3_000, group: 8_000 };
const usualLastsMs = 1_500;
/** A change that takes longer has failed; an answer waits for it no longer than its lease. */
const editWithinMs = 5_000;
const leaseMs = 7_000;
const mostRemembered = 5_000;
/** What each further try begins with: it says less than that there is trouble. */
const triedAgain = { site: 'reading', file: 'reading', model: 'summarising' } as const;

/**
 * Tells in a request's placeholder what is being done. Only the last of several stages is told, never
 * in haste, and never once an answer is there. It is a courtesy: nobody waits for it, and what fails
 * is forgotten.
 */
export const createShowProgress = ({
  deliveries,
  messenger,
  clock,
  log,
  apartMs = usualApartMs,
  lastsMs = usualLastsMs,
}: Parts): Collaborators['progress'] => {
  const next = new Map<string, { request: Request; stage: Stage }>();
  const shown = new Map<string, { at: number; stage: Stage }>();

  const edit = async ({ request, stage }: { request: Request; stage: Stage }): Promise<void> => {
    const messageId = await deliveries.beginProgress(request.id, leaseMs);
    if (messageId === 0) return;
    const signal = AbortSignal.timeout(editWithinMs);
    try {
      await messenger.edit(request, messageId, { kind: 'progress', stage }, signal);
    } catch (thrown) {
      // In doubt it may still come: the answer waits until the lease is over.
      if (asFailure(thrown).kind === 'delivery-in-doubt') throw thrown;
    }
    await deliveries.endProgress(request.id);
  };

  const remember = (id: string, stage: Stage): void => {
    shown.delete(id);
    shown.set(id, { at: clock.now(), stage });
    const [oldest] = shown.keys();
    if (shown.size > mostRemembered && oldest !== undefined) shown.delete(oldest);
  };

  return (request, stage) => {
    const { id } = request;
    const earlier = shown.get(id);
    const waiting = next.get(id);
    // An answer that is being changed stands in that place.
    const last = (waiting ?? earlier)?.stage;
    const saysLess = last?.doing === 'retrying' && stage.doing === triedAgain[last.whom];
    const isShown = !waiting && last?.doing === stage.doing;
    if (request.revises !== undefined || saysLess || isShown) return;
    next.set(id, { request, stage });
    if (waiting) return;
    const apart = request.chat < 0 ? apartMs.group : apartMs.reader;
    const due = Math.max(lastsMs, (earlier?.at ?? request.at) + apart - clock.now());
    setTimeout(() => {
      const newest = next.get(id);
      next.delete(id);
      if (newest === undefined) return;
      remember(id, newest.stage);
      edit(newest).catch((thrown: unknown) => {
        log.debug({ request: id, failure: asFailure(thrown).kind }, 'progress was not shown');
      });
    }, due).unref();
  };
};
