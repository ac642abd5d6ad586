import { fold } from '../../arabic/normalise.ts';
import { isStopWord, stem } from '../../arabic/words.ts';
import commonWords from './common-words.json' with { type: 'json' };

/**
 * The words of news are taken as seen in so many items before the first one comes, so that the first
 * hour is not clustered by «أعلن» and «رئيس».
 */
const assumedItems = 3_000;
/** At this many items all counts are halved: the vocabulary follows the news and stays bounded. */
const halvedAt = 50_000;
/** A power of two: words of the news come again and again. */
const rememberedWords = 2 ** 17;

/** What a word without content of its own has instead of a term. */
export const noTerm = -1;
const unknown = -2;

/** 32 bits of FNV-1a. Among 200,000 words some five pairs share one, which is harmless. */
export const keyOf = (text: string, from = 0, to = text.length): number => {
  let hash = 0x811c9dc5 | 0;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
};

/** In common-words.json, by hand: the share of items in which each word is assumed to stand. */
const assumed: ReadonlyMap<number, number> = new Map(
  commonWords.flatMap(({ share, words }) =>
    words
      .flatMap((line) => line.split(' '))
      .map((word) => [keyOf(stem(fold(word))), share * assumedItems] as const),
  ),
);

const isContent = (folded: string): boolean =>
  (folded.length > 1 || /\p{N}/u.test(folded)) && !isStopWord(folded);

/**
 * The terms of news: each stem is a small number, by which arrays are indexed. How rare a term is gets
 * learnt from the items as they come. `isUsed` says which terms must keep their numbers though no
 * newer item has them.
 */
export const createVocabulary = (isUsed: (term: number) => boolean) => {
  const terms = new Map<number, number>();
  const keys: number[] = [];
  const counts: number[] = [];
  const free: number[] = [];
  let items = 0;

  const termOfKey = (key: number): number => {
    const known = terms.get(key);
    if (known !== undefined) return known;
    const term = free.pop() ?? keys.length;
    terms.set(key, term);
    keys[term] = key;
    counts[term] = assumed.get(key) ?? 0;
    return term;
  };
  /** What term a word has: the words by the last bits of their keys, one each. */
  const words = new Int32Array(rememberedWords);
  const termOfWord = new Int32Array(rememberedWords).fill(unknown);

  const halve = (): void => {
    items = Math.floor(items / 2);
    for (const [key, term] of terms) {
      const always = assumed.get(key) ?? 0;
      const left = always + Math.floor(((counts[term] ?? 0) - always) / 2);
      counts[term] = left;
      if (left > 0 || isUsed(term)) continue;
      terms.delete(key);
      free.push(term);
    }
    termOfWord.fill(unknown);
  };

  return {
    /** Terms so far: each is smaller than this. */
    size: (): number => keys.length,
    /** The term of a word within a folded text, or `noTerm`. */
    termOf: (folded: string, from: number, to: number): number => {
      const key = keyOf(folded, from, to);
      const place = key & (rememberedWords - 1);
      const known = termOfWord[place] ?? unknown;
      if (words[place] === key && known !== unknown) return known;
      const word = folded.slice(from, to);
      const term = isContent(word) ? termOfKey(keyOf(stem(word))) : noTerm;
      words[place] = key;
      termOfWord[place] = term;
      return term;
    },
    /** What a term is known by in a fingerprint, at random among all numbers. */
    keyOf: (term: number): number => keys[term] ?? 0,
    /** Counts an item's terms, each of which comes once. Call `follow` before the item is read. */
    learn: (own: readonly number[]): void => {
      for (const term of own) counts[term] = (counts[term] ?? 0) + 1;
      items += 1;
    },
    /** Forgets what is no more in the news, when it is time to: numbers of terms may change hands. */
    follow: (): void => {
      if (items >= halvedAt) halve();
    },
    /** Inverse document frequency: the natural logarithm of one item in how many has the term. */
    rarity: (term: number): number =>
      Math.log((items + assumedItems + 1) / ((counts[term] ?? 0) + 1)),
  };
};

export type Vocabulary = ReturnType<typeof createVocabulary>;
