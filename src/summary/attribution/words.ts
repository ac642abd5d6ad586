import {
  adjectives,
  bodyNouns,
  commonWords,
  documentNouns,
  foreignNames,
  givenNames,
  nationalities,
  outletNouns,
  particles,
  places,
  quantifiers,
  roleNouns,
  unnamedNouns,
} from './lexicon.ts';
import { cueVerbs, isOtherVerb } from './verbs.ts';

/** A first name, or a name of another language: both are known by themselves. */
export const isGivenName = (word: string): boolean =>
  givenNames.has(word) || foreignNames.has(word);

/** «الروسي», «روسية», «روسيون»: of a country, by name. */
export const isNationality = (word: string): boolean =>
  nationalities.has(bare(word).replace(/(?:ه|ين|ون|ات|تان|ان)$/u, ''));

/**
 * How often the article prints each folded word: tells «وماكرون» (and Macron) from «ويليام» (William),
 * a name that recurs from a verb that no list holds.
 */
export type Vocabulary = ReadonlyMap<string, number>;

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
  listedWords.has(word) || isNationality(word) || isSeveral(word);

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

const withPronouns = new Set(
  'عن من في الي علي ل ب مع عند لدي بين ان لان لكن'
    .split(' ')
    .flatMap((word) => 'ه ها هم هما هن ني نا نها'.split(' ').map((pronoun) => word + pronoun)),
);

/** Whether the word is a particle as printed: «على» is, «علي» is not; so «أمام», «إمام», «فإن», «فان». */
export const isParticle = ({ folded, raw }: { folded: string; raw: string }): boolean =>
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
export const hasPronoun = (word: string, raw: string): boolean => {
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
  if (rest === undefined || isGivenName(word)) return false;
  return (
    isDefinite(word) ||
    vocabulary.has(rest) ||
    particles.has(rest) ||
    givenNames.has(rest) ||
    (foreignNames.has(rest) && rest.length > 3) ||
    places.has(rest) ||
    isOtherVerb(rest) ||
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
    return word.length > (word.startsWith('ب') ? 5 : 6) || isCommon(noun, noun);
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
