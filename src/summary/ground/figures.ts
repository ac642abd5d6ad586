import { months } from '../../arabic/months.ts';
import { type Quantity, quantities } from '../../arabic/numbers.ts';
import type { Check } from '../grounding.ts';
import type { Reading, Token } from './reading.ts';
import { verdict } from './verdict.ts';

/** A number of a text, with the content words that stand next to it. */
type Figure = Quantity & { before: Token | undefined; behind: Token | undefined };

/** The numbers and months of a text. */
export type Figures = { figures: readonly Figure[]; months: ReadonlySet<string> };

/** How many words from a number its company is looked for. */
const reach = 3;

const company = (
  { tokens }: Reading,
  { start, end }: Quantity,
): Pick<Figure, 'before' | 'behind'> => {
  const first = tokens.findIndex((token) => token.end > start);
  const next = tokens.findIndex((token) => token.start >= end);
  const isWord = ({ content }: Token): boolean => content;
  return {
    before:
      first < 0 ? undefined : tokens.slice(Math.max(0, first - reach), first).findLast(isWord),
    behind: next < 0 ? undefined : tokens.slice(next, next + reach).find(isWord),
  };
};

/** Finds the numbers and months of a text that is read already. */
export const figuresOf = (reading: Reading): Figures => ({
  figures: quantities(reading.text).map((quantity) => ({
    ...quantity,
    ...company(reading, quantity),
  })),
  months: new Set(months(reading.text).map(({ month, calendar }) => `${calendar} ${month}`)),
});

/** Smaller ones in words are too often something else: «الأول», a dual. */
const leastWord = 3;

/** How far a number may be off behind «نحو» or «أكثر من». */
const slack = 0.1;

const isSameNumber = (mine: Quantity, theirs: Quantity): boolean => {
  if (mine.unit !== '' && theirs.unit !== '' && mine.unit !== theirs.unit) return false;
  const off = Math.abs(mine.value - theirs.value);
  // Floating point makes 4.35 million of «4,35 ملايين» a little more.
  return off <= Math.abs(theirs.value) * (mine.approximate ? slack : 1e-9);
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
  evidence.figures.find(
    (other) =>
      isInLikeCompany(figure, other) &&
      !isSameNumber(figure, other) &&
      !line.figures.some((mine) => isInLikeCompany(mine, other) && isSameNumber(mine, other)),
  );

const judgeFigure = (
  figure: Figure,
  line: Figures,
  evidence: Figures,
  article: Figures,
  foreign: readonly number[],
): { hard: boolean; fault: string | undefined } => {
  const matches = evidence.figures.filter((other) => isSameNumber(figure, other));
  const instead = inItsPlace(figure, line, evidence);
  if (matches.length > 0) {
    // Two numbers of one sentence may have changed places.
    const moved = instead !== undefined && !matches.some((other) => isInLikeCompany(figure, other));
    return {
      hard: true,
      fault: moved
        ? `the evidence has ${instead.value} in the place of ${figure.value}`
        : undefined,
    };
  }
  if (foreign.includes(figure.value)) return { hard: true, fault: undefined };
  if (instead !== undefined) {
    const hard = figure.form === 'digits' || figure.value >= leastWord;
    return { hard, fault: `the evidence has ${instead.value} instead of ${figure.value}` };
  }
  return article.figures.some((other) => isSameNumber(figure, other))
    ? { hard: false, fault: `${figure.value} stands in the article, not in the evidence` }
    : { hard: figure.form === 'digits', fault: `${figure.value} does not stand in the article` };
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
  const strange = [...line.months].filter(
    (month) => !evidence.months.has(month) && !article.months.has(month),
  );
  const named =
    strange.length > 0 ? `the article does not name the month (${strange.join(', ')})` : undefined;
  return line.months.size > 0 ? [...numbers, verdict(path, 'month', false, named)] : numbers;
};
