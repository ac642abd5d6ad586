import { isStopWord, stem, words } from '../../arabic/words.ts';
import type { FeedItem } from '../feed.ts';
import type { Term, Topic, TopicQuery } from '../topic.ts';

const stemsOf = (text: string): string[] =>
  words(text)
    .filter(({ folded }) => folded.length > 1 && !isStopWord(folded))
    .map(({ folded }) => stem(folded));

/**
 * A reader's words as a question, by their stems alone: all of them must be there; narrower, all of
 * them in the title or side by side; wider, one of them is enough.
 */
export const plainQuery = (text: string, breadth: 'narrow' | 'usual' | 'wide'): TopicQuery => {
  const stems = [...new Set(stemsOf(text))].slice(0, 6);
  const alone = stems.map((word): Term => [word]);
  const must = { narrow: [[stems]], usual: alone.map((term) => [term]), wide: [alone] }[breadth];
  return { must: stems.length === 0 ? [] : must, any: [], not: [], places: [], people: [] };
};

/** How well an item answers a question, between 0 and 1. */
const answers = ({ must, any, not, places, people }: TopicQuery, item: FeedItem): number => {
  const spoken = ` ${stemsOf(`${item.title} ${item.lead}`).join(' ')} `;
  const says = (term: Term): boolean => spoken.includes(` ${term.join(' ')} `);
  const groups = [...must, places, people].filter((terms) => terms.length > 0);
  if (groups.length === 0 || not.some(says) || !groups.every((terms) => terms.some(says))) return 0;
  return any.length === 0 ? 1 : 0.5 + 0.5 * (any.filter(says).length / any.length);
};

/** The topics that an item belongs to, by its section and its words, with their scores. */
export const plainRoute = (item: FeedItem, topics: readonly Topic[]): ReadonlyMap<string, number> =>
  new Map(
    topics
      .map((topic): [string, number] => [
        topic.id,
        topic.kind === 'standing'
          ? Number(item.topics.includes(topic.id))
          : answers(topic.query, item),
      ])
      .filter(([, score]) => score > 0),
  );
