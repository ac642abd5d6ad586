import { z } from 'zod';

import type { TextLanguage } from '../article/article.ts';
import { type StandingTopic, standingTopics } from './topic.ts';

/** A source of items: an RSS or Atom address, or the public page of a Telegram channel. */
export type Feed = {
  url: string;
  outlet: string;
  /** Whose outlet it is, where several belong to one house: they count as one voice. */
  owner?: string;
  /** ISO 3166 code of two letters, empty where it has none. */
  country: string;
  language: TextLanguage;
  /** What the whole feed is about; empty for a feed of everything. */
  topics: StandingTopic[];
};

/** One piece of news as a feed carries it. Strings are bounded and cleaned by whoever read the feed. */
export const feedItemSchema = z.strictObject({
  /** Stable: the same item read twice has the same id. */
  id: z.string(),
  outlet: z.string(),
  owner: z.string().exactOptional(),
  url: z.string(),
  title: z.string(),
  /** The first sentences, as far as the feed gives them. */
  lead: z.string(),
  /** When it was published, in milliseconds since 1970. */
  time: z.number(),
  /** The topics of the feed or section that it stood in. */
  topics: z.array(z.enum(standingTopics)).readonly(),
  language: z.enum(['ar', 'fa', 'ur', 'en', 'other']),
});
export type FeedItem = z.infer<typeof feedItemSchema>;
