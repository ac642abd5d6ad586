import type { Update } from './wire.ts';
import type { World } from './world.ts';

/** The bot's updates in the order they happened, each kept until the bot confirms it. */
export type UpdateQueue = {
  /** Stores an update, unless the bot did not ask for its kind. */
  push: (kind: string, content: unknown) => void;
  /** What the bot has not confirmed, and what it is told twice, which comes first. */
  undelivered: () => Update[];
  /** The head of that list, for a poller: repeats are then done with, the others stay. */
  handOut: (limit: number) => Update[];
  /** Takes away all that is older than this id. */
  confirmBefore: (id: number) => void;
  /** Takes away this very update. */
  confirm: (update: Update) => void;
  /** Puts the newest updates into the list once more, confirmed or not, with their old ids. */
  repeat: (count: number) => void;
  /** Which kinds are wanted from now on; an empty list is Telegram's default set. */
  allow: (kinds: readonly string[] | undefined) => void;
  allowed: () => readonly string[];
  /** Calls back whenever there may be something to hand out. */
  onArrival: (listener: () => void) => void;
};

const pendingLimit = 10_000;
const historyLimit = 100;
const notByDefault = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

export const createUpdateQueue = (world: World): UpdateQueue => {
  const { pending } = world;
  const history: Update[] = [];
  const repeats: Update[] = [];
  const listeners: (() => void)[] = [];
  let allowed: readonly string[] = [];

  const arrive = (): void => {
    for (const listener of listeners) listener();
  };

  const keepOnly = (list: Update[], wanted: (update: Update) => boolean): void => {
    const rest = list.filter(wanted);
    if (rest.length === list.length) return;
    list.splice(0, list.length, ...rest);
    world.keep('ledger');
  };

  return {
    undelivered: () => [...repeats, ...pending],
    allowed: () => allowed,
    allow: (kinds) => {
      allowed = kinds ?? allowed;
    },
    push: (kind, content) => {
      const wanted = allowed.length > 0 ? allowed.includes(kind) : !notByDefault.has(kind);
      if (!wanted) return;
      const update = { update_id: world.nextId('update'), [kind]: content };
      pending.push(update);
      history.push(update);
      if (pending.length > pendingLimit) pending.shift();
      if (history.length > historyLimit) history.shift();
      arrive();
    },
    handOut: (limit) => {
      const batch = [...repeats, ...pending].slice(0, limit);
      repeats.splice(0, batch.length);
      return batch;
    },
    confirmBefore: (id) => keepOnly(pending, ({ update_id }) => update_id >= id),
    confirm: (update) => {
      keepOnly(pending, (one) => one !== update);
      keepOnly(repeats, (one) => one !== update);
    },
    repeat: (count) => {
      repeats.push(...structuredClone(history.slice(-count)));
      arrive();
    },
    onArrival: (listener) => {
      listeners.push(listener);
    },
  };
};
