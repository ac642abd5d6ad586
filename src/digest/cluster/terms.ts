import { foldedWords, isStopWord, stem } from '../../arabic/words.ts';

/**
 * A word of the title weighs as much as one and a half at the head of the lead. From there on weight
 * falls by a factor of e every 60 words: what comes late is background that other events share.
 */
const titleWeight = 1.5;
const fadingWords = 60;
const leadWords = 70;
/** Enough for seventy words; a hostile feed may send a megabyte. */
const mostCharacters = 900;

/** What an item is compared by: the weight of each term, and its title's and lead's terms in order. */
export type ItemTerms = {
  weights: ReadonlyMap<number, number>;
  title: readonly number[];
  lead: readonly number[];
};

/** A term's key: 32 bits of FNV-1a. Among 200,000 terms some five pairs share one, which is harmless. */
export const termKey = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
};

const isContent = (folded: string): boolean =>
  (folded.length > 1 || /\p{N}/u.test(folded)) && !isStopWord(folded);

const keysOf = (text: string): number[] =>
  foldedWords(text.slice(0, mostCharacters))
    .filter(isContent)
    .map((word) => termKey(stem(word)));

/** The content stems of a title and of the beginning of its lead. */
export const itemTerms = ({ title, lead }: { title: string; lead: string }): ItemTerms => {
  const head = keysOf(title);
  const opening = keysOf(lead).slice(0, leadWords);
  const weights = new Map<number, number>();
  const add = (key: number, weight: number): void => {
    weights.set(key, (weights.get(key) ?? 0) + weight);
  };
  for (const key of head) add(key, titleWeight);
  opening.forEach((key, at) => {
    add(key, Math.exp(-at / fadingWords));
  });
  return { weights, title: head, lead: opening };
};

/** Terms as the units of a string, two each: an array of such numbers takes three times the memory. */
export type PackedTerms = string;

export const packTerms = (terms: readonly number[]): PackedTerms =>
  String.fromCharCode(...terms.flatMap((term) => [term >>> 16, term & 0xffff]));

export const unpackTerms = (packed: PackedTerms): number[] =>
  Array.from(
    { length: packed.length / 2 },
    (_, at) => packed.charCodeAt(2 * at) * 0x1_0000 + packed.charCodeAt(2 * at + 1),
  );
