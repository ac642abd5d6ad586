import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { type Bot, webhookCallback } from 'grammy';
import type { Update } from 'grammy/types';

import type { Lease } from '../jobs/ports.ts';
import { asFailure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { allowedUpdates } from './bot.ts';
import { grammySignal } from './signal.ts';

/** A handler that takes longer has failed; its update is tried again, at most so often. */
const handlerDeadlineMs = 10_000;
const mostTries = 3;
const longPollSeconds = 25;
/** Three long polls: a process that dies leaves its place within that time. */
const leaseMs = 75_000;

export type Polling = { stop: () => Promise<void> };

type PollingOptions = { bot: Bot; lease: Lease; holder: string; log: Log };

/**
 * Asks Telegram for updates, one process at a time. Telegram keeps an update until it is confirmed,
 * so a batch is confirmed only when all of it is handled: an update is never lost, and may be
 * handled twice, which the handlers allow for.
 */
export const startPolling = ({ bot, lease, holder, log }: PollingOptions): Polling => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const handle = createHandle({ bot, log });

  const round = async (offset: number): Promise<number> => {
    if (!(await lease.hold('polling', holder, leaseMs))) {
      await pause(2_000, undefined, { signal });
      return offset;
    }
    const updates = await bot.api.getUpdates(
      { offset, limit: 100, timeout: longPollSeconds, allowed_updates: allowedUpdates },
      grammySignal(signal),
    );
    const done = await Promise.all(updates.map(handle));
    const firstOpen = done.indexOf(false);
    if (firstOpen === -1) return (updates.at(-1)?.update_id ?? offset - 1) + 1;
    await pause(1_000, undefined, { signal });
    return updates[firstOpen]?.update_id ?? offset;
  };

  const poll = async (): Promise<void> => {
    let offset = 0;
    while (!signal.aborted) {
      try {
        offset = await round(offset);
      } catch (thrown) {
        if (signal.aborted) break;
        log.warn({ reason: String(thrown) }, 'asking for updates failed');
        await pause(2_000, undefined, { signal }).catch(() => {});
      }
    }
    await lease.release('polling', holder).catch(() => {});
  };

  const running = poll();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

/**
 * Handles one update, and says whether it is done with. What fails because a store is away is not
 * done; what fails otherwise is given up after a few tries, so that it blocks nobody for ever.
 */
const createHandle = ({ bot, log }: { bot: Bot; log: Log }) => {
  const tries = new Map<number, number>();
  return async (update: Update): Promise<boolean> => {
    try {
      await withinDeadline(bot.handleUpdate(update));
      tries.delete(update.update_id);
      return true;
    } catch (thrown) {
      const cause = thrown instanceof Error && 'error' in thrown ? thrown.error : thrown;
      const failure = asFailure(cause);
      log.warn(
        { update: update.update_id, failure: failure.kind, reason: failure.message },
        'update not handled',
      );
      if (failure.kind === 'store-away') return false;
      const tried = (tries.get(update.update_id) ?? 0) + 1;
      tries.set(update.update_id, tried);
      if (tried < mostTries) return false;
      tries.delete(update.update_id);
      return true;
    }
  };
};

const withinDeadline = async (handling: Promise<void>): Promise<void> => {
  const deadline = new AbortController();
  const late = pause(handlerDeadlineMs, undefined, { signal: deadline.signal }).then(() => {
    throw new Error('the handler took too long');
  });
  try {
    await Promise.race([handling, late]);
  } finally {
    deadline.abort();
    late.catch(() => {});
  }
};

/**
 * Takes updates from Telegram's webhook. Telegram hears 200 when the handler is done, and 401
 * without the secret; anything else makes it send the update again.
 */
export const createWebhook = ({ bot, secret }: { bot: Bot; secret: string }) => {
  const callback = webhookCallback(bot, 'http', {
    secretToken: secret,
    timeoutMilliseconds: handlerDeadlineMs,
    onTimeout: 'throw',
  });
  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await callback(incoming, response);
    } catch {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  };
};
