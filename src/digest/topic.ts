import { z } from 'zod';

import { foldedWords, isStopWord } from '../arabic/words.ts';

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

/** What readers call the standing topics, folded and without the article, one topic a line. */
const names: Readonly<Record<StandingTopic, string>> = {
  politics: 'سياسه سياسي سياسيه politics political',
  economy: 'اقتصاد اقتصادي اقتصاديه اعمال مال economy economics business finance',
  sport: 'رياضه رياضي رياضيه رياضات sport sports',
  technology: 'تقنيه تقنيات تقني تكنولوجيا تكنلوجيا technology tech',
  culture: 'ثقافه ثقافي ثقافيه فن فنون فني فنيه culture art arts',
  health: 'صحه صحي صحيه طب health medicine',
  science: 'علوم علم علمي علميه science sciences',
};

const byName: ReadonlyMap<string, StandingTopic> = new Map(
  standingTopics.flatMap((topic) => names[topic].split(' ').map((name) => [name, topic])),
);

/**
 * The standing topic that a reader's words name, however they are written: «رياضة», «أخبار الرياضه»,
 * «مال وأعمال», "Sports". `undefined` where they say anything else.
 */
export const standingTopicOf = (text: string): StandingTopic | undefined => {
  const said = foldedWords(text.slice(0, 100))
    .filter((word) => !isStopWord(word))
    .map((word) => word.replace(/^و?ال(?=..)/, ''))
    .filter((word) => !/^(?:اخبار|خبر|اخر|موضوع|news|about)$/.test(word));
  const found = new Set(said.map((word) => byName.get(word) ?? byName.get(word.replace(/^و/, ''))));
  const [only] = found;
  return found.size === 1 ? only : undefined;
};

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

/** Every standing topic. */
export const everyStanding: readonly Topic[] = standingTopics.map((id) => ({
  kind: 'standing',
  id,
}));
