import { isNear } from '../../arabic/words.ts';
import { attribute } from '../attribution/attribute.ts';
import {
  adjectives,
  bodyNouns,
  commonWords,
  foreignNames,
  givenNames,
  particles,
  roleNouns,
  titles,
  unnamedNouns,
} from '../attribution/lexicon.ts';
import { cueVerbs, isOtherVerb } from '../attribution/verbs.ts';
import { adjacent } from './names.ts';
import { placesOf } from './places.ts';
import { isDefinite, type Reading, read, type Token } from './reading.ts';
import { isOrdinary } from './vocabulary.ts';

const isOneOf = (token: Token, list: ReadonlySet<string>): boolean =>
  token.forms.some((form) => list.has(form));

/** A word that ends the noun phrase before it: a particle or a verb. */
const ends = ({ folded, forms, content }: Token): boolean =>
  !content ||
  forms.some((form) => particles.has(form)) ||
  cueVerbs.has(folded) ||
  isOtherVerb(folded);

const bareOf = ({ folded }: Token): string => folded.replace(/^[وف]?[بل]?(?:ال|ل)?(?=....)/, '');

/** No word of a name is longer; a longer one is not worth the comparison. */
const longestName = 30;

/** «ترامب» and «ترمب» are one, and so are «نيابة» and «النائب»'s spellings with one letter more. */
const isRespelled = (article: Reading, token: Token): boolean => {
  const word = bareOf(token);
  if (word.length < 4 || word.length > longestName) return false;
  return article.tokens.some(({ folded }) => {
    if (Math.abs(folded.length - word.length) > 4) return false;
    const printed = folded.replace(/^[وف]?[بل]?(?:ال|ل)?(?=....)/, '');
    if (word[0] !== printed[0]) return false;
    // «باراغواياني» for «باراغواي».
    if (printed.length > 4 && word.startsWith(printed)) return true;
    return Math.max(word.length, printed.length) > 4 && isNear(word, printed);
  });
};

/** A word that the article does not have in any form or spelling. */
export const isMissing = (article: Reading, token: Token): boolean =>
  !article.stems.has(token.stem) &&
  !article.cores.has(token.core) &&
  !token.forms.some((form) => form.length > 2 && article.forms.has(form)) &&
  !isRespelled(article, token);

const isArabic = ({ folded }: Token): boolean => /^[\u0600-\u06FF]{4}/.test(folded);

/** A word that shows by itself that it is part of somebody's or something's name. */
export const isName = (token: Token): boolean =>
  token.content &&
  isArabic(token) &&
  placesOf(token).length === 0 &&
  (isOneOf(token, foreignNames) || (!isOrdinary(token) && !ends(token)));

/** «علي» is a name, «على» is none, though they are compared as one. */
const isGiven = (token: Token): boolean => isOneOf(token, givenNames) && !token.raw.endsWith('ى');

/** A word that may be part of a name: a given name, or none of the language. */
export const isNameLike = (token: Token): boolean => isName(token) || isGiven(token);

/** A first name that is a word as well counts behind a title, or before a word that is as new. */
const isGivenHere = ({ tokens }: Reading, at: number, article: Reading): boolean => {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token === undefined || !isGiven(token) || !isMissing(article, token)) return false;
  const isIntroduced =
    before !== undefined &&
    !before.closes &&
    (isOneOf(before, titles) || isOneOf(before, roleNouns));
  const isFollowed =
    next !== undefined &&
    !token.closes &&
    !ends(next) &&
    !/^[وف]?س?[يت]|(?:وا|[^اوي]ا)$/.test(next.raw) &&
    (isDefinite(next) || !isOrdinary(next) || isGiven(next)) &&
    isMissing(article, next);
  return isIntroduced || isFollowed;
};

const nouns = [commonWords, roleNouns, bodyNouns, unnamedNouns, adjectives, titles];

/** How far behind a role a name may stand: «وزير الخارجية والتعاون الدولي …». */
const roleReach = 7;

/** Whether a name is due here: behind the verb of «قال … إن», or behind a role and its own words. */
const isNameDue = ({ tokens }: Reading, at: number): boolean => {
  const before = tokens[at - 1];
  if (before === undefined || before.closes) return false;
  if (cueVerbs.has(before.folded) || cueVerbs.has(before.folded.slice(1))) return true;
  for (let place = at - 1; place >= 0 && place > at - roleReach; place -= 1) {
    const token = tokens[place];
    if (token === undefined || token.closes || ends(token)) return false;
    if (isOneOf(token, roleNouns) || isOneOf(token, titles)) return true;
    if (!isDefinite(token) && !nouns.some((list) => isOneOf(token, list))) return false;
  }
  return false;
};

const isStrange = (article: Reading, token: Token): boolean =>
  !ends(token) &&
  token.folded.length > 2 &&
  !nouns.some((list) => isOneOf(token, list)) &&
  placesOf(token).length === 0 &&
  isMissing(article, token);

/** Two words that the article does not have where a name is due, be they words of the language. */
const isInventedHere = (line: Reading, at: number, article: Reading): boolean => {
  const [first, second] = [line.tokens[at], line.tokens[at + 1]];
  if (first === undefined || second === undefined) return false;
  if (links.has(second.folded)) return isStrange(article, first);
  return (
    !first.closes &&
    !isDefinite(first) &&
    !looksCommon(first) &&
    (isGiven(first) || isStrange(article, first)) &&
    isStrange(article, second) &&
    isNameDue(line, at)
  );
};

/** Whoever our own reading of the line takes for its speaker, if the article has no such name. */
const inventedSpeaker = (line: Reading, article: Reading): string | undefined => {
  if (!line.tokens.some((token) => isStrange(article, token))) return undefined;
  const speakers = attribute({ title: '', text: line.text }).sources;
  const names = speakers.filter(({ kind }) => kind === 'person').map(({ name }) => name);
  return names.find((name) => {
    const { tokens } = read(name);
    // A known name may have been read together with the words behind it.
    if (tokens.length < 2 || adjacent(article, tokens.slice(0, 2)) !== undefined) return false;
    const strange = tokens.filter((token) => isStrange(article, token));
    const opens = tokens[0] !== undefined && strange.includes(tokens[0]) && !looksCommon(tokens[0]);
    return opens || strange.length * 2 >= tokens.length;
  });
};

/** «بن», «ولد»: between two words of a name. */
const links = new Set(['بن', 'بنت', 'ولد']);

/** A verb, a plural, an accusative or a word with something joined to it, by its looks. */
export const looksCommon = ({ raw, forms }: Token): boolean =>
  (/^[وفبل]/.test(raw) && forms.length > 1) ||
  /^س?[يت]/.test(raw) ||
  /(?:وا|ين|ون|ات|[^اوي]ا|...ه|ها|هم)$/.test(raw);

/** A Latin word, such as a firm's name, that the article has in no case. */
const isNewLatin = ({ folded }: Token, article: Reading): boolean =>
  /^[a-z][a-z0-9.&'-]+$/.test(folded) && !article.forms.has(folded);

const isAdjective = ({ folded }: Token): boolean => /ي(?:ه|ون|ين|ات)?$/.test(folded);

/** A name of a person, body or place in a line that the article does not have in any form. */
export const inventedName = (
  line: Reading,
  article: Reading,
  places: ReadonlySet<number>,
): string | undefined =>
  line.tokens.find((token, at) => {
    const stands = placesOf(token);
    if (stands.length > 0) {
      // What country it is in may go without saying: «ثلاث محافظات مصرية».
      const mayBeTacit = places.size === 0 || (isAdjective(token) && places.size < 3);
      return !mayBeTacit && !stands.some((id) => places.has(id)) && isMissing(article, token);
    }
    return (
      (isName(token) && isMissing(article, token)) ||
      isGivenHere(line, at, article) ||
      isInventedHere(line, at, article) ||
      isNewLatin(token, article)
    );
  })?.raw ?? inventedSpeaker(line, article);
