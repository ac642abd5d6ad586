import type { FetchPage } from '../article/ports.ts';
import { Failure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { hostOf } from './addresses.ts';
import { createSafeRequest, type RequestOptions } from './safe-request.ts';

const pageTypes = ['text/html', 'application/xhtml+xml', 'text/plain'];

/** Enough for the readers of one news site, few enough to leave a process to those of all others. */
const mostPerHost = 4;

/** The port `FetchPage` over the safe request, a few pages of one host at a time. `close` ends all connections. */
export const createFetchPage = ({
  log,
  ...options
}: RequestOptions & { log: Log }): FetchPage & { close: () => Promise<void> } => {
  const request = createSafeRequest(options);
  const inTurn = createHostTurns(mostPerHost);

  const fetchPage: FetchPage = async (url, signal, known) => {
    const start = performance.now();
    const { etag, lastModified } = known ?? {};
    const reply = await inTurn(hostNamed(url), () =>
      request(url, { accept: pageTypes, etag, lastModified, signal }),
    );
    const ms = Math.round(performance.now() - start);
    const host = hostOf(new URL(reply.url));
    log.debug({ host, bytes: reply.bytes.length, ms }, 'page fetched');
    return reply;
  };

  return Object.assign(fetchPage, { close: request.close });
};

/** What is no address has a turn, too; the request itself refuses it. */
const hostNamed = (url: string): string => (URL.canParse(url) ? hostOf(new URL(url)) : '');

/**
 * Lets so many requests go to one host at a time; a further one is not held but turned away with
 * `page-in-line`, to come again in a second: a slow host then holds up its own readers only.
 */
export const createHostTurns = (mostAtOnce: number) => {
  const active = new Map<string, number>();
  return async <T>(host: string, act: () => Promise<T>): Promise<T> => {
    const before = active.get(host) ?? 0;
    if (before >= mostAtOnce) {
      throw new Failure('page-in-line', `${host} is being asked for other pages`, {
        retryAfterMs: 1_000,
      });
    }
    active.set(host, before + 1);
    try {
      return await act();
    } finally {
      const after = (active.get(host) ?? 1) - 1;
      if (after > 0) active.set(host, after);
      else active.delete(host);
    }
  };
};
