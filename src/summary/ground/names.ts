import { distance } from 'fastest-levenshtein';

import {
  bodyNouns,
  listed,
  wordSet,
  documentNouns,
  outletNouns,
  roleNouns,
  titles,
  unnamedNouns,
} from '../attribution/lexicon.ts';
import { isDefinite, isOneOf, type Reading, wordsOf, sameWord, type Token } from './reading.ts';

/** Spellings of one foreign name differ in a letter («نتنياهو», «نتانياهو»); short names may not. */
const longEnoughToVary = 6;
const tooLongToVary = 30;

/** «غالاكسي» and «غلاكسي». */
export const isNearSpelling = (a: Token, b: Token): boolean =>
  a.folded.length >= longEnoughToVary &&
  b.folded.length >= longEnoughToVary &&
  b.folded.length < tooLongToVary &&
  Math.abs(a.folded.length - b.folded.length) < 6 &&
  a.forms.some((form) => form.length >= longEnoughToVary && distance(form, b.folded) <= 1);

const fits = (printed: Token, wanted: Token): boolean =>
  sameWord(printed, wanted) ||
  printed.forms.includes(wanted.folded) ||
  isNearSpelling(printed, wanted);

const startsOf = ({ tokens, forms }: Reading, wanted: Token): readonly number[] => {
  const known = wanted.forms.flatMap((form) => forms.get(form) ?? []);
  if (known.length > 0 || wanted.folded.length < longEnoughToVary) return known;
  return [...tokens.keys()].filter((at) => {
    const printed = tokens[at];
    return printed !== undefined && isNearSpelling(printed, wanted);
  });
};

const standsAt =
  ({ tokens }: Reading, wanted: readonly Token[]) =>
  (start: number): boolean =>
    wanted.every((word, index) => {
      const printed = tokens[start + index];
      return printed !== undefined && fits(printed, word);
    });

/**
 * Where these words stand in the text next to one another, joined particles and spelling apart:
 * indices of the first word. No words stand nowhere.
 */
export const standings = (text: Reading, [first, ...rest]: readonly Token[]): number[] =>
  first === undefined ? [] : startsOf(text, first).filter(standsAt(text, [first, ...rest]));

/** The first of these places, or undefined. */
export const adjacent = (text: Reading, [first, ...rest]: readonly Token[]): number | undefined =>
  first && startsOf(text, first).find(standsAt(text, [first, ...rest]));

/**
 * What a writer may add before a name that the article prints without it: «وكالة» رويترز, «الرئيس
 * الروسي» بوتين. Never part of a name, so that a first name and another's surname stay apart.
 */
const withoutHead = ([head, ...rest]: readonly Token[]): readonly Token[][] => {
  if (head === undefined) return [];
  if (isOneOf(head, bodyNouns, outletNouns, documentNouns)) return [rest];
  // «وزير بوعزيز» is no way to say «الوزير بوعزيز».
  const office = isOneOf(head, roleNouns, titles) && (isDefinite(head) || rest.length > 1);
  const bare = rest.findIndex((token) => !isDefinite(token));
  return office ? [rest, rest.slice(Math.max(0, bare))] : [];
};

/** Whether a name stands in the article, whole, with or without a title or «وكالة» before it. */
export const nameStands = (article: Reading, name: string): boolean => {
  const pieces = name
    .split(/[()[\]«»"“”/]|\s[-–—]\s/u)
    .map(wordsOf)
    .filter((tokens) => tokens.length > 0);
  return (
    pieces.length > 0 &&
    pieces.every(
      (piece) =>
        adjacent(article, piece) !== undefined ||
        withoutHead(piece).some((rest) => adjacent(article, rest) !== undefined),
    )
  );
};

const unnaming = wordSet(listed('unnaming'));

/** Whether unnamed people are called by what the article says of them: «مصدر أمني» for «مصادر أمنية». */
export const unnamedStands = (article: Reading, name: string): boolean => {
  const tokens = wordsOf(name);
  return (
    tokens.length > 0 &&
    tokens.every(
      (token) =>
        !token.content ||
        article.stems.has(token.stem) ||
        token.forms.some((form) => article.forms.has(form) || unnaming.has(form)) ||
        isOneOf(token, unnamedNouns, roleNouns) ||
        isInflection(article, token),
    )
  );
};

/** A longer or shorter ending of a word of the article: «أمني» for «أمنية», «روسيا» for «الروسي». */
const isInflection = (article: Reading, { stem }: Token): boolean => {
  const root = stem.slice(0, Math.max(3, stem.length - 2));
  return stem.length >= 4 && [...article.stems.keys()].some((other) => other.startsWith(root));
};

/**
 * The words of a role that the article nowhere has, in no inflection. What opens a longer role may
 * be another noun of the same: «رئيس المحكمة» for «المحكمة برئاسة».
 */
export const strangeWords = (article: Reading, role: string): string[] =>
  wordsOf(role)
    .filter(
      (token, index, { length }) =>
        token.content &&
        !(index === 0 && length > 1 && isOneOf(token, roleNouns, titles)) &&
        !article.stems.has(token.stem) &&
        !token.forms.some((form) => article.forms.has(form)) &&
        !isInflection(article, token),
    )
    .map(({ folded }) => folded);
