import { z } from 'zod';

/** The topics that every reader can choose by a button; free text makes all others. */
export const standingTopics = [
  'politics',
  'economy',
  'sport',
  'technology',
  'culture',
  'health',
  'science',
] as const;
export type StandingTopic = (typeof standingTopics)[number];

/** One wanted thing: a single word, or the words of a phrase that stand together, as printed. */
const term = z.array(z.string().max(40)).min(1).max(6);

/**
 * What an item must say to belong to a free-text topic; inflected forms count. Every group of `must`
 * needs one of its terms in the item; `any` raises the score; one of `not` shuts the item out. Places
 * and people are groups of their own, because a wrong one is never made good by the rest.
 */
export const topicQuerySchema = z.strictObject({
  must: z.array(z.array(term).min(1).max(24)).max(8),
  any: z.array(term).max(40),
  not: z.array(term).max(40),
  places: z.array(term).max(40),
  people: z.array(term).max(40),
});

export type TopicQuery = z.infer<typeof topicQuerySchema>;
export type Term = z.infer<typeof term>;

/** What a reader follows. Two readers who typed the same words share one free-text topic. */
export type Topic =
  | { kind: 'standing'; id: StandingTopic }
  | { kind: 'free'; id: string; text: string; query: TopicQuery };
