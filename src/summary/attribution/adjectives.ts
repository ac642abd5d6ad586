import {
  adjectives,
  bodyNouns,
  outletNouns,
  particles,
  places,
  roleNouns,
  titles,
  unnamedNouns,
} from './lexicon.ts';
import type { Token } from './tokens.ts';
import { bare, isCommon, isDefinite, isNationality } from './words.ts';

/** A country after a man or a body («دعا الاتحاد السعودية»), a plural in another case: not its adjective. */
const disagrees = (word: string, raw: string, before: Token): boolean => {
  const noun = bare(before.folded);
  const acts =
    isNationality(noun) || [roleNouns, bodyNouns, outletNouns].some((list) => list.has(noun));
  if (places.has(word) && acts && !/(?:ة|ات)$/u.test(before.raw)) return true;
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
  if (adjectives.has(stem) || isNationality(stem)) return true;
  const last = before?.folded ?? '';
  const noun = bare(last);
  if (roleNouns.has(stem) || bodyNouns.has(stem))
    return /^[وف]?(?:[بك]?ال|لل)/u.test(last) && isRelative(raw);
  // «العضو المنتدب», «التنمية المستدامة»: a participle of the same gender.
  const participle = roleNouns.has(noun) ? /^م\p{L}{4,}$/u : /^م(?:ست|ت|ن)\p{L}{4,}$/u;
  if (before?.definite && participle.test(stem))
    return raw.endsWith('ة') === before.raw.endsWith('ة');
  // «اللاعبين المحترفين», «الناشطون المستقلون».
  const plural = /(?:ون|ين)$/u.exec(raw)?.[0];
  if (plural !== undefined && before?.definite)
    if (before.raw.endsWith(plural) || unnamedNouns.has(noun)) return true;
  return stem.length >= 4 && /(?:[يى]|ية|يين|يون|يتان|يان)$/u.test(raw);
};

/**
 * «المكتب الإعلامي», «الشؤون الخارجية», «مصادر دبلوماسية»: what somebody is called, or a ministry, after a
 * noun only says of what kind the noun is. A stem in ي of its own is none, «القاضي».
 */
export const isRelative = (raw: string): boolean =>
  /\p{L}{4}(?:ي|ية)$/u.test(raw) && !defective.test(raw);
const defective = /(?:قاض|محام|راع|مدع|مغن|داع|مرب|مفت|ناد|وال|ناج|طاه)(?:ي|ية)$/u;

/** Indefinite adjectives after an indefinite noun: «مصادر عسكرية ميدانية». */
export const isIndefiniteAdjective = ({ folded: word, raw }: Token, before?: Token): boolean => {
  // «كبير اقتصاديي الأسواق»: a plural that governs.
  if (isDefinite(word) || particles.has(word) || word.endsWith('يي')) return false;
  if (before !== undefined && roleNouns.has(word)) return adjectives.has(word) || isRelative(raw);
  if (bodyNouns.has(word) || roleNouns.has(word) || outletNouns.has(word)) return false;
  const several = /^(\p{L}{3,}ي)(?:ون|ين)$/u.exec(word)?.[1];
  if (several !== undefined && isCommon(several, several)) return true;
  if (adjectives.has(word) || isNationality(word)) return true;
  return word.length >= 4 && /(?:ي|ية|يون|يين|يات)$/u.test(raw) && isCommon(word, raw);
};
