import { type Answer, granted, refused, type Update } from './wire.ts';
import type { World } from './world.ts';

export type PollParams = { offset?: number; limit?: number; timeout?: number };

/** The bot's updates: kept until it confirms them, handed out to one poller at a time. */
export type Updates = {
  /** Stores an update, unless the bot did not ask for its kind. */
  push: (kind: string, content: unknown) => void;
  /** Updates from the offset on, as soon as there is one; confirms all before the offset. */
  poll: (params: PollParams, signal: AbortSignal) => Promise<Answer>;
  /** What a webhook still has to be told, oldest first. */
  undelivered: () => Update[];
  /** Takes one confirmed update away, as a webhook does. */
  confirm: (update: Update) => void;
  /** Hands the newest updates out again, confirmed or not, with their old ids. */
  repeat: (count: number) => void;
  /** Which kinds are wanted from now on; an empty list is the default set. */
  allow: (kinds: string[] | undefined) => void;
  allowed: () => string[];
  clear: () => void;
  /** Calls back whenever there may be something to hand out; a webhook listens here. */
  onArrival: (listener: () => void) => void;
  /** Sends a waiting poller away. */
  interrupt: (answer: Answer) => void;
};

const pendingLimit = 10_000;
const historyLimit = 100;
const notByDefault = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
const otherPoller =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

type Waiting = { resolve: (answer: Answer) => void; limit: number; timer: NodeJS.Timeout };

export const createUpdates = (world: World): Updates => {
  const { pending } = world;
  const history: Update[] = [];
  const repeats: Update[] = [];
  let allowed: string[] = [];
  let waiting: Waiting | undefined;
  let arrived = (): void => {};

  const settle = (answer: Answer): void => {
    if (!waiting) return;
    clearTimeout(waiting.timer);
    waiting.resolve(answer);
    waiting = undefined;
  };

  const drop = (unwanted: (update: Update) => boolean): void => {
    const rest = pending.filter((update) => !unwanted(update));
    if (rest.length < pending.length) {
      pending.splice(0, pending.length, ...rest);
      world.keep('ledger');
    }
  };

  const undelivered = (): Update[] => [...repeats, ...pending];

  const handOut = (limit: number): Answer => {
    const batch = undelivered().slice(0, limit);
    repeats.splice(0, batch.length);
    return granted(batch);
  };

  const wake = (): void => {
    arrived();
    if (!waiting) return;
    // Updates of the same moment, such as an album's, come in one batch.
    setImmediate(() => {
      if (waiting && undelivered().length > 0) settle(handOut(waiting.limit));
    });
  };

  return {
    push: (kind, content) => {
      const wanted = allowed.length > 0 ? allowed.includes(kind) : !notByDefault.has(kind);
      if (!wanted) return;
      const update = { update_id: world.nextId('update'), [kind]: content };
      pending.push(update);
      history.push(update);
      if (pending.length > pendingLimit) pending.shift();
      if (history.length > historyLimit) history.shift();
      wake();
    },
    poll: ({ offset = 0, limit = 100, timeout = 0 }, signal) => {
      settle(refused(409, otherPoller));
      const first = offset < 0 ? (pending.at(offset)?.update_id ?? 0) : offset;
      drop(({ update_id }) => update_id < first);
      const batch = Math.min(Math.max(limit, 1), 100);
      if (undelivered().length > 0 || timeout <= 0) return Promise.resolve(handOut(batch));
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle(granted([])), Math.min(timeout, 50) * 1000);
        waiting = { resolve, limit: batch, timer };
        const mine = waiting;
        signal.addEventListener('abort', () => {
          if (waiting === mine) settle(granted([]));
        });
      });
    },
    undelivered,
    confirm: (update) => {
      const repeated = repeats.indexOf(update);
      if (repeated >= 0) repeats.splice(repeated, 1);
      else drop((one) => one === update);
    },
    repeat: (count) => {
      repeats.push(...history.slice(-count));
      wake();
    },
    allow: (kinds) => {
      if (kinds) allowed = kinds;
    },
    allowed: () => allowed,
    clear: () => drop(() => true),
    onArrival: (listener) => {
      arrived = listener;
    },
    interrupt: settle,
  };
};
