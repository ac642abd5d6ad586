import { fold } from '../../arabic/normalise.ts';
import { foreignNames, givenNames, nameLinks, particles, places } from './lexicon.ts';
import type { Token } from './tokens.ts';
import { cueVerbs, isOtherVerb, participles } from './verbs.ts';
import {
  hasConjunction,
  hasPreposition,
  hasPronoun,
  isCommon,
  isParticle,
  type Vocabulary,
  isGivenName,
} from './words.ts';

/** A common word, or one that its ending, as it is printed, shows to be an adjective. */
const isCommonAt = ({ common, folded, raw }: Token): boolean =>
  common || (folded.length >= 5 && raw.endsWith('ية'));

/** Whether a noun phrase cannot go on with this word. */
export const endsPhrase = (token: Token, vocabulary: Vocabulary): boolean => {
  const known = endings.get(token);
  if (known !== undefined) return known;
  const ends = mustEnd(token, vocabulary);
  endings.set(token, ends);
  return ends;
};

/** What each token has shown: its vocabulary is that of its article. */
const endings = new WeakMap<Token, boolean>();

const mustEnd = (token: Token, vocabulary: Vocabulary): boolean => {
  const { folded: word, raw } = token;
  if (/^\p{Nd}/u.test(word)) return true;
  if (foreignNames.has(word)) return isParticle(token);
  // «وأخرج», «وصدرت», «ليستولوا»: verbs that no list holds.
  if (/^و[أإ]|^و\p{L}{3,}(?<!ا)ت$|\p{L}{3,}(?<!ا)وا$/u.test(raw)) return true;
  // «ونظيره», «نشره»: a second one, a verb with its object.
  if (/^و\p{L}{3,}(?:ه|ها|هم)$/u.test(raw)) return true;
  const object = /^(\p{L}{3,})(?:ه|ها|هم)$/u.exec(raw)?.[1];
  if (object !== undefined && isOtherVerb(word.slice(0, fold(object).length))) return true;
  if (isParticle(token) || participles.has(word)) return true;
  if (/\u064b/u.test(raw.slice(-2))) return true;
  // «لتورطه», «تواطأت»
  if (/^ل\p{L}{3,}(?:ه|ها|هم)$/u.test(raw) || /^ت\p{L}{3,}ت$|أت$/u.test(raw))
    return !givenNames.has(word);
  // «رسوما»: an adverbial or an object, printed without its vowel sign.
  const plain = raw.endsWith('ا') && word.length > 3 ? word.slice(0, -1) : '';
  if ((isCommon(plain, '') || particles.has(plain)) && !givenNames.has(word)) return true;
  const isVerb = token.otherVerb || cueVerbs.has(word);
  if (isVerb && !isCommonAt(token) && !givenNames.has(word)) return true;
  return hasConjunction(word, vocabulary) || hasPreposition(word, vocabulary);
};

/** Whether the word can be a part of a person's name. */
export const isNameLike = (
  token: Token,
  vocabulary: Vocabulary,
  before?: Token,
  afterRole = false,
): boolean => {
  const { folded: word, raw } = token;
  if (/^\p{Script=Latin}/u.test(word)) return /^\p{Lu}/u.test(raw);
  if (isGivenName(word)) return !isParticle(token);
  // Foreign names are spelled with alef at the end, Arabic ones with ta marbuta are in the list.
  const feminine = raw.endsWith('ة') && !word.startsWith('ابو') && !afterRole;
  if (feminine && !givenNames.has(before?.folded ?? '')) return false;
  if (word.length < 2 || token.definite) return false;
  if (endsPhrase(token, vocabulary) || places.has(word)) return false;
  if (nameLinks.has(word) && !(before !== undefined && /^(?:ابي|لي|بو|لو|دا)$/u.test(word)))
    return false;
  // «ترامب مبتسما», «بوتين متحدثا»: how, not who.
  if (/^م[^اوي]\p{L}{2,}ا$/u.test(raw)) return false;
  // «ماجد سعيد رضاه»
  if (before !== undefined && /\p{L}{2}اه$/u.test(raw)) return false;
  return !isCommonAt(token) && !hasPronoun(word, raw);
};
