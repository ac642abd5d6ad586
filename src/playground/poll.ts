import type { UpdateQueue } from './queue.ts';
import { type Answer, granted, refused } from './wire.ts';

const longestTimeout = 50;
const otherPoller =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

type Waiting = { resolve: (answer: Answer) => void; limit: number; timer: NodeJS.Timeout };

/** Long polling: one poller at a time; a second one sends the first away. */
export const createPoll = (queue: UpdateQueue) => {
  let waiting: Waiting | undefined;

  /** Ends a waiting poll with this answer. */
  const interrupt = (answer: Answer): void => {
    if (!waiting) return;
    clearTimeout(waiting.timer);
    waiting.resolve(answer);
    waiting = undefined;
  };

  queue.onArrival(() => {
    if (!waiting) return;
    // Updates of the same moment, such as an album's, come in one batch.
    setImmediate(() => {
      if (waiting && queue.size() > 0) interrupt(granted(queue.handOut(waiting.limit)));
    });
  });

  return {
    interrupt,
    /** Updates from the offset on, as soon as there is one; confirms all before the offset. */
    wait: (
      { offset, limit, timeout }: { offset: number; limit: number; timeout: number },
      signal: AbortSignal,
    ): Promise<Answer> => {
      interrupt(refused(409, otherPoller));
      // A negative offset counts from the end, and forgets what lies before.
      const first = offset < 0 ? ([...queue.undelivered()].at(offset)?.update_id ?? 0) : offset;
      queue.confirmBefore(first);
      const batch = Math.min(Math.max(limit, 1), 100);
      if (queue.size() > 0 || timeout <= 0) {
        return Promise.resolve(granted(queue.handOut(batch)));
      }
      return new Promise((resolve) => {
        const seconds = Math.min(timeout, longestTimeout);
        const timer = setTimeout(() => interrupt(granted([])), seconds * 1000);
        const mine = { resolve, limit: batch, timer };
        waiting = mine;
        signal.addEventListener('abort', () => {
          if (waiting === mine) interrupt(granted([]));
        });
      });
    },
  };
};

export type Poll = ReturnType<typeof createPoll>;
