import type { Attribution, Span } from '../attribution/attribution.ts';
import { bodyNouns, roleNouns, titles, unnamedNouns } from '../attribution/lexicon.ts';
import type { Source } from '../summary.ts';
import { adjacent } from './names.ts';
import { type Reading, read, sameWord, type Token } from './reading.ts';
import { hasCue, isSubject, telling } from './speaker.ts';

/** A person whom the article names by two words or more. */
export type Person = {
  name: readonly Token[];
  role: readonly Token[];
  /** Where the article lets the person speak, going by our own reading. */
  sentences: readonly Span[];
};

/** «السفيرة الأمريكية»: a role that stands for somebody without a name. */
const isRole = (first: Token | undefined): boolean =>
  first?.forms.some((form) => roleNouns.has(form)) === true;

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
  return [...found, ...given.map((source) => ({ ...source, sentences: [] }))]
    .filter(({ kind }) => kind === 'person')
    .map(({ name, role, sentences }) => ({
      name: read(name).tokens,
      role: telling(read(role).tokens),
      sentences,
    }))
    .filter(
      ({ name }) => name.length > 1 && !isRole(name[0]) && adjacent(article, name) !== undefined,
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
  const opening = people.flatMap(({ name }) => name.slice(0, -1));
  // Only the first word of a name can have something joined to it.
  const closing = new Set(people.flatMap(({ name }) => name.slice(1).map(({ folded }) => folded)));
  const last = new Set(people.flatMap(({ name }) => name.slice(-1).map(({ folded }) => folded)));
  for (const [at, first] of line.tokens.entries()) {
    const second = line.tokens[at + 1];
    if (second === undefined || first.closes || !closing.has(second.folded)) continue;
    if (last.has(first.folded) || !opening.some((word) => sameWord(word, first))) continue;
    if (adjacent(article, [first, second]) === undefined) return `${first.folded} ${second.folded}`;
  }
  return undefined;
};

/** Where a text has one of these words of a name, or undefined. */
const placeOf = ({ tokens }: Reading, words: readonly Token[]): number | undefined => {
  const found = tokens.findIndex((token) =>
    words.some((word) => token.forms.includes(word.folded) && word.content),
  );
  return found < 0 ? undefined : found;
};

const isSpoken = ({ sentences }: Person, at: Span): boolean =>
  sentences.some(({ start, end }) => start < at.end && end > at.start);

/** Whether two words have the same word before or behind them. */
const isInOnePlace = (
  a: Reading,
  at: number,
  b: Reading,
  place: number,
  lengths: [number, number],
): boolean => {
  const isSame = (one: Token | undefined, other: Token | undefined): boolean =>
    one !== undefined && other !== undefined && (one.stem === other.stem || sameWord(one, other));
  return (
    isSame(a.tokens[at - 1], b.tokens[place - 1]) ||
    isSame(a.tokens[at + lengths[0]], b.tokens[place + lengths[1]])
  );
};

/** How many words from here on are of this name. */
const lengthAt = ({ tokens }: Reading, at: number, name: readonly Token[]): number => {
  let length = 0;
  while (name.some(({ folded }) => tokens[at + length]?.forms.includes(folded) === true))
    length += 1;
  return length;
};

/** How near a name stands to the verb that lets it speak. */
const cueReach = 9;

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
export const replacedName = (
  line: Reading,
  evidence: Reading,
  at: Span,
  people: readonly Person[],
): string | undefined => {
  for (const person of people) {
    const place = placeOf(line, person.name);
    if (place === undefined || placeOf(evidence, person.name) !== undefined) continue;
    const isMeant =
      isSpoken(person, at) ||
      (person.role.length > 0 && person.role.every((word) => evidence.stems.has(word.stem)));
    if (isMeant) continue;
    const other = people.find((rival) => {
      const theirs = placeOf(evidence, rival.name);
      if (theirs === undefined || placeOf(line, rival.name) !== undefined) return false;
      const lengths: [number, number] = [
        lengthAt(line, place, person.name),
        lengthAt(evidence, theirs, rival.name),
      ];
      return (
        isSpoken(rival, at) ||
        isInOnePlace(line, place, evidence, theirs, lengths) ||
        (isSubject(rival.name, evidence.tokens) && hasCue(around(evidence, theirs)))
      );
    });
    if (other !== undefined) {
      const names = (of: Person): string => of.name.map(({ raw }) => raw).join(' ');
      return `the evidence has «${names(other)}», not «${names(person)}»`;
    }
  }
  return undefined;
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
  if (mention.length > 1 && name.length > 1 && ![...mention, ...name].some(isNoun)) {
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
