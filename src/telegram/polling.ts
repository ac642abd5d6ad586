import { setTimeout as pause } from 'node:timers/promises';

import type { Lease } from '../jobs/ports.ts';
import { allowedUpdates } from './bot.ts';
import { createHandleUpdate } from './handle-update.ts';
import { introduce, type Introduction } from './introduce.ts';
import { grammySignal } from './signal.ts';

const longPollSeconds = 25;
/** A process that dies leaves its place to another within that time; it is renewed far earlier. */
const leaseMs = 20_000;
const renewEveryMs = 5_000;

type Options = Introduction & {
  lease: Lease;
  /** A name that no other process has. */
  holder: string;
};

/**
 * Asks Telegram for updates, one process at a time. Telegram keeps an update until it is confirmed,
 * so a batch is confirmed only when all of it is handled: no update is lost, and one may be handled
 * twice, which the handlers allow for.
 */
export const startPolling = (options: Options): { stop: () => Promise<void> } => {
  const { bot, lease, holder, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const handle = createHandleUpdate(options);
  let holding = false;
  const missed = (thrown: unknown) => {
    log.warn({ reason: String(thrown) }, 'the lease could not be reached');
  };
  const rest = (ms: number) => pause(ms, undefined, { signal }).catch(() => {});

  /** One long poll; gives the first update that is still to be confirmed. */
  const round = async (offset: number): Promise<number> => {
    holding = await lease.hold('polling', holder, leaseMs);
    if (!holding) {
      await rest(2_000);
      return offset;
    }
    const updates = await bot.api.getUpdates(
      { offset, limit: 100, timeout: longPollSeconds, allowed_updates: allowedUpdates },
      grammySignal(signal),
    );
    const done = await Promise.all(updates.map(handle));
    const open = updates[done.indexOf(false)];
    if (open === undefined) return (updates.at(-1)?.update_id ?? offset - 1) + 1;
    await rest(1_000);
    return open.update_id;
  };

  const poll = async (): Promise<void> => {
    await introduce(options, undefined, signal);
    let offset = 0;
    while (!signal.aborted) {
      try {
        offset = await round(offset);
      } catch (thrown) {
        if (signal.aborted) break;
        log.warn({ reason: String(thrown) }, 'asking for updates failed');
        await rest(2_000);
      }
    }
    await lease.release('polling', holder).catch(missed);
  };

  const running = poll();
  const renewing = setInterval(() => {
    if (holding) lease.hold('polling', holder, leaseMs).catch(missed);
  }, renewEveryMs);
  return {
    stop: async () => {
      clearInterval(renewing);
      stopping.abort();
      await running;
    },
  };
};
