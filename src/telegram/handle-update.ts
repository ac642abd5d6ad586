import { setTimeout as pause } from 'node:timers/promises';

import { type Bot, BotError } from 'grammy';
import type { Update } from 'grammy/types';

import { asFailure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';

/** A handler that takes longer has failed. */
export const handlerDeadlineMs = 10_000;
/** After so many failures of its own an update is given up, so that it blocks nobody for ever. */
const mostTries = 3;

/**
 * Handles one update, and says whether it is done with and may be confirmed. What fails because a
 * store is away is not done, however often it fails.
 */
export const createHandleUpdate = ({ bot, log }: { bot: Bot; log: Log }) => {
  const tries = new Map<number, number>();
  return async (update: Update): Promise<boolean> => {
    const id = update.update_id;
    try {
      await withinDeadline(bot.handleUpdate(update));
      tries.delete(id);
      return true;
    } catch (thrown) {
      const failure = asFailure(thrown instanceof BotError ? thrown.error : thrown);
      log.warn(
        { update: id, failure: failure.kind, reason: failure.message },
        'update not handled',
      );
      if (failure.kind === 'store-away') return false;
      const tried = (tries.get(id) ?? 0) + 1;
      if (tried < mostTries) tries.set(id, tried);
      else tries.delete(id);
      return tried >= mostTries;
    }
  };
};

const withinDeadline = async (handling: Promise<void>): Promise<void> => {
  const done = new AbortController();
  const late = pause(handlerDeadlineMs, undefined, { signal: done.signal }).then(
    () => {
      throw new Error('the handler took too long');
    },
    () => {},
  );
  try {
    await Promise.race([handling, late]);
  } finally {
    done.abort();
  }
};
