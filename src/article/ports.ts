import type { Article } from './article.ts';

/** What a fetched address gave: bytes as they came, bounded in size. */
export type Page = {
  /** The address after all redirects. */
  url: string;
  bytes: Uint8Array;
  /** The Content-Type header, empty where there was none. */
  contentType: string;
};

/**
 * Fetches a public web page. Rejects with a Failure of kind `address-forbidden`, `address-unknown`,
 * `page-unreachable`, `page-too-slow`, `page-too-large`, `page-missing`, `page-refused`,
 * `page-paywalled`, `page-hostile` or `page-not-text`, and opens no connection to an address that is
 * not public.
 */
export type FetchPage = (url: string, signal?: AbortSignal) => Promise<Page>;

/**
 * Finds the article in a page, away from the event loop and within limits of time and memory.
 * Rejects with a Failure of kind `page-hostile`, `page-without-article`, or one that says what the
 * page is instead (`page-paywalled`, `page-cookie-wall`, `page-is-listing` …); with
 * `page-unreachable` where too many pages wait to be read.
 */
export type ReadPage = (page: Page, signal?: AbortSignal) => Promise<Article>;
