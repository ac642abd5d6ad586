import { fold } from '../../arabic/normalise.ts';
import {
  adjectives,
  bodyNouns,
  commonWords,
  documentNouns,
  foreignNames,
  givenNames,
  nameLinks,
  nationalities,
  outletNouns,
  particles,
  places,
  quantifiers,
  roleNouns,
  titles,
  unnamedNouns,
} from './lexicon.ts';
import type { Token, Vocabulary } from './tokens.ts';
import { cueVerbs, isOtherVerb, participles } from './verbs.ts';

/** Whether the word carries the article, «ال»; «والحكومة» does, «والتر» and «فالديس» are names. */
export const isDefinite = (word: string): boolean =>
  word.startsWith('ال')
    ? word.length > 3
    : word.startsWith('ال', 1) &&
      word.length > 4 &&
      /^[وف]/u.test(word) &&
      (/^و.{5,}ه$|^وال\p{L}{3,}ي$/u.test(word) ||
        isCommon(word.slice(3), '') ||
        places.has(word.slice(1)));

/** The word without conjunction (if it has the article) and article. */
export const bare = (word: string): string => {
  const at = word.startsWith('و') || word.startsWith('ف') ? 1 : 0;
  return word.startsWith('ال', at) && word.length > at + 3 ? word.slice(at + 2) : word;
};

/** Shapes of verbal nouns: تفعيل، استفعال، انفعال، افتعال، مفاعلة. */
const verbalNoun =
  /^(?:ت\p{L}{2}ي\p{L}ه?|است\p{L}{1,2}ا\p{L}?ه?|ان\p{L}{2}ا\p{L}ه?|ا\p{L}ت\p{L}ا\p{L}ه?|م\p{L}ا\p{L}{2}ه)$/u;

const listedWords = new Set(
  [
    commonWords,
    bodyNouns,
    roleNouns,
    unnamedNouns,
    outletNouns,
    documentNouns,
    quantifiers,
    adjectives,
    nationalities,
  ].flatMap((list) => [...list]),
);

const isListed = (word: string): boolean =>
  listedWords.has(word) ||
  nationalities.has(word.replace(/(?:ه|ين|ون|ات)$/u, '')) ||
  isSeveral(word);

/** «محللون», «متطوعين», «ناشطات», and before the word that they govern «مستشارو»: more than one. */
export const isSeveral = (word: string): boolean => {
  if (bodyNouns.has(word)) return false;
  const stem =
    /^(\p{L}{3,}?)(?:ون|ين|ات|ان)$/u.exec(word)?.[1] ?? /^(\p{L}{3,})[وي]$/u.exec(word)?.[1];
  return stem !== undefined && !givenNames.has(stem) && roleNouns.has(stem) && !roleNouns.has(word);
};

const isPlural = (word: string): boolean => {
  const stem = /^(\p{L}{3,})ات$/u.exec(word)?.[1];
  return stem !== undefined && (word.length > 6 || isListed(stem) || isListed(`${stem}ه`));
};

/** Whether an indefinite word is a noun or adjective of the language and no name. */
export const isCommon = (word: string, raw: string): boolean =>
  isListed(word) ||
  verbalNoun.test(word) ||
  isPlural(word) ||
  (word.length >= 5 && raw.endsWith('ية'));

/** The same of a word in its sentence. */
const isCommonAt = ({ common, folded, raw }: Token): boolean =>
  common || (folded.length >= 5 && raw.endsWith('ية'));

const withPronouns = new Set(
  'عن من في الي علي ل ب مع عند لدي بين ان لان لكن'
    .split(' ')
    .flatMap((word) => 'ه ها هم هما هن ني نا نها'.split(' ').map((pronoun) => word + pronoun)),
);

/** Whether the word is a particle as printed: «على» is, «علي» is not; so «أمام», «إمام», «فإن», «فان». */
export const isParticle = ({ folded, raw }: Token): boolean =>
  withPronouns.has(folded) ||
  (particles.has(folded) &&
    !(folded === 'علي' && raw.endsWith('ي')) &&
    !(folded === 'امام' && raw.includes('إ')) &&
    !(folded === 'فان' && raw.includes('ا')) &&
    !(folded === 'وحده' && raw.endsWith('ة')) &&
    !(folded === 'انا' && raw.startsWith('آ')) &&
    !(folded === 'هنا' && raw.endsWith('ء')));

/** «محاميه», «أسرتها»: the noun without the pronoun, or undefined. */
export const ownedNoun = (word: string): string | undefined => {
  const stem = /^(\p{L}{2,}?)(?:ه|ها|هم|هما|نا)$/u.exec(word)?.[1];
  // «أصدقائه», «أصدقاؤه»
  return stem?.endsWith('ت') ? `${stem.slice(0, -1)}ه` : stem?.replace(/ا[يو]$/u, 'ا');
};

/** A pronoun at the end, «اطلاعه»: the word is a noun that belongs to somebody. */
const hasPronoun = (word: string, raw: string): boolean => {
  if (/^\p{L}{3,}(?:ها|هما|هم|ته)$/u.test(raw) && !raw.endsWith('ة')) return true;
  if (/^[يتن]\p{L}{2,}ه$/u.test(raw)) return true;
  const owned = /^(\p{L}{3,}?)(?:ه|ها|هم|هما)$/u.exec(word)?.[1];
  if (owned === undefined || raw.endsWith('ة')) return false;
  return isCommon(owned, owned) || isCommon(`${owned.replace(/ت$/u, '')}ه`, '');
};

const prefixed = (word: string, letters: RegExp): string | undefined =>
  letters.test(word) && word.length > 3 ? word.slice(1) : undefined;

/** «والحكومة», «وماكرون»: the word begins with a conjunction. */
export const hasConjunction = (word: string, vocabulary: Vocabulary): boolean => {
  const rest = prefixed(word, /^[وف]/u);
  if (rest === undefined || givenNames.has(word) || foreignNames.has(word)) return false;
  return (
    isDefinite(word) ||
    vocabulary.has(rest) ||
    particles.has(rest) ||
    givenNames.has(rest) ||
    (foreignNames.has(rest) && rest.length > 3) ||
    places.has(rest) ||
    (isOtherVerb(rest) && rest.length > 2) ||
    (cueVerbs.has(rest) &&
      (word.startsWith('و') || rest.length > 3 || cueVerbs.get(rest)?.strength === 'says')) ||
    (isCommon(rest, rest) && !isCommon(word, word))
  );
};

/** «بفرض», «لروسيا», «للشركة»: the word begins with a preposition. */
export const hasPreposition = (word: string, vocabulary: Vocabulary): boolean => {
  if (/^[وف]?لل\p{L}{2}/u.test(word)) return true;
  const noun = /^[وف]?[بك]ال(\p{L}{2,})$/u.exec(word)?.[1];
  if (noun !== undefined && !givenNames.has(word)) {
    return (
      word.length > (word.startsWith('ب') ? 5 : 6) ||
      isCommon(noun, noun) ||
      particles.has(noun) ||
      vocabulary.has(`ال${noun}`)
    );
  }
  if (/^[بلك]\p{L}{2,}ات$/u.test(word) && !givenNames.has(word) && !isListed(word)) return true;
  const rest = prefixed(word, /^[بلك]/u);
  if (rest === undefined || givenNames.has(word) || isCommon(word, word)) return false;
  return (
    particles.has(rest) ||
    places.has(rest) ||
    (word.startsWith('ل') && givenNames.has(rest)) ||
    (isCommon(rest, rest) && !(word.startsWith('ك') && rest.length < 4)) ||
    (/^ل[يت]/u.test(word) && isOtherVerb(rest)) ||
    (rest.length > (word.startsWith('ل') ? 2 : 3) && vocabulary.has(rest))
  );
};

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
  if (
    object !== undefined &&
    isOtherVerb(word.slice(0, fold(object).length)) &&
    !givenNames.has(word)
  )
    return true;
  if (isParticle(token) || participles.has(word)) return true;
  if (/\u064b/u.test(raw.slice(-2))) return true;
  // «لتورطه», «تواطأت»
  if (/^ل\p{L}{3,}(?:ه|ها|هم)$/u.test(raw) || /^ت\p{L}{3,}ت$|أت$/u.test(raw))
    return !givenNames.has(word);
  // «رسوما»: an adverbial or an object, printed without its vowel sign.
  if (
    raw.endsWith('ا') &&
    word.length > 3 &&
    (isCommon(word.slice(0, -1), '') || particles.has(word.slice(0, -1))) &&
    !givenNames.has(word)
  )
    return true;
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
  if (givenNames.has(word) || foreignNames.has(word)) return !isParticle(token);
  // Foreign names are spelled with alef at the end, Arabic ones with ta marbuta are in the list.
  const feminine = raw.endsWith('ة') && !word.startsWith('ابو') && !afterRole;
  if (feminine && !givenNames.has(before?.folded ?? '')) return false;
  if (word.length < 2 || token.definite || titles.has(word)) return false;
  if (endsPhrase(token, vocabulary) || places.has(word)) return false;
  if (nameLinks.has(word) && !(before !== undefined && /^(?:ابي|لي|بو|لو|دا)$/u.test(word)))
    return false;
  // «ترامب مبتسما», «بوتين متحدثا»: how, not who.
  if (/^م[^اوي]\p{L}{2,}ا$/u.test(raw)) return false;
  // «ماجد سعيد رضاه»
  if (before !== undefined && /\p{L}{2}اه$/u.test(raw)) return false;
  return !isCommonAt(token) && !hasPronoun(word, raw);
};
