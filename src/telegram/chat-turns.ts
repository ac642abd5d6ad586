import type { MiddlewareFn } from 'grammy';

/**
 * Lets the updates of one chat be handled one after the other, in the order of their arrival, while
 * different chats go on side by side. A failed update does not hold up the next one.
 */
export const createChatTurns = (): MiddlewareFn => {
  const last = new Map<number, Promise<void>>();
  return async (ctx, next) => {
    const chat = ctx.chat?.id ?? ctx.from?.id ?? 0;
    const before = last.get(chat) ?? Promise.resolve();
    const turn = before.then(next, next);
    last.set(chat, turn);
    try {
      await turn;
    } finally {
      if (last.get(chat) === turn) last.delete(chat);
    }
  };
};
