import { type Polarity } from './polarity.ts';
import type { Token } from './reading.ts';
import { isSame, likeness } from './same-word.ts';
import type { Side } from './senses.ts';

/** Stop words that have an opposite. */
const smallOpposites = new Set(['قبل', 'بعد', 'اكثر', 'اقل']);

/** Where a text has this word in some form. */
export const places = ({ reading }: Polarity, word: Token): number[] =>
  reading.tokens.flatMap((token, at) => (isSame(token, word) ? [at] : []));

/** How far a word that denies reaches. */
const lackReach = 6;

/** «يغيب عن التشكيلة» for «لن يكون ضمن التشكيلة»: a word before it, which the other has not, denies it. */
export const isLacking = (text: Polarity, place: number, other: Polarity): boolean =>
  text.lacks.some((at) => {
    const word = text.reading.tokens[at];
    const isNear = at < place && at >= place - lackReach;
    return isNear && word !== undefined && places(other, word).length === 0;
  });

type Sided = Side & { place: number };

/** «تشرين الأول» is no first. */
const beforeMonth = /^(?:كانون|تشرين|ربيع|جمادي)$/;

/** An honest text of a few sentences has fewer; they bound the work on another. */
const mostSided = 40;

const sidedIn = ({ reading: { tokens }, lacks }: Polarity): Sided[] =>
  tokens
    .flatMap((token, place) => {
      if (token.sides.length === 0 || lacks.includes(place - 1)) return [];
      const isSmall = token.forms.some((form) => smallOpposites.has(form));
      if (!token.content && !isSmall) return [];
      if (beforeMonth.test(tokens[place - 1]?.folded ?? '')) return [];
      return token.sides.map((side) => ({ ...side, place }));
    })
    .slice(0, mostSided);

/** Whom somebody wins against or loses to: «فاز على المكسيك», «خسارته أمام منتخب المكسيك». */
const otherParty = ({ reading: { tokens } }: Polarity, at: number): Token | undefined => {
  const behind = tokens.slice(at, at + partyReach);
  const border = behind.findIndex(({ stops }) => stops);
  const clause = border < 0 ? behind : behind.slice(0, border + 1);
  const to = clause.findIndex(({ folded }) => folded === 'علي' || folded === 'امام');
  return to < 0 ? undefined : clause.slice(to + 1).find(({ folded }) => !sideNouns.has(folded));
};

const partyReach = 9;
const sideNouns = new Set(
  'منتخب المنتخب فريق الفريق نادي ضيفه مضيفه ضيفته مضيفته غريمه نظيره'.split(' '),
);

/** Whether two words of one pair say the same, negations counted. */
const agree = (a: Sided, of: Polarity, b: Sided, other: Polarity): boolean =>
  (a.side === b.side) === (of.negated.has(a.place) === other.negated.has(b.place));

/** «قبل» and «بعد» stand everywhere: they are compared where the same word follows. */
const isBeforeTheSame = (a: Polarity, at: number, b: Polarity, place: number): boolean => {
  const [word, mine, theirs] = [
    a.reading.tokens[at],
    a.reading.tokens[at + 1],
    b.reading.tokens[place + 1],
  ];
  if (word === undefined || word.content) return true;
  return mine !== undefined && theirs !== undefined && isSame(mine, theirs);
};

/**
 * A word of the bullet where the evidence has its opposite: in like company, or where the evidence
 * has nothing of the kind but opposites that the bullet does not have.
 */
export const oppositeWord = (bullet: Polarity, evidence: Polarity): string | undefined => {
  const theirs = sidedIn(evidence);
  if (theirs.length === 0) return undefined;
  const mine = sidedIn(bullet);
  const found = mine.find((one) => {
    const others = theirs.filter(
      ({ set, place }) => set === one.set && isBeforeTheSame(bullet, one.place, evidence, place),
    );
    const agreeing = others.filter((other) => agree(one, bullet, other, evidence));
    const party = one.mutual ? otherParty(bullet, one.place) : undefined;
    /** Whether both have the other party, and the same; undefined where one does not say. */
    const isOfParty = ({ place }: Sided): boolean | undefined => {
      const other = party && otherParty(evidence, place);
      return party && other && isSame(party, other);
    };
    const opposed = others.filter(
      (other) =>
        !agreeing.includes(other) &&
        // «لم يتأهل» for «أخفق في التأهل».
        !(other.side === one.side && isLacking(evidence, other.place, bullet)) &&
        // «فاز الوادي على السهل» for «خسر السهل أمام الوادي».
        isOfParty(other) !== false,
    );
    if (opposed.some(isOfParty)) return !agreeing.some(isOfParty);
    const like = (among: Sided[]): number =>
      Math.max(
        0,
        ...among.map(({ place }) => likeness(bullet.reading, one.place, evidence.reading, place)),
      );
    if (agreeing.length > 0) return !one.many && like(opposed) > like(agreeing);
    return (
      like(opposed) > 0 ||
      (!one.mutual &&
        opposed.some(({ side }) => side !== one.side) &&
        opposed.every(
          (other) =>
            !mine.some((own) => own.set === one.set && agree(own, bullet, other, evidence)),
        ))
    );
  });
  return found && bullet.reading.tokens[found.place]?.folded;
};
