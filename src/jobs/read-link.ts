import type { Article } from '../article/article.ts';
import { canonicalLink, destinationOf } from '../article/links.ts';
import type { FetchPage, ReadPage } from '../article/ports.ts';
import { Failure } from '../lib/failure.ts';
import type { Collaborators, With } from './collaborators.ts';
import type { Reading } from './stored.ts';

type Parts = With<'readings' | 'clock'> & { fetchPage: FetchPage; readPage: ReadPage };

/** Within that time a page is not asked for again; after it, only whether it has changed. */
const freshMs = 3 * 60 * 60_000;

/**
 * Reads links, each page once in some hours however many readers send it. Sites that show us
 * nothing are not asked; posts on Telegram are read from their page for visitors.
 */
export const createReadLink = (collaborators: Parts): Collaborators['readLink'] => {
  const { readings, fetchPage, readPage, clock } = collaborators;
  const underWay = new Map<string, Promise<Article>>();

  const fetchAnew = async (
    url: string,
    earlier: Reading | undefined,
    signal: AbortSignal,
  ): Promise<Article> => {
    const page = await fetchPage(url, signal, earlier);
    const known = page.unchanged === true ? earlier?.article : undefined;
    const article = known ?? (await readPage(page, signal));
    const { etag = '', lastModified = '' } = page;
    const reading = { article, at: clock.now(), etag, lastModified };
    await readings.save(url, reading);
    return article;
  };

  const read = async (url: string, signal: AbortSignal): Promise<Article> => {
    const earlier = await readings.load(url);
    const isFresh = earlier !== undefined && clock.now() - earlier.at < freshMs;
    return isFresh ? earlier.article : fetchAnew(url, earlier, signal);
  };

  /** Whoever comes while a page is being read waits for the same reading. */
  const readOnce = async (url: string, signal: AbortSignal): Promise<Article> => {
    const running = underWay.get(url);
    if (running !== undefined) return running;
    const reading = read(url, signal);
    underWay.set(url, reading);
    try {
      return await reading;
    } finally {
      underWay.delete(url);
    }
  };

  return async (link, signal) => {
    const destination = destinationOf(canonicalLink(link));
    if (destination.kind === 'failure') {
      throw new Failure(destination.failure, 'a site that shows nothing without an account');
    }
    if (destination.kind === 'page') return readOnce(destination.url, signal);
    return readOnce(destination.url, signal).catch((thrown: unknown) => {
      if (signal.aborted) throw thrown;
      // Forwarding it takes a reader less time than our trying again.
      throw new Failure('telegram-post-unread', 'the public page of a post', { cause: thrown });
    });
  };
};
