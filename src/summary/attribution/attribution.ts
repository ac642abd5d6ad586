import type { SourceKind } from '../summary.ts';

/** A stretch of the article's text, in UTF-16 offsets: `text.slice(start, end)`. */
export type Span = { start: number; end: number };

/** Words that the article prints between quotation marks or after a colon, marks left out. */
export type Quotation = Span & { text: string };

/** A sentence in which somebody says something. */
export type Statement = {
  /** Index of the speaker in `Attribution.sources`. */
  source: number;
  /** The words that show that this is reported speech, as printed: «وأضاف», «بحسب». */
  cue: string;
  /** The speaker as this sentence names it; empty where the speaker is only understood. */
  subject: string;
  /** The sentence in the article's text. */
  sentence: Span;
  quotes: Quotation[];
};

/** Somebody who says something in the article, under the longest name that it prints. */
export type AttributedSource = {
  /** The name without role or title, as printed; for unnamed sources the noun phrase. */
  name: string;
  /** A contiguous string of the article's text that names the source. */
  mention: string;
  /** As printed, «مستشار الكرملين للسياسة الخارجية»; empty where the article gives none. */
  role: string;
  kind: SourceKind;
  /** `minor` sources are mentioned in passing: a relaying outlet, a bystander of one half-sentence. */
  salience: 'core' | 'minor';
  /** Every form under which the article mentions the source as a speaker. */
  aliases: string[];
  quotes: Quotation[];
};

/** Who says what in an article: sources and statements in the order of the text. */
export type Attribution = { sources: AttributedSource[]; statements: Statement[] };
