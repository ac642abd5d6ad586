import { distance } from 'fastest-levenshtein';

import { outletNamed } from '../../article/outlets.ts';
import type { SourceKind } from '../summary.ts';
import type { Quotation } from './attribution.ts';
import type { Finding } from './finding.ts';
import type { Agreement, Phrase, Range } from './noun-phrase.ts';
import type { Token } from './tokens.ts';
import { bare } from './words.ts';

/** What a phrase says of a speaker. */
export type Described = {
  kind: SourceKind;
  /** Folded words of the name; of somebody without one, of the role. */
  words: readonly string[];
  roleWords: readonly string[];
  named: boolean;
  name: string;
  mention: string;
  role: string;
  agreement: Agreement;
};

/** A source while the article is being read. */
export type Speaker = Described & {
  aliases: Set<string>;
  quotes: Quotation[];
  /** Where the source speaks. */
  findings: Finding[];
};

/** Somebody's words in one sentence: its cue, and the quotations that belong to it. */
export type Said = { speaker: Speaker; finding: Finding; quotes: Quotation[] };

const kindOf: Record<Phrase['head'], SourceKind> = {
  person: 'person',
  role: 'person',
  organisation: 'organisation',
  outlet: 'outlet',
  anonymous: 'anonymous',
  document: 'document',
};

/** The folded words of a range of tokens. */
const foldedWords = (tokens: readonly Token[], [from, to]: Range): string[] =>
  tokens.slice(from, to).map(({ folded }) => folded);

/** A phrase cut out of quotation marks keeps no half of a pair. */
const balanced = (phrase: string): string => {
  const marks = phrase.match(/["«»“”()]/gu)?.length ?? 0;
  return marks % 2 === 0 ? phrase : phrase.replaceAll(/["«»“”()]/gu, '').trim();
};

/** The article's text from the first token of a range to its last. */
export const spanText = (text: string, tokens: readonly Token[], [from, to]: Range): string => {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last ? text.slice(first.start, last.end) : '';
};

const printed = (text: string, tokens: readonly Token[], range: Range): string => {
  const first = tokens[range[0]];
  const slice = spanText(text, tokens, range);
  // «لل» has swallowed the alef of the article.
  const swallowed = first?.folded.startsWith('ال') && first.raw.startsWith('ل');
  return balanced(swallowed ? `ا${slice}` : slice);
};

/** A phrase with its words, as printed and as compared. */
export const describe = (
  text: string,
  phrase: Phrase,
  tokens: readonly Token[],
  agreement: Agreement,
): Described => {
  const name = phrase.name ?? phrase.role ?? [phrase.from, phrase.to];
  const role = phrase.name === undefined ? undefined : phrase.role;
  const words = foldedWords(tokens, name);
  return {
    kind: kindOf[phrase.head],
    words,
    roleWords: role ? foldedWords(tokens, role) : phrase.head === 'role' ? words : [],
    named: phrase.head !== 'role',
    name: printed(text, tokens, name),
    mention: spanText(text, tokens, name),
    role: role ? printed(text, tokens, role) : '',
    agreement,
  };
};

/** Whether one name is the other, shortened: «بوتين» for «فلاديمير بوتين». */
export const isShortFor = (short: readonly string[], long: readonly string[]): boolean =>
  short.length <= long.length &&
  short.every((word) => long.includes(word) || long.includes(word.replace(/^ال/u, '')));

/** «ديتنش» for «دينش», «روالي» for «راولي»: one surname printed in two ways. */
export const isMisprintOf = (one: readonly string[], other: readonly string[]): boolean => {
  const [a, b] = [one.at(-1) ?? '', other.at(-1) ?? ''];
  return (
    one.length === 1 &&
    Math.min(a.length, b.length) >= 4 &&
    a[0] === b[0] &&
    (distance(a, b) === 1 || (a.length > 4 && lettersOf(a) === lettersOf(b)))
  );
};

const lettersOf = (word: string): string => word.split('').toSorted().join('');

const stem = (word: string | undefined): string => bare(word ?? '').replace(/(?:ين|ون|ه|ا)$/u, '');

/** «المتحدث» and «متحدث», «المصادر» and «مصادر». */
export const sameNoun = (one: string | undefined, other: string | undefined): boolean =>
  stem(one) !== '' && stem(one) === stem(other);

/** Whether all these words are there, with the article or without. */
export const containsAll = (long: readonly string[], short: readonly string[]): boolean => {
  const stems = new Set(long.map((word) => bare(word)));
  return short.every((word) => stems.has(bare(word)));
};

/** Two names of one outlet: «فرانس برس» and «وكالة الصحافة الفرنسية». */
export const sameOutlet = (one: string, other: string): boolean => {
  const name = outletNamed(one);
  return name !== '' && name === outletNamed(other);
};
