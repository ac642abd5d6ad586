import { attribute } from '../attribution/attribute.ts';
import type { AttributedSource, Attribution, Span, Statement } from '../attribution/attribution.ts';
import {
  bodyNouns,
  documentNouns,
  outletNouns,
  roleNouns,
  titles,
} from '../attribution/lexicon.ts';
import type { Source } from '../summary.ts';
import {
  isDefinite,
  isOneOf,
  type Reading,
  wordsOf,
  sameWord,
  type Token,
  tokensIn,
} from './reading.ts';

/** What our own reading of the article says of a speaker that a summary names. */
export type Verdict = { agrees: boolean; sure: boolean; note: string };

const agreed: Verdict = { agrees: true, sure: true, note: '' };

const common = [bodyNouns, documentNouns, outletNouns, roleNouns, titles];

/** A noun such as «وزارة», a title or a particle: no name by itself. */
export const isCommon = (token: Token): boolean => !token.content || isOneOf(token, ...common);

/** The words of a name that tell it from others: «وزارة» and «الرئيس» do not. */
export const telling = (name: readonly Token[]): readonly Token[] => {
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

/** Whether two sources, each by all of its names, are one speaker. */
const isSameSource = (
  own: readonly (readonly Token[])[],
  others: readonly (readonly Token[])[],
  isPerson: boolean,
): boolean =>
  own.some(
    (name) =>
      others.some((other) => isPart(other, name) || isPart(name, other)) ||
      (isPerson && sharesWord(telling(name), telling(others[0] ?? []))),
  );

/** A source of the summary with all that tells whether a sentence is its own. */
export type Voice = {
  id: string;
  /** The words that tell its name and mention from others. */
  words: readonly Token[];
  /** Not only called «مصدر قريب». */
  isNamed: boolean;
  isPerson: boolean;
  /** Common nouns that may stand for it: «البنك», «الوزير». */
  nouns: readonly Token[];
  /** Indices of the article's sources that it may be. */
  found: ReadonlySet<number>;
};

/** Prepares the sources of a summary for comparison with what the article says of its speakers. */
export const voicesOf = (attribution: Attribution, sources: readonly Source[]): Voice[] => {
  const names = attribution.sources.map(({ name, mention, aliases }) =>
    [...new Set([name, mention, ...aliases])].map(wordsOf),
  );
  return sources.map(({ id, name, mention, role, kind }) => {
    const own = [name, mention].map(wordsOf);
    return {
      id,
      words: own.flatMap(telling),
      isNamed: kind !== 'anonymous',
      isPerson: kind === 'person',
      nouns: [...own, wordsOf(role)].flatMap((words) => words.slice(0, 1)),
      found: new Set(
        attribution.sources.flatMap(({ kind }, index) =>
          isSameSource(own, names[index] ?? [], kind === 'person') ? [index] : [],
        ),
      ),
    };
  });
};

const overlap = (a: Span, b: Span): number => Math.min(a.end, b.end) - Math.max(a.start, b.start);

const isNamed = ({ words, nouns }: Voice, tokens: readonly Token[]): boolean =>
  tokens.some(
    (token) =>
      words.some((word) => sameWord(token, word)) ||
      (isDefinite(token) && nouns.some((noun) => isCommon(noun) && sameWord(token, noun))),
  );

const objects = new Set(['مع', 'الي', 'عن', 'من', 'بين', 'ضد', 'علي', 'لدي', 'بشان', 'حول']);

/** Whether one of these words is in a text, and not as the one who is spoken to or about. */
export const isSubject = (words: readonly Token[], tokens: readonly Token[]): boolean =>
  tokens.some((token, at) => {
    const before = tokens[at - 1];
    const isObject =
      objects.has(before?.folded ?? '') || (/^[لب]/.test(token.folded) && token.forms.length > 1);
    return !isObject && words.some((word) => !isCommon(word) && sameWord(token, word));
  });

export const hasCue = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => prepositional.has(token.folded) || token.cue);

const prepositional = new Set('بحسب حسب وبحسب وحسب وفق وفقا ووفق طبقا نقلا'.split(' '));

const spoken = new WeakMap<Reading, readonly AttributedSource[]>();

/** Whom a line of a summary lets speak, by our own reading of it. */
export const speakersIn = (line: Reading): readonly AttributedSource[] => {
  const before = spoken.get(line);
  if (before !== undefined) return before;
  const found = hasCue(line.tokens) ? attribute({ title: '', text: line.text }).sources : [];
  spoken.set(line, found);
  return found;
};

/**
 * Judges whether one of the given voices speaks in this stretch of the text. Disagreement is sure
 * where the sentence names another speaker and none of these, or where our own reading of the
 * article, going by the sentence itself, gives the words to somebody else.
 */
const judge = (
  given: readonly Voice[],
  others: readonly Voice[],
  statements: readonly Statement[],
  words: readonly Token[],
  { attribution, exact }: { attribution: Attribution; exact: boolean },
): Verdict => {
  if (statements.some(({ source }) => given.some(({ found }) => found.has(source)))) return agreed;
  const open = given.some((voice) => isNamed(voice, words));
  const rival =
    hasCue(words) && others.find((voice) => voice.isNamed && isSubject(voice.words, words));
  if (!open && rival) {
    const name = rival.words.map(({ raw }) => raw).join(' ');
    return { agrees: false, sure: true, note: `the sentence names «${name}» as its speaker` };
  }
  if (statements.length === 0) return { ...agreed, sure: false };
  const names = new Set(statements.map(({ source }) => attribution.sources[source]?.name ?? ''));
  const kinds = statements.map(({ source }) => attribution.sources[source]?.kind);
  // Whose paper it is may stand elsewhere.
  const byPaper = kinds.includes('document');
  // A body goes by many names, «الإليزيه» and «الرئاسة الفرنسية», and so do unnamed people.
  const isPersonal = kinds.includes('person') || given.some(({ isPerson }) => isPerson);
  const isUnnamed = kinds.every((kind) => kind === 'anonymous');
  const places = new Set(
    [...names].flatMap((name) => wordsOf(name).flatMap(({ places }) => places)),
  );
  const maybeSame =
    !isPersonal &&
    given.every(
      ({ found, words, isNamed }) =>
        found.size === 0 ||
        (isUnnamed && !isNamed) ||
        words.some((word) => word.places.some((id) => places.has(id))),
    );
  const named = statements.some(({ subject }) => subject !== '');
  return {
    agrees: false,
    sure:
      exact &&
      !open &&
      !byPaper &&
      !maybeSame &&
      (named || given.some(({ found }) => found.size > 0)),
    note: `the article has ${[...names].map((name) => `«${name}»`).join(' or ')} say this`,
  };
};

/** Where a judgement is made: the article, its speakers and the summary's. */
export type Hearing = { article: Reading; attribution: Attribution; voices: readonly Voice[] };

/** Judges whether a quote, at this place of the text and in this sentence, is a source's own. */
export const judgeQuote = (
  { article, attribution, voices }: Hearing,
  id: string,
  quote: Span,
  sentence: Span,
): Verdict => {
  const near = attribution.statements.filter(({ quotes }) =>
    quotes.some((other) => overlap(other, quote) > (quote.end - quote.start) / 2),
  );
  const around = attribution.statements.filter((other) => overlap(other.sentence, quote) > 0);
  const exact = near.length > 0;
  const all = tokensIn(article, sentence).filter((token) => overlap(token, quote) <= 0);
  return judge(
    voices.filter((voice) => voice.id === id),
    voices.filter((voice) => voice.id !== id),
    exact ? near : around,
    all,
    { attribution, exact },
  );
};

/** Judges whether any of these sources speaks in the sentences that a bullet rests on. */
export const judgeEvidence = (
  { article, attribution, voices }: Hearing,
  ids: readonly string[],
  sentences: Span,
): Verdict => {
  const around = attribution.statements.filter(({ sentence }) => overlap(sentence, sentences) > 0);
  // Whom somebody's own words name is not who says them.
  const quotes = around.flatMap((statement) => statement.quotes);
  const all = tokensIn(article, sentences).filter(
    (token) => !quotes.some((quote) => overlap(token, quote) > 0),
  );
  return judge(
    voices.filter(({ id }) => ids.includes(id)),
    voices.filter(({ id }) => !ids.includes(id)),
    around,
    all,
    { attribution, exact: true },
  );
};
