import type { IncomingMessage, ServerResponse } from 'node:http';

import { webhookCallback } from 'grammy';

import { introduce, type Introduction, type Webhook } from './introduce.ts';

/** Largest update that is read; Telegram's own are far smaller. */
const mostBytes = 1024 * 1024;

/** An update that waits longer for the turn of its chat comes again. */
const answerWithinMs = 30_000;

/**
 * Takes updates from Telegram's webhook. Telegram hears 200 when the handler is done and 401
 * without the secret; anything else makes it send the update again.
 */
export const startWebhook = (options: Introduction, webhook: Webhook) => {
  const stopping = new AbortController();
  const introduced = introduce(options, webhook, stopping.signal);
  const { pathname } = new URL(webhook.url);
  const callback = webhookCallback(options.bot, 'http', {
    secretToken: webhook.secret,
    timeoutMilliseconds: answerWithinMs,
    onTimeout: 'throw',
  });

  return {
    route: async (incoming: IncomingMessage, response: ServerResponse): Promise<boolean> => {
      if (incoming.method !== 'POST' || incoming.url?.split('?')[0] !== pathname) return false;
      if (Number(incoming.headers['content-length'] ?? mostBytes + 1) > mostBytes) {
        response.writeHead(413).end();
        return true;
      }
      try {
        await callback(incoming, response);
      } catch (thrown) {
        options.log.warn({ reason: String(thrown) }, 'an update was not handled');
        if (!response.headersSent) response.writeHead(500);
        response.end();
      }
      return true;
    },
    stop: async (): Promise<void> => {
      stopping.abort();
      await introduced;
    },
  };
};
