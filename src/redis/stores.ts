import { createDeliveries } from './deliveries.ts';
import { createDigests } from './digests.ts';
import { createDoubts } from './doubts.ts';
import { createFeedback } from './feedback.ts';
import { createFeeds } from './feeds.ts';
import { createGatherings } from './gatherings.ts';
import { createAlarms, createLogins } from './operators.ts';
import { createReaders } from './readers.ts';
import { createRequests } from './requests.ts';
import { createSpending } from './spending.ts';
import { createStats } from './stats.ts';
import type { StoreParts } from './store.ts';
import { createStories } from './stories.ts';
import { createArrivals, createStoryLedger } from './story-ledger.ts';
import { createStorySummaries } from './story-summaries.ts';
import { createSubscribers } from './subscribers.ts';
import { createSummaries } from './summaries.ts';
import { createReadings, createTexts } from './texts.ts';
import { createInbox, createLease } from './turns.ts';
import { createModelQuota, createVerdicts } from './verdicts.ts';
import { createWritten } from './written.ts';

/** All that is stored, behind the ports of the jobs; every method rejects with a Failure only. */
export const createStores = ({
  dailyLimit,
  budgetMicroUsd,
  ...parts
}: StoreParts & {
  /** Summaries of one reader in one UTC day. */
  dailyLimit: number;
  /** Money for model calls in one UTC day. */
  budgetMicroUsd: number;
}) => {
  const written = createWritten(parts);
  return {
    requests: createRequests(parts),
    gatherings: createGatherings(parts),
    readings: createReadings(parts),
    texts: createTexts(parts),
    summaries: createSummaries(parts),
    deliveries: createDeliveries(parts),
    spending: createSpending({ ...parts, budgetMicroUsd }),
    readers: createReaders({ ...parts, dailyLimit }),
    inbox: createInbox({ ...parts, written }),
    written,
    lease: createLease(parts),
    stats: createStats(parts),
    logins: createLogins(parts),
    alarms: createAlarms(parts),
    feedback: createFeedback(parts),
    subscribers: createSubscribers(parts),
    digests: createDigests(parts),
    feeds: createFeeds(parts),
    doubts: createDoubts(parts),
    arrivals: createArrivals(parts),
    stories: createStories(parts),
    ledger: createStoryLedger(parts),
    storySummaries: createStorySummaries(parts),
    verdicts: createVerdicts(parts),
    quota: createModelQuota(parts),
  };
};
