import { setTimeout as pause } from 'node:timers/promises';

import type { Updates } from './updates.ts';
import type { Update } from './wire.ts';
import type { World } from './world.ts';

export type Address = { url: string; secret: string; connections: number };

/** Delivers updates to the bot's own address, those of one chat one after another. */
export type Webhook = {
  address: () => Address | undefined;
  set: (address: Address | undefined) => void;
  info: () => Record<string, unknown>;
  close: () => void;
};

const answerWithinMs = 60_000;
const longestPauseMs = 60_000;

/** What must keep its order: the updates of one chat, or of one user where there is no chat. */
const laneOf = (update: Update): string => {
  const found = /"(?:chat|from)":\{"id":(-?\d+)/.exec(JSON.stringify(update));
  return found?.[1] ?? '';
};

export const createWebhook = (world: World, updates: Updates): Webhook => {
  let address: Address | undefined;
  let lastError: { at: number; message: string } | undefined;
  let stopping = new AbortController();
  const busy = new Set<string>();

  const deliver = async (update: Update, to: Address, signal: AbortSignal): Promise<boolean> => {
    try {
      const response = await fetch(to.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          ...(to.secret === '' ? {} : { 'x-telegram-bot-api-secret-token': to.secret }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
      });
      await response.arrayBuffer();
      if (response.ok) return true;
      lastError = {
        at: world.seconds(),
        message: `Wrong response from the webhook: ${response.status} ${response.statusText}`,
      };
    } catch (error) {
      // Reported through getWebhookInfo, as Telegram does, and tried again.
      lastError = {
        at: world.seconds(),
        message: error instanceof Error ? error.message : 'Error',
      };
    }
    return false;
  };

  const insist = async (update: Update, to: Address, signal: AbortSignal): Promise<void> => {
    for (let wait = 1_000; !signal.aborted; wait = Math.min(wait * 2, longestPauseMs)) {
      if (await deliver(update, to, signal)) {
        updates.confirm(update);
        return;
      }
      await pause(wait, undefined, { signal }).catch(() => {});
    }
  };

  const start = (): void => {
    const to = address;
    if (!to) return;
    const { signal } = stopping;
    const waiting = new Set<string>();
    for (const update of updates.undelivered()) {
      if (busy.size >= to.connections) return;
      const lane = laneOf(update);
      if (busy.has(lane) || waiting.has(lane)) continue;
      busy.add(lane);
      void insist(update, to, signal).finally(() => {
        busy.delete(lane);
        start();
      });
    }
  };

  const stop = (): void => {
    stopping.abort();
    stopping = new AbortController();
  };

  updates.onArrival(start);
  return {
    address: () => address,
    set: (next) => {
      stop();
      address = next;
      lastError = undefined;
      start();
    },
    info: () => ({
      url: address?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.undelivered().length,
      ...(address ? { max_connections: address.connections } : {}),
      ...(lastError
        ? { last_error_date: lastError.at, last_error_message: lastError.message }
        : {}),
      ...(updates.allowed().length > 0 ? { allowed_updates: updates.allowed() } : {}),
    }),
    close: () => {
      address = undefined;
      stop();
    },
  };
};
