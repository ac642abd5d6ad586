import { type Sentence, sentences } from '../../arabic/sentences.ts';
import { words } from '../../arabic/words.ts';
import { dateline } from './asides.ts';
import type { Quotation } from './attribution.ts';
import { spelled } from './lexicon.ts';
import { type Looks, looksOf } from './looks.ts';
import type { Vocabulary } from './words.ts';

/** A word of a sentence with what stands before it. */
export type Token = Looks & {
  raw: string;
  start: number;
  end: number;
  /** What is printed between the word before, or the sentence's start, and this one. */
  gap: string;
  /** The quotation that the word is printed in. */
  quotation: Quotation | undefined;
};

/** A sentence of the article and its words. */
export type Line = {
  sentence: Sentence;
  tokens: Token[];
  /** Those that open here. */
  quotations: Quotation[];
};

/** An article in the form that all rules read. */
export type Reading = {
  text: string;
  lines: Line[];
  vocabulary: Vocabulary;
};

/** What the parts of a phrase are looked for in: a sentence, and what the whole article prints. */
export type Reader = {
  tokens: readonly Token[];
  vocabulary: Vocabulary;
  /** Words of the names that the article introduces in full, and the last word of each. */
  known: ReadonlySet<string>;
  surnames: ReadonlySet<string>;
};

/** Only blanks, a hyphen inside a name or a closing mark part this word from the one before. */
export const isJoined = ({ gap, quotation }: Token): boolean =>
  gap === ' ' ||
  (quotation === undefined
    ? /^["»”]?[\s\u200c-\u200f#_'’-]*\.?\s?$/u
    : /^[\s\u200c-\u200f#_'’-]*\.?\s?$/u
  ).test(gap);

/** The word there as it is compared; empty past the ends. */
export const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.folded ?? '';

/** The word there, if only a blank parts it from the one before. */
export const joinedAt = ({ tokens }: Reader, at: number): Token | undefined => {
  const token = tokens[at];
  return token !== undefined && isJoined(token) ? token : undefined;
};

/** The same as it is compared; empty where there is none. */
export const joinedWord = (reader: Reader, at: number): string =>
  joinedAt(reader, at)?.folded ?? '';

/** No word or gap of the news is longer, and no sentence: hostile text must not cost more. */
const longestWord = 40;
const longestGap = 12;
const longestSentence = 1_000;

const shortened = (gap: string): string =>
  gap.length > 2 * longestGap ? gap.slice(0, longestGap) + gap.slice(-longestGap) : gap;

const tokensOf = (text: string, sentence: Sentence, quotations: readonly Quotation[]): Token[] => {
  const from = dateline.exec(sentence.text)?.[0].length ?? 0;
  let before = sentence.start + from;
  let next = 0;
  return words(sentence.text)
    .filter(({ start }) => start >= from)
    .slice(0, longestSentence)
    .map((word) => {
      const start = sentence.start + word.start;
      const end = sentence.start + word.end;
      const gap = shortened(text.slice(before, start));
      before = end;
      while ((quotations[next]?.end ?? Infinity) <= start) next += 1;
      const candidate = quotations[next];
      const inside = candidate !== undefined && candidate.start <= start && end <= candidate.end;
      const raw = word.raw.slice(0, longestWord);
      return {
        ...looksOf(raw === word.raw ? spelled(raw, word.folded) : spelled(raw)),
        raw,
        start,
        end,
        gap,
        quotation: inside ? candidate : undefined,
      };
    });
};

/** Reads an article's text into sentences, words and quotations. Linear in its length. */
export const read = (text: string): Reading => {
  const quotations = quotationsIn(text);
  let next = 0;
  const lines = sentences(text).map((sentence): Line => {
    while ((quotations[next]?.end ?? Infinity) <= sentence.start) next += 1;
    const from = next;
    while ((quotations[next]?.start ?? Infinity) < sentence.end) next += 1;
    const within = quotations.slice(from, next);
    // One that reaches into the next sentence is looked at again there.
    if ((within.at(-1)?.end ?? 0) > sentence.end) next -= 1;
    return {
      sentence,
      tokens: tokensOf(text, sentence, within),
      quotations: within.filter(({ start }) => start >= sentence.start),
    };
  });
  const counts = new Map<string, number>();
  for (const { tokens } of lines) {
    for (const { folded } of tokens) counts.set(folded, (counts.get(folded) ?? 0) + 1);
  }
  return { text, lines, vocabulary: counts };
};

/** What is read of a sentence at a word, read once: each rule asks again. */
export const onceAt = <T>(
  find: (reader: Reader, at: number) => T,
): ((reader: Reader, at: number) => T) => {
  const found = new WeakMap<Reader, Map<number, { value: T }>>();
  return (reader, at) => {
    const places = found.get(reader) ?? new Map<number, { value: T }>();
    found.set(reader, places);
    const known = places.get(at) ?? { value: find(reader, at) };
    places.set(at, known);
    return known.value;
  };
};

/** The same sentence with a letter of clitics off one of its words; «لل» becomes «ال». */
export const afterClitic = onceAt((reader, at): Reader => {
  const token = reader.tokens[at];
  if (token === undefined) return reader;
  const folded = token.folded.startsWith('لل')
    ? `ال${token.folded.slice(2)}`
    : token.folded.slice(1);
  const changed = {
    ...token,
    ...looksOf(folded),
    raw: token.raw.slice(1),
    start: token.start + 1,
    gap: ' ',
  };
  return { ...reader, tokens: reader.tokens.with(at, changed) };
});

const closers: Record<string, string> = { '«': '»', '“': '”', '”': '”', '„': '”', '"': '"' };

/** A quotation longer than this is taken for a forgotten mark. */
const longest = 1_500;

/**
 * The texts between quotation marks, marks and outer blanks left out, in order and never nested.
 * A mark that is not closed in its paragraph opens nothing.
 */
const quotationsIn = (text: string): Quotation[] => {
  const found: Quotation[] = [];
  const opening = /[«“”„"]/gu;
  for (let mark = opening.exec(text); mark !== null; mark = opening.exec(text)) {
    const from = mark.index + 1;
    const line = text.slice(from, from + longest).split('\n', 1)[0] ?? '';
    const close = line.indexOf(closers[mark[0]] ?? '');
    if (close <= 0) continue;
    const inner = line.slice(0, close);
    const start = from + inner.length - inner.trimStart().length;
    const words = inner.trim();
    if (words !== '') found.push({ start, end: start + words.length, text: words });
    opening.lastIndex = from + close + 1;
  }
  return found;
};
