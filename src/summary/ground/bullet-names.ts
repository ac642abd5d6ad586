import type { Attribution } from '../attribution/attribution.ts';
import { commonWords } from '../attribution/common-words.ts';
import {
  adjectives,
  bodyNouns,
  particles,
  roleNouns,
  titles,
  unnamedNouns,
} from '../attribution/lexicon.ts';
import { cueVerbs, isOtherVerb } from '../attribution/verbs.ts';
import type { Source } from '../summary.ts';
import { adjacent } from './names.ts';
import { type Reading, read, sameWord, type Token } from './reading.ts';

/** Personal names of an article, word by word; only those of two words or more. */
export type KnownNames = readonly (readonly Token[])[];

/** The people that the article lets speak, with those of a summary's sources that stand in it. */
export const knownNames = (
  article: Reading,
  attribution: Attribution,
  sources: readonly Source[],
): KnownNames =>
  [...attribution.sources, ...sources]
    .filter(({ kind }) => kind === 'person')
    .map(({ name }) => read(name).tokens)
    .filter((name) => name.length > 1 && adjacent(article, name) !== undefined);

const isOneOf = (token: Token, list: ReadonlySet<string>): boolean =>
  token.forms.some((form) => list.has(form));

/**
 * The first name of one person before the surname of another, a pair that the article nowhere has:
 * «فلاديمير أوشاكوف». Two surnames side by side are subject and object, and no name.
 */
export const mixedName = (
  line: Reading,
  article: Reading,
  names: KnownNames,
): string | undefined => {
  // Only the first word of a name can have something joined to it.
  const isOf = (token: Token, words: (name: readonly Token[]) => readonly Token[]): boolean =>
    names.some((name) => words(name).some(({ folded }) => folded === token.folded));
  const opens = (token: Token): boolean =>
    names.some((name) => name.slice(0, -1).some((word) => sameWord(word, token)));
  const closes = (token: Token): boolean => isOf(token, (name) => name.slice(1));
  const isLast = (token: Token): boolean => isOf(token, (name) => name.slice(-1));
  for (const [at, first] of line.tokens.entries()) {
    const second = line.tokens[at + 1];
    if (second === undefined || first.closes) continue;
    if (!opens(first) || isLast(first) || !closes(second)) continue;
    if (adjacent(article, [first, second]) === undefined) return `${first.folded} ${second.folded}`;
  }
  return undefined;
};

/** How far behind a role a name may stand: «وزير الخارجية والتعاون الدولي …». */
const roleReach = 7;

const isDefinite = ({ folded }: Token): boolean => /^(?:و?ال|لل)../.test(folded);

/** A word that ends the noun phrase before it: a particle or a verb. */
const ends = ({ folded, forms, content }: Token): boolean =>
  !content ||
  forms.some((form) => particles.has(form)) ||
  cueVerbs.has(folded) ||
  isOtherVerb(folded);

/** A word that neither the article nor the language of the news has: likely somebody's name. */
const isStrange = (article: Reading, token: Token): boolean =>
  !ends(token) &&
  !isDefinite(token) &&
  !/(?:ه|ها|هم)$/.test(token.raw) &&
  !article.stems.has(token.stem) &&
  !token.forms.some((form) => form.length > 2 && article.forms.has(form)) &&
  !ordinary.some((list) => isOneOf(token, list));

const ordinary = [commonWords, roleNouns, bodyNouns, unnamedNouns, adjectives, titles];

/** The place behind a role's own words: «الأميركي», «لجنة المالية». */
const behindRole = (line: Reading, role: number): number | undefined => {
  for (let at = role + 1; at < role + roleReach; at += 1) {
    const token = line.tokens[at];
    if (token === undefined || line.tokens[at - 1]?.closes || ends(token)) return undefined;
    if (!isDefinite(token) && !ordinary.some((list) => isOneOf(token, list))) return at;
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

/**
 * Two words in a row where a name is due that the article does not have in any form, or one before
 * «إن»: an invented name.
 */
export const inventedName = (line: Reading, article: Reading): string | undefined => {
  for (const at of nameSlots(line)) {
    const first = line.tokens[at];
    const second = line.tokens[at + 1];
    if (first === undefined || !isStrange(article, first)) continue;
    if (second !== undefined && !first.closes && isStrange(article, second)) {
      return `${first.folded} ${second.folded}`;
    }
    const verb = line.tokens[at - 1];
    if (verb && cueVerbs.has(verb.folded) && /^[اب]?ان/.test(second?.folded ?? ''))
      return first.folded;
  }
  return undefined;
};
