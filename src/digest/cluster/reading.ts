import { fold } from '../../arabic/normalise.ts';
import { eachWord } from '../../arabic/words.ts';
import type { FeedItem } from '../feed.ts';
import { type Sketch, sketchOf } from './sketch.ts';
import { noTerm, type Vocabulary } from './vocabulary.ts';

/** What of an item is compared. Times are milliseconds since 1970. */
export type Comparable = Pick<FeedItem, 'id' | 'title' | 'lead' | 'time'>;

/** Terms as the units of a string, two each: an array of such numbers takes three times the memory. */
type PackedTerms = string;

/** A text of its own within a story, by which later items are known as its copies or as its like. */
export type Original = Sketch & { item: string; time: number; title: PackedTerms };

/** An item as it is compared: its terms, each once, with weight and rarity; title and lead apart. */
export type Reading = {
  terms: readonly number[];
  weights: readonly number[];
  rarities: readonly number[];
  /** The Euclidean length of the weights. */
  norm: number;
  title: readonly number[];
  /** What a story keeps of it. */
  original: Original;
};

/**
 * A word of the title weighs as much as one and a half at the head of the lead. From there on weight
 * falls by a factor of e every 60 words: what comes late is background that other events share.
 */
const titleWeight = 1.5;
const leadWords = 70;
const leadWeights = Array.from({ length: leadWords }, (_, at) => Math.exp(-at / 60));
/** Enough for seventy words; a hostile feed may send a megabyte. */
const mostCharacters = 600;

const packed = (terms: readonly number[]): PackedTerms =>
  String.fromCharCode(...terms.flatMap((term) => [term >>> 16, term & 0xffff]));

/** Terms as they were before they were packed. */
export const unpacked = (terms: PackedTerms): number[] => {
  const found: number[] = [];
  for (let at = 0; at < terms.length; at += 2) {
    found.push(terms.charCodeAt(at) * 0x1_0000 + terms.charCodeAt(at + 1));
  }
  return found;
};

const termsOf = (text: string, { termOf }: Vocabulary): number[] => {
  const folded = fold(text.slice(0, mostCharacters));
  const found: number[] = [];
  eachWord(folded, (from, to) => {
    const term = termOf(folded, from, to);
    if (term !== noTerm) found.push(term);
  });
  return found;
};

/** Reads an item by the words that are known so far, and learns from it. */
export const readItem = ({ id, time, ...text }: Comparable, vocabulary: Vocabulary): Reading => {
  vocabulary.follow();
  const title = termsOf(text.title, vocabulary);
  const lead = termsOf(text.lead, vocabulary).slice(0, leadWords);
  const terms: number[] = [];
  const weights: number[] = [];
  const add = (term: number, weight: number): void => {
    const at = terms.indexOf(term);
    if (at < 0) {
      terms.push(term);
      weights.push(weight);
    } else weights[at] = (weights[at] ?? 0) + weight;
  };
  for (const term of title) add(term, titleWeight);
  for (const [at, term] of lead.entries()) add(term, leadWeights[at] ?? 0);
  vocabulary.learn(terms);
  const rarities = terms.map(vocabulary.rarity);
  let squares = 0;
  for (const [at, rarity] of rarities.entries()) {
    const weight = (weights[at] ?? 0) * rarity;
    weights[at] = weight;
    squares += weight * weight;
  }
  const sketch = sketchOf(lead.map(vocabulary.keyOf));
  const original = { item: id, time, ...sketch, title: packed(title) };
  return { terms, weights, rarities, norm: Math.sqrt(squares), title, original };
};
