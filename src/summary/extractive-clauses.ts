import { fold } from '../arabic/normalise.ts';
import type { Sentence } from '../arabic/sentences.ts';
import { dateline } from './attribution/asides.ts';
import { listed, wordSet } from './attribution/lexicon.ts';
import { cueVerbs } from './attribution/verbs.ts';

/** A whole clause of a sentence, word for word; offsets are those of the article's text. */
export type Clause = { text: string; start: number; end: number };

/** A sentence of more words than this is cut where a clause ends. */
const longSentence = 38;
const leastClause = 9;

const openers = wordSet(listed('clauseOpeners'));

const countWords = (text: string): number => text.split(/\s+/u).filter(Boolean).length;

/** Whether each quotation and parenthesis that opens in a text also closes there. */
export const isBalanced = (text: string): boolean =>
  (text.match(/"/gu)?.length ?? 0) % 2 === 0 &&
  (text.match(/[«“(]/gu)?.length ?? 0) === (text.match(/[»”)]/gu)?.length ?? 0);

/** «، وذكر أوشاكوف»: after a comma a verb of saying begins a clause of its own. */
const beginsClause = (rest: string): 'own' | 'joined' | undefined => {
  const [first = ''] = rest.trimStart().split(/[\s،,:]/u);
  const word = fold(first);
  if (/^[وف]/u.test(word) && cueVerbs.has(word.slice(1))) return 'own';
  return openers.has(word) ? 'joined' : undefined;
};

/**
 * The clauses that a long sentence can be cut into: its beginning up to where a clause ends, and
 * what begins with a verb of saying. A short sentence is one clause, and so is a long one that has
 * no such place outside quotation marks.
 */
export const clausesOf = ({ text, start }: Sentence): Clause[] => {
  const from = dateline.exec(text)?.[0].length ?? 0;
  const whole = piece(text, start, from, text.length);
  if (countWords(text) <= longSentence) return [whole];
  const cuts: { at: number; own: boolean }[] = [];
  for (const { index } of text.matchAll(/[،؛,;](?=\s)/gu)) {
    const kind = beginsClause(text.slice(index + 1, index + 40));
    if (kind === undefined || !isBalanced(text.slice(0, index))) continue;
    if (countWords(text.slice(0, index)) >= leastClause)
      cuts.push({ at: index, own: kind === 'own' });
  }
  const last = cuts.findLast(({ at }) => countWords(text.slice(0, at)) <= longSentence) ?? cuts[0];
  const own = cuts.findLast(({ own }) => own);
  const main = cuts.find(({ own }) => own) ?? last;
  if (main === undefined) return [whole];
  const head = last !== undefined && last.at < main.at ? last : main;
  const clauses = [piece(text, start, from, head.at)];
  if (own !== undefined && countWords(text.slice(own.at + 1)) >= leastClause) {
    clauses.push(piece(text, start, own.at + 1, text.length));
  }
  return clauses;
};

const piece = (text: string, offset: number, from: number, to: number): Clause => {
  const whole = text.slice(from, to);
  // «بينما حل مطعم في المرتبة الثانية»: alone it is no half of anything.
  const half = /[،,]/u.test(whole) ? null : /^\s*(?:فيما|بينما|حيث|إذ)\s/u.exec(whole);
  const cut = half ? whole.replace(half[0], ' '.repeat(half[0].length)) : whole;
  const start = offset + from + cut.length - cut.trimStart().length;
  // «...»،.»: no clause ends with a comma.
  const clause = cut.trim().replace(/[\s،,؛;:–-]+\.?$/u, '');
  return { text: clause, start, end: start + clause.length };
};

const joined = wordSet(listed('joinedByAnd'));
const ownAnd = wordSet(listed('ownAnd'));

/**
 * A clause as a line of its own: without the «و» or «ف» that joined it to a sentence which does not
 * stand before it here, where what follows is surely a word.
 */
export const asLine = (text: string): string => {
  const [first = ''] = text.split(/[\s،,:]/u);
  const word = fold(first);
  const joins =
    /^[وف]/u.test(word) &&
    !ownAnd.has(word) &&
    (cueVerbs.has(word.slice(1)) ||
      joined.has(word.slice(1)) ||
      /^و(?!الد)ال\p{L}{4,}/u.test(first));
  return joins ? text.replace(/^[وف]\p{M}*/u, '') : text;
};

const contentOpeners = /^(?:ان|انه|انها|انهم|بان|بانه|بانها|في|عن|الي|ايضا|علي|قايلا|من|خلال|ردا)$/u;
const backward =
  /^(?:لكنه|لكنها|لكنهم|وهو|وهي|وهم|فهو|فهي|ولكنه|ولكنها|هو|هي|وانه|وانها|كما انه|الا|لان|لانه|لانها|لانهم|منها|ومنها|ومنهم|وبينهم)$/u;

/** Whether a clause begins with a verb or pronoun whose subject stands in a sentence before it. */
export const dangles = (text: string): boolean => {
  const [first = '', second = ''] = text
    .split(/[\s،,]+/u)
    .map((word) => fold(word.replaceAll(/["«“:]/gu, '')));
  if (backward.test(first)) return true;
  // «حسب ما أعلن مدير المنظمة.» says of nothing who said it; a question alone tells nothing.
  if (/^و?(?:بحسب|حسب|حسبما|وفق|وفقا|طبقا)$/u.test(first) && !/[،,]/u.test(text)) return true;
  if (text.endsWith('؟')) return true;
  const verb =
    cueVerbs.get(first) ?? (/^[وف]/u.test(first) ? cueVerbs.get(first.slice(1)) : undefined);
  if (verb === undefined) return false;
  // «يذكر أن» is nobody's; «نقلت "رويترز" عن» names who hands on.
  if (/^[يت](?:ذكر|شار)$/u.test(first)) return false;
  if (/^\S+\s+["«“][^"»”]{2,30}["»”]\s+\p{L}/u.test(text)) return false;
  return contentOpeners.test(second) || /^\S+\s*[:"«“]/u.test(text);
};
