import type { Article } from './article.ts';

/** What a fetched address gave: bytes as they came, bounded in size. */
export type Page = {
  /** The address after all redirects. */
  url: string;
  bytes: Uint8Array;
  /** The Content-Type header, empty where there was none. */
  contentType: string;
  /** Nothing has changed since the answer that was named; `bytes` is then empty. */
  unchanged?: boolean | undefined;
  /** What the server names this answer by, empty where it does not. */
  etag?: string | undefined;
  lastModified?: string | undefined;
};

/** An earlier answer, named as its server named it. */
export type KnownAnswer = Pick<Page, 'etag' | 'lastModified'>;

/**
 * Fetches a public web page. Rejects with a Failure of kind `address-forbidden`, `address-unknown`,
 * `page-unreachable`, `page-in-line`, `page-insecure`, `page-too-slow`, `page-too-large`,
 * `page-missing`, `page-refused`, `page-paywalled`, `page-hostile` or `page-not-text`, and opens no
 * connection to an address that is not public. With an earlier answer, only what has changed since is fetched.
 */
export type FetchPage = (url: string, signal?: AbortSignal, known?: KnownAnswer) => Promise<Page>;

/**
 * Finds the article in a page, away from the event loop and within limits of time and memory.
 * Rejects with a Failure of kind `page-hostile`, `page-without-article`, or one that says what the
 * page is instead (`page-paywalled`, `page-cookie-wall`, `page-is-listing` …); with
 * `page-in-line` where too many pages wait to be read.
 */
export type ReadPage = (page: Page, signal?: AbortSignal) => Promise<Article>;

/** An image as one may be shown to a model. */
export type Picture = {
  mediaType: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';
  bytes: Uint8Array;
};

/** What a file turned out to hold; the text of a picture is read elsewhere. */
export type FileContent =
  | { kind: 'article'; article: Article }
  | { kind: 'picture'; picture: Picture };

/**
 * Finds the article in a file, whose kind is told by its bytes. Rejects with a Failure of kind
 * `file-unsupported`, `file-broken`, `file-encrypted`, `pdf-…`, `picture-too-large`, or as reading a
 * page or a pasted text does.
 */
export type ReadFile = (bytes: Uint8Array, signal?: AbortSignal) => Promise<FileContent>;

/**
 * Reads the text in pictures that are the pages of one article, in their order, as printed. Rejects
 * with a Failure of kind `picture-unreadable` where there is none, `picture-too-large`,
 * `budget-spent`, or as asking a model does.
 */
export type ReadPictures = (
  pictures: readonly Picture[],
  signal?: AbortSignal,
) => Promise<{ title: string; text: string }>;
