import type { Span } from '../../arabic/verbatim.ts';
import { words } from '../../arabic/words.ts';
import type { Prose } from '../../article/article.ts';
import { remembering } from '../../lib/remember.ts';
import { type Lexeme, lexemeOf } from './lexeme.ts';

/** A word of a text. Offsets are UTF-16 units. */
export type Token = Lexeme & {
  raw: string;
  start: number;
  end: number;
  /** A mark that closes a clause stands between this word and the next. */
  closes: boolean;
  /** That mark is no quotation mark or bracket. */
  stops: boolean;
};

/** A text read once: its words in order and where each stem and form stands. */
export type Reading = {
  text: string;
  tokens: readonly Token[];
  stems: ReadonlyMap<string, readonly number[]>;
  forms: ReadonlyMap<string, readonly number[]>;
  cores: ReadonlySet<string>;
  roots: ReadonlySet<string>;
};

const clauseEnd = /[.،,؛;:؟?!…\n«»"“”()]/;

const place = (index: Map<string, number[]>, key: string, at: number): void => {
  const places = index.get(key);
  if (places === undefined) index.set(key, [at]);
  else if (places.at(-1) !== at) places.push(at);
};

/** Most stretches are looked into for their words alone, so that each index waits until it is asked for. */
const index = (text: string, tokens: readonly Token[]): Reading => {
  let stems: Map<string, number[]> | undefined;
  let forms: Map<string, number[]> | undefined;
  let cores: Set<string> | undefined;
  let roots: Set<string> | undefined;
  const places = (keysOf: (token: Token) => readonly string[]): Map<string, number[]> => {
    const found = new Map<string, number[]>();
    for (const [at, token] of tokens.entries()) {
      for (const key of keysOf(token)) place(found, key, at);
    }
    return found;
  };
  return {
    text,
    tokens,
    get stems() {
      return (stems ??= places(({ stem }) => [stem]));
    },
    get forms() {
      return (forms ??= places((token) => token.forms));
    },
    get cores() {
      return (cores ??= new Set(tokens.map(({ core }) => core)));
    },
    get roots() {
      return (roots ??= new Set(tokens.map(({ root }) => root)));
    },
  };
};

/** Reads a text for comparison. */
export const read = (text: string): Reading => {
  const found = words(text);
  const tokens = found.map(({ raw, folded, start, end }, at): Token => {
    const next = found[at + 1];
    const between = next === undefined ? '.' : text.slice(end, next.start);
    return {
      ...lexemeOf(folded),
      raw,
      start,
      end,
      closes: between !== ' ' && clauseEnd.test(between),
      stops: between !== ' ' && /[.،,؛;:؟?!…\n]/.test(between),
    };
  });
  return index(text, tokens);
};

/** The words of a name or another short text, which is read again and again. */
export const wordsOf = remembering(2_000, (text): readonly Token[] => read(text).tokens);

/** Index of the first word for which this holds, as it then does for all behind it. */
export const firstFrom = (tokens: readonly Token[], holds: (token: Token) => boolean): number => {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const token = tokens[middle];
    if (token !== undefined && holds(token)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The words of a stretch. */
export const tokensIn = ({ tokens }: Reading, span: Span): readonly Token[] =>
  tokens.slice(
    firstFrom(tokens, ({ start }) => start >= span.start),
    firstFrom(tokens, ({ end }) => end > span.end),
  );

/** A stretch of a text that is read already; offsets stay those of the whole. */
export const part = (reading: Reading, span: Span): Reading =>
  index(reading.text.slice(span.start, span.end), tokensIn(reading, span));

/** Several stretches of a text that is read already, in the text's order. */
export const parts = (reading: Reading, spans: readonly Span[]): Reading =>
  index(reading.text, [
    ...new Set(
      spans.toSorted((a, b) => a.start - b.start).flatMap((span) => tokensIn(reading, span)),
    ),
  ]);

/**
 * Text and title in one, since evidence, quotes and names may stand in either. The title comes
 * last, so that offsets of the text stay what they are.
 */
export const wholeText = ({ title, text }: Pick<Prose, 'title' | 'text'>): string =>
  title === '' ? text : `${text}\n\n${title}`;

/** Has the article «ال», also behind «و», «ف», «ب», «ك» or in «لل»; «ألدو» begins otherwise. */
export const isDefinite = (token: Token | undefined): boolean =>
  /^[وف]?(?:[بك]?ال|لل)../.test(token?.raw ?? '');

/** Whether two words may be one: the same but for what is joined to their beginning. */
export const sameWord = (a: Token, b: Token): boolean =>
  a.folded === b.folded || a.forms.some((form) => form.length > 2 && b.forms.includes(form));

/** Whether a word, without what may be joined to it, is in one of these lists. */
export const isOneOf = ({ forms }: Lexeme, ...lists: ReadonlySet<string>[]): boolean =>
  forms.some((form) => lists.some((list) => list.has(form)));
