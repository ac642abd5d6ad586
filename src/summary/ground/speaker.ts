import type { AttributedSource, Attribution, Span, Statement } from '../attribution/attribution.ts';
import {
  bodyNouns,
  documentNouns,
  outletNouns,
  roleNouns,
  titles,
} from '../attribution/lexicon.ts';
import type { Source } from '../summary.ts';
import { type Reading, read, sameWord, type Token } from './reading.ts';

/** What our own reading of the article says of a speaker that a summary names. */
export type Verdict = { agrees: boolean; sure: boolean; note: string };

const agreed: Verdict = { agrees: true, sure: true, note: '' };

const common = [bodyNouns, documentNouns, outletNouns, roleNouns, titles];

const isCommon = ({ content, forms }: Token): boolean =>
  !content || forms.some((form) => common.some((list) => list.has(form)));

/** The words of a name that tell it from others: «وزارة» and «الرئيس» do not. */
const telling = (name: readonly Token[]): readonly Token[] => {
  const rare = name.filter((word) => !isCommon(word));
  return rare.length > 0 ? rare : name;
};

const sharesWord = (a: readonly Token[], b: readonly Token[]): boolean =>
  a.some((word) => b.some((other) => sameWord(word, other)));

/** «بوتين» is part of «فلاديمير بوتين»; «الرئيس» alone may be part of anybody. */
const isPart = (whole: readonly Token[], part: readonly Token[]): boolean =>
  part.length > 0 &&
  (part.length === whole.length || part.some((word) => !isCommon(word))) &&
  part.every((word) => whole.some((other) => sameWord(word, other)));

/** Whether a source of the summary and one of the article are the same speaker, by any of its names. */
export const isSameSource = (
  given: Pick<Source, 'name' | 'mention'>,
  found: AttributedSource,
): boolean => {
  const others = [found.name, found.mention, ...found.aliases].map((name) => read(name).tokens);
  return [given.name, given.mention].some((name) => {
    const { tokens } = read(name);
    return (
      others.some((other) => isPart(other, tokens) || isPart(tokens, other)) ||
      (found.kind === 'person' && sharesWord(telling(tokens), telling(read(found.name).tokens)))
    );
  });
};

/** The sources of the article that a given one may be, the ones of its own name before all others. */
const counterparts = ({ sources }: Attribution, given: Source): number[] =>
  sources.flatMap((found, index) => (isSameSource(given, found) ? [index] : []));

const overlap = (a: Span, b: Span): number => Math.min(a.end, b.end) - Math.max(a.start, b.start);

/**
 * Whether a sentence names one of these sources itself, be it beside another speaker: then our own
 * reading of who speaks is not the only one.
 */
const isNamedIn = (article: Reading, given: readonly Source[], { start, end }: Span): boolean => {
  const names = given.map(({ name, mention }) => [
    ...telling(read(name).tokens),
    ...telling(read(mention).tokens),
  ]);
  return article.tokens.some(
    (token) =>
      token.start >= start &&
      token.end <= end &&
      names.some((name) => name.some((word) => sameWord(token, word))),
  );
};

/** Judges whether the words in this stretch of the text are those of the given source. */
export const judgeQuote = (
  attribution: Attribution,
  article: Reading,
  given: Source,
  at: Span,
): Verdict => {
  const near = attribution.statements.filter(({ quotes }) =>
    quotes.some((quote) => overlap(quote, at) > (at.end - at.start) / 2),
  );
  const around = attribution.statements.filter(({ sentence }) => overlap(sentence, at) > 0);
  return judge(attribution, article, [given], near.length > 0 ? near : around, near.length > 0);
};

/** Judges whether any of the given sources speaks in the sentences of this stretch. */
export const judgeEvidence = (
  attribution: Attribution,
  article: Reading,
  given: readonly Source[],
  at: Span,
): Verdict => {
  const around = attribution.statements.filter(
    ({ sentence }) => overlap(sentence, at) > Math.min(20, (at.end - at.start) / 2),
  );
  return judge(attribution, article, given, around, true);
};

/**
 * Disagreement is sure where the sentence itself names its speaker and the given one is somebody
 * else whom the article lets speak, or nobody that it knows.
 */
const judge = (
  attribution: Attribution,
  article: Reading,
  given: readonly Source[],
  statements: readonly Statement[],
  exact: boolean,
): Verdict => {
  if (statements.length === 0) return { ...agreed, sure: false };
  const allowed = new Set(given.flatMap((source) => counterparts(attribution, source)));
  if (statements.some(({ source }) => allowed.has(source))) return agreed;
  const speakers = statements.map(({ source }) => attribution.sources[source]?.name ?? '');
  const named = statements.some(({ subject }) => subject !== '');
  const open = statements.some(({ sentence }) => isNamedIn(article, given, sentence));
  return {
    agrees: false,
    sure: exact && !open && (named || allowed.size > 0),
    note: `the article has ${[...new Set(speakers)].map((name) => `«${name}»`).join(' or ')} say this`,
  };
};
