import { afterAll, describe } from 'vitest';

import type { FeedItem } from '../../src/digest/feed.ts';
import type { NamedItem, StoredStory } from '../../src/jobs/digest-ports.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createDoubts } from '../../src/redis/doubts.ts';
import { createFeeds } from '../../src/redis/feeds.ts';
import { createStories } from '../../src/redis/stories.ts';
import { createArrivals, createStoryLedger } from '../../src/redis/story-ledger.ts';
import { createModelQuota, createVerdicts } from '../../src/redis/verdicts.ts';
import {
  createMemoryDigestStores,
  type MemoryDigestStores,
} from '../support/memory-digest-stores.ts';
import { hasRedis, startTestRedis } from '../support/redis.ts';
import { createShared, createTestClock, redisForTests } from './backends.ts';

const server = createShared(startTestRedis);

export type OpenDigestStores = (options?: { clock?: Clock }) => MemoryDigestStores;

/** Runs a battery on the digest stores in memory and on those in a real Redis. */
export const onEachDigestBackend = (
  port: string,
  battery: (open: OpenDigestStores) => void,
): void => {
  describe(`${port} in memory`, () => {
    battery(createMemoryDigestStores);
  });

  afterAll(server.stop);
  describe.skipIf(!hasRedis)(`${port} in Redis`, () => {
    const { redis } = redisForTests(server.start);
    battery(({ clock = createTestClock() } = {}) => {
      const parts = { redis: redis(), clock, log: silentLog };
      return {
        feeds: createFeeds(parts),
        arrivals: createArrivals(parts),
        stories: createStories(parts),
        ledger: createStoryLedger(parts),
        doubts: createDoubts(parts),
        verdicts: createVerdicts(parts),
        quota: createModelQuota(parts),
      };
    });
  });
};

/** An item as a feed would bring it; every field may be given. */
export const itemFor = (given: Partial<FeedItem> = {}): FeedItem => ({
  id: 'item-1',
  outlet: 'المرفأ',
  url: 'https://almarfa.example/1',
  title: 'إعادة فتح الجسر بعد الفيضان',
  lead: 'قال محافظ المدينة إن الجسر فتح صباح اليوم.',
  time: Date.parse('2026-11-23T19:00:00Z'),
  topics: [],
  language: 'ar',
  ...given,
});

export const named = (item: FeedItem, ...names: string[]): NamedItem => ({ item, names });

/** A story of these items. */
export const storyOf = (
  first: FeedItem,
  given: Partial<StoredStory> = {},
  ...rest: FeedItem[]
): StoredStory => ({
  story: { id: first.id, items: [first, ...rest], related: [] },
  topics: {},
  version: 1,
  changedAt: first.time,
  ...given,
});
