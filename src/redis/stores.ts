import type { Redis } from 'ioredis';

import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { createDeliveries } from './deliveries.ts';
import { createDigests } from './digests.ts';
import { createFeeds } from './feeds.ts';
import { createGatherings } from './gatherings.ts';
import { createInbox } from './inbox.ts';
import { createLease } from './lease.ts';
import { createAlarms, createLogins } from './operators.ts';
import { createReaders } from './readers.ts';
import { createReadings } from './readings.ts';
import { createRequests } from './requests.ts';
import { createSpending } from './spending.ts';
import { createStats } from './stats.ts';
import { createStories } from './stories.ts';
import { createArrivals, createStoryLedger } from './story-ledger.ts';
import { createStorySummaries } from './story-summaries.ts';
import { createSubscribers } from './subscribers.ts';
import { createSummaries } from './summaries.ts';
import { createTexts } from './texts.ts';

/** Where the stores live, and the limits that they keep. */
type StoreOptions = {
  redis: Redis;
  clock: Clock;
  log: Log;
  /** Summaries of one reader in one UTC day. */
  dailyLimit: number;
  /** Money for model calls in one UTC day. */
  budgetMicroUsd: number;
};

/** All that is stored, behind the ports of the jobs; every method rejects with a Failure only. */
export const createStores = ({ redis, clock, log, dailyLimit, budgetMicroUsd }: StoreOptions) => ({
  requests: createRequests({ redis, clock, log }),
  gatherings: createGatherings({ redis, clock, log }),
  readings: createReadings({ redis, log }),
  texts: createTexts({ redis, log }),
  summaries: createSummaries({ redis, clock, log }),
  deliveries: createDeliveries({ redis, log }),
  spending: createSpending({ redis, clock, budgetMicroUsd }),
  readers: createReaders({ redis, clock, dailyLimit }),
  inbox: createInbox({ redis }),
  lease: createLease({ redis }),
  stats: createStats({ redis, clock }),
  logins: createLogins({ redis }),
  alarms: createAlarms({ redis }),
  subscribers: createSubscribers({ redis, log }),
  digests: createDigests({ redis, clock, log }),
  feeds: createFeeds({ redis, clock, log }),
  arrivals: createArrivals({ redis, clock, log }),
  stories: createStories({ redis, log }),
  ledger: createStoryLedger({ redis, clock }),
  storySummaries: createStorySummaries({ redis, log }),
});
