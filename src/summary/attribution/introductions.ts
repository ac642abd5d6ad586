import { roleNouns } from './lexicon.ts';
import { foreignNames, givenNames } from './names.ts';
import { phraseAt, type Phrase } from './phrase.ts';
import { withApposition } from './subjects.ts';
import type { Reading, Token } from './tokens.ts';
import { bare } from './words.ts';

/** A person as some sentence introduces them, whether they speak there or not. */
export type Introduction = {
  /** Folded words of the name. */
  words: readonly string[];
  phrase: Phrase;
  tokens: readonly Token[];
  /** Where the name begins in the text. */
  start: number;
};

/** A name in full needs a sign that it is one: a role before it or a given name at its head. */
const mayIntroduce = ({ folded }: Token): boolean =>
  roleNouns.has(bare(folded)) || givenNames.has(folded) || foreignNames.has(folded);

/** Everybody whom the article names in full or with a role, in order. */
export const introductionsIn = ({ lines, vocabulary }: Reading): Introduction[] =>
  lines.flatMap(({ tokens }) => {
    const found: Introduction[] = [];
    const reader = { tokens, vocabulary };
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (token === undefined || !mayIntroduce(token)) continue;
      const plain = phraseAt(reader, at);
      if (plain === undefined || (plain.head !== 'person' && plain.head !== 'role')) continue;
      const phrase = withApposition(reader, plain);
      if (phrase.name === undefined) continue;
      const [from, to] = phrase.name;
      const words = tokens.slice(from, to).map(({ folded }) => folded);
      if (words.length > 1 || phrase.role !== undefined) {
        found.push({ words, phrase, tokens, start: tokens[from]?.start ?? 0 });
      }
      at = Math.max(at, phrase.to - 1);
    }
    return found;
  });

/** Whether one name is the other, shortened: «بوتين» for «فلاديمير بوتين». */
export const isShortFor = (short: readonly string[], long: readonly string[]): boolean => {
  if (short.length > long.length) return false;
  const tail = long.slice(-short.length);
  if (short.every((word, index) => word === tail[index])) return true;
  return short.every((word) => long.includes(word));
};
