import type { Feed } from '../digest/feed.ts';
import type { Clock } from '../lib/clock.ts';
import { asFailure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import type {
  AnnounceFeed,
  Arrivals,
  FeedAnswer,
  FeedRecord,
  Feeds,
  ReadFeed,
} from './digest-ports.ts';
import { type Asking, newRecord, type Quality, recordAfter } from './feed-health.ts';
import { keepItems } from './keep-items.ts';
import type { Job, Work } from './ports.ts';

type Collaborators = {
  feeds: Feeds;
  arrivals: Pick<Arrivals, 'receive'>;
  /** The feed behind an address; undefined for one that is no longer listed. */
  feedOf: (url: string) => Feed | undefined;
  readFeed: ReadFeed;
  announce: AnnounceFeed;
  clock: Clock;
  random?: () => number;
};

/** The `feeds` job: asks one feed, keeps what is new, and notes how the feed is doing. */
export const createPollFeed = (collaborators: Collaborators): Job<Work['feeds']> => {
  const { feeds, feedOf, announce, clock, random = Math.random } = collaborators;

  const tell = async (record: FeedRecord, log: Log): Promise<void> => {
    try {
      await announce(record);
      await feeds.save({ ...record, announced: record.dead !== '' });
    } catch (thrown) {
      // The feed need not be asked again for that: its next asking tries once more.
      log.warn({ feed: record.url, failure: asFailure(thrown).kind }, 'nobody could be told');
    }
  };

  return {
    run: async ({ feed: url }, { signal, log }) => {
      const feed = feedOf(url);
      if (feed === undefined) {
        await feeds.remove(url);
        return;
      }
      const before = (await feeds.load(url)) ?? newRecord(feed);
      const answer = await ask(collaborators, { feed, before, signal });
      const { asking, quality } = await take(collaborators, { feed, answer });
      const after = recordAfter(before, asking, quality, { now: clock.now(), random });
      await feeds.save(after);
      if ('crawlDelayMs' in answer && answer.crawlDelayMs > 0) {
        await feeds.spare(new URL(url).host, clock.now() + answer.crawlDelayMs);
      }
      log.info({ outlet: feed.outlet, ...asking }, 'feed asked');
      if (after.announced !== (after.dead !== '')) await tell(after, log);
    },
    giveUp: async ({ feed }, { kind }, { log }) => {
      log.warn({ feed, failure: kind }, 'a feed could not be asked');
    },
  };
};

type Answered = FeedAnswer | Extract<Asking, { kind: 'failed' }>;

const ask = async (
  { readFeed }: Collaborators,
  { feed, before, signal }: { feed: Feed; before: FeedRecord; signal: AbortSignal },
): Promise<Answered> => {
  try {
    return await readFeed(feed, before, signal);
  } catch (thrown) {
    const { kind, retryAfterMs = 0 } = asFailure(thrown);
    // The job is stopped, or what failed is ours: no word about the feed.
    if (signal.aborted || kind === 'store-away') throw thrown;
    return { kind: 'failed', failure: kind, retryAfterMs };
  }
};

const take = async (
  { arrivals, clock }: Collaborators,
  { feed, answer }: { feed: Feed; answer: Answered },
): Promise<{ asking: Asking; quality?: Quality }> => {
  if (answer.kind !== 'news') return { asking: answer };
  const { etag, lastModified, entries } = answer;
  const { items, ...quality } = keepItems(entries, { feed, now: clock.now() });
  const fresh = items.length === 0 ? 0 : await arrivals.receive(items);
  const asking = { kind: 'news', etag, lastModified, items: entries.length, fresh } as const;
  return entries.length === 0 ? { asking } : { asking, quality };
};
