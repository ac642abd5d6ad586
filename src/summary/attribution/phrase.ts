import { matchHeadedOutlet, matchKnownBody, matchOutlet } from './gazetteer.ts';
import {
  bareUnnamed,
  bodyNouns,
  documentNouns,
  outletNouns,
  quantifiers,
  roleNouns,
  titles,
  unnamedNouns,
} from './lexicon.ts';
import {
  attachedAt,
  attachedRun,
  complementAt,
  definiteAdjectives,
  indefiniteAdjectives,
  joinedAt,
  loosely,
  nameAt,
  placeAt,
  quotedName,
  roleAt,
} from './parts.ts';
import type { Range, Reader } from './parts.ts';
import { places } from './places.ts';
import type { Token } from './tokens.ts';
import { bare, endsPhrase, isCommon, isDefinite, ownedNoun } from './words.ts';

/** What a noun phrase turned out to speak of. `role` is a role without a name. */
export type Head = 'person' | 'role' | 'organisation' | 'outlet' | 'anonymous' | 'document';

/** A noun phrase that can be a speaker, in tokens of its sentence. */
export type Phrase = {
  head: Head;
  from: number;
  to: number;
  name: Range | undefined;
  role: Range | undefined;
  /** Definite and without a name, «الوزير»: points back to somebody named before. */
  pointsBack: boolean;
  /** A name that nothing but its place makes a name: no role, no title, one word. */
  bareName: boolean;
};

const rolePhrase = (reader: Reader, at: number): Phrase | undefined => {
  let roleEnd = roleAt(reader, at);
  if (roleEnd === at) return undefined;
  const { tokens } = reader;
  const first = tokens[at];
  if (first === undefined) return undefined;
  const nameFrom = (from: number): number => {
    if (joinedAt(reader, from) === undefined) return from;
    const titled = titles.has(tokens[from]?.folded ?? '') ? from + 1 : from;
    const to = nameAt(reader, titled);
    return to > titled ? to : from;
  };
  let to = nameFrom(roleEnd);
  if (to === roleEnd) {
    const farther = attachedRun(reader, roleEnd, loosely);
    const end = farther > roleEnd ? nameFrom(farther) : farther;
    if (end > farther) {
      roleEnd = farther;
      to = end;
    }
  }
  const owned = !roleNouns.has(first.folded) && !isDefinite(first.folded);
  const definite = owned || isDefinite(first.folded);
  if (to > roleEnd) {
    // «محامي برونسون»: after an indefinite noun a name is whose, not who; four words hold both.
    const whose = !definite && roleEnd === at + 1;
    if (whose) roleEnd = to - roleEnd > 2 ? to - 2 : to;
    if (roleEnd === to) return phrase('role', at, to, { role: [at, to] });
    return phrase('person', at, to, { name: [roleEnd, to], role: [at, roleEnd] });
  }
  if (definite) return phrase('role', at, roleEnd, { role: [at, roleEnd], pointsBack: !owned });
  if (unnamedNouns.has(first.folded)) return unnamedFrom(reader, at, roleEnd);
  if (roleEnd === at + 1) return undefined;
  return phrase('role', at, roleEnd, { role: [at, roleEnd] });
};

const phrase = (
  head: Head,
  from: number,
  to: number,
  parts: Partial<Pick<Phrase, 'name' | 'role' | 'pointsBack' | 'bareName'>> = {},
): Phrase => ({
  head,
  from,
  to,
  name: parts.name,
  role: parts.role,
  pointsBack: parts.pointsBack ?? false,
  bareName: parts.bareName ?? false,
});

const unnamedFrom = (reader: Reader, at: number, end: number): Phrase => {
  let to = indefiniteAdjectives(reader, end);
  to = definiteAdjectives(reader, to);
  to = Math.max(to, attachedAt(reader, to, loosely));
  return phrase('anonymous', at, to, { name: [at, to] });
};

const unnamedPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const token = reader.tokens[at];
  if (token === undefined) return undefined;
  const word = token.folded;
  if (bareUnnamed.has(word)) return phrase('anonymous', at, at + 1, { name: [at, at + 1] });
  if (quantifiers.has(word)) return quantifiedPhrase(reader, at);
  const definite = isDefinite(word) && !/^[وف]/u.test(word);
  const noun = definite ? bare(word) : word;
  if (!unnamedNouns.has(noun) || roleNouns.has(noun)) return undefined;
  if (definite) {
    const to = definiteAdjectives(reader, at + 1);
    return phrase('anonymous', at, to, { name: [at, to], pointsBack: to === at + 1 });
  }
  const adjectivesEnd = indefiniteAdjectives(reader, at + 1);
  const governed = adjectivesEnd === at + 1 ? complementAt(reader, at + 1, 2) : adjectivesEnd;
  return unnamedFrom(reader, at, Math.max(governed, adjectivesEnd));
};

const needsOf = /^(?:عدد|العديد|الكثير|اكثر|مجموعه|عشرات|مءات|ميات|واحد)$/u;

/** «العديد من المحللين», «بعض الأطراف», «أحد سكان القرية». */
const quantifiedPhrase = (reader: Reader, at: number): Phrase | undefined => {
  let to = at + 1;
  const of = joinedAt(reader, to)?.folded === 'من';
  if (of && /^كل/u.test(reader.tokens[at]?.folded ?? '')) return phraseAt(reader, to + 1);
  if (of) to += 1;
  else if (needsOf.test(reader.tokens[at]?.folded ?? '')) return undefined;
  const token = joinedAt(reader, to);
  if (token === undefined) return undefined;
  const noun = bare(token.folded);
  const people =
    unnamedNouns.has(noun) ||
    roleNouns.has(noun) ||
    bodyNouns.has(noun) ||
    outletNouns.has(noun) ||
    /(?:ون|ين)$/u.test(noun);
  if (!people || endsPhrase(token, reader.vocabulary)) return undefined;
  let end = isDefinite(token.folded)
    ? definiteAdjectives(reader, to + 1)
    : indefiniteAdjectives(reader, to + 1);
  if (end === to + 1 && !isDefinite(token.folded))
    end = Math.max(end, complementAt(reader, end, 2));
  return phrase('anonymous', at, end, { name: [at, end] });
};

const outletPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const { tokens } = reader;
  const token = tokens[at];
  if (token === undefined) return undefined;
  const known = matchOutlet(tokens, at);
  if (known > 0) {
    const to = definiteAdjectives(reader, at + known);
    return phrase('outlet', at, to, { name: [at, to] });
  }
  const word = token.folded;
  const definite = isDefinite(word) && !/^[وف]/u.test(word);
  if (!outletNouns.has(definite ? bare(word) : word)) return undefined;
  const named = joinedAt(reader, at + 1) ? matchHeadedOutlet(tokens, at + 1) : 0;
  if (named > 0) {
    const to = newsAt(reader, definiteAdjectives(reader, at + 1 + named));
    return phrase('outlet', at, to, { name: [at, to] });
  }
  if (definite) {
    const quoted = quotedName(reader, at + 1);
    const to = quoted > at + 1 ? quoted : definiteAdjectives(reader, at + 1);
    const farther = Math.max(to, attachedAt(reader, to, /^لل/u));
    const head = farther > to && newsAt(reader, to) === to ? 'organisation' : 'outlet';
    return phrase(head, at, farther, { name: [at, farther], pointsBack: farther === at + 1 });
  }
  let to = indefiniteAdjectives(reader, at + 1);
  if (to === at + 1) to = complementAt(reader, at + 1, 4);
  else to = Math.max(to, quotedName(reader, to));
  if (to === at + 1) return undefined;
  const other = alsoBodies.test(word) && isOfficial(tokens[at + 1]);
  to = newsAt(reader, to);
  return phrase(other ? 'organisation' : 'outlet', at, to, { name: [at, to] });
};

/** «وكالة سبأ [للأنباء]». */
const newsAt = (reader: Reader, at: number): number =>
  /^لل(?:انبا|اخبار|اعلام|صحافه)$/u.test(joinedAt(reader, at)?.folded ?? '')
    ? definiteAdjectives(reader, at + 1)
    : at;

/** An agency, network or site of something that is not news is a body: «وكالة الأمن القومي». */
const alsoBodies = /^(?:وكاله|شبكه|موقع|محطه)$/u;
const isOfficial = (token: Token | undefined): boolean =>
  token !== undefined &&
  !/(?:انبا|اخبار|صحاف|اعلام|تلفز|اذاع)/u.test(token.folded) &&
  (isDefinite(token.folded) || isCommon(token.folded, token.raw));

/** «مراسل رويترز أحمد منصور» is a person, «مراسل رويترز» the outlet. */
const reporterPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const noun = bare(reader.tokens[at]?.folded ?? '');
  if (!outletNouns.has(noun) || !roleNouns.has(noun)) return undefined;
  const found = rolePhrase(reader, at);
  return found?.head === 'person' ? found : undefined;
};

/** «الشركة الفرنسية [توتال]», «مجموعة السيارات ["بي إس إيه"]»: the body's own name after what it is. */
const ownNameAt = (reader: Reader, at: number): number => {
  const quoted = quotedName(reader, at);
  if (quoted > at) return quoted;
  return joinedAt(reader, at) === undefined ? at : at + matchKnownBody(reader.tokens, at);
};

const bodyPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const { tokens } = reader;
  const token = tokens[at];
  if (token === undefined) return undefined;
  const word = token.folded;
  const definite = isDefinite(word) && !/^[وف]/u.test(word);
  const known = matchKnownBody(tokens, at);
  let to = at + known;
  if (known > 0) {
    to = definiteAdjectives(reader, to);
  } else if (places.has(word)) {
    to = placeAt(reader, at);
  } else if (bodyNouns.has(definite ? bare(word) : word)) {
    const quoted = quotedName(reader, at + 1);
    if (quoted > at + 1) to = definiteAdjectives(reader, quoted);
    else if (definite) to = definiteAdjectives(reader, at + 1);
    else to = complementAt(reader, at + 1, 4);
    if (!definite && to === at + 1) {
      to = indefiniteAdjectives(reader, at + 1);
      if (to === at + 1) return undefined;
      return phrase('anonymous', at, to, { name: [at, to] });
    }
  } else if (bodyNouns.has(ownedNoun(word) ?? '') && !token.raw.endsWith('ة')) {
    return phrase('organisation', at, at + 1, { name: [at, at + 1] });
  } else return undefined;
  to = ownNameAt(reader, to);
  const bareBody = definite && to === at + 1 && known === 0 && !places.has(word);
  to = Math.max(to, attachedAt(reader, to, /^ل(?:ل\p{L}{3,}|\p{L}{4,})$/u));
  return phrase('organisation', at, to, { name: [at, to], pointsBack: bareBody });
};

const documentPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const token = reader.tokens[at];
  if (token === undefined) return undefined;
  const word = token.folded;
  const definite = isDefinite(word) && !/^[وف]/u.test(word);
  if (!documentNouns.has(definite ? bare(word) : word)) return undefined;
  let to = definite ? definiteAdjectives(reader, at + 1) : indefiniteAdjectives(reader, at + 1);
  if (!definite && to === at + 1) to = complementAt(reader, at + 1, 2);
  to = Math.max(to, attachedAt(reader, to, /^ل\p{L}{3,}$/u));
  return phrase('document', at, to, { name: [at, to], pointsBack: definite && to === at + 1 });
};

const personPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const { tokens } = reader;
  const titled = titles.has(tokens[at]?.folded ?? '') ? at + 1 : at;
  if (titled > at && joinedAt(reader, titled) === undefined) return undefined;
  const to = nameAt(reader, titled);
  if (to === titled) return undefined;
  return phrase('person', at, to, { name: [titled, to], bareName: titled === at && to === at + 1 });
};

/**
 * The noun phrase that begins at a word, if it can speak: the longest of its kind that its own
 * words allow, by government (idafa), agreement and the shape of names.
 */
export const phraseAt = (reader: Reader, at: number): Phrase | undefined =>
  reporterPhrase(reader, at) ??
  outletPhrase(reader, at) ??
  unnamedPhrase(reader, at) ??
  rolePhrase(reader, at) ??
  bodyPhrase(reader, at) ??
  documentPhrase(reader, at) ??
  personPhrase(reader, at);
