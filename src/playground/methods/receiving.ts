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
  ({ offset = 0, limit = 100, timeout = 0, allowed_updates }, { updates, webhook, signal }) => {
    if (webhook.address()) {
      return refused(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    updates.allow(allowed_updates);
    return updates.poll({ offset, limit, timeout }, signal);
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
  (call, { updates, webhook }) => {
    if (call.url !== '' && !isWebhookUrl(call.url)) {
      return refused(400, 'bad webhook: An HTTPS URL must be provided for webhook');
    }
    if (call.secret_token.length > 256) return refused(400, 'secret token is too long');
    if (!/^[\w-]*$/.test(call.secret_token)) {
      return refused(400, 'secret token contains unallowed characters');
    }
    if (call.drop_pending_updates) updates.clear();
    updates.allow(call.allowed_updates);
    if (call.url === '') {
      webhook.set(undefined);
      return granted(true);
    }
    updates.interrupt(refused(409, 'Conflict: terminated by setWebhook request'));
    webhook.set({ url: call.url, secret: call.secret_token, connections: call.max_connections });
    return granted(true);
  },
);

const deleteWebhook = method(
  { drop_pending_updates: params.flag },
  ({ drop_pending_updates }, { updates, webhook }) => {
    if (drop_pending_updates) updates.clear();
    webhook.set(undefined);
    return granted(true);
  },
);

const getWebhookInfo = method({}, (_, { webhook }) => granted(webhook.info()));

export const receivingMethods = { getUpdates, setWebhook, deleteWebhook, getWebhookInfo };
