import { isNear } from '../../arabic/words.ts';
import {
  adjectives,
  bodyNouns,
  commonWords,
  givenNames,
  roleNouns,
  titles,
  unnamedNouns,
} from '../attribution/lexicon.ts';
import { cueVerbs } from '../attribution/verbs.ts';
import { adjacent } from './names.ts';
import { isDefinite, isOneOf, type Reading, wordsOf, type Token } from './reading.ts';
import { speakersIn } from './speaker.ts';
import { isOrdinary } from './vocabulary.ts';

/** No word of a name is longer; a longer one is not worth the comparison. */
const longestName = 30;

/** «ترامب» and «ترمب» are one, and so are «باراغواي» and «باراغواياني». */
const isRespelled = (article: Reading, token: Token): boolean => {
  const word = token.bare;
  if (word.length < 4 || word.length > longestName) return false;
  return article.tokens.some((other) => {
    const printed = other.bare;
    if (Math.abs(other.folded.length - word.length) > 4) return false;
    if (word[0] !== printed[0]) return false;
    if (printed.length > 4 && word.startsWith(printed)) return true;
    return Math.max(word.length, printed.length) > 4 && isNear(word, printed);
  });
};

const missing = new WeakMap<Reading, Map<string, boolean>>();

/** A word that the article does not have in any form or spelling. */
const isMissing = (article: Reading, token: Token): boolean => {
  const known = missing.get(article) ?? new Map<string, boolean>();
  missing.set(article, known);
  const found =
    known.get(token.folded) ??
    (!article.stems.has(token.stem) &&
      !article.cores.has(token.core) &&
      !token.forms.some((form) => form.length > 2 && article.forms.has(form)) &&
      !isRespelled(article, token));
  known.set(token.folded, found);
  return found;
};

/** «علي» is a name, «على» is none, though they are compared as one. */
export const isGiven = (token: Token): boolean =>
  isOneOf(token, givenNames) && !token.raw.endsWith('ى');

const nouns = [commonWords, roleNouns, bodyNouns, unnamedNouns, adjectives, titles];

/** A word that the article does not have and that may be part of a name. */
export const isNew = (article: Reading, token: Token): boolean =>
  token.folded.length > 2 &&
  !token.ends &&
  (isGiven(token) || !isOneOf(token, ...nouns)) &&
  token.places.length === 0 &&
  isMissing(article, token);

/** A verb, a plural, an accusative or a word with something joined to it, by its looks. */
export const looksCommon = ({ raw, folded, forms }: Token): boolean =>
  /^[وف]?س?[يت]|(?:وا|ين|ون|ات|[^اوي]ا|ها|هم)$/.test(raw) ||
  (/^[وفبل]/.test(folded) &&
    forms.some(
      (form) => form.length > 2 && form.length < folded.length && isOrdinary(form, [form]),
    ));

/** How far behind a role a name may stand: «وزير الخارجية والتعاون الدولي …». */
const roleReach = 7;

/** Whether a name is due here: behind the verb of «قال … إن», or behind a role and its own words. */
const isNameDue = ({ tokens }: Reading, at: number): boolean => {
  const before = tokens[at - 1];
  if (before === undefined || before.closes) return false;
  if (cueVerbs.has(before.folded) || cueVerbs.has(before.folded.slice(1))) return true;
  for (let place = at - 1; place >= 0 && place > at - roleReach; place -= 1) {
    const token = tokens[place];
    if (token === undefined || token.closes || token.ends) return false;
    if (isOneOf(token, roleNouns, titles)) return true;
    if (!isDefinite(token) && !isOneOf(token, ...nouns)) return false;
  }
  return false;
};

/** Between two words of a name. */
export const nameLinks = new Set(['بن', 'بنت', 'ولد', 'عبد', 'ابو']);

/**
 * Two new words in a row, of which the first is a first name or stands where a name is due, be they
 * words of the language: «أمل الحربي».
 */
const isNewPerson = (line: Reading, at: number, article: Reading): boolean => {
  const [first, second] = [line.tokens[at], line.tokens[at + 1]];
  if (first === undefined || second === undefined || first.closes || isDefinite(first))
    return false;
  if (!isNew(article, first)) return false;
  if (nameLinks.has(second.folded)) return true;
  if (!isNew(article, second) || (!isDefinite(second) && looksCommon(second))) return false;
  return isGiven(first) || (!looksCommon(first) && isNameDue(line, at));
};

/** Whoever our own reading of the line takes for its speaker, if the article has no such name. */
const newSpeaker = (line: Reading, article: Reading): string | undefined => {
  if (!line.tokens.some((token) => isNew(article, token))) return undefined;
  const names = speakersIn(line)
    .filter(({ kind }) => kind === 'person')
    .map(({ name }) => name);
  return names.find((name) => {
    const tokens = wordsOf(name);
    const [first] = tokens;
    // A known name may have been read together with the words behind it.
    if (tokens.length < 2 || adjacent(article, tokens.slice(0, 2)) !== undefined) return false;
    const fresh = tokens.filter((token) => isNew(article, token));
    const opens = first !== undefined && fresh.includes(first) && !looksCommon(first);
    return opens || fresh.length * 2 >= tokens.length;
  });
};

/** Consonants with the letters that Arabic and Latin have for them. */
const sounds = new Map(
  'sشسصثزz kجغقكخgjqcx bبp tتط dدضذظ fفv rر lل mم nن'
    .split(' ')
    .flatMap(([sound = '', ...letters]) => [sound, ...letters].map((letter) => [letter, sound])),
);

const soundsOf = (word: string): string =>
  Array.from(word.replaceAll(/sh|ch/g, 's'), (letter) => sounds.get(letter) ?? '').join('');

/** «يونيكود» for «Unicode»: the article prints the name in Latin letters. */
const isPrintedInLatin = (token: Token, { tokens }: Reading): boolean => {
  const sound = soundsOf(token.bare);
  return (
    sound.length > 2 &&
    tokens.some(({ folded }) => /^[a-z]/.test(folded) && soundsOf(folded) === sound)
  );
};

/** A Latin word, such as a firm's name, that the article has in no case. */
const isNewLatin = ({ folded }: Token, article: Reading): boolean =>
  /^[a-z][a-z0-9.&'-]+$/.test(folded) && !article.forms.has(folded);

const isAdjective = ({ folded }: Token): boolean => /ي(?:ه|ون|ين|ات)?$/.test(folded);

/** A place that the article does not speak of. What country it is in may go without saying. */
const isNewPlace = (token: Token, article: Reading, places: ReadonlySet<number>): boolean => {
  const stands = token.places;
  const mayBeTacit = places.size === 0 || (isAdjective(token) && places.size < 3);
  return (
    stands.length > 0 &&
    !mayBeTacit &&
    !stands.some((id) => places.has(id)) &&
    isMissing(article, token)
  );
};

/** A name of a person, body or place in a line that the article does not have in any form. */
export const newName = (
  line: Reading,
  article: Reading,
  places: ReadonlySet<number>,
): string | undefined =>
  line.tokens.find(
    (token, at) =>
      isNewPlace(token, article, places) ||
      isNewLatin(token, article) ||
      (token.name && isMissing(article, token) && !isPrintedInLatin(token, article)) ||
      isNewPerson(line, at, article),
  )?.raw ?? newSpeaker(line, article);
