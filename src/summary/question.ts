import { listIn } from '../arabic/lists.ts';
import { isStopWord, stem, words } from '../arabic/words.ts';
import { wordSet } from './attribution/lexicon.ts';
import type { OutputLanguage } from './summary.ts';

/** What a question asks for by its first words: «كم» a number, «أين» a place. */
export type Wanted = 'number' | 'time' | 'place' | 'person' | 'cause';

const lines = listIn(new URL('questions.txt', import.meta.url));

/** A list of `questions.txt`, which says what each of them holds. */
export const wordsFor = (heading: string): ReadonlySet<string> => wordSet(...lines(heading));

const kinds: readonly Wanted[] = ['number', 'time', 'place', 'person', 'cause'];
const askedBy = kinds.map((kind) => ({ kind, words: wordsFor(kind) }));
const openers = wordsFor('openers');
const empty = wordsFor('empty');

/** A question as far as it can be read without understanding it. */
export type ReadQuestion = {
  wanted: ReadonlySet<Wanted>;
  /** What it is about: the stems of its content words, each once. */
  stems: readonly string[];
};

const wantedIn = (folded: string): Wanted | undefined => {
  const bare = folded.replace(/^(?:[وف]?ال|[وف])(?=...)/, '');
  return askedBy.find(({ words }) => words.has(folded) || words.has(bare))?.kind;
};

/** Reads a question of a reader, in any spelling. */
export const readQuestion = (text: string): ReadQuestion => {
  const all = words(text).map(({ folded }) => folded);
  const wanted = new Set(all.map(wantedIn).filter((kind) => kind !== undefined));
  // «من» is also a preposition, but not before a verb or at the beginning.
  if (all[0] === 'من' || all[0] === 'ومن') wanted.add('person');
  const content = all.filter(
    (word) =>
      word.length > 1 &&
      !isStopWord(word) &&
      !openers.has(word) &&
      !empty.has(word) &&
      !empty.has(stem(word)) &&
      wantedIn(word) === undefined,
  );
  return { wanted, stems: [...new Set(content.map(stem))] };
};

/** Whether a text is surely meant as a question, by its mark or its first word. */
export const isPlainQuestion = (text: string): boolean => {
  const [first = ''] = words(text).map(({ folded }) => folded);
  const bare = first.replace(/^[وف](?=..)/, '');
  return (
    /[?؟]/.test(text) ||
    [first, bare].some((word) => openers.has(word) || wantedIn(word) !== undefined)
  );
};

/** What two readers who ask the same have written alike: spelling, marks and spaces do not count. */
export const spelledQuestion = (text: string): string =>
  words(text)
    .map(({ folded }) => folded)
    .join(' ');

/** The language that a question wants its answer in: its own. */
export const languageOfQuestion = (text: string): OutputLanguage =>
  /\p{Script=Arabic}/u.test(text) ? 'ar' : 'en';
