import { matchKnownBody, matchOutlet } from './gazetteer.ts';
import { adjectives, nameLinks, particles, roleNouns } from './lexicon.ts';
import { articleSurnames, givenNames } from './names.ts';
import { nationalities, places, placeSeconds } from './places.ts';
import type { Token } from './tokens.ts';
import {
  bare,
  endsPhrase,
  hasPreposition,
  isCommon,
  isDefinite,
  isDefiniteAdjective,
  isIndefiniteAdjective,
  isJoined,
  isNameLike,
  isParticle,
  ownedNoun,
} from './words.ts';

/** Token indices, the second one exclusive. */
export type Range = readonly [from: number, to: number];

/** What the parts of a phrase are looked for in: a sentence, and the article's words. */
export type Reader = { tokens: readonly Token[]; vocabulary: ReadonlySet<string> };

export const joinedAt = ({ tokens }: Reader, at: number): Token | undefined => {
  const token = tokens[at];
  return token !== undefined && isJoined(token) ? token : undefined;
};

/** Words in quotation marks that stand where a name would: «شركة "بي إيه إي"». */
export const quotedName = ({ tokens }: Reader, at: number): number => {
  const quotation = tokens[at]?.quotation;
  if (quotation === undefined || !/^\s*[«“"„(]+$/u.test(tokens[at]?.gap ?? '')) return at;
  let to = at;
  while (tokens[to]?.quotation === quotation) to += 1;
  return to - at <= 5 ? to : at;
};

export const definiteAdjectives = (reader: Reader, at: number): number => {
  let to = at;
  for (let token = joinedAt(reader, to); token && isDefiniteAdjective(token);) {
    to += 1;
    token = joinedAt(reader, to);
  }
  return to;
};

export const indefiniteAdjectives = (reader: Reader, at: number): number => {
  let to = at;
  for (let token = joinedAt(reader, to); token && isIndefiniteAdjective(token);) {
    to += 1;
    token = joinedAt(reader, to);
  }
  return to;
};

export const placeAt = (reader: Reader, at: number): number => {
  const token = reader.tokens[at];
  if (token === undefined || !places.has(token.folded)) return at;
  const second = joinedAt(reader, at + 1);
  return second !== undefined && placeSeconds.has(second.folded) ? at + 2 : at + 1;
};

/** Personal names: bare words that are no words of the language, with بن, عبد and surnames in ال. */
export const nameAt = (reader: Reader, at: number, most = 5): number => {
  const { tokens, vocabulary } = reader;
  let to = at;
  while (to < at + most) {
    const token = to === at ? tokens[to] : joinedAt(reader, to);
    if (token === undefined) break;
    const next = joinedAt(reader, to + 1);
    if (token.folded.startsWith('ل') && matchOutlet(tokens, to, 1) > 0) break;
    const before = to > at ? tokens[to - 1] : undefined;
    if (linksName(reader, to) && !(to === at && /^(?:لا|لو|ابن)$/u.test(token.folded))) {
      to += nameLinks.has(next?.folded ?? '') ? 1 : 2;
    } else if (isNameLike(token, vocabulary, before)) to += 1;
    else if (before !== undefined && isSurname(token, before)) to += 1;
    else break;
  }
  return to;
};

/** «بن عبد العزيز», «أبو ردينة», «دي ميستورا», and at the end «شينزو آبي». */
const linksName = ({ tokens, vocabulary }: Reader, at: number): boolean => {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || !nameLinks.has(token.folded) || isParticle(token)) return false;
  if (next === undefined || !isJoined(next)) return false;
  if (nameLinks.has(next.folded) || isNameLike(next, vocabulary, token)) return true;
  return isDefinite(next.folded) && !particles.has(next.folded);
};

const isSurname = (token: Token, before: Token): boolean => {
  const { folded: word } = token;
  if (!isDefinite(word) || particles.has(word) || /^[وف]/u.test(word)) return false;
  if (articleSurnames.has(word)) return true;
  const stem = bare(word);
  if (nationalities.has(stem) || /^(?:ابن|اب)$/u.test(stem)) return false;
  if (isCommon(stem, token.raw) || adjectives.has(stem)) return false;
  return givenNames.has(before.folded) || stem.endsWith('ي') || !isDefiniteAdjective(token);
};

/** What a noun governs: «وزارة [الدفاع الروسية]», «شرطة [سنغافورة]», «لجنة [حقوق الإنسان]». */
export const complementAt = (reader: Reader, at: number, names: number, depth = 0): number => {
  const quoted = quotedName(reader, at);
  if (quoted > at) return definiteAdjectives(reader, quoted);
  const token = joinedAt(reader, at);
  if (token === undefined || isParticle(token)) return at;
  const known = matchOutlet(reader.tokens, at) || matchKnownBody(reader.tokens, at);
  if (known > 0) return definiteAdjectives(reader, at + known);
  const place = placeAt(reader, at);
  if (place > at) return definiteAdjectives(reader, place);
  if (isDefinite(token.folded) && !/^[وف]/u.test(token.folded)) {
    return definiteAdjectives(reader, coordinatedAt(reader, at + 1));
  }
  if (endsPhrase(token, reader.vocabulary)) return at;
  const next = joinedAt(reader, at + 1);
  const governs = next !== undefined && isDefinite(next.folded) && !isParticle(next);
  if ((governs || isCommon(token.folded, token.raw)) && !givenNames.has(token.folded)) {
    if (depth > 3) return at;
    const to = complementAt(reader, at + 1, names, depth + 1);
    return to > at + 1 ? to : at;
  }
  return definiteAdjectives(reader, nameAt(reader, at, names));
};

/** «الخارجية [والمغتربين]»: a second governed noun. */
const coordinatedAt = (reader: Reader, at: number): number => {
  let to = definiteAdjectives(reader, at);
  const token = joinedAt(reader, to);
  if (
    token !== undefined &&
    /^وال\p{L}{3}/u.test(token.folded) &&
    !roleNouns.has(bare(token.folded))
  ) {
    to = definiteAdjectives(reader, to + 1);
  }
  return to;
};

const addressees = /^لل?(?:صحفي|صحافي|اعلامي|وكال|صحيف|قنا|تلفزيون|موقع|وسايل|مراسل)/u;

/** «باسم الحكومة», «للشؤون الخارجية», «لدى موسكو», «في حزب الله»: what a role is for. */
export const attachedAt = (reader: Reader, at: number, kinds: RegExp): number => {
  const token = joinedAt(reader, at);
  if (token === undefined || !kinds.test(token.folded) || addressees.test(token.folded)) return at;
  if (/^(?:باسم|بلسان|لدي|في|من|الي|علي|عن|بشان|لشوون)$/u.test(token.folded)) {
    const to = complementAt(reader, at + 1, 2);
    return to > at + 1 ? to : at;
  }
  if (/^لل/u.test(token.folded)) {
    return definiteAdjectives(reader, coordinatedAt(reader, at + 1));
  }
  if (/^باسم\p{L}/u.test(token.folded)) return at + 1;
  const governed = joinedAt(reader, at + 1);
  const idafa =
    token.folded.startsWith('ل') &&
    governed !== undefined &&
    isDefinite(governed.folded) &&
    !isParticle(governed);
  if (!idafa && !hasPreposition(token.folded, reader.vocabulary)) return at;
  if (/^بال/u.test(token.folded)) return definiteAdjectives(reader, at + 1);
  const rest = token.folded.slice(1);
  if (places.has(rest)) return definiteAdjectives(reader, at + 1);
  const to = complementAt(reader, at + 1, 2);
  return to > at + 1 || isCommon(rest, rest) ? to : at;
};

export const firmly = /^(?:باسم\p{L}{0,2}|بلسان|لشوون|لدي|ل\p{L}{3,})$/u;
export const loosely =
  /^(?:باسم\p{L}{0,2}|بلسان|لشوون|لدي|في|من|الي|علي|عن|ل\p{L}{3,}|بال\p{L}{2,}|ب\p{L}{4,})$/u;

/** A role without the name: «وزير الخارجية الروسي», «المتحدث باسم الكرملين». */
export const roleAt = (reader: Reader, at: number, names = 0, depth = 0): number => {
  const token = reader.tokens[at];
  if (token === undefined || isParticle(token)) return at;
  const word = token.folded;
  const owned =
    !roleNouns.has(word) && !token.raw.endsWith('ة') && roleNouns.has(ownedNoun(word) ?? '');
  const definite = owned || (isDefinite(word) && !/^[وف]/u.test(word));
  if (!owned && !roleNouns.has(definite ? bare(word) : word)) return at;
  let to = at + 1;
  if (definite) {
    to = definiteAdjectives(reader, to);
  } else {
    to = indefiniteAdjectives(reader, to);
    const governed = complementAt(reader, to, names);
    if (governed > to) to = definiteAdjectives(reader, governed);
    to = indefiniteAdjectives(reader, to);
  }
  to = attachedRun(reader, to, firmly);
  if (depth < 2 && joinedAt(reader, to) !== undefined) {
    const second = roleAt(reader, to, names, depth + 1);
    if (second > to) to = second;
  }
  return to;
};

export const attachedRun = (reader: Reader, at: number, kinds: RegExp): number => {
  let to = at;
  for (let count = 0; count < 3; count += 1) {
    const next = attachedAt(reader, to, kinds);
    if (next === to) break;
    to = definiteAdjectives(reader, next);
  }
  return to;
};
