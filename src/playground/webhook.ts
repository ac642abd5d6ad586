import { setTimeout as pause } from 'node:timers/promises';

import type { UpdateQueue } from './queue.ts';
import type { Update } from './wire.ts';

type Address = { url: string; secret: string; connections: number };

const answerWithinMs = 60_000;
const longestPauseMs = 60_000;

/** What must keep its order: the updates of one chat, or of one user where there is no chat. */
const laneOf = (update: Update): string => {
  const lane =
    lanesOf.get(update) ?? /"(?:chat|from)":\{"id":(-?\d+)/.exec(JSON.stringify(update))?.[1] ?? '';
  lanesOf.set(update, lane);
  return lane;
};

const lanesOf = new WeakMap<Update, string>();

/** Posts one update; an empty string means that the bot took it. */
const deliver = async (
  update: Update,
  { url, secret }: Address,
  signal: AbortSignal,
): Promise<string> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        ...(secret === '' ? {} : { 'x-telegram-bot-api-secret-token': secret }),
      },
      body: JSON.stringify(update),
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
    // Read to its end, so that the connection serves the next update.
    await response.arrayBuffer();
    const { ok, status, statusText } = response;
    return ok ? '' : `Wrong response from the webhook: ${status} ${statusText}`;
  } catch (error) {
    const { name, cause, message } = error instanceof Error ? error : new Error(String(error));
    if (name === 'TimeoutError') return 'Read timeout expired';
    return cause instanceof Error ? cause.message : message;
  }
};

/** Delivers updates to the bot's own address, those of one chat one after another. */
export const createWebhook = (queue: UpdateQueue, seconds: () => number) => {
  let address: Address | undefined;
  let lastError: { at: number; message: string } | undefined;
  let stopping = new AbortController();
  let busy = new Set<string>();

  const insist = async (update: Update, to: Address, signal: AbortSignal): Promise<void> => {
    for (let wait = 1_000; !signal.aborted; wait = Math.min(wait * 2, longestPauseMs)) {
      const error = await deliver(update, to, signal);
      if (error === '') {
        queue.confirm(update);
        return;
      }
      if (!signal.aborted) lastError = { at: seconds(), message: error };
      await pause(wait, undefined, { signal }).catch(() => {});
    }
  };

  const start = (): void => {
    const to = address;
    if (!to) return;
    const { signal } = stopping;
    const lanes = busy;
    for (const update of queue.undelivered()) {
      if (lanes.size >= to.connections) return;
      const lane = laneOf(update);
      if (lanes.has(lane)) continue;
      lanes.add(lane);
      void insist(update, to, signal).finally(() => {
        lanes.delete(lane);
        start();
      });
    }
  };

  queue.onArrival(start);
  return {
    address: () => address,
    /** Why the newest delivery that failed did so. */
    lastError: () => lastError,
    set: (next: Address | undefined): void => {
      stopping.abort();
      stopping = new AbortController();
      busy = new Set();
      address = next;
      lastError = undefined;
      start();
    },
  };
};

export type Webhook = ReturnType<typeof createWebhook>;
