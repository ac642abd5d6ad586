import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';

import type { UpdateQueue } from './queue.ts';
import type { Update } from './wire.ts';

type Address = { url: string; secret: string; connections: number };

/** Delivers updates to the bot's own address, those of one chat one after another. */
export type Webhook = {
  address: () => Address | undefined;
  set: (address: Address | undefined) => void;
  /** Why the newest delivery that failed did so. */
  lastError: () => { at: number; message: string } | undefined;
};

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

// One connection a lane is kept open, as Telegram does.
const agents = {
  'http:': new HttpAgent({ keepAlive: true }),
  'https:': new HttpsAgent({ keepAlive: true }),
};

/** Posts one update; an empty string means that the bot took it. */
const deliver = (update: Update, to: Address, signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    const url = new URL(to.url);
    const isSecure = url.protocol === 'https:';
    const body = Buffer.from(JSON.stringify(update));
    const request = (isSecure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: agents[isSecure ? 'https:' : 'http:'],
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        ...(to.secret === '' ? {} : { 'x-telegram-bot-api-secret-token': to.secret }),
      },
      signal,
      timeout: answerWithinMs,
    });
    request.on('timeout', () => request.destroy(new Error('Read timeout expired')));
    request.on('error', (error) => resolve(error.message));
    request.on('response', (response) => {
      const { statusCode = 0, statusMessage = '' } = response;
      response.resume().on('end', () => {
        const isTaken = statusCode >= 200 && statusCode < 300;
        resolve(isTaken ? '' : `Wrong response from the webhook: ${statusCode} ${statusMessage}`);
      });
      response.on('error', (error) => resolve(error.message));
    });
    request.end(body);
  });

export const createWebhook = (queue: UpdateQueue, seconds: () => number): Webhook => {
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
    lastError: () => lastError,
    set: (next) => {
      stopping.abort();
      stopping = new AbortController();
      busy = new Set();
      address = next;
      lastError = undefined;
      start();
    },
  };
};
