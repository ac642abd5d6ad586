import type { FeedAnswer, ReadFeed } from '../jobs/digest-ports.ts';
import type { Clock } from '../lib/clock.ts';
import { asFailure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { decodePage } from './decode.ts';
import { readFeedDocument } from './feed-document.ts';
import { noRules, readRobots, type RobotRules } from './feed-robots.ts';
import { readFeedInThread } from './feed-thread.ts';
import { createSafeRequest, type RequestOptions, type SafeRequest } from './safe-request.ts';

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
const mostHosts = 2_000;

type Known = { rules: RobotRules; until: number };

/** Rules by origin, asked for once a day. */
const createRobots = (request: SafeRequest, { agent, clock }: { agent: string; clock: Clock }) => {
  const known = new Map<string, Known>();

  const ask = async (origin: string, signal: AbortSignal | undefined): Promise<Known> => {
    try {
      const accept = ['text/plain', 'text/html'];
      const reply = await request(`${origin}/robots.txt`, { accept, signal });
      const rules = readRobots(decodePage(reply.bytes, reply.contentType), agent);
      return { rules, until: clock.now() + robotsLiveMs };
    } catch (thrown) {
      const absent = asFailure(thrown).kind === 'page-missing';
      return { rules: noRules, until: clock.now() + (absent ? robotsLiveMs : robotsRetryMs) };
    }
  };

  return async (origin: string, signal?: AbortSignal): Promise<RobotRules> => {
    const found = known.get(origin);
    if (found && found.until > clock.now()) return found.rules;
    const fresh = await ask(origin, signal);
    if (known.size >= mostHosts) known.clear();
    known.set(origin, fresh);
    return fresh.rules;
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
  const request = createSafeRequest({
    ...options,
    limits: { bytes: mostBytes, ...options.limits },
  });
  const agent = options.userAgent.split('/')[0] ?? '';
  const robotsOf = createRobots(request, { agent, clock });

  const readFeed: ReadFeed = async (feed, known, signal): Promise<FeedAnswer> => {
    const address = URL.parse(feed.url);
    const { allows, crawlDelayMs } =
      address === null ? noRules : await robotsOf(address.origin, signal);
    if (address && !allows(`${address.pathname}${address.search}`)) return { kind: 'robots' };
    const reply = await request(feed.url, { accept: feedTypes, signal, ...known });
    if (reply.unchanged) return { kind: 'unchanged', crawlDelayMs };
    const start = performance.now();
    const { outlet, country } = feed;
    const { bytes, contentType, url } = reply;
    const document = { bytes, contentType, url, outlet, country };
    const entries =
      bytes.length <= readAtOnce
        ? readFeedDocument(document)
        : await readFeedInThread(document, { timeoutMs, signal });
    const ms = Math.round(performance.now() - start);
    log.debug({ feed: feed.url, entries: entries.length, ms }, 'feed read');
    const { etag, lastModified } = reply;
    return { kind: 'news', entries, etag, lastModified, crawlDelayMs };
  };

  return Object.assign(readFeed, { close: request.close });
};
