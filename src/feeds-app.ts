import { readFileSync } from 'node:fs';

import { builtInFeeds } from './digest/catalogue.ts';
import { route } from './digest/route/route.ts';
import { everyStanding, type Topic } from './digest/topic.ts';
import type { Foundation, Store } from './foundation.ts';
import type { AnnounceFeed, TopicsRead } from './jobs/digest-ports.ts';
import { createGatherStories } from './jobs/gather-stories.ts';
import { createPlanPolls, isWanted } from './jobs/plan-polls.ts';
import { createPollFeed } from './jobs/poll-feed.ts';
import type { Enqueue } from './jobs/ports.ts';
import { createTextsOf } from './jobs/story-texts.ts';
import { Failure } from './lib/failure.ts';
import { repeat } from './lib/repeat.ts';
import { startTick } from './queue/ticks.ts';
import { createSampleFeeds } from './sample-feeds.ts';
import { readFeedList } from './web/feed-list.ts';
import { createReadFeed } from './web/feed.ts';
import { createFetchPage } from './web/fetch-page.ts';
import { createReadPage } from './web/reading-threads.ts';

type Options = Pick<Foundation, 'config' | 'clock' | 'log'> &
  Pick<Store, 'connections' | 'stores'> & {
    /** The address of this process' own web server, where a playground has its sample feeds. */
    origin: string;
    enqueue: Enqueue;
    /** Tells operators of a dead feed, besides the log. */
    announce?: AnnounceFeed | undefined;
    /** The name of this process. */
    holder: string;
  };

const planEveryMs = 5_000;
const gatherEveryMs = 2_000;
const stopWithinMs = 5_000;

/**
 * The operator's list of feeds, else the samples of a playground, else the checked ones of the
 * catalogue. `own` is where the samples are: a private address that may be asked all the same.
 */
export const listFeeds = ({
  config,
  origin,
  clock,
}: Pick<Options, 'config' | 'origin' | 'clock'>) => {
  const { feedsFile, chat } = config;
  if (feedsFile !== undefined) {
    return { listed: readFeedList(contentOf(feedsFile)), own: undefined };
  }
  if (chat.kind === 'playground') {
    return { listed: createSampleFeeds({ clock }).feedsAt(origin), own: origin };
  }
  const listed = builtInFeeds().flatMap(({ feed, checked }) => (checked ? [feed] : []));
  return { listed, own: undefined };
};

const contentOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Failure('internal', `FEEDS_FILE: ${file} cannot be read`, { cause });
  }
};

/**
 * Asking feeds, putting their news into stories and fetching the texts behind these, put together.
 * Throws where FEEDS_FILE cannot be read.
 */
export const openFeeds = (options: Options) => {
  const { config, stores, clock, log } = options;
  const { listed, own } = listFeeds(options);
  const byUrl = new Map(listed.map((feed) => [feed.url, feed]));
  const { userAgent, allowHosts } = config.fetching;
  const ownHosts = own === undefined ? [] : [new URL(own).host];
  const fetching = { userAgent, allowHosts: [...allowHosts, ...ownHosts] };
  const readFeed = createReadFeed({ ...fetching, clock, log });
  const fetchPage = createFetchPage({ ...fetching, log });
  const readPage = createReadPage({ log });
  // Samples cost nobody anything: they are ready before the first reader asks.
  const always = own === undefined ? [] : everyStanding;
  const topicsRead: TopicsRead = async () => [...always, ...(await stores.subscribers.followed())];
  const announce: AnnounceFeed = async (health) => {
    const { url, outlet, dead } = health;
    log.warn({ url, outlet, dead }, dead === '' ? 'a feed works again' : 'a feed is dead');
    await options.announce?.(health);
  };
  const shared = { ...stores, ...options, topicsRead, announce };
  const isOwn = (url: string): boolean => own !== undefined && url.startsWith(`${own}/`);
  const plan = createPlanPolls({ ...shared, listed, isOwn });
  const gather = createGatherStories({ ...shared, route });

  return {
    listed,
    /** The `feeds` job. */
    poll: createPollFeed({ ...shared, feedOf: (url) => byUrl.get(url), readFeed }),
    /** The whole texts behind a story, fetched when they are wanted. */
    textsOf: createTextsOf({ fetchPage, readPage, log }),
    /** Whether every feed that could bring this topic is dead. */
    isCutOff: async (topic: Topic): Promise<boolean> => {
      const records = await stores.feeds.records();
      const wanted = listed.filter((feed) => isWanted(feed, [topic]));
      return wanted.every(({ url }) => (records.get(url)?.dead ?? '') !== '');
    },
    plan,
    gather,
    /** Plans and gathers until what it resolves to is called. */
    start: async (): Promise<() => Promise<void>> => {
      const run = async (): Promise<void> => void (await plan());
      const planning = { name: 'polls', everyMs: planEveryMs, run };
      const tick = await startTick(planning, { connections: options.connections, log });
      const stopGathering = repeat(gather, { what: 'gathering news', pauseMs: gatherEveryMs, log });
      return async () => {
        await Promise.all([tick.close(stopWithinMs), stopGathering()]);
      };
    },
    close: async (): Promise<void> => {
      await Promise.all([readFeed.close(), fetchPage.close(), readPage.close()]);
    },
  };
};
