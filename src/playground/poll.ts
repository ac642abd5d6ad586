import type { UpdateQueue } from './queue.ts';
import { type Answer, granted, refused } from './wire.ts';

/** Long polling: one poller at a time; a second one sends the first away. */
export type Poll = {
  /** Updates from the offset on, as soon as there is one; confirms all before the offset. */
  wait: (
    params: { offset: number; limit: number; timeout: number },
    signal: AbortSignal,
  ) => Promise<Answer>;
  /** Ends a waiting poll with this answer. */
  interrupt: (answer: Answer) => void;
};

const longestTimeout = 50;
const otherPoller =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

type Waiting = { resolve: (answer: Answer) => void; limit: number; timer: NodeJS.Timeout };

export const createPoll = (queue: UpdateQueue): Poll => {
  let waiting: Waiting | undefined;

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
    wait: ({ offset, limit, timeout }, signal) => {
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
