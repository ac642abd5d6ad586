import { foldedWords } from '../../arabic/words.ts';
import type { FeedItem } from '../feed.ts';
import type { StandingTopic, Topic } from '../topic.ts';
import { classify } from './classify.ts';
import { itemWords } from './item-words.ts';
import { matchTopic } from './match-topic.ts';
import { placeAt } from './places.ts';

const mostStanding = 2;
const mostPlaces = 2;

/** What of an item is read for routing. */
export type Routable = Pick<FeedItem, 'title' | 'lead' | 'topics'>;

/** The topics among these that an item belongs to, by id, with scores above 0 and up to 1. */
export const route = (item: Routable, topics: readonly Topic[]): ReadonlyMap<string, number> => {
  const read = itemWords(item);
  const standing = new Map(
    classify(read, item.topics).map(({ topic, score }) => [topic, score] as const),
  );
  const scores = topics.map((topic) => {
    const score =
      topic.kind === 'standing' ? (standing.get(topic.id) ?? 0) : matchTopic(topic.query, read);
    return [topic.id, score] as const;
  });
  return new Map(scores.filter(([, score]) => score > 0));
};

/** What a text could be followed by: its standing topics, and the places that its title names. */
export const topicsOf = (
  item: Pick<Routable, 'title' | 'lead'>,
): { standing: StandingTopic[]; places: string[] } => {
  const title = foldedWords(item.title);
  const places = title.flatMap((_, at) => {
    const found = placeAt(title.slice(at, at + 2));
    return found?.place.names[0]?.join(' ') ?? [];
  });
  return {
    standing: classify(itemWords(item))
      .slice(0, mostStanding)
      .map(({ topic }) => topic),
    places: [...new Set(places)].slice(0, mostPlaces),
  };
};
