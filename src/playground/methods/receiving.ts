import { z } from 'zod';

import { granted, refused } from '../wire.ts';
import { method } from './define.ts';
import * as params from './params.ts';

const getUpdates = method(
  {
    offset: z.int().optional(),
    limit: z.int().optional(),
    timeout: z.int().optional(),
    allowed_updates: z.array(z.string()).optional(),
  },
  ({ offset = 0, limit = 100, timeout = 0, allowed_updates }, { queue, poll, webhook, signal }) => {
    if (webhook.address()) {
      return refused(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    queue.allow(allowed_updates);
    return poll.wait({ offset, limit, timeout }, signal);
  },
);

/** Telegram wants HTTPS; on this machine plain HTTP is enough. */
const isWebhookUrl = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.)/.test(hostname));
};

const setWebhook = method(
  {
    url: z.string().default(''),
    secret_token: z.string().default(''),
    max_connections: z.int().min(1).max(100).default(40),
    allowed_updates: z.array(z.string()).optional(),
    drop_pending_updates: params.flag,
    ip_address: z.string().optional(),
  },
  (call, { queue, poll, webhook }) => {
    if (call.url !== '' && !isWebhookUrl(call.url)) {
      return refused(400, 'bad webhook: An HTTPS URL must be provided for webhook');
    }
    if (call.secret_token.length > 256) return refused(400, 'secret token is too long');
    if (!/^[\w-]*$/.test(call.secret_token)) {
      return refused(400, 'secret token contains unallowed characters');
    }
    if (call.drop_pending_updates) queue.confirmBefore(Number.POSITIVE_INFINITY);
    queue.allow(call.allowed_updates);
    if (call.url === '') {
      webhook.set(undefined);
      return granted(true);
    }
    poll.interrupt(refused(409, 'Conflict: terminated by setWebhook request'));
    webhook.set({ url: call.url, secret: call.secret_token, connections: call.max_connections });
    return granted(true);
  },
);

const deleteWebhook = method(
  { drop_pending_updates: params.flag },
  ({ drop_pending_updates }, { queue, webhook }) => {
    if (drop_pending_updates) queue.confirmBefore(Number.POSITIVE_INFINITY);
    webhook.set(undefined);
    return granted(true);
  },
);

const getWebhookInfo = method({}, (_, { queue, webhook }) => {
  const address = webhook.address();
  const error = webhook.lastError();
  return granted({
    url: address?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: queue.undelivered().length,
    ...(address ? { max_connections: address.connections } : {}),
    ...(error ? { last_error_date: error.at, last_error_message: error.message } : {}),
    ...(queue.allowed().length > 0 ? { allowed_updates: queue.allowed() } : {}),
  });
});

export const receivingMethods = { getUpdates, setWebhook, deleteWebhook, getWebhookInfo };
