import { type Update, type Answer, granted, refused } from './wire.ts';
import type { World } from './world.ts';

const pendingLimit = 10_000;
const historyLimit = 100;
const notByDefault = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/**
 * What Telegram does now and then, on request. An offset confirms all that is older, so what comes
 * late goes the way of what comes twice.
 */
const createOddities = (again: Update[], arrive: () => void) => {
  const history: Update[] = [];
  let held: { count: number; updates: Update[] } | undefined;

  const release = (): void => {
    again.push(...(held?.updates.toReversed() ?? []));
    held = undefined;
    arrive();
  };

  return {
    /** Whether this update is kept back. */
    holds: (update: Update): boolean => {
      history.push(update);
      if (history.length > historyLimit) history.shift();
      if (!held) return false;
      held.updates.push(update);
      if (held.updates.length >= held.count) release();
      return true;
    },
    /** Puts the newest updates into the list once more, confirmed or not, with their old ids. */
    repeat: (count: number): void => {
      again.push(...structuredClone(history.slice(-count)));
      arrive();
    },
    /** Keeps the next updates back until there are so many, then delivers them in reverse. */
    disorder: (count: number): void => {
      release();
      held = count > 0 ? { count, updates: [] } : undefined;
    },
  };
};

/** The bot's updates in the order they happened, each kept until the bot confirms it. */
export const createUpdateQueue = ({ pending, nextId, keep }: World) => {
  const again: Update[] = [];
  const listeners: (() => void)[] = [];
  let allowed: readonly string[] = [];

  const arrive = (): void => {
    for (const listener of listeners) listener();
  };
  const { holds, repeat, disorder } = createOddities(again, arrive);

  function* undelivered(): Generator<Update> {
    yield* again;
    yield* pending.values();
  }

  return {
    /** What the bot has not confirmed, and what it is told twice or late, which comes first. */
    undelivered,
    repeat,
    disorder,
    /** How many those are. */
    size: (): number => again.length + pending.size,
    allowed: (): readonly string[] => allowed,
    /** Which kinds are wanted from now on; an empty list is Telegram's default set. */
    allow: (kinds: readonly string[] | undefined): void => {
      allowed = kinds ?? allowed;
    },
    /** Stores an update, unless the bot did not ask for its kind. */
    push: (kind: string, content: unknown): void => {
      const wanted = allowed.length > 0 ? allowed.includes(kind) : !notByDefault.has(kind);
      if (!wanted) return;
      const update = { update_id: nextId('update'), [kind]: content };
      if (holds(update)) return;
      pending.set(update.update_id, update);
      if (pending.size > pendingLimit) pending.delete(pending.keys().next().value ?? 0);
      arrive();
    },
    /** The head of that list, for a poller: what comes twice or late is then done with. */
    handOut: (limit: number): Update[] => {
      const batch = [...undelivered().take(limit)];
      again.splice(0, batch.length);
      return batch;
    },
    /** Takes away all that is older than this id. */
    confirmBefore: (before: number): void => {
      for (const id of pending.keys()) {
        if (id >= before) break;
        pending.delete(id);
      }
      keep('ledger');
    },
    /** Takes away this very update. */
    confirm: (update: Update): void => {
      const at = again.indexOf(update);
      if (at >= 0) again.splice(at, 1);
      else pending.delete(update.update_id);
      keep('ledger');
    },
    /** Calls back whenever there may be something to hand out. */
    onArrival: (listener: () => void): void => {
      listeners.push(listener);
    },
  };
};

export type UpdateQueue = ReturnType<typeof createUpdateQueue>;

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
