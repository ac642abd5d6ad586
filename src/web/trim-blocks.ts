import { fold } from '../arabic/normalise.ts';
import { isBoilerplate, isRelatedHeading } from '../article/boilerplate.ts';
import { type Block, density } from './article-body.ts';
import { isDateline } from './page-date.ts';
import {
  commentPolicy,
  furnitureLine,
  pointsElsewhere,
  sectionLabel,
  bylineLabel,
  roleLabel,
} from './page-wording.ts';

/** How many blocks from the top may be headline, author or date. */
const within = 8;

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The share of a line's words that another line has too. */
const shareIn = (line: readonly string[], other: ReadonlySet<string>): number =>
  line.length === 0 ? 0 : line.filter((word) => other.has(word)).length / line.length;

/** Whether two lines are one headline, written a little differently for page and search engine. */
export const isSameHeadline = (one: string, other: string): boolean => {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const share = Math.max(shareIn(words, new Set(others)), shareIn(others, new Set(words)));
  const [shorter, longer] = [words.length, others.length].sort((a, b) => a - b);
  return share >= 0.75 && (shorter ?? 0) >= 3 && (shorter ?? 0) >= (longer ?? 0) * 0.6;
};

const bylineOf = ({ text }: Block): string => bylineLabel.exec(text)?.[1] ?? '';

/**
 * Parts an article from the lines above it that repeat its headline and name author and date.
 * `byline` is who is named there, empty where nobody is.
 */
export const splitHead = (
  blocks: readonly Block[],
  { title, author }: { title: string; author: string },
): { rest: Block[]; byline: string } => {
  const head = blocks.slice(0, within);
  const isMatter = (block: Block): boolean =>
    block.text === author ||
    bylineOf(block) !== '' ||
    roleLabel.test(block.text) ||
    isDateline(block.text, author) ||
    isSameHeadline(block.text, title);
  return {
    rest: [...head.filter((block) => !isMatter(block)), ...blocks.slice(within)],
    byline: head.map(bylineOf).find((name) => name !== '') ?? '',
  };
};

/** Lengths in characters: what a label or a teaser stays below, and what prose is at least. */
const lengths = { label: 70, teaser: 170, prose: 120 } as const;

type Folded = Block & { folded: string };

const isLinked = (block: Block): boolean => density(block) > 0.5;

const isProse = (block: Block): boolean =>
  block.kind !== 'heading' && block.text.length >= lengths.prose && density(block) < 0.4;

const isLabel = ({ text, folded }: Folded): boolean =>
  text.length <= lengths.label && (sectionLabel.test(folded) || isRelatedHeading(text));

/** A headline of another article: linked, a heading or an item, and never a long text. */
const isTeaser = (block: Folded): boolean =>
  block.text.length <= lengths.teaser && (isLinked(block) || block.kind === 'item');

/** A paragraph that is one link and no sentence: a headline set between two paragraphs. */
const isBareLink = (block: Block): boolean =>
  density(block) > 0.95 && /\S \S+ \S+ \S/.test(block.text) && !/[.؟!]["»”]?$/.test(block.text);

const isFurniture = (block: Folded): boolean =>
  block.text.length <= lengths.teaser &&
  (furnitureLine.test(block.folded) ||
    isBoilerplate(block.text) ||
    (pointsElsewhere.test(block.folded) && !isProse(block)) ||
    (block.kind !== 'item' && isBareLink(block)));

/** Where the article ends: a label, or a word on comments, after which no prose follows. */
const endOf = (blocks: readonly Folded[]): number => {
  const lastProse = blocks.findLastIndex(
    (block) => isProse(block) && !commentPolicy.test(block.folded),
  );
  const end = blocks.findIndex(
    (block, index) =>
      index > lastProse && (isLabel(block) || (isProse(block) && commentPolicy.test(block.folded))),
  );
  return end === -1 ? blocks.length : end;
};

/** Boxes amid the text: a label and the teasers below it. */
const withoutBoxes = (blocks: readonly Folded[]): Folded[] => {
  let inBox = false;
  return blocks.filter((block) => {
    if (isLabel(block)) inBox = true;
    else if (!isTeaser(block)) inBox = false;
    return !inBox;
  });
};

/** What hangs below the last sentence without a label of its own: teasers, share bars, headings. */
const withoutTail = (blocks: readonly Folded[]): Folded[] => {
  const last = blocks.findLastIndex(
    (block) => !isLinked(block) && block.kind !== 'heading' && !isFurniture(block),
  );
  return blocks.slice(0, last + 1);
};

/**
 * The blocks that are the article: without boxes of related articles, share bars, picture credits,
 * and what follows below its end. Judged by wording and by the share of links.
 */
export const trimBlocks = (blocks: readonly Block[]): Block[] => {
  const folded = blocks.map((block) => ({ ...block, folded: fold(block.text.slice(0, 400)) }));
  const ended = folded.slice(0, endOf(folded));
  return withoutTail(withoutBoxes(ended).filter((block) => !isFurniture(block)));
};
