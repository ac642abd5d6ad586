import { pipeline, type Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import { Failure } from '../lib/failure.ts';
import { createAddressRule, withoutQuery, createGuardedAgent, type Resolve } from './addresses.ts';
import { failureOfError, failureOfStatus } from './outcomes.ts';

/** Response headers with lower-case names, repeated ones as lists. */
type Headers = Record<string, string | string[] | undefined>;

type Answer = { statusCode: number; headers: Headers; body: Readable };

/** More codings than a server has reason for: each layer can multiply a bomb. */
const maxCodings = 2;

const decoderOf = (coding: string): Transform => {
  // Truncated streams give what there is, as in browsers.
  const flush = { finishFlush: constants.Z_SYNC_FLUSH };
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip(flush);
  if (coding === 'deflate') return createInflate(flush);
  if (coding === 'br') {
    return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
  }
  throw new Failure('page-not-text', `content coding ${coding.slice(0, 20)}`);
};

const codingsOf = (headers: Headers): string[] => {
  const value = headers['content-encoding'] ?? '';
  const codings = (Array.isArray(value) ? value.join(',') : value)
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > maxCodings) {
    throw new Failure('page-hostile', `${codings.length} content codings on one another`);
  }
  return codings.reverse();
};

/**
 * The decompressed body of an answer. Stops reading and rejects with a Failure `page-too-large`
 * after `most` decompressed bytes, `page-hostile` or `page-not-text` for codings it will not undo.
 */
const readBody = async ({ body, headers }: Answer, most: number): Promise<Uint8Array> => {
  let stream = body;
  for (const decoder of codingsOf(headers).map(decoderOf)) {
    stream = pipeline(stream, decoder, () => {});
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const pieces: AsyncIterable<Uint8Array> = stream;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > most) throw new Failure('page-too-large', `more than ${most} bytes`);
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
};

/** Times in milliseconds, sizes in bytes. */
type RequestLimits = {
  /** From the call to the last byte, redirects included. */
  total: number;
  /** Until a connection stands; a site that is there takes a second. */
  connect: number;
  /** Until the headers of one answer are there. */
  headers: number;
  /** Between two pieces of a body. */
  silence: number;
  /** Of the body after decompression. */
  bytes: number;
  redirects: number;
  connectionsPerHost: number;
};

const defaults: RequestLimits = {
  total: 15_000,
  connect: 5_000,
  headers: 10_000,
  silence: 5_000,
  bytes: 5 * 1024 * 1024,
  redirects: 5,
  connectionsPerHost: 2,
};

export type RequestOptions = {
  /** `host:port` pairs that may be fetched although private. */
  allowHosts: readonly string[];
  userAgent: string;
  limits?: Partial<RequestLimits> | undefined;
  /** Ports that public hosts may be asked on; 80 and 443 unless told otherwise. */
  ports?: readonly number[] | undefined;
  resolve?: Resolve | undefined;
};

/** What is wanted of an address: media types, and what is known of an earlier answer. */
type Wish = {
  accept: readonly string[];
  etag?: string | undefined;
  lastModified?: string | undefined;
  signal?: AbortSignal | undefined;
};

/** An answer that may be used: 2xx, or 304 without bytes where the wish named an earlier answer. */
type SafeReply = {
  unchanged: boolean;
  /** The address after all redirects. */
  url: string;
  bytes: Uint8Array;
  contentType: string;
  etag: string;
  lastModified: string;
};

/**
 * A GET of a public address. Every hop of a redirect is checked like the first address, and every
 * resolved address when the connection is made. Rejects with the Failures of `FetchPage`.
 */
export type SafeRequest = ((url: string, wish: Wish) => Promise<SafeReply>) & {
  close: () => Promise<void>;
};

const header = (headers: Headers, name: string): string => {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
};

/** The Location header, in which servers send Arabic paths as bare UTF-8. */
const locationOf = (headers: Headers): string => {
  const value = header(headers, 'location');
  const unpacked = Buffer.from(value, 'latin1').toString();
  return unpacked.includes('\uFFFD') ? value : unpacked;
};

const mediaTypeOf = (contentType: string): string =>
  (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();

const requestHeaders = (userAgent: string, wish: Wish): Record<string, string> => ({
  'user-agent': userAgent,
  accept: wish.accept.join(', '),
  'accept-encoding': 'gzip, br',
  'accept-language': 'ar, *;q=0.5',
  ...(wish.etag && { 'if-none-match': wish.etag }),
  ...(wish.lastModified && { 'if-modified-since': wish.lastModified }),
});

/** The answer as a reply, or a Failure for a status or a media type that was not wished for. */
const replyOf = async (
  url: URL,
  answer: Answer,
  { wish, most }: { wish: Wish; most: number },
): Promise<SafeReply> => {
  const { statusCode, headers } = answer;
  const contentType = header(headers, 'content-type');
  const unchanged = statusCode === 304 && Boolean(wish.etag || wish.lastModified);
  const failure = unchanged ? undefined : failureOfStatus(statusCode, headers, url);
  if (failure) throw failure;
  const mediaType = mediaTypeOf(contentType);
  if (!unchanged && mediaType !== '' && !wish.accept.includes(mediaType)) {
    throw new Failure('page-not-text', `${withoutQuery(url)} is ${mediaType.slice(0, 60)}`);
  }
  return {
    unchanged,
    url: url.href,
    bytes: unchanged ? new Uint8Array() : await readBody(answer, most),
    contentType,
    etag: header(headers, 'etag'),
    lastModified: header(headers, 'last-modified'),
  };
};

/** Builds the one way in which Mujaz asks for an address that somebody else has chosen. */
export const createSafeRequest = (options: RequestOptions): SafeRequest => {
  const limits = { ...defaults, ...options.limits };
  const rule = createAddressRule(options);
  const agent = createGuardedAgent({
    rule,
    connectionsPerHost: limits.connectionsPerHost,
    connectMs: limits.connect,
    resolve: options.resolve,
  });

  const ask = async (url: URL, wish: Wish, signal: AbortSignal): Promise<Answer> => {
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: requestHeaders(options.userAgent, wish),
      headersTimeout: limits.headers,
      bodyTimeout: limits.silence,
      signal,
    });
    // A destroyed body without a listener ends the whole process.
    answer.body.on('error', () => {});
    return answer;
  };

  const follow = async (first: string, wish: Wish, signal: AbortSignal): Promise<SafeReply> => {
    let url = rule.admit(first);
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      const answer = await ask(url, wish, signal);
      const location = locationOf(answer.headers);
      const moved = [301, 302, 303, 307, 308].includes(answer.statusCode) && location !== '';
      try {
        if (!moved) return await replyOf(url, answer, { wish, most: limits.bytes });
        url = rule.admit(location, url);
      } finally {
        answer.body.destroy();
      }
    }
    throw new Failure('page-refused', `more than ${limits.redirects} redirects`);
  };

  const request = async (first: string, wish: Wish): Promise<SafeReply> => {
    const deadline = AbortSignal.timeout(limits.total);
    const signal = wish.signal ? AbortSignal.any([deadline, wish.signal]) : deadline;
    try {
      return await follow(first, wish, signal);
    } catch (error) {
      throw failureOfError(error, { first, late: deadline.aborted });
    }
  };

  return Object.assign(request, { close: () => agent.destroy() });
};
