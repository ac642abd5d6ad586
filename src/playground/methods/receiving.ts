import { granted, refused } from '../wire.ts';
import { method } from './method.ts';

const getUpdates = method(
  'getUpdates',
  ['offset', 'limit', 'timeout', 'allowed_updates'],
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
  'setWebhook',
  [
    'url',
    'secret_token',
    'max_connections',
    'allowed_updates',
    'drop_pending_updates',
    'ip_address',
  ],
  (
    { secret_token: secret = '', max_connections: connections = 40, ...call },
    { queue, poll, webhook },
  ) => {
    if (call.url !== '' && !isWebhookUrl(call.url)) {
      return refused(400, 'bad webhook: An HTTPS URL must be provided for webhook');
    }
    if (!/^[\w-]*$/.test(secret)) {
      return refused(400, 'secret token contains unallowed characters');
    }
    if (call.drop_pending_updates) queue.confirmBefore(Number.POSITIVE_INFINITY);
    queue.allow(call.allowed_updates);
    if (call.url === '') {
      webhook.set(undefined);
      return granted(true);
    }
    poll.interrupt(refused(409, 'Conflict: terminated by setWebhook request'));
    webhook.set({ url: call.url, secret, connections: Math.min(Math.max(connections, 1), 100) });
    return granted(true);
  },
);

const deleteWebhook = method(
  'deleteWebhook',
  ['drop_pending_updates'],
  ({ drop_pending_updates }, { queue, webhook }) => {
    if (drop_pending_updates) queue.confirmBefore(Number.POSITIVE_INFINITY);
    webhook.set(undefined);
    return granted(true);
  },
);

const getWebhookInfo = method('getWebhookInfo', [], (_, { queue, webhook }) => {
  const address = webhook.address();
  const error = webhook.lastError();
  return granted({
    url: address?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: queue.size(),
    ...(address ? { max_connections: address.connections } : {}),
    ...(error ? { last_error_date: error.at, last_error_message: error.message } : {}),
    ...(queue.allowed().length > 0 ? { allowed_updates: queue.allowed() } : {}),
  });
});

export const receivingMethods = [getUpdates, setWebhook, deleteWebhook, getWebhookInfo];
