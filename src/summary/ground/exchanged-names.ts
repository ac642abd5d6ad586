import type { Span } from '../attribution/attribution.ts';
import { adjacent, isNearSpelling, standings } from './names.ts';
import { isGiven, isNew, nameLinks } from './new-names.ts';
import { isOneName, type Person } from './people.ts';
import { isDefinite, type Reading, sameWord, type Token } from './reading.ts';
import { isAlike } from './same-word.ts';
import { hasCue, isSubject } from './speaker.ts';

const rawOf = (words: readonly Token[]): string => words.map(({ raw }) => raw).join(' ');

/**
 * A part of a person's name beside a word that is of another's name, or new, a pair that the article
 * nowhere has: «فلاديمير أوشاكوف». Two surnames side by side are subject and object, and no name.
 */
export const mixedName = (
  line: Reading,
  article: Reading,
  people: readonly Person[],
): string | undefined => {
  const opening = people.flatMap(({ name }) => name.slice(0, -1));
  // Only the first word of a name can have something joined to it.
  const closing = new Set(people.flatMap(({ name }) => name.slice(1).map(({ folded }) => folded)));
  const last = new Set(people.map(({ name }) => name.at(-1)?.folded));
  const isSurname = (second: Token | undefined, first: Token): boolean =>
    second !== undefined && (second.name || (isDefinite(second) && isGiven(first)));
  const opensName = (first: Token): boolean =>
    opening.some((word) => sameWord(word, first)) ||
    (isGiven(first) &&
      standings(article, [first]).some((at) => isSurname(article.tokens[at + 1], first)));
  const at = line.tokens.findIndex((first, place) => {
    const second = line.tokens[place + 1];
    if (second === undefined || first.closes || last.has(first.folded)) return false;
    return (
      (closing.has(second.folded) || (isSurname(second, first) && isNew(article, second))) &&
      opensName(first) &&
      adjacent(article, [first, second]) === undefined
    );
  });
  return at < 0 ? undefined : rawOf(line.tokens.slice(at, at + 2));
};

/** A name in a text: where it begins, and how many of its words stand there. */
type Stand = { at: number; length: number };

/** Where a text has a word that is this person's only, with the words of the name around it. */
const standOf = ({ tokens }: Reading, { name, own }: Person): Stand | undefined => {
  let at = tokens.findIndex((token) =>
    own.some((word) => token.forms.includes(word.folded) || isNearSpelling(token, word)),
  );
  if (at < 0) return undefined;
  const isOf = (place: number): boolean =>
    name.some(({ folded }) => tokens[place]?.forms.includes(folded) === true);
  let end = at + 1;
  while (isOf(end)) end += 1;
  while (isOf(at - 1)) at -= 1;
  return { at, length: end - at };
};

const isSpoken = ({ sentences }: Person, at: Span): boolean =>
  sentences.some(({ start, end }) => start < at.end && end > at.start);

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

/** What a line is held against: its evidence, where that stands, and what is around it. */
export type Rest = { evidence: Reading; span: Span; near: Reading };

/**
 * A person who speaks in the evidence and is left out of the bullet, which has somebody else instead.
 * Someone who is only understood there («وأضاف») is no other; nor is who stands near it, unless the
 * one left out is who speaks.
 */
const replacedSpeaker = (
  line: Reading,
  { evidence, span, near }: Rest,
  people: readonly Person[],
): Person | undefined => {
  const said = people.filter((person) => standOf(line, person) !== undefined);
  const strange = said.filter(
    (person) =>
      standOf(evidence, person) === undefined &&
      !isSpoken(person, span) &&
      adjacent(evidence, person.role) === undefined,
  );
  if (strange.length === 0) return undefined;
  return people.find((rival) => {
    const place = said.includes(rival) ? undefined : standOf(evidence, rival)?.at;
    if (place === undefined) return false;
    const speaks = isSubject(rival.own, evidence.tokens) && hasCue(around(evidence, place));
    return strange.some(
      (person) =>
        !isOneName(person.name, rival.name) && (speaks || standOf(near, person) === undefined),
    );
  });
};

/** No name is of more words than these. */
const longestName = 5;

const isSame = (one: Token | undefined, other: Token | undefined): boolean =>
  one === undefined || other === undefined
    ? one === other
    : one.stem === other.stem || sameWord(one, other);

/** The stretches of a line that stand between the same two words as a name of the evidence. */
const framed = (
  { tokens }: Reading,
  before: Token | undefined,
  behind: Token | undefined,
): Token[][] => {
  const stretches: Token[][] = [];
  for (let start = 0; start < tokens.length; start += 1) {
    if (!isSame(tokens[start - 1], before)) continue;
    let end = start + 1;
    while (end - start < longestName && !isSame(tokens[end], behind)) end += 1;
    if (isSame(tokens[end], behind)) stretches.push(tokens.slice(start, end));
  }
  return stretches;
};

/**
 * A person of the evidence between whose neighbours the bullet has another name: that of somebody
 * whom the article knows, or words most of which it does not have.
 */
const replacedInFrame = (
  line: Reading,
  article: Reading,
  evidence: Reading,
  people: readonly Person[],
): Person | undefined => {
  const isNameOf = (words: readonly Token[], { name }: Person): boolean =>
    words.length === name.length && isOneName(words, name);
  const readsAsName = (words: readonly Token[]): boolean =>
    people.some((person) => isNameOf(words, person)) ||
    words.some(({ folded }) => nameLinks.has(folded)) ||
    (words.length > 1 && words.filter((word) => isNew(article, word)).length * 2 > words.length);
  return people.find(({ name }) =>
    standings(evidence, name).some((at) =>
      framed(line, evidence.tokens[at - 1], evidence.tokens[at + name.length]).some(
        (words) => !isDefinite(words[0]) && !isOneName(words, name) && readsAsName(words),
      ),
    ),
  );
};

/** A place of the bullet where the evidence has another one. */
const replacedPlace = (line: Reading, evidence: Reading): string | undefined => {
  const idsIn = ({ tokens }: Reading): Set<number> =>
    new Set(tokens.flatMap(({ places }) => places));
  const missingIn = ({ tokens }: Reading, ids: Set<number>): number[] =>
    tokens.flatMap(({ places }, at) =>
      places.length > 0 && !places.some((id) => ids.has(id)) ? [at] : [],
    );
  const strange = missingIn(line, idsIn(evidence));
  const rivals = missingIn(evidence, idsIn(line));
  const rival = rivals.find((place) => strange.some((at) => isAlike(line, at, evidence, place)));
  return rival === undefined ? undefined : evidence.tokens[rival]?.raw;
};

/** Whose or which name the evidence has where the bullet has another one. */
export const replacedName = (
  line: Reading,
  article: Reading,
  rest: Rest,
  people: readonly Person[],
): string | undefined => {
  const person =
    replacedSpeaker(line, rest, people) ?? replacedInFrame(line, article, rest.evidence, people);
  return person === undefined ? replacedPlace(line, rest.evidence) : rawOf(person.name);
};
