import { parseOpml } from 'feedsmith';
import { z } from 'zod';

import { feedSchema } from '../digest/catalogue.ts';
import type { Feed } from '../digest/feed.ts';
import { type StandingTopic, standingTopics } from '../digest/topic.ts';
import { Failure } from '../lib/failure.ts';

/** The part of an OPML outline that lists feeds; folders hold further outlines. */
type Outline = {
  text?: string | undefined;
  title?: string | undefined;
  xmlUrl?: string | undefined;
  category?: string | undefined;
  outlines?: Outline[] | undefined;
};

const mostFolders = 5;

const isTopic = (word: string): word is StandingTopic =>
  standingTopics.some((topic) => topic === word);

/** Folders and categories named like a standing topic say what the feeds below are about. */
const feedsBelow = (outline: Outline, above: readonly string[], depth: number): unknown[] => {
  const { text = '', title = '', xmlUrl, category = '', outlines = [] } = outline;
  const words = [...above, ...category.toLowerCase().split(/[/,\s]+/)];
  const own =
    xmlUrl === undefined
      ? []
      : [
          {
            url: xmlUrl,
            outlet: title || text || URL.parse(xmlUrl)?.hostname,
            topics: words.filter(isTopic),
          },
        ];
  const inside = depth < mostFolders ? outlines : [];
  const below = [...words, text.trim().toLowerCase()];
  return [...own, ...inside.flatMap((each) => feedsBelow(each, below, depth + 1))];
};

const listed = (text: string): unknown =>
  text.trimStart().startsWith('<')
    ? (parseOpml(text).body?.outlines ?? []).flatMap((outline) => feedsBelow(outline, [], 0))
    : JSON.parse(text);

const listSchema = z.array(feedSchema).min(1, 'names no feed').max(2_000);

/**
 * Reads an operator's list of feeds: JSON as the built-in catalogue has it, or OPML. Each address
 * counts once. Throws a Failure whose message says what is wrong, and where.
 */
export const readFeedList = (text: string): Feed[] => {
  let list: unknown;
  try {
    list = listed(text.replace(/^\uFEFF/, ''));
  } catch (thrown) {
    throw new Failure('internal', 'FEEDS_FILE is neither JSON nor OPML', { cause: thrown });
  }
  const parsed = listSchema.safeParse(list);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.') ?? '';
    throw new Failure('internal', `FEEDS_FILE, entry ${place || '?'}: ${issue?.message ?? ''}`);
  }
  return [...new Map(parsed.data.map((feed) => [feed.url, feed])).values()];
};
