import { distance } from 'fastest-levenshtein';

import { attribute } from '../attribution/attribute.ts';
import { commonWords } from '../attribution/common-words.ts';
import {
  adjectives,
  bodyNouns,
  particles,
  roleNouns,
  titles,
  unnamedNouns,
} from '../attribution/lexicon.ts';
import { givenNames } from '../attribution/names.ts';
import { places } from '../attribution/places.ts';
import { cueVerbs, isOtherVerb } from '../attribution/verbs.ts';
import { adjacent } from './names.ts';
import { type Reading, read, type Token } from './reading.ts';

const isOneOf = (token: Token, list: ReadonlySet<string>): boolean =>
  token.forms.some((form) => list.has(form));

/** How far behind a role a name may stand: «وزير الخارجية والتعاون الدولي …». */
const roleReach = 7;

/** Has the article; «ألدو» begins otherwise. */
const isDefinite = ({ raw }: Token): boolean => /^(?:و?ال|لل)../.test(raw);

/** A word that ends the noun phrase before it: a particle or a verb. */
const ends = ({ folded, forms, content }: Token): boolean =>
  !content ||
  forms.some((form) => particles.has(form)) ||
  cueVerbs.has(folded) ||
  isOtherVerb(folded);

const ordinary = [commonWords, roleNouns, bodyNouns, unnamedNouns, adjectives, titles, places];

const isOrdinary = (token: Token): boolean => ordinary.some((list) => isOneOf(token, list));

const bareOf = ({ folded }: Token): string => folded.replace(/^ال(?=...)/, '');

/** No word of a name is longer; a longer one is not worth the comparison. */
const longestName = 30;

/** «ترامب» and «ترمب» are one. */
const isRespelled = (article: Reading, token: Token): boolean => {
  const word = bareOf(token);
  return article.tokens.some((other) => {
    const printed = bareOf(other);
    return (
      word[0] === printed[0] &&
      Math.abs(word.length - printed.length) < 2 &&
      Math.min(word.length, printed.length) > 3 &&
      Math.max(word.length, printed.length) > 4 &&
      word.length < longestName &&
      distance(word, printed) === 1
    );
  });
};

const isKnown = (article: Reading, form: string): boolean =>
  article.forms.has(form) || article.stems.has(form) || ordinary.some((list) => list.has(form));

/** «محله», «عسكريا»: a known word with a pronoun or as an adverb. */
const hasPronoun = (article: Reading, { folded }: Token): boolean => {
  const [, word = ''] = /^(...+?)(?:ه|ها|هم|ا)$/.exec(folded) ?? [];
  return word !== '' && (isKnown(article, word) || particles.has(word));
};

/** A word that the article does not have in any form or spelling, and that is no pronoun's carrier. */
const isMissing = (article: Reading, token: Token): boolean =>
  !article.stems.has(token.stem) &&
  !token.forms.some((form) => form.length > 2 && article.forms.has(form)) &&
  !hasPronoun(article, token) &&
  !isRespelled(article, token);

/** A word that neither the article nor the language of the news has: likely somebody's name. */
const isStrange = (article: Reading, token: Token): boolean =>
  !ends(token) && !isOrdinary(token) && isMissing(article, token);

/** Whether a name may begin here that the article has in no form: a first name, or two new words. */
export const isUnheard = (article: Reading, first: Token, second: Token | undefined): boolean => {
  if (ends(first) || isDefinite(first) || looksCommon(first)) return false;
  if (isGiven(first)) return isMissing(article, first);
  return isStrange(article, first) && second !== undefined && isMissing(article, second);
};

/** The place behind a role's own words: «الأميركي», «لجنة المالية». */
const behindRole = (line: Reading, role: number): number | undefined => {
  for (let at = role + 1; at < role + roleReach; at += 1) {
    const token = line.tokens[at];
    if (token === undefined || line.tokens[at - 1]?.closes || ends(token)) return undefined;
    if (!isDefinite(token) && !isOrdinary(token)) return at;
  }
  return undefined;
};

/** Where a name is due: behind a role or title, and behind the verb of «قال … إن». */
const nameSlots = (line: Reading): number[] =>
  line.tokens.flatMap((token, at) => {
    const cue = cueVerbs.get(token.folded) ?? cueVerbs.get(token.folded.slice(1));
    if (cue !== undefined && !token.closes) return [at + 1];
    const isRole = isOneOf(token, roleNouns) || isOneOf(token, titles);
    const place = isRole && !token.closes ? behindRole(line, at) : undefined;
    return place === undefined ? [] : [place];
  });

/** «بن», «أبو»: between two words of a name. */
const links = new Set(['بن', 'بنت', 'ابن', 'ال', 'ابو', 'ابي', 'عبد', 'ولد', 'فان', 'دي', 'دا']);

/**
 * A name that the article does not have in any form: two words in a row, one where a name is due
 * before «إن», one joined to the next by «بن», or the name of whoever our own reading of the line
 * takes for its speaker.
 */
export const inventedName = (line: Reading, article: Reading): string | undefined => {
  // Most honest lines have no word that could be one.
  if (!line.tokens.some((token) => isStrange(article, token))) return undefined;
  for (const at of nameSlots(line)) {
    const first = line.tokens[at];
    const second = line.tokens[at + 1];
    if (first === undefined || isDefinite(first) || looksCommon(first)) continue;
    if (!isStrange(article, first)) continue;
    if (second !== undefined && !first.closes && isStrange(article, second)) {
      return `${first.folded} ${second.folded}`;
    }
    const verb = line.tokens[at - 1];
    if (verb && cueVerbs.has(verb.folded) && /^[اب]?ان/.test(second?.folded ?? '')) {
      return first.folded;
    }
  }
  return (
    inventedPair(line, article) ?? inventedChild(line, article) ?? inventedSpeaker(line, article)
  );
};

/** «علي» is a name, «على» is none, though they are compared as one. */
const isGiven = (token: Token): boolean => isOneOf(token, givenNames) && !token.raw.endsWith('ى');

/** A verb, a plural, an accusative or a word with something joined to it, by its looks. */
const looksCommon = ({ raw, forms }: Token): boolean =>
  (/^[وفبل]/.test(raw) && forms.length > 1) ||
  /^س?[يت]/.test(raw) ||
  /(?:وا|ين|ون|ات|[^اوي]ا|...ه|ها|هم)$/.test(raw);

/** Two strange words in a row, neither of which looks like a verb or a noun of the language. */
const inventedPair = (line: Reading, article: Reading): string | undefined => {
  const at = line.tokens.findIndex((first, place) => {
    const second = line.tokens[place + 1];
    if (second === undefined || first.closes || isDefinite(first)) return false;
    if (ends(second) || !isMissing(article, second)) return false;
    if (isDefinite(second) && looksCommon(second)) return false;
    // A first name of the news with a surname that the article does not have.
    if (isOrdinary(second)) return isGiven(first) && isDefinite(second);
    if (isGiven(first)) return !/^[وف]?س?[يت]|(?:وا|[^اوي]ا)$/.test(second.raw);
    return isStrange(article, first) && !looksCommon(first) && !/^[وفبل]|ا$|...ه$/.test(second.raw);
  });
  return at < 0 ? undefined : `${line.tokens[at]?.raw} ${line.tokens[at + 1]?.raw}`;
};

const inventedChild = (line: Reading, article: Reading): string | undefined => {
  const at = line.tokens.findIndex((token, place) => {
    const [before, behind] = [line.tokens[place - 1], line.tokens[place + 1]];
    if (!links.has(token.folded) || behind === undefined || token.closes) return false;
    return isStrange(article, behind) && (before === undefined || isMissing(article, before));
  });
  return at < 0 ? undefined : `${line.tokens[at]?.folded} ${line.tokens[at + 1]?.folded}`;
};

const inventedSpeaker = (line: Reading, article: Reading): string | undefined => {
  const speakers = attribute({ title: '', text: line.text }).sources;
  const names = speakers.filter(({ kind }) => kind === 'person').map(({ name }) => name);
  return names.find((name) => {
    const { tokens } = read(name);
    // A known name may have been read together with the words behind it.
    if (tokens.length < 2 || adjacent(article, tokens.slice(0, 2)) !== undefined) return false;
    const strange = tokens.filter((word) => isStrange(article, word));
    const opens = tokens[0] !== undefined && strange.includes(tokens[0]) && !looksCommon(tokens[0]);
    return opens || strange.length * 2 > tokens.length;
  });
};
