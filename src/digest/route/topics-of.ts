import { words } from '../../arabic/words.ts';
import type { StandingTopic } from '../topic.ts';
import { classify } from './classify.ts';
import { itemWords } from './item-words.ts';
import { placeAt } from './places.ts';

const mostStanding = 2;
const mostPlaces = 2;

/** What a text could be followed by: its standing topics, and the places that its title names. */
export const topicsOf = (item: {
  title: string;
  lead: string;
}): { standing: StandingTopic[]; places: string[] } => {
  const title = words(item.title).map(({ folded }) => folded);
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
