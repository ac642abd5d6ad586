import { numbered } from '../../arabic/lists.ts';
import { months } from '../../arabic/months.ts';
import { type Quantity, quantities } from '../../arabic/numbers.ts';
import type { Span } from '../../arabic/verbatim.ts';
import { type Check, verdict } from '../grounding.ts';
import { firstFrom, type Reading, type Token } from './reading.ts';

/** A number of a text, with the content words beside it and whether «إلى» leads to it. */
type Figure = Quantity & { before: Token | undefined; behind: Token | undefined; isUpper: boolean };

/** The numbers and months of a text, with their places in it. */
export type Figures = {
  figures: readonly Figure[];
  months: readonly { name: string; start: number; end: number }[];
};

/** How many words from a number its company is looked for. */
const reach = 4;

const company = (
  { tokens }: Reading,
  { start, end }: Quantity,
): Pick<Figure, 'before' | 'behind' | 'isUpper'> => {
  const first = firstFrom(tokens, (token) => token.end > start);
  const next = firstFrom(tokens, (token) => token.start >= end);
  const isWord = ({ content }: Token): boolean => content;
  const ahead = tokens.slice(Math.max(0, first - reach), first);
  return {
    before: ahead.findLast(isWord),
    behind: tokens.slice(next, next + reach).find(isWord),
    isUpper: ahead.at(-1)?.folded === 'الي',
  };
};

const numberNouns = [...numbered('numberNouns')];

/**
 * Numbers that a summary may give for what an Arabic text says otherwise: in such nouns, or as the
 * parts of «06,30» and the seven of «19,00».
 */
export const impliedNumbers = ({ text, forms }: Reading): number[] => [
  ...numberNouns.flatMap(([noun, value]) =>
    forms.has(noun) || forms.has(`${noun}ه`) ? [value] : [],
  ),
  ...(text.match(/(?<![\d.,])\d{1,2}[:,.]\d{2}(?![\d.,])/g) ?? []).flatMap((time) => {
    const [hour = 0, minute = 0] = time.split(/[:,.]/).map(Number);
    return hour > 12 && hour < 25 ? [hour, minute, hour - 12] : [hour, minute];
  }),
];

/** Finds the numbers and months of a text that is read already. */
export const figuresOf = (reading: Reading): Figures => ({
  figures: quantities(reading.text).map((quantity) => ({
    ...quantity,
    ...company(reading, quantity),
  })),
  months: months(reading.text).map(({ month, calendar, start, end }) => ({
    name: `${calendar} ${month}`,
    start,
    end,
  })),
});

/** The ones that stand in a stretch of the text. */
export const figuresIn = ({ figures, months }: Figures, { start, end }: Span): Figures => {
  const isInside = (found: Span): boolean => found.start >= start && found.end <= end;
  return { figures: figures.filter(isInside), months: months.filter(isInside) };
};

/** Smaller ones in words are too often something else: «الأول», a dual. */
const leastWord = 3;

/** A line of more numbers is a table, whose places are not compared. */
const mostCompared = 30;

/** How far a number may be off behind «نحو» or «أكثر من», if it is the rounder of the two. */
const slack = 0.1;

const significant = (value: number): number =>
  String(value).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;

const isSameNumber = (mine: Quantity, theirs: Quantity): boolean => {
  if (mine.unit !== '' && theirs.unit !== '' && mine.unit !== theirs.unit) return false;
  const off = Math.abs(mine.value - theirs.value);
  // Floating point makes a little more than 4.35 million of «4,35 ملايين».
  if (off <= Math.abs(theirs.value) * 1e-9) return true;
  const isRounded = mine.approximate && significant(mine.value) < significant(theirs.value);
  return isRounded && off <= Math.abs(theirs.value) * slack;
};

const isSameWord = (a: Token | undefined, b: Token | undefined): boolean =>
  a !== undefined && b !== undefined && a.stem === b.stem;

const isInLikeCompany = (a: Figure, b: Figure): boolean =>
  isSameWord(a.before, b.before) || isSameWord(a.behind, b.behind);

/**
 * The number that the evidence has where the line has another one: «12 قتيلا» for «30 قتيلا». Only
 * where the line does not give that number as well.
 */
const inItsPlace = (figure: Figure, line: Figures, evidence: Figures): Figure | undefined =>
  line.figures.length > mostCompared
    ? undefined
    : evidence.figures.find(
        (other) =>
          isInLikeCompany(figure, other) &&
          !isSameNumber(figure, other) &&
          !line.figures.some((mine) => isInLikeCompany(mine, other) && isSameNumber(mine, other)),
      );

const likeness = (a: Figure, b: Figure): number =>
  Number(isSameWord(a.before, b.before)) +
  Number(isSameWord(a.behind, b.behind)) +
  (a.isUpper && b.isUpper ? 2 : 0);

/** The number with which another one of the line has changed places, going by their company. */
const exchanged = (figure: Figure, line: Figures, evidence: Figures): Figure | undefined => {
  if (line.figures.length > mostCompared) return undefined;
  const inEvidence = (mine: Figure): Figure[] =>
    evidence.figures.filter((other) => isSameNumber(mine, other));
  const [own, ...more] = inEvidence(figure);
  if (own === undefined || more.length > 0) return undefined;
  return line.figures.find((mine) => {
    const [theirs, ...others] = inEvidence(mine);
    if (theirs === undefined || others.length > 0 || isSameNumber(mine, figure)) return false;
    // «دولارين» is two of what another number counts, and no number of its own.
    if (own.form === 'words' && own.value < leastWord) return false;
    if (theirs.form === 'words' && theirs.value < leastWord) return false;
    const crosswise = likeness(figure, theirs) + likeness(mine, own);
    return crosswise > likeness(figure, own) + likeness(mine, theirs);
  });
};

/** A number of the evidence that the line leaves out: it may stand for it. */
const isLeftOut = (other: Figure, line: Figures): boolean =>
  other.value >= leastWord && !line.figures.some((mine) => isSameNumber(mine, other));

const judgeFigure = (
  figure: Figure,
  line: Figures,
  evidence: Figures,
  article: Figures,
  foreign: readonly number[],
): { hard: boolean; fault: string | undefined } => {
  if (evidence.figures.some((other) => isSameNumber(figure, other))) {
    const other = exchanged(figure, line, evidence);
    return { hard: true, fault: other && `${figure.value} has changed places with ${other.value}` };
  }
  // «من 4,1 إلى 3,2 مليارات»: the scale is said once.
  const scaled = [1e3, 1e6, 1e9].some(
    (scale) =>
      line.figures.some(
        (mine) => mine.isUpper && mine.value >= scale && mine.start - figure.end < 7,
      ) &&
      evidence.figures.some((other) => Math.abs(other.value - figure.value * scale) < scale * 1e-6),
  );
  if (scaled || foreign.includes(figure.value)) return { hard: true, fault: undefined };
  // «صفر-1» for «بهدف نظيف»: one is told in many ways.
  if (figure.value === 1) return { hard: false, fault: `1 does not stand in the evidence` };
  const isDigits = figure.form === 'digits';
  const instead = inItsPlace(figure, line, evidence);
  if (instead !== undefined) {
    const hard = isDigits || figure.value >= leastWord;
    return { hard, fault: `the evidence has ${instead.value} instead of ${figure.value}` };
  }
  if (article.figures.some((other) => isSameNumber(figure, other))) {
    return { hard: false, fault: `${figure.value} stands in the article, not in the evidence` };
  }
  // A word may count what the article lists, unless the evidence has a number to be told instead.
  const hard =
    isDigits ||
    (figure.value >= leastWord && evidence.figures.some((other) => isLeftOut(other, line)));
  return { hard, fault: `${figure.value} does not stand in the article` };
};

/**
 * Holds the numbers and months of a line against its evidence, and failing that against the
 * article. In another language than Arabic the article's number words are known by value.
 */
export const checkFigures = (
  path: string,
  line: Figures,
  evidence: Figures,
  article: Figures,
  foreign: readonly number[],
): Check[] => {
  const numbers = line.figures.map((figure) => {
    const { hard, fault } = judgeFigure(figure, line, evidence, article, foreign);
    const kind = figure.form === 'digits' ? 'number-present' : 'number-word';
    return verdict(path, kind, hard, fault);
  });
  const isNamed = ({ months }: Figures, name: string): boolean =>
    months.some((month) => month.name === name);
  const strange = line.months.find(({ name }) => !isNamed(article, name));
  const fault = strange && `the article does not name the month (${strange.name})`;
  // Hard where the evidence names a month instead.
  const hard = fault !== undefined && evidence.months.some(({ name }) => !isNamed(line, name));
  return line.months.length > 0 ? [...numbers, verdict(path, 'month', hard, fault)] : numbers;
};
