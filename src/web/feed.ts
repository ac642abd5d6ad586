import robotsModule from 'robots-parser';
import { z } from 'zod';

import { type FeedAnswer, feedEntrySchema, type ReadFeed } from '../jobs/digest-ports.ts';
import type { Clock } from '../lib/clock.ts';
import { asFailure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { decodePage } from './decode.ts';
import { readEntries } from './feed-entries.ts';
import { createReadingThreads } from './reading-threads.ts';
import { createSafeRequest, type RequestOptions, type SafeRequest } from './safe-request.ts';

/** Whether an address is the page that a public Telegram channel has for everybody. */
export const isChannelPage = (url: string): boolean => {
  const { hostname = '', pathname = '' } = URL.parse(url) ?? {};
  return /^\/s\/[a-z]\w{3,40}\/?$/i.test(pathname) && /(?:^|\.)t\.me$/.test(hostname);
};

/** Servers name feeds in many ways; what the answer is shows when it is read. */
const feedTypes = [
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
  'application/json',
  'application/xml',
  'text/xml',
  'text/html',
  'application/xhtml+xml',
  'text/plain',
  'application/octet-stream',
];

const mostBytes = 4 * 1024 * 1024;
/** Bytes that hold nobody up, whatever they are; more are read in a thread. */
const readAtOnce = 96 * 1024;
const timeoutMs = 10_000;
const robotsLiveMs = 24 * 3_600_000;
/** How long a site whose robots.txt could not be had is taken to have none. */
const robotsRetryMs = 3_600_000;
const mostRobots = 100_000;
const longestDelayMs = 3_600_000;
const mostHosts = 2_000;

/** Its types call the function the module's `default`, which is right for bundlers, not for Node. */
const robotsParser = z
  .custom<typeof robotsModule.default>((value) => typeof value === 'function')
  .parse(robotsModule);

/** What sites ask of robots, by origin, asked for once a day. */
const createRobots = (request: SafeRequest, clock: Clock) => {
  const known = new Map<string, { robots: ReturnType<typeof robotsParser>; until: number }>();

  const ask = async (origin: string, signal: AbortSignal | undefined) => {
    const address = `${origin}/robots.txt`;
    try {
      const { bytes, contentType } = await request(address, {
        accept: ['text/plain', 'text/html'],
        signal,
      });
      const text = decodePage(bytes, contentType).slice(0, mostRobots);
      return { robots: robotsParser(address, text), until: clock.now() + robotsLiveMs };
    } catch (thrown) {
      const isAbsent = asFailure(thrown).kind === 'page-missing';
      const until = clock.now() + (isAbsent ? robotsLiveMs : robotsRetryMs);
      return { robots: robotsParser(address, ''), until };
    }
  };

  return async (origin: string, signal: AbortSignal | undefined) => {
    const found = known.get(origin);
    if (found && found.until > clock.now()) return found.robots;
    const fresh = await ask(origin, signal);
    if (known.size >= mostHosts) known.clear();
    known.set(origin, fresh);
    return fresh.robots;
  };
};

/**
 * The port `ReadFeed` over the safe request: RSS, Atom, RDF, JSON Feed, and the public pages of
 * Telegram channels. `close` ends all connections.
 */
export const createReadFeed = ({
  clock,
  log,
  ...options
}: RequestOptions & { clock: Clock; log: Log }): ReadFeed & { close: () => Promise<void> } => {
  const { userAgent } = options;
  const request = createSafeRequest({
    ...options,
    limits: { bytes: mostBytes, ...options.limits },
  });
  const robotsOf = createRobots(request, clock);
  const threads = createReadingThreads({ timeoutMs, log });

  const readFeed: ReadFeed = async (feed, known, signal): Promise<FeedAnswer> => {
    const origin = URL.parse(feed.url)?.origin;
    const robots = origin === undefined ? undefined : await robotsOf(origin, signal);
    if (robots?.isAllowed(feed.url, userAgent) === false) return { kind: 'robots' };
    const crawlDelayMs = Math.min((robots?.getCrawlDelay(userAgent) ?? 0) * 1_000, longestDelayMs);
    const reply = await request(feed.url, { accept: feedTypes, signal, ...known });
    if (reply.unchanged) return { kind: 'unchanged', crawlDelayMs };
    const start = performance.now();
    const { bytes, contentType, url, etag, lastModified } = reply;
    const document = { bytes, contentType, url, outlet: feed.outlet, country: feed.country };
    const kind = isChannelPage(url) ? 'channel' : 'feed';
    const entries =
      kind === 'feed' && bytes.length <= readAtOnce
        ? readEntries(document)
        : z.array(feedEntrySchema).parse(await threads.read({ kind, ...document }, signal));
    const ms = Math.round(performance.now() - start);
    log.debug({ feed: feed.url, entries: entries.length, ms }, 'feed read');
    return { kind: 'news', entries, etag, lastModified, crawlDelayMs };
  };

  const close = async (): Promise<void> => {
    await Promise.all([request.close(), threads.close()]);
  };
  return Object.assign(readFeed, { close });
};
