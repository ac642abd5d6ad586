import { fold } from '../../arabic/normalise.ts';
import { stem } from '../../arabic/words.ts';
import commonWords from './common-words.json' with { type: 'json' };
import { termKey } from './terms.ts';

/**
 * The words of news are taken as seen in so many items before the first one comes, so that the first
 * hour is not clustered by «أعلن» and «رئيس».
 */
const assumedItems = 3_000;

/** At this many items all counts are halved: the vocabulary follows the news and stays bounded. */
const halvedAt = 50_000;

/** In common-words.json, by hand: the share of items in which each word is assumed to stand. */
const assumed: ReadonlyMap<number, number> = new Map(
  commonWords.flatMap(({ share, words }) =>
    words
      .flatMap((line) => line.split(' '))
      .map((word) => [termKey(stem(fold(word))), share * assumedItems] as const),
  ),
);

/** The document frequencies that terms are weighed by, learnt from the items as they come. */
export const createVocabulary = () => {
  const counts = new Map(assumed);
  let items = 0;

  const halve = (): void => {
    items = Math.floor(items / 2);
    for (const [term, count] of counts) {
      const always = assumed.get(term) ?? 0;
      const left = always + Math.floor((count - always) / 2);
      if (left === 0) counts.delete(term);
      else counts.set(term, left);
    }
  };

  return {
    /** Counts an item's terms, each of which comes once. */
    learn: (terms: Iterable<number>): void => {
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      items += 1;
      if (items >= halvedAt) halve();
    },
    /** Inverse document frequency: the natural logarithm of one item in how many has the term. */
    rarity: (term: number): number =>
      Math.log((items + assumedItems + 1) / ((counts.get(term) ?? 0) + 1)),
  };
};

export type Vocabulary = ReturnType<typeof createVocabulary>;
