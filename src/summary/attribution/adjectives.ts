import {
  adjectives,
  bodyNouns,
  documentNouns,
  nationalities,
  outletNouns,
  particles,
  places,
  roleNouns,
  titles,
  unnamedNouns,
} from './lexicon.ts';
import type { Token } from './tokens.ts';
import { bare, isCommon, isDefinite } from './words.ts';

/** A country after a masculine noun, a plural in another case: not its adjective. */
const disagrees = (word: string, raw: string, before: Token): boolean => {
  if (places.has(word) && !/(?:ة|ات)$/u.test(before.raw)) return true;
  const ending = /(?:ون|ين)$/u.exec(raw)?.[0];
  const other = /(?:ون|ين)$/u.exec(before.raw)?.[0];
  return ending !== undefined && other !== undefined && ending !== other;
};

const peoples = /^(?:اتراك|روس|عرب|اكراد|افغان|يهود)$/u;

/** Definite adjectives, which agree with the noun and close the phrase: «الروسية», «العام». */
export const isDefiniteAdjective = ({ folded: word, raw }: Token, before?: Token): boolean => {
  if (!word.startsWith('ال') || particles.has(word) || titles.has(word)) return false;
  const stem = bare(word);
  if (peoples.test(stem)) return before === undefined || /ين$|ون$/u.test(before.raw);
  if (before !== undefined && disagrees(word, raw, before)) return false;
  if (adjectives.has(stem) || nationalities.has(stem.replace(/(?:ه|ين|ون)$/u, ''))) return true;
  // «المكتب الإعلامي»: after a body «إعلامي» is no journalist.
  const noun = bare(before?.folded ?? '');
  const ofBody = bodyNouns.has(noun) || outletNouns.has(noun) || documentNouns.has(noun);
  if (bodyNouns.has(stem) || places.has(word) || (roleNouns.has(stem) && !ofBody)) return false;
  // «اللاعبين المحترفين», «الناشطون المستقلون».
  const plural = /(?:ون|ين)$/u.exec(raw)?.[0];
  if (plural !== undefined && before && isDefinite(before.folded)) {
    if (before.raw.endsWith(plural) || unnamedNouns.has(noun)) return true;
  }
  return stem.length >= 4 && /(?:[يى]|ية|يين|يون|يتان|يان)$/u.test(raw);
};

/** Indefinite adjectives after an indefinite noun: «مصادر عسكرية ميدانية». */
export const isIndefiniteAdjective = ({ folded: word, raw }: Token): boolean => {
  if (isDefinite(word) || particles.has(word)) return false;
  if (bodyNouns.has(word) || roleNouns.has(word) || outletNouns.has(word)) return false;
  if (peoples.test(word)) return true;
  const several = /^(\p{L}{3,}ي)(?:ون|ين)$/u.exec(word)?.[1];
  if (several !== undefined && isCommon(several, several)) return true;
  // «مصدرا وزاريا»: in the accusative.
  if (/\p{L}{3}ي[اًا]+$/u.test(raw) && nationalities.has(word.slice(0, -1))) return true;
  if (adjectives.has(word) || nationalities.has(word.replace(/(?:ه|ين|ون|تان|ان)$/u, '')))
    return true;
  return word.length >= 4 && /(?:ي|ية|يون|يين|يات)$/u.test(raw) && isCommon(word, raw);
};
