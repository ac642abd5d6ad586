import { fold } from '../../arabic/normalise.ts';
import { words } from '../../arabic/words.ts';
import { withoutEnding } from './item-words.ts';
import lists from './related-words.json' with { type: 'json' };

const keyOf = (word: string): string => fold(word).replace(/^ال(?=..)/, '');

const keysOf = (lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(' ')).map(keyOf));

/** Words that say of what kind news are, not what they are about. */
const generic = keysOf(lists.generic);
/** Heads of phrases that other phrases share: «أسعار» of «أسعار النفط». */
const heads = keysOf(lists.heads);

/**
 * Words that readers type and newsrooms vary, one group a line: singular and broken plural, two
 * spellings, two names of one thing. Phrases are joined by «+».
 */
const related = ((): ReadonlyMap<string, readonly string[][]> => {
  const byWord = new Map<string, string[][]>();
  for (const line of lists.groups) {
    const terms = line.split(/\s+/).map((term) => term.split('+'));
    for (const [first = '', ...rest] of terms) {
      if (rest.length > 0) continue;
      const key = keyOf(first);
      byWord.set(key, [...(byWord.get(key) ?? []), ...terms]);
    }
  }
  return byWord;
})();

/** Whether a word says nothing of what a topic is about. */
export const isGeneric = (folded: string): boolean => generic.has(keyOf(folded));

/** Whether a word needs the next one to say what a topic is about. */
export const isHead = (folded: string): boolean => heads.has(keyOf(folded));

/** A word with what newsrooms may write instead of it, the word itself first. */
export const withRelated = (word: string): string[][] => {
  const [{ folded } = { folded: '' }] = words(word);
  const own = folded.replace(/^ال(?=..)/, '');
  const others = (related.get(keyOf(folded)) ?? singular(own)).filter(
    (term) => term.length > 1 || fold(term[0] ?? '') !== own,
  );
  return [[word], ...others];
};

/** Who asks for «لاعبين» means «لاعب» too. */
const singular = (word: string): string[][] =>
  /^.{3,}(?:ين|ون)$/.test(word)
    ? word === withoutEnding(word)
      ? []
      : [[word.slice(0, -2)]]
    : /^.{3,}ات$/.test(word)
      ? [[word.slice(0, -2)], [`${word.slice(0, -2)}ة`]]
      : [];
