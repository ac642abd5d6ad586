import type { FetchPage } from '../article/ports.ts';
import type { Log } from '../lib/log.ts';
import { hostOf } from './addresses.ts';
import { createSafeRequest, type RequestOptions } from './safe-request.ts';

const pageTypes = ['text/html', 'application/xhtml+xml', 'text/plain'];

/** The port `FetchPage` over the safe request. `close` ends all connections. */
export const createFetchPage = ({
  log,
  ...options
}: RequestOptions & { log: Log }): FetchPage & { close: () => Promise<void> } => {
  const request = createSafeRequest(options);

  const fetchPage: FetchPage = async (url, signal, known) => {
    const start = performance.now();
    const { etag, lastModified } = known ?? {};
    const reply = await request(url, { accept: pageTypes, etag, lastModified, signal });
    const ms = Math.round(performance.now() - start);
    const host = hostOf(new URL(reply.url));
    log.debug({ host, bytes: reply.bytes.length, ms }, 'page fetched');
    return reply;
  };

  return Object.assign(fetchPage, { close: request.close });
};
