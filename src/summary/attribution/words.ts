import { commonWords } from './common-words.ts';
import {
  adjectives,
  bodyNouns,
  documentNouns,
  nameLinks,
  outletNouns,
  particles,
  roleNouns,
  titles,
  unnamedNouns,
} from './lexicon.ts';
import { givenNames } from './names.ts';
import { nationalities, places } from './places.ts';
import type { Token } from './tokens.ts';
import { cueVerbs, isOtherVerb, participles } from './verbs.ts';

/** Whether the word carries the article, «ال». */
export const isDefinite = (word: string): boolean => /^[وف]?ال\p{L}{2}/u.test(word);

/** The word without conjunction (if it has the article) and article. */
export const bare = (word: string): string => word.replace(/^[وف]?ال(?=\p{L}{2})/u, '');

/** Shapes of verbal nouns: تفعيل، استفعال، انفعال، افتعال، مفاعلة. */
const verbalNoun =
  /^(?:ت\p{L}{2}ي\p{L}ه?|است\p{L}{2}ا\p{L}?ه?|ان\p{L}{2}ا\p{L}ه?|ا\p{L}ت\p{L}ا\p{L}ه?|م\p{L}ا\p{L}{2}ه)$/u;

/** Whether an indefinite word is a noun or adjective of the language and no name. */
export const isCommon = (word: string, raw: string): boolean =>
  commonWords.has(word) ||
  bodyNouns.has(word) ||
  roleNouns.has(word) ||
  unnamedNouns.has(word) ||
  outletNouns.has(word) ||
  documentNouns.has(word) ||
  adjectives.has(word) ||
  nationalities.has(word) ||
  nationalities.has(word.replace(/(?:ه|ين|ون|ات)$/u, '')) ||
  verbalNoun.test(word) ||
  (word.length >= 5 && word.endsWith('ات')) ||
  (word.length >= 5 && /ية$/u.test(raw));

/** A pronoun at the end, «اطلاعه»: the word is a noun that belongs to somebody. */
const hasPronoun = (word: string, raw: string): boolean => {
  const owned = /^(\p{L}{3,}?)(?:ه|ها|هم|هما)$/u.exec(word)?.[1];
  if (owned === undefined || /ة$/u.test(raw)) return false;
  return isCommon(owned, owned) || isCommon(`${owned.replace(/ت$/u, '')}ه`, '');
};

const prefixed = (word: string, letters: RegExp): string | undefined =>
  letters.test(word) && word.length > 3 ? word.slice(1) : undefined;

/** «والحكومة», «وماكرون»: the word begins with a conjunction. */
export const hasConjunction = (word: string, vocabulary: ReadonlySet<string>): boolean => {
  const rest = prefixed(word, /^[وف]/u);
  if (rest === undefined || givenNames.has(word)) return false;
  return (
    isDefinite(word) ||
    vocabulary.has(rest) ||
    particles.has(rest) ||
    givenNames.has(rest) ||
    places.has(rest) ||
    cueVerbs.has(rest) ||
    (isCommon(rest, rest) && !isCommon(word, word))
  );
};

/** «بفرض», «لروسيا», «للشركة»: the word begins with a preposition. */
export const hasPreposition = (word: string, vocabulary: ReadonlySet<string>): boolean => {
  if (/^[وف]?(?:بال|كال|لل)\p{L}{2}/u.test(word)) return true;
  const rest = prefixed(word, /^[بلك]/u);
  if (rest === undefined || givenNames.has(word) || isCommon(word, word)) return false;
  return (
    particles.has(rest) ||
    places.has(rest) ||
    givenNames.has(rest) ||
    isCommon(rest, rest) ||
    (rest.length > 3 && vocabulary.has(rest))
  );
};

/** Whether a noun phrase cannot go on with this word. */
export const endsPhrase = (token: Token, vocabulary: ReadonlySet<string>): boolean => {
  const { folded: word, raw } = token;
  if (/^\p{Nd}/u.test(word)) return true;
  if (particles.has(word) || participles.has(word)) return true;
  if (/\u064b|ا\u064b/u.test(raw.slice(-2))) return true;
  if (cueVerbs.has(word) && !isCommon(word, raw) && !givenNames.has(word)) return true;
  if (isOtherVerb(word) && !isCommon(word, raw) && !givenNames.has(word)) return true;
  return hasConjunction(word, vocabulary) || hasPreposition(word, vocabulary);
};

/** Only blanks, or a hyphen inside a name, part this word from the one before. */
export const isJoined = ({ gap }: Token): boolean => /^[\s\u200c-\u200f#_'’-]*\.?\s?$/u.test(gap);

/** Whether the word can be a part of a person's name. */
export const isNameLike = (token: Token, vocabulary: ReadonlySet<string>): boolean => {
  const { folded: word, raw } = token;
  if (/^\p{Script=Latin}/u.test(word)) return /^\p{Lu}/u.test(raw);
  if (givenNames.has(word)) return true;
  if (word.length < 2 || isDefinite(word) || titles.has(word)) return false;
  if (endsPhrase(token, vocabulary) || places.has(word) || nameLinks.has(word)) return false;
  return !isCommon(word, raw) && !hasPronoun(word, raw);
};

/** Definite adjectives, which agree with the noun and close the phrase: «الروسية», «العام». */
export const isDefiniteAdjective = ({ folded: word, raw }: Token): boolean => {
  if (!/^ال/u.test(word) || particles.has(word)) return false;
  const stem = bare(word);
  if (adjectives.has(stem) || nationalities.has(stem.replace(/(?:ه|ين|ون)$/u, ''))) return true;
  if (bodyNouns.has(stem) || roleNouns.has(stem) || places.has(word)) return false;
  return stem.length >= 4 && /(?:[يى]|ية|يين|يون|يتان|يان)$/u.test(raw);
};

/** Indefinite adjectives after an indefinite noun: «مصادر عسكرية ميدانية». */
export const isIndefiniteAdjective = ({ folded: word, raw }: Token): boolean => {
  if (isDefinite(word) || particles.has(word)) return false;
  if (adjectives.has(word) || nationalities.has(word.replace(/(?:ه|ين|ون|تان|ان)$/u, '')))
    return true;
  return word.length >= 4 && /(?:ي|ية|يون|يين|يات)$/u.test(raw) && isCommon(word, raw);
};
