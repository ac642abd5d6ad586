import { asFailure } from '../lib/failure.ts';
import { inTime } from '../lib/in-time.ts';
import type { Log } from '../lib/log.ts';
import { createPacing } from '../lib/pacing.ts';
import type { With } from './collaborators.ts';
import type { Request } from './request.ts';

type Parts = With<'requests' | 'deliveries' | 'readers' | 'messenger' | 'enqueue' | 'log'>;

/** How many articles a reader may send at once before the place in line is worth a word. */
const untold = 3;

/**
 * A placeholder is a courtesy: where Telegram is slow, the work goes on without it. Two of these fit
 * into the time that a handler may take.
 */
const usualCourtesyMs = 4_000;

/**
 * No more placeholders are on their way at once: those are what a process that dies leaves behind.
 * Far fewer would hold up everybody where each takes Telegram a tenth of a second.
 */
const mostOnTheirWay = 32;
/** One that takes longer holds up no other. */
const fairMs = 250;

/** With so many unfinished, what else the same reader sends is turned away. */
const mostInLine = 100;

/**
 * Takes a request in: stores it, shows a placeholder, enqueues its article, which is read after
 * `waitMs` at the earliest. Ends only when the work is safe in the queue, and rejects with
 * `store-away` where it could not be made so; run again for the same request it does no harm. A
 * placeholder that cannot be shown stops nothing. Gives the message that was newly sent for it, 0 for
 * none. A reader's flood is told so once and stored nowhere.
 *
 * The placeholder comes before the job, so that no answer can overtake it.
 */
export const createAcceptRequest = (collaborators: Parts, courtesyMs = usualCourtesyMs) => {
  const { requests, deliveries, readers, messenger, enqueue, log } = collaborators;
  const soon = () => AbortSignal.timeout(courtesyMs);
  const attempt = createAttempt(log);
  const show = createShowPlaceholder(collaborators, courtesyMs);
  const paced = createPacing(mostOnTheirWay, fairMs);
  return async (request: Request, waitMs = 0): Promise<number> => {
    const { id, reader } = request;
    const { before } = await readers.begin(reader, id);
    if (before >= mostInLine) return turnAway();
    const isToBeShown = await store();
    const ahead = before < untold ? 0 : before;
    const shown = isToBeShown ? await paced(() => show(request, ahead)) : 0;
    await enqueue('articles', id, { request: id }, { delayMs: waitMs, turn: before });
    return shown;

    /** Tells whether a placeholder is still to be sent. */
    async function store(): Promise<boolean> {
      const [current, isUnsent] = await Promise.all([requests.save(request), deliveries.begin(id)]);
      const isShown = current !== id && (await takeOver(current));
      return isUnsent && !isShown;
    }

    async function turnAway(): Promise<number> {
      await readers.end(reader, id);
      if (await readers.mayTellOfFlood(reader)) {
        const enough = { kind: 'failure', failure: 'too-many-waiting' } as const;
        await attempt(id, () => messenger.send(request, enough, soon()));
      }
      return 0;
    }

    /**
     * Takes the message over that showed an earlier form of the same wish, if any did. That form
     * counts until its place is safely taken, so that after a crash the next run takes it again.
     */
    async function takeOver(former: string): Promise<boolean> {
      const wasWaiting = await deliveries.moveAnswer(former, 'waiting', 'closed');
      const messageId = (await deliveries.load(former))?.messageId ?? 0;
      const isShown = messageId !== 0;
      if (isShown) await deliveries.movePlaceholder(id, 'sending', 'known', messageId);
      await readers.end(reader, former);
      // What waited shows a placeholder already.
      if (isShown && !wasWaiting) {
        const again = { kind: 'placeholder', ahead: 0 } as const;
        await attempt(id, () => messenger.edit(request, messageId, again, soon()));
      }
      await requests.supersede(request);
      return isShown;
    }
  };
};

/** Sends a request's placeholder and notes its message, which it gives; 0 where there is none soon. */
const createShowPlaceholder = (
  { deliveries, messenger, log }: With<'deliveries' | 'messenger' | 'log'>,
  courtesyMs: number,
) => {
  const attempt = createAttempt(log);
  return (request: Request, ahead: number): Promise<number> => {
    const { id } = request;
    let isLate = false;
    const late = (): number => {
      isLate = true;
      return 0;
    };
    return inTime(send(), courtesyMs, late);

    /** One that comes late is still heard of, so that it becomes the answer or is taken away. */
    async function send(): Promise<number> {
      const sent = await attempt(id, () => messenger.send(request, { kind: 'placeholder', ahead }));
      if (!('value' in sent)) {
        if (sent.failure !== 'delivery-in-doubt') {
          await deliveries.movePlaceholder(id, 'sending', 'none');
        }
        return 0;
      }
      const { value: messageId } = sent;
      if (isLate && (await deliveries.load(id))?.answer !== 'waiting') {
        await attempt(id, () => messenger.remove(request, messageId));
        return 0;
      }
      await deliveries.movePlaceholder(id, 'sending', 'known', messageId);
      return messageId;
    }
  };
};

const createAttempt =
  (log: Log) =>
  async <T>(request: string, show: () => Promise<T>) => {
    try {
      return { value: await show() };
    } catch (thrown) {
      const failure = asFailure(thrown);
      log.warn({ request, failure: failure.kind }, 'placeholder not shown');
      return { failure: failure.kind };
    }
  };

export type AcceptRequest = ReturnType<typeof createAcceptRequest>;
