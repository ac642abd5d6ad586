import type { Update } from './wire.ts';
import type { World } from './world.ts';

/** The bot's updates in the order they happened, each kept until the bot confirms it. */
export type UpdateQueue = {
  /** Stores an update, unless the bot did not ask for its kind. */
  push: (kind: string, content: unknown) => void;
  /** What the bot has not confirmed, and what it is told twice or late, which comes first. */
  undelivered: () => IteratorObject<Update>;
  /** How many those are. */
  size: () => number;
  /** The head of that list, for a poller: what comes twice or late is then done with. */
  handOut: (limit: number) => Update[];
  /** Takes away all that is older than this id. */
  confirmBefore: (id: number) => void;
  /** Takes away this very update. */
  confirm: (update: Update) => void;
  /** Which kinds are wanted from now on; an empty list is Telegram's default set. */
  allow: (kinds: readonly string[] | undefined) => void;
  allowed: () => readonly string[];
  /** Calls back whenever there may be something to hand out. */
  onArrival: (listener: () => void) => void;
} & Oddities;

/** What Telegram does now and then, on request. */
type Oddities = {
  /** Puts the newest updates into the list once more, confirmed or not, with their old ids. */
  repeat: (count: number) => void;
  /** Keeps the next updates back until there are so many, then delivers them in reverse. */
  disorder: (count: number) => void;
};

const pendingLimit = 10_000;
const historyLimit = 100;
const notByDefault = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** An offset confirms all that is older, so what comes late goes the way of what comes twice. */
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
    repeat: (count: number): void => {
      again.push(...structuredClone(history.slice(-count)));
      arrive();
    },
    disorder: (count: number): void => {
      release();
      held = count > 0 ? { count, updates: [] } : undefined;
    },
  };
};

export const createUpdateQueue = ({ pending, nextId, keep }: World): UpdateQueue => {
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
    undelivered,
    repeat,
    disorder,
    size: () => again.length + pending.size,
    allowed: () => allowed,
    allow: (kinds) => {
      allowed = kinds ?? allowed;
    },
    push: (kind, content) => {
      const wanted = allowed.length > 0 ? allowed.includes(kind) : !notByDefault.has(kind);
      if (!wanted) return;
      const update = { update_id: nextId('update'), [kind]: content };
      if (holds(update)) return;
      pending.set(update.update_id, update);
      if (pending.size > pendingLimit) pending.delete(pending.keys().next().value ?? 0);
      arrive();
    },
    handOut: (limit) => {
      const batch = [...undelivered().take(limit)];
      again.splice(0, batch.length);
      return batch;
    },
    confirmBefore: (before) => {
      for (const id of pending.keys()) {
        if (id >= before) break;
        pending.delete(id);
      }
      keep('ledger');
    },
    confirm: (update) => {
      const at = again.indexOf(update);
      if (at >= 0) again.splice(at, 1);
      else pending.delete(update.update_id);
      keep('ledger');
    },
    onArrival: (listener) => {
      listeners.push(listener);
    },
  };
};
