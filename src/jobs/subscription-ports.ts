import { z } from 'zod';

import { storySummarySchema } from '../digest/story-summary.ts';
import { standingTopics, topicQuerySchema, type Topic } from '../digest/topic.ts';
import { answerSchema } from '../summary/answer.ts';
import { outputLanguages } from '../summary/summary.ts';

/** How often digests come. The second hour counts for `twice` only. */
export const cadences = ['daily', 'twice', 'weekly'] as const;
export type Cadence = (typeof cadences)[number];

/** When nothing late comes and nothing rings, on the reader's clock: from and until which hour. */
export const quietHours = {
  night: { from: 22, until: 7 },
  late: { from: 23, until: 6 },
  deep: { from: 0, until: 8 },
  never: { from: 0, until: 0 },
} as const;
export const quietNames = ['night', 'late', 'deep', 'never'] as const;
export type QuietHours = keyof typeof quietHours;

/** More topics than this and one message a day cannot do them justice. */
export const mostTopics = 20;

export const topicSchema: z.ZodType<Topic> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('standing'), id: z.enum(standingTopics) }),
  z.strictObject({
    kind: z.literal('free'),
    id: z.string().regex(/^[\w-]{1,24}$/),
    text: z.string().min(1).max(60),
    query: topicQuerySchema,
  }),
]);

/**
 * Who gets digests: what about, when and where. Times are in milliseconds since 1970. Fields of
 * earlier versions fall away: nobody loses a subscription by them.
 */
export const subscriberSchema = z.object({
  reader: z.int(),
  chat: z.int(),
  topics: z.array(topicSchema).max(mostTopics),
  /** What the reader gave up last, so that it can be taken back. */
  former: z.array(topicSchema).max(mostTopics).default([]),
  /** Topics that the reader wants less of, by id, and how often they said so. */
  less: z.record(z.string(), z.int()),
  cadence: z.enum(cadences),
  /** Local hours `HH:MM`, one or two. */
  times: z
    .array(z.string().regex(/^\d\d:\d\d$/))
    .min(1)
    .max(2),
  /** An IANA zone; empty until the reader has named one, and without it nothing is sent. */
  zone: z.string(),
  /** ISO code of the country, for its weekend; empty where only a zone is known. */
  country: z.string(),
  pausedUntil: z.int(),
  quiet: z.enum(quietNames).catch('night'),
  /** The reader has shut the chat. */
  blocked: z.boolean(),
  /** When the schedule was last changed: what was due before is not owed. */
  since: z.int(),
  /** By topic, since when nothing was told of it; 0 where the reader knows that it is quiet. */
  heard: z.record(z.string(), z.int()).default({}),
  /** The last slot that had to be left out, to be mentioned once; 0 where none was. */
  missedAt: z.int(),
});
export type Subscriber = z.infer<typeof subscriberSchema>;

/** Subscribers, and which of them the tick must look at when. */
export type Subscribers = {
  load: (reader: number) => Promise<Subscriber | undefined>;
  /**
   * Replaces what is stored by what `apply` makes of it, in one step; `apply` is called again where
   * another change came between. `undefined` from `apply` changes nothing.
   */
  change: (
    reader: number,
    apply: (subscriber: Subscriber | undefined) => Subscriber | undefined,
  ) => Promise<Subscriber | undefined>;
  /** Lets the tick look at the reader at that time, or not at all. */
  setDue: (reader: number, at: number | undefined) => Promise<void>;
  /**
   * Takes up to so many readers that are due. Each is given to one caller, and becomes due again two
   * minutes later unless `setDue` says otherwise: a caller that dies loses nobody.
   */
  takeDue: (now: number, most: number) => Promise<number[]>;
  /** Every topic that somebody follows, once. */
  followed: () => Promise<Topic[]>;
  /** Topics that were shown for approval, for a day. */
  saveDraft: (topic: Topic) => Promise<void>;
  draft: (topic: string) => Promise<Topic | undefined>;
  forget: (reader: number) => Promise<void>;
};

/** One story in one digest. */
const entrySchema = z.strictObject({
  story: z.string(),
  /** What was known of it then: a later version is an update. */
  version: z.int(),
  /** The reader was told an earlier version. */
  update: z.boolean(),
  /** The topic by which it came. */
  topic: z.string(),
});
export type Entry = z.infer<typeof entrySchema>;

/** Why a digest ended without being sent. */
export const closings = [
  'late',
  'empty',
  'told',
  'paused',
  'unsubscribed',
  'blocked',
  'rejected',
  'failed',
] as const;
export type Closing = (typeof closings)[number];

/** One digest for one reader: `slot` at its hour, `now` when asked for, `page` behind «more». */
export const digestSchema = z.strictObject({
  /** `reader.date.slot`, `reader.now.message`, and for a page the digest's id with its number. */
  id: z.string(),
  reader: z.int(),
  chat: z.int(),
  language: z.enum(outputLanguages),
  /** The language of the stories themselves, where it is another. */
  output: z.enum(outputLanguages).optional(),
  kind: z.enum(['slot', 'now', 'page']),
  /** When it was due. */
  at: z.int(),
  /** One topic only, which the reader need not follow. */
  topic: topicSchema.optional(),
  /** All that there was to tell, best first; absent until it has been composed. */
  snapshot: z.array(entrySchema).optional(),
  /** Where in the snapshot this message begins. */
  from: z.int(),
});
export type Digest = z.infer<typeof digestSchema>;

/** The id of a reader's digest for a slot of their calendar. */
export const slotDigestId = (
  reader: number,
  { date, name }: { date: string; name: string },
): string => `${reader}.${date}.${name}`;

export type DigestState =
  | { state: 'planned' | 'sending' | 'doubt' }
  | { state: 'sent'; messageId: number }
  | { state: 'closed'; reason: Closing };

/** What a reader was told, and what they do not want to hear of: by story. */
export type Told = {
  /** The newest version that was told. */
  version: number;
  muted: boolean;
};

/** A story as it is told: its summary in one language, shared by all readers. */
export const toldStorySchema = z.strictObject({
  summary: storySummarySchema,
  how: z.enum(['model', 'extractive']),
  reason: answerSchema.shape.reason,
  /** Where it stood, under the ids that the summary uses; the first report first. */
  reports: z.array(
    z.strictObject({ id: z.string(), outlet: z.string(), url: z.string(), time: z.int() }),
  ),
  /** How many voices tell it in their own words, and how many repeat one of them. */
  independent: z.int(),
  copies: z.int(),
  /** What came last, in an outlet's own words: what is new, where the story was told before. */
  news: z.strictObject({ text: z.string(), outlet: z.string() }),
  /** Lines that did not hold against the outlets' texts. */
  dropped: z.int(),
  costMicroUsd: z.int(),
});
export type ToldStory = z.infer<typeof toldStorySchema>;

/** Summaries of stories, each made once. */
export type StorySummaries = {
  load: (key: string) => Promise<ToldStory | undefined>;
  /** Keeps it for ten days, or for a shorter time. */
  save: (key: string, told: ToldStory, forMs?: number) => Promise<void>;
  /** Whether this caller is to make it; others find it taken until then, or until it is saved. */
  claim: (key: string, forMs: number) => Promise<boolean>;
  unclaim: (key: string) => Promise<void>;
};

/** Digests as small state machines, and each reader's log of stories for thirty days. */
export type Digests = {
  /**
   * Creates the digest unless there is one of this id, and says whether it did. One that had nothing
   * to tell, and so was never sent, gives way to one that is due later.
   */
  plan: (digest: Digest) => Promise<boolean>;
  load: (id: string) => Promise<(Digest & DigestState) | undefined>;
  /** Sets what there is to tell, once; gives what counts. */
  compose: (id: string, snapshot: readonly Entry[]) => Promise<readonly Entry[]>;
  /**
   * Moves a planned digest to `sending` and notes its stories as told, in one step. `told` where one
   * of them was told or muted meanwhile, `gone` where the digest was not planned.
   */
  begin: (id: string, entries: readonly Entry[]) => Promise<'begun' | 'told' | 'gone'>;
  /**
   * Ends the sending. Unless it was sent, the stories become eligible again; `planned` lets it be
   * tried once more, and one in doubt is counted.
   */
  settle: (id: string, to: DigestState) => Promise<void>;
  /** How many have been in doubt, ever. */
  doubts: () => Promise<number>;
  told: (reader: number) => Promise<ReadonlyMap<string, Told>>;
  setMuted: (reader: number, story: string, muted: boolean) => Promise<void>;
  forget: (reader: number) => Promise<void>;
};
