import type { MiddlewareFn } from 'grammy';

import { Failure } from '../lib/failure.ts';
import { inTime } from '../lib/in-time.ts';

/** A handler that takes longer has failed, and the next update of its chat begins. */
const handlerDeadlineMs = 10_000;

/**
 * Lets the updates of one chat be handled one after the other, in the order of their arrival, while
 * different chats go on side by side. One that fails, or hangs until its deadline, does not hold up
 * the next one; the time that an update waits for its turn does not count against it.
 */
export const createChatTurns = (deadlineMs = handlerDeadlineMs): MiddlewareFn => {
  const last = new Map<number, Promise<void>>();
  return async (ctx, next) => {
    const chat = ctx.chat?.id ?? ctx.from?.id ?? 0;
    const before = last.get(chat) ?? Promise.resolve();
    const turn = before.then(() => inTime(next(), deadlineMs, tooLong));
    const over = turn.catch(() => {});
    last.set(chat, over);
    try {
      await turn;
    } finally {
      if (last.get(chat) === over) last.delete(chat);
    }
  };
};

const tooLong = (): never => {
  throw new Failure('internal', 'the handler took too long');
};
