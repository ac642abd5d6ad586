import { sentences, type Sentence } from '../../arabic/sentences.ts';
import { words } from '../../arabic/words.ts';
import type { Quotation, Span } from './attribution.ts';
import { spelled } from './lexicon.ts';
import { quotationsIn } from './quotations.ts';

/** A word of a sentence with what stands before it. */
export type Token = {
  raw: string;
  folded: string;
  start: number;
  end: number;
  /** What is printed between the word before, or the sentence's start, and this one. */
  gap: string;
  /** The quotation that the word is printed in. */
  quotation: Quotation | undefined;
};

/** A sentence of the article and its words. */
export type Line = { sentence: Span & { paragraph: number }; tokens: Token[] };

/** An article in the form that all rules read. */
export type Reading = {
  text: string;
  lines: Line[];
  quotations: Quotation[];
  /** Every folded word of the article: tells «وماكرون» (and Macron) from «ويليام» (William). */
  vocabulary: ReadonlySet<string>;
};

const tokensOf = (text: string, sentence: Sentence, quotations: Quotation[]): Token[] => {
  let before = sentence.start;
  let next = quotations.findIndex(({ end }) => end > sentence.start);
  return words(sentence.text).map(({ raw, start, end }) => {
    const from = sentence.start + start;
    const to = sentence.start + end;
    const gap = text.slice(before, from);
    before = to;
    while (next >= 0 && next < quotations.length && (quotations[next]?.end ?? 0) <= from) next += 1;
    const candidate = quotations[next];
    const inside = candidate !== undefined && candidate.start <= from && to <= candidate.end;
    return {
      raw,
      folded: spelled(raw),
      start: from,
      end: to,
      gap,
      quotation: inside ? candidate : undefined,
    };
  });
};

/** Reads an article's text into sentences, words and quotations. Linear in its length. */
export const read = (text: string): Reading => {
  const quotations = quotationsIn(text);
  const lines = sentences(text).map((sentence) => ({
    sentence: { start: sentence.start, end: sentence.end, paragraph: sentence.paragraph },
    tokens: tokensOf(text, sentence, quotations),
  }));
  const vocabulary = new Set(lines.flatMap(({ tokens }) => tokens.map(({ folded }) => folded)));
  return { text, lines, quotations, vocabulary };
};
