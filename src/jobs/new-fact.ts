import { quantities } from '../arabic/numbers.ts';
import { isStopWord, stem, words } from '../arabic/words.ts';
import type { Story, StoryItem } from '../digest/story.ts';

/** A text is more than another telling of the same where this share of its words is new. */
const newShare = 0.6;
const leastNewWords = 20;

const saidBy = ({ title, lead }: StoryItem): string => `${title}. ${lead}`;

const figures = (text: string): string[] =>
  quantities(text).map(({ value, unit }) => `${value} ${unit}`);

const contents = (text: string): string[] =>
  words(text)
    .filter(({ folded }) => folded.length > 2 && !isStopWord(folded))
    .map(({ folded }) => stem(folded));

/**
 * Whether an item tells something that no earlier item of its story told, as far as counting can
 * say: a figure in its title that none of them has, or a text that is mostly made of new words. Copies
 * tell nothing new.
 */
export const bringsNewFact = ({ items }: Story, item: StoryItem): boolean => {
  if (item.copyOf !== undefined) return false;
  // Copies say what another item says.
  const earlier = items
    .filter(({ id, copyOf }) => id !== item.id && copyOf === undefined)
    .map(saidBy);
  const knownWords = new Set(earlier.flatMap(contents));
  const own = [...new Set(contents(saidBy(item)))];
  const fresh = own.filter((word) => !knownWords.has(word));
  if (fresh.length >= leastNewWords && fresh.length >= own.length * newShare) return true;
  const claimed = figures(item.title);
  if (claimed.length === 0) return false;
  const known = new Set(earlier.flatMap(figures));
  return claimed.some((figure) => !known.has(figure));
};
