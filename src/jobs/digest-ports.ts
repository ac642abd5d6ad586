import { z } from 'zod';

import type { Feed, FeedItem } from '../digest/feed.ts';
import type { Story } from '../digest/story.ts';
import type { Topic } from '../digest/topic.ts';
import { failureKinds } from '../lib/failure.ts';

/** The topics that at least one reader follows: only their feeds are asked, only they are routed to. */
export type TopicsRead = () => Promise<readonly Topic[]>;

/**
 * Why nothing more is expected of a feed, as far as one can tell from outside: its last news is more
 * than two weeks old, no item says when it was published, its site asks robots to stay away, or
 * nothing but one failure came for a day.
 */
const deadReasons = ['frozen', 'undated', 'robots', ...failureKinds] as const;
export type DeadReason = (typeof deadReasons)[number];

/** How one feed is doing. Times in milliseconds since 1970, 0 where there was none yet. */
const feedHealthSchema = z.strictObject({
  url: z.string(),
  outlet: z.string(),
  /** When it was asked last, and when it last gave a readable answer. */
  askedAt: z.number(),
  answeredAt: z.number(),
  /** The last answer: `well`, or what went wrong. */
  status: z.enum(['well', 'robots', ...failureKinds]),
  /** Failures in a row. */
  failures: z.int(),
  /** The time of its newest item. */
  newestAt: z.number(),
  /** Items in the last answer that had any, and the share of them without a readable date. */
  items: z.int(),
  undatedShare: z.number(),
  dead: z.enum(['', ...deadReasons]),
});
export type FeedHealth = z.infer<typeof feedHealthSchema>;

/** A feed as operators see it: with how many readers doubt what was told under its outlet's name. */
export type FeedReport = FeedHealth & { doubted: number };

/** What is remembered of a feed between two askings. */
export const feedRecordSchema = feedHealthSchema.extend({
  etag: z.string(),
  lastModified: z.string(),
  /** When it is to be asked again. */
  dueAt: z.number(),
  /** How long to wait after an answer; longer where it seldom has anything new. */
  pauseMs: z.number(),
  /** Whether operators were told that it is dead. */
  announced: z.boolean(),
});
export type FeedRecord = z.infer<typeof feedRecordSchema>;

/** Feeds in operation. */
export type Feeds = {
  /** All that is remembered, by address. */
  records: () => Promise<ReadonlyMap<string, FeedRecord>>;
  load: (url: string) => Promise<FeedRecord | undefined>;
  save: (record: FeedRecord) => Promise<void>;
  /** Forgets a feed, such as one that is no longer in the catalogue. */
  remove: (url: string) => Promise<void>;
  /** Until when each host is to be left alone. */
  hosts: () => Promise<ReadonlyMap<string, number>>;
  /** Leaves a host alone until then; an earlier time than the one that stands changes nothing. */
  spare: (host: string, until: number) => Promise<void>;
};

/** One reader's word that an outlet does not say what a story gave under its name. */
export type Doubt = { reader: number; story: string; version: number; outlet: string; at: number };

/** What readers doubt, for forty days: for operators. */
export type Doubts = {
  /** Notes it; the same reader's word on the same story and outlet counts once. */
  note: (doubt: Doubt) => Promise<void>;
  /** By outlet, how many readers doubt it. */
  byOutlet: () => Promise<ReadonlyMap<string, number>>;
  forget: (reader: number) => Promise<void>;
};

/** An entry of a feed as it was read. `time` is undefined where no date could be made out. */
export const feedEntrySchema = z.object({
  /** The feed's own name for it; empty where it has none. */
  guid: z.string(),
  url: z.string(),
  /** The outlet, where the entry names another one than its feed, as aggregators do; else empty. */
  outlet: z.string(),
  title: z.string(),
  /** What the entry is filed under, in its outlet's words. */
  sections: z.array(z.string()).optional(),
  lead: z.string(),
  time: z.union([z.number(), z.undefined()]),
});
export type FeedEntry = z.infer<typeof feedEntrySchema>;

/** What came of asking a feed. */
export type FeedAnswer =
  | {
      kind: 'news';
      entries: FeedEntry[];
      etag: string;
      lastModified: string;
      /** How long the host wants to be left alone between two requests; 0 where it does not say. */
      crawlDelayMs: number;
    }
  /** Nothing is new since the last answer. */
  | { kind: 'unchanged'; crawlDelayMs: number }
  /** The site asks robots to stay away from this address, and was not asked. */
  | { kind: 'robots' };

/**
 * Asks a feed for what is new. Rejects with the Failures of `FetchPage`; `page-not-text` where the
 * answer is no feed, `page-hostile` where it is built to harm.
 */
export type ReadFeed = (
  feed: Feed,
  known: { etag: string; lastModified: string },
  signal?: AbortSignal,
) => Promise<FeedAnswer>;

/** Says once to operators that a feed is dead, or that one works again: `dead` is empty then. */
export type AnnounceFeed = (health: FeedHealth) => Promise<void>;

/** An item with all names that it may come under again. */
export type NamedItem = { item: FeedItem; names: readonly string[] };

/** The news that came in and wait to be put into stories. */
export type Arrivals = {
  /**
   * Keeps the items of which no name was met within five days, in their order, and says how many
   * these were. One atomic step: two processes that read the same item keep it once.
   */
  receive: (items: readonly NamedItem[]) => Promise<number>;
  /** The first that wait, without taking them away; one that cannot be read is undefined. */
  waiting: (most: number) => Promise<(FeedItem | undefined)[]>;
};

/** A story as it is stored. */
export type StoredStory = {
  story: Story;
  /** Ids of the topics that it belongs to, with the score of each. */
  topics: Readonly<Record<string, number>>;
  /** Grows by one when an independent text brings a fact that no earlier one had. Begins at 1. */
  version: number;
  /** When its version last grew, in milliseconds since 1970. */
  changedAt: number;
};

/** Stories as digests read them. A story stays for eight days after its last item. */
export type Stories = {
  load: (ids: readonly string[]) => Promise<StoredStory[]>;
  /** Stories of a topic that had an item since then, the one with the newest item first. */
  ofTopic: (topic: string, since: number, most?: number) => Promise<StoredStory[]>;
  /** Stories of whatever topic that had an item since then, the one with the newest item first. */
  recent: (since: number, most?: number) => Promise<StoredStory[]>;
  /** Adds stories to a topic that was made after they were. */
  addToTopic: (topic: string, scores: ReadonlyMap<string, number>) => Promise<void>;
};

/** What a model has judged of pairs of stories, for four days. A pair is both ids in one name. */
export type Verdicts = {
  /** Whether each pair is one report; undefined where nobody has judged it. */
  of: (pairs: readonly string[]) => Promise<(boolean | undefined)[]>;
  /** Takes pairs to judge, for some minutes: those that nobody has judged or taken. */
  claim: (pairs: readonly string[]) => Promise<string[]>;
  settle: (verdicts: ReadonlyMap<string, boolean>) => Promise<void>;
};

/** How often a model may be asked for what nobody waits to read. */
export type ModelQuota = {
  /** Takes up to so many of what the day still allows for the purpose; gives how many. */
  take: (purpose: 'same-report' | 'expand-topic', wanted: number, aDay: number) => Promise<number>;
};

/** The stories as their one writer sees them. */
export type StoryLedger = {
  /** How many commits there were. */
  commits: () => Promise<number>;
  /**
   * Writes the outcome of the first `items` arrivals and takes these away, all in one step, unless
   * somebody has committed since there were `after` commits; says whether it did.
   */
  commit: (outcome: {
    after: number;
    items: number;
    stories: readonly StoredStory[];
  }) => Promise<boolean>;
};
