import type { World } from './world.ts';

/** Telegram names no figure; in practice a query dies within about a minute. */
const lifetimeMs = 60_000;
const waitingLimit = 1_000;

/** Pressed buttons that wait for the bot's answer; each can be answered once. */
export const createQueries = (world: World) => {
  const waiting = new Map<string, { chat: number; since: number }>();
  return {
    open: (chat: number): string => {
      const id = String(world.nextId('query'));
      waiting.set(id, { chat, since: world.clock.now() });
      if (waiting.size > waitingLimit) waiting.delete(waiting.keys().next().value ?? '');
      return id;
    },
    take: (id: string): { chat: number } | undefined => {
      const query = waiting.get(id);
      waiting.delete(id);
      return query && world.clock.now() - query.since <= lifetimeMs ? query : undefined;
    },
  };
};

export type Queries = ReturnType<typeof createQueries>;
