import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import type { Config } from './config.ts';
import { builtInFeeds } from './digest/catalogue.ts';
import { createClusterer } from './digest/cluster/clusterer.ts';
import type { Feed } from './digest/feed.ts';
import { plainRoute } from './digest/route/plain-route.ts';
import { standingTopics } from './digest/topic.ts';
import type {
  AnnounceDeadFeed,
  Arrivals,
  FeedHealth,
  Feeds,
  Stories,
  StoryLedger,
  TopicsRead,
} from './jobs/digest-ports.ts';
import { createGatherStories } from './jobs/gather-stories.ts';
import { createPlanPolls } from './jobs/plan-polls.ts';
import { createPollFeed } from './jobs/poll-feed.ts';
import type { Enqueue, Lease } from './jobs/ports.ts';
import { createTextsOf } from './jobs/story-texts.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { startTick } from './queue/ticks.ts';
import { queueConnection, type RedisAddress } from './redis/connect.ts';
import { readFeedList } from './web/feed-list.ts';
import { createReadFeed } from './web/feed.ts';
import { createFetchPage } from './web/fetch-page.ts';
import { createReadPage } from './web/read-page.ts';

/** Feeds of this process' own server, which it may ask although it is private. */
export type OwnFeeds = { origin: string; feeds: readonly Feed[] };

type Options = {
  config: Config;
  address: RedisAddress;
  stores: { feeds: Feeds; arrivals: Arrivals; stories: Stories; ledger: StoryLedger; lease: Lease };
  /** What readers follow. */
  followed: TopicsRead;
  enqueue: Enqueue;
  announce: AnnounceDeadFeed;
  own?: OwnFeeds | undefined;
  /** The name of this process. */
  holder: string;
  clock: Clock;
  log: Log;
};

const planEveryMs = 10_000;
const gatherEveryMs = 2_000;
const stopWithinMs = 5_000;

/** The operator's list of feeds, else this server's own ones, else the checked ones of the catalogue. */
const listedFeeds = ({ feedsFile }: Config, own: OwnFeeds | undefined): readonly Feed[] => {
  if (feedsFile !== undefined) return readFeedList(readFileSync(feedsFile, 'utf8'));
  return own?.feeds ?? builtInFeeds().flatMap(({ feed, checked }) => (checked ? [feed] : []));
};

const fetchingOf = ({ fetching }: Config, own: OwnFeeds | undefined): Config['fetching'] => ({
  ...fetching,
  allowHosts: [...fetching.allowHosts, ...(own === undefined ? [] : [new URL(own.origin).host])],
});

/**
 * Asking feeds and putting their news into stories, put together. Throws where FEEDS_FILE cannot be
 * read.
 */
export const openFeeds = ({ config, stores, own, clock, log, ...options }: Options) => {
  const listed = listedFeeds(config, own);
  const byUrl = new Map(listed.map((feed) => [feed.url, feed]));
  const readFeed = createReadFeed({ ...fetchingOf(config, own), clock, log });
  // Own feeds cost nobody anything: they are ready before the first reader asks.
  const everyStanding = standingTopics.map((id) => ({ kind: 'standing', id }) as const);
  const topicsRead: TopicsRead = async () => [
    ...(own === undefined ? [] : everyStanding),
    ...(await options.followed()),
  ];
  const shared = { ...stores, ...options, topicsRead, clock, log };
  const plan = createPlanPolls({
    ...shared,
    listed,
    isOwn: (url) => own !== undefined && url.startsWith(`${own.origin}/`),
  });
  const gather = createGatherStories({
    ...shared,
    openClusterer: (state) => createClusterer({ state }),
    route: plainRoute,
  });

  return {
    /** The `feeds` job. */
    poll: createPollFeed({ ...shared, feedOf: (url) => byUrl.get(url), readFeed }),
    /** Plans and gathers until it is stopped; resolves when both have begun. */
    start: async (): Promise<() => Promise<void>> => {
      const connections = {
        ask: queueConnection(options.address, 'ask'),
        work: queueConnection(options.address, 'work'),
      };
      const planning = {
        name: 'polls',
        everyMs: planEveryMs,
        run: async () => void (await plan()),
      };
      const tick = await startTick(planning, { connections, log });
      const gathering = repeat(gather, gatherEveryMs, log);
      return async () => {
        await Promise.all([tick.close(stopWithinMs), gathering.stop()]);
        await readFeed.close();
      };
    },
  };
};

/** Runs something again and again, a pause after each end. */
const repeat = (run: () => Promise<unknown>, pauseMs: number, log: Log) => {
  const stopping = new AbortController();
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await run();
        await pause(pauseMs, undefined, { signal: stopping.signal });
      } catch (error) {
        if (stopping.signal.aborted) return;
        log.warn({ error: String(error) }, 'news could not be put into stories');
        await pause(pauseMs);
      }
    }
  };
  const running = loop();
  return {
    stop: (): Promise<void> => {
      stopping.abort();
      return running;
    },
  };
};

/** How each listed feed is doing, those that were never asked left out. */
export const feedHealth =
  ({ feeds }: { feeds: Feeds }) =>
  async (): Promise<FeedHealth[]> => [...(await feeds.records()).values()];

/** The whole texts behind a story, fetched when they are wanted. */
export const openStoryTexts = ({ config, own, log }: Pick<Options, 'config' | 'own' | 'log'>) => {
  const fetchPage = createFetchPage({ ...fetchingOf(config, own), log });
  const readPage = createReadPage({ log });
  return {
    textsOf: createTextsOf({ fetchPage, readPage, log }),
    close: async (): Promise<void> => {
      await Promise.all([fetchPage.close(), readPage.close()]);
    },
  };
};
