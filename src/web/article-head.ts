import { fold } from '../arabic/normalise.ts';
import type { Block } from './article-body.ts';
import { isDateline } from './page-date.ts';
import { bylineLabel, roleLabel } from './page-wording.ts';

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
