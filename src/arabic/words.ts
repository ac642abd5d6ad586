import { distance } from 'fastest-levenshtein';

import { folded as listed } from './lists.ts';
import { fold, foldWithMap } from './normalise.ts';

/** A word as printed and as compared; offsets are UTF-16 units of the original text. */
export type Word = { raw: string; folded: string; start: number; end: number };

/**
 * On folded text: an Arabic word, a day or number with its separators and per cent, a Latin word
 * with its hyphens, a run of any other script.
 */
const wordPattern =
  /[\p{Script=Arabic}&&\p{L}]+|\d{4}-\d{1,2}-\d{1,2}|\p{N}+(?:[.,،:\/]\p{N}+)*%?|\p{Script=Latin}[\p{Script=Latin}\p{N}]*(?:(?:[\-.'’]|&)[\p{Script=Latin}\p{N}]+)*|[\p{L}--\p{Script=Arabic}--\p{Script=Latin}]+/vy;

/** What a code unit begins: an Arabic word, which ends with its letters, any other word, or none. */
const kind = { arabic: 1, other: 2, none: 3 };
const kinds = new Uint8Array(0x1_00_00);

const kindOf = (sign: string): number => {
  if (/[\p{Script=Arabic}&&\p{L}]/v.test(sign)) return kind.arabic;
  return /[\p{L}\p{N}\p{Script=Latin}\p{Cs}]/u.test(sign) ? kind.other : kind.none;
};

const kindAt = (folded: string, at: number): number => {
  const unit = folded.charCodeAt(at);
  return (kinds[unit] ||= kindOf(String.fromCharCode(unit)));
};

/** Tells where each word of a folded text begins and ends, in order, for who needs no strings. */
export const eachWord = (folded: string, tell: (from: number, to: number) => void): void => {
  let at = 0;
  while (at < folded.length) {
    const from = at;
    const begins = kindAt(folded, at);
    at += 1;
    if (begins === kind.none) continue;
    if (begins === kind.arabic) {
      while (at < folded.length && kindAt(folded, at) === kind.arabic) at += 1;
    } else {
      wordPattern.lastIndex = from;
      const [word = ''] = wordPattern.exec(folded) ?? [];
      if (word === '') continue;
      at = from + word.length;
    }
    tell(from, at);
  }
};

/** The words of a text in order. Numbers keep their separators: 1,250.75, 12/11/2024, 50%. */
export const words = (text: string): Word[] => {
  const folded = foldWithMap(text);
  const found: Word[] = [];
  eachWord(folded.text, (from, to) => {
    const [start, end] = [folded.start(from), folded.end(to)];
    found.push({ raw: text.slice(start, end), folded: folded.text.slice(from, to), start, end });
  });
  return found;
};

/** The words of a text as they are compared, for who does not ask where they stood: twice as fast. */
export const foldedWords = (text: string): string[] => {
  const folded = fold(text);
  const found: string[] = [];
  eachWord(folded, (from, to) => found.push(folded.slice(from, to)));
  return found;
};

const without = (word: string, prefix: RegExp): string[] =>
  prefix.test(word) && word.length > 2 ? [word, word.slice(1)] : [word];

/** Both «ال» and «لل», in which the alef of the article has fallen. */
const withoutArticle = (word: string): string[] =>
  /^(?:ال|لل)../.test(word) ? [word, word.slice(2)] : [word];

/**
 * A folded word and what it may be without و ف ب ل ك س ال before it, longest first, never shorter
 * than two letters. Not each form is a word: look for the one that is known.
 */
export const withoutClitics = (folded: string): string[] => {
  const forms = without(folded, /^[وف]/)
    .flatMap((word) => without(word, /^[بلكس]/))
    .flatMap(withoutArticle);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
};

const stopWords = new Set(listed('stopWords'));

/** Whether a folded word, or the word after its conjunction, carries no content of its own. */
export const isStopWord = (folded: string): boolean =>
  stopWords.has(folded) || (/^[وف]../.test(folded) && stopWords.has(folded.slice(1)));

/** Frequent words whose و is a letter of their own. */
const wawWords =
  /^و(?:زير|زار|كال|فد|فا|اشنطن|لاي|قت|ضع|سط|حد|طن|رق|احد|جود|صول|لد|الد|جه|ثيق|ثاءق|ثايق|باء|قود|سيل|سايل|عي|رش|زن|يب|قف)/;

/** A folded word without the «و» that joins it to the one before, if that is what its و is. */
export const withoutAnd = (folded: string): string =>
  wawWords.test(folded) ? folded : folded.replace(/^و(?=...)/, '');

/**
 * A light stem for comparing content words: article, conjunction and common endings off, roots left
 * alone. Good for overlap, not for names: بوتين keeps its ب.
 */
export const stem = (folded: string): string => {
  const bare = folded.replace(/^(?:وال|بال|كال|فال|وبال|ولل|ال|لل)(?=...)/, '');
  const word = bare === folded ? withoutAnd(bare) : bare;
  return word.replace(/(?<=...)(?:يه|ها|هم|ان|ات|ون|ين|ه|ي)$/, '');
};

/** Whether one word is the other misspelt: one letter too many, too few or another, or two neighbours that changed places. */
export const isNear = (one: string, other: string): boolean => {
  if (Math.abs(one.length - other.length) > 1) return false;
  const letters = distance(one, other);
  if (letters <= 1) return true;
  const at = Array.from(one).findIndex((letter, index) => letter !== other[index]);
  const swapped = `${one.slice(0, at)}${one[at + 1] ?? ''}${one[at]}${one.slice(at + 2)}`;
  return letters === 2 && swapped === other;
};
