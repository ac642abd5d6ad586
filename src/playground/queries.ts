import type { World } from './world.ts';

/** Pressed buttons that wait for the bot's answer; each can be answered once. */
export type Queries = {
  open: (chat: number) => string;
  take: (id: string) => { chat: number } | undefined;
};

/** Telegram names no figure; in practice a query dies within about a minute. */
const lifetimeMs = 60_000;
const waitingLimit = 1_000;

export const createQueries = (world: World): Queries => {
  const waiting = new Map<string, { chat: number; since: number }>();
  return {
    open: (chat) => {
      const id = String(world.nextId('query'));
      waiting.set(id, { chat, since: world.clock.now() });
      if (waiting.size > waitingLimit) waiting.delete(waiting.keys().next().value ?? '');
      return id;
    },
    take: (id) => {
      const query = waiting.get(id);
      waiting.delete(id);
      return query && world.clock.now() - query.since <= lifetimeMs ? query : undefined;
    },
  };
};
