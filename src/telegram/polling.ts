import { setTimeout as pause } from 'node:timers/promises';

import type { Update } from 'grammy/types';

import type { Lease } from '../jobs/turns.ts';
import { allowedUpdates } from './bot.ts';
import { introduce, type Introduction } from './introduce.ts';
import { grammySignal } from './signal.ts';

const longPollSeconds = 20;
/** Telegram gives no more at once. */
const mostAtOnce = 100;
/** Of a full batch so many may still be handled when newer updates are asked for: they come again. */
const mostTrailing = 10;
/** So long a batch is waited for before newer updates are asked for beside its slow ones. */
const graceMs = 250;
const pauseAfterFailureMs = 1_000;

type Options = Introduction & {
  lease: Lease;
  /** A name that no other process has. */
  holder: string;
  /** A process that dies leaves its place to another within that time; it is renewed far earlier. */
  leaseMs?: number;
};

/**
 * Asks Telegram for updates, one process at a time. Telegram keeps an update until a later one is
 * asked for, so updates are confirmed in their order and only when handled: none is lost, and one
 * may be handled twice, which the handlers allow for. A slow handler holds up the confirmation of
 * those behind it, not their handling.
 */
export const startPolling = (options: Options): { stop: () => Promise<void> } => {
  const { bot, lease, holder, log, leaseMs = 10_000 } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const desk = createDesk((update) => bot.handleUpdate(update));
  let holding = false;
  const rest = (ms: number) => pause(ms, undefined, { signal }).catch(() => {});
  const hold = async (): Promise<void> => {
    holding = await lease.hold('polling', holder, leaseMs);
  };
  const missed = (thrown: unknown) => {
    holding = false;
    log.warn({ reason: String(thrown) }, 'the lease could not be reached');
  };

  /** One poll; gives the first update that is still to be confirmed. */
  const round = async (offset: number): Promise<number> => {
    if (!holding) await hold();
    if (!holding) {
      await rest(2_000);
      return offset;
    }
    const timeout = desk.isBusy() ? 0 : longPollSeconds;
    const updates = await bot.api.getUpdates(
      { offset, limit: mostAtOnce, timeout, allowed_updates: allowedUpdates },
      grammySignal(signal),
    );
    const allWell = await desk.handle(updates, rest(graceMs));
    if (!allWell) await rest(pauseAfterFailureMs);
    return desk.confirm(updates) ?? offset;
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
    await desk.clear();
    await lease.release('polling', holder).catch(missed);
  };

  const running = poll();
  const renewing = setInterval(() => {
    if (holding) hold().catch(missed);
  }, leaseMs / 4);
  return {
    stop: async () => {
      clearInterval(renewing);
      stopping.abort();
      await running;
    },
  };
};

/** Knows of each unconfirmed update whether it is being handled or done with. */
const createDesk = (handle: (update: Update) => Promise<void>) => {
  const open = new Map<number, Promise<void>>();
  const done = new Set<number>();
  let hasFailed = false;

  const start = async (update: Update): Promise<void> => {
    const id = update.update_id;
    try {
      await handle(update);
      done.add(id);
    } catch {
      hasFailed = true;
    }
    open.delete(id);
  };

  return {
    isBusy: () => open.size > 0,
    /** Begins with those that are new here and waits for them; false where one has failed meanwhile. */
    handle: async (updates: readonly Update[], grace: Promise<unknown>): Promise<boolean> => {
      for (const update of updates) {
        const id = update.update_id;
        if (!open.has(id) && !done.has(id)) open.set(id, start(update));
      }
      const awaited = updates.length < mostAtOnce ? updates : updates.slice(0, -mostTrailing);
      const ends = awaited.flatMap(({ update_id: id }) => open.get(id) ?? []);
      await Promise.race([Promise.all(ends), grace]);
      const isWell = !hasFailed;
      hasFailed = false;
      return isWell;
    },
    /** The update after the last of those that are done without a gap. */
    confirm: (updates: readonly Update[]): number | undefined => {
      const [first = { update_id: 0 }] = updates;
      // Those that another process has confirmed meanwhile do not come again.
      for (const id of done) if (id < first.update_id) done.delete(id);
      let next: number | undefined;
      for (const { update_id: id } of updates) {
        if (!done.delete(id)) return next ?? id;
        next = id + 1;
      }
      return next;
    },
    /** Resolves when nothing is being handled any more. */
    clear: async (): Promise<void> => {
      await Promise.all(open.values());
    },
  };
};
