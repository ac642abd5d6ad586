import type { Attribution, Span } from '../attribution/attribution.ts';
import { bodyNouns, roleNouns, titles, unnamedNouns } from '../attribution/lexicon.ts';
import type { Source } from '../summary.ts';
import { isName, looksCommon } from './invented-name.ts';
import { adjacent, isNearSpelling } from './names.ts';
import { placesOf } from './places.ts';
import { type Reading, read, sameWord, type Token } from './reading.ts';
import { isAlike } from './same-word.ts';
import { hasCue, isSubject, telling } from './speaker.ts';

/** A person whom the article names by two words or more. */
export type Person = {
  name: readonly Token[];
  /** The words of the name that no other person's has. */
  own: readonly Token[];
  role: readonly Token[];
  /** Where the article lets the person speak, going by our own reading. */
  sentences: readonly Span[];
};

/** «السفيرة الأمريكية»: a role that stands for somebody without a name. */
const isRole = ([first, second]: readonly Token[]): boolean =>
  first?.forms.some((form) => roleNouns.has(form)) === true &&
  !/^(?:بن|بنت|ولد|ابو|ابي)$/.test(second?.folded ?? '');

/** The people that the article lets speak, with those of a summary's sources that stand in it. */
export const peopleOf = (
  article: Reading,
  { sources, statements }: Attribution,
  given: readonly Source[],
): Person[] => {
  const found = sources.map(({ name, role, kind }, index) => ({
    name,
    role,
    kind,
    sentences: statements.filter(({ source }) => source === index).map(({ sentence }) => sentence),
  }));
  const people = [...found, ...given.map((source) => ({ ...source, sentences: [] }))]
    .filter(({ kind }) => kind === 'person')
    .map((person) => ({
      ...person,
      name: read(person.name).tokens,
      role: read(person.role).tokens,
    }))
    .filter(
      ({ name }) => name.length > 1 && !isRole(name) && adjacent(article, name) !== undefined,
    );
  const named = people.map(({ name, role, sentences }) => ({ name, role, sentences }));
  for (const name of runsOf(article)) {
    if (!named.some((other) => isOneName(other.name, name))) {
      named.push({ name, role: [], sentences: [] });
    }
  }
  return named.map(({ name, role, sentences }) => {
    const others = named.filter((other) => !isOneName(name, other.name));
    const taken = new Set(others.flatMap((other) => other.name.map(({ folded }) => folded)));
    const own = name.filter(({ folded, content }) => content && !taken.has(folded));
    return { name, own, role, sentences };
  });
};

/** The stretches of words that show by themselves that they are names. */
const runsOf = ({ tokens }: Reading): Token[][] => {
  const runs: Token[][] = [];
  let run: Token[] = [];
  for (const token of tokens) {
    const belongs = isName(token) && !looksCommon(token);
    if (belongs) run.push(token);
    if (run.length > 0 && (token.closes || !belongs)) {
      runs.push(run);
      run = [];
    }
  }
  return runs.sort((a, b) => b.length - a.length);
};

/** «بوتين» and «فلاديمير بوتين»: one person under a longer and a shorter name. */
const isOneName = (a: readonly Token[], b: readonly Token[]): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((word) =>
    long.some((other) => sameWord(word, other) || isNearSpelling(word, other)),
  );
};

/**
 * The first name of one person before the surname of another, a pair that the article nowhere has:
 * «فلاديمير أوشاكوف». Two surnames side by side are subject and object, and no name.
 */
export const mixedName = (
  line: Reading,
  article: Reading,
  people: readonly Person[],
): string | undefined => {
  const opening = people.flatMap(({ name }) => (name.length > 1 ? name.slice(0, -1) : name));
  // Only the first word of a name can have something joined to it.
  const closing = new Set(people.flatMap(({ name }) => name.slice(1).map(({ folded }) => folded)));
  const last = new Set(
    people.flatMap(({ name }) =>
      name
        .slice(1)
        .slice(-1)
        .map(({ folded }) => folded),
    ),
  );
  for (const [at, first] of line.tokens.entries()) {
    const second = line.tokens[at + 1];
    if (second === undefined || first.closes || !closing.has(second.folded)) continue;
    if (last.has(first.folded) || !opening.some((word) => sameWord(word, first))) continue;
    if (adjacent(article, [first, second]) === undefined) return `${first.folded} ${second.folded}`;
  }
  return undefined;
};

/** Where a text has a word that is this person's only, or undefined. */
const placeOf = ({ tokens }: Reading, { own }: Person): number | undefined => {
  const found = tokens.findIndex((token) => own.some(({ folded }) => token.forms.includes(folded)));
  return found < 0 ? undefined : found;
};

const isSpoken = ({ sentences }: Person, at: Span): boolean =>
  sentences.some(({ start, end }) => start < at.end && end > at.start);

/** A name in a text: where it begins, and how many of its words stand there. */
type Stand = { at: number; length: number };

const standOf = (text: Reading, person: Person): Stand | undefined => {
  let at = placeOf(text, person);
  if (at === undefined) return undefined;
  const isOf = (place: number): boolean =>
    person.name.some(({ folded }) => text.tokens[place]?.forms.includes(folded) === true);
  let end = at + 1;
  while (isOf(end)) end += 1;
  while (isOf(at - 1)) at -= 1;
  return { at, length: end - at };
};

const isSame = (one: Token | undefined, other: Token | undefined): boolean =>
  one !== undefined && other !== undefined && (one.stem === other.stem || sameWord(one, other));

/** Whether two names have the same word before or behind them. */
const isInOnePlace = (a: Reading, mine: Stand, b: Reading, theirs: Stand): boolean =>
  isSame(a.tokens[mine.at - 1], b.tokens[theirs.at - 1]) ||
  isSame(a.tokens[mine.at + mine.length], b.tokens[theirs.at + theirs.length]);

/** How near a name stands to the verb that lets it speak. */
const cueReach = 12;

/** The words around a name, as far as no «أن» begins another clause. */
const around = ({ tokens }: Reading, at: number): Token[] => {
  const isBorder = ({ folded }: Token): boolean => /^[وب]?ان/.test(folded);
  const before = tokens.slice(Math.max(0, at - cueReach), at);
  const behind = tokens.slice(at, at + cueReach);
  const border = behind.findIndex(isBorder);
  return [
    ...before.slice(before.findLastIndex(isBorder) + 1),
    ...(border < 0 ? behind : behind.slice(0, border)),
  ];
};

/**
 * A person whom the bullet names where the evidence, in the same place or as its speaker, has
 * another one. Someone who is only understood there («وأضاف») is no other.
 */
const replacedPerson = (
  line: Reading,
  evidence: Reading,
  at: Span,
  people: readonly Person[],
  near: Reading,
): Person | undefined => {
  const said = people.filter((person) => placeOf(line, person) !== undefined);
  const printed = people.filter((person) => placeOf(evidence, person) !== undefined);
  const missing = printed.filter((person) => !said.includes(person));
  return missing.find((rival) =>
    said.some((person) => {
      const [mine, theirs] = [standOf(line, person), standOf(evidence, rival)];
      if (printed.includes(person) || mine === undefined || theirs === undefined) return false;
      const isMeant = isSpoken(person, at) || adjacent(evidence, person.role) !== undefined;
      if (isMeant || isOneName(person.name, rival.name)) return false;
      return (
        placeOf(near, person) === undefined ||
        isInOnePlace(line, mine, evidence, theirs) ||
        (isSubject(rival.own, evidence.tokens) && hasCue(around(evidence, theirs.at)))
      );
    }),
  );
};

/** A place of the bullet where the evidence has another one. */
const replacedPlace = (line: Reading, evidence: Reading): string | undefined => {
  const idsIn = ({ tokens }: Reading): Set<number> => new Set(tokens.flatMap(placesOf));
  const [mine, theirs] = [idsIn(line), idsIn(evidence)];
  const missingIn = (text: Reading, ids: Set<number>): number[] =>
    text.tokens.flatMap((token, at) => {
      const found = placesOf(token);
      return found.length > 0 && !found.some((id) => ids.has(id)) ? [at] : [];
    });
  const strange = missingIn(line, theirs);
  const rivals = missingIn(evidence, mine);
  for (const at of strange) {
    const rival = rivals.find((place) => isAlike(line, at, evidence, place));
    if (rival !== undefined) return evidence.tokens[rival]?.raw;
  }
  return undefined;
};

/** Whose name the evidence has where the bullet has another one, be it known or not. */
export const replacedName = (
  line: Reading,
  { evidence, span, near }: { evidence: Reading; span: Span; near: Reading },
  { people }: { article: Reading; people: readonly Person[] },
): string | undefined => {
  const person = replacedPerson(line, evidence, span, people, near);
  const instead = person?.name.map(({ raw }) => raw).join(' ') ?? replacedPlace(line, evidence);
  return instead && `the evidence has «${instead}» in that place`;
};

/** Whether a mention names a person other than the one whose name it is given for. */
export const mentionsAnother = (
  mention: readonly Token[],
  name: readonly Token[],
  people: readonly Person[],
): boolean => {
  const isNoun = ({ forms }: Token): boolean =>
    forms.some((form) =>
      [roleNouns, titles, bodyNouns, unnamedNouns].some((list) => list.has(form)),
    );
  const shares = (word: Token): boolean => name.some((own) => sameWord(word, own));
  // Two full names: one is a part of the other, or they are two people.
  const opening = [mention[0], name[0]].filter((word) => word !== undefined);
  if (mention.length > 1 && name.length > 1 && !opening.some(isNoun)) {
    const inName = mention.every(shares);
    const inMention = name.every((word) => mention.some((other) => sameWord(word, other)));
    return !inName && !inMention;
  }
  const words = telling(mention).filter(({ content }) => content);
  return (
    !words.some(shares) &&
    people.some((person) =>
      words.some((word) => person.name.some(({ folded }) => word.forms.includes(folded))),
    )
  );
};
