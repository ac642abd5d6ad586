import { fold } from '../arabic/normalise.ts';
import { isBoilerplate, isRelatedHeading } from '../article/boilerplate.ts';
import { type Block, density } from './article-body.ts';
import { commentPolicy, furnitureLine, pointsElsewhere, sectionLabel } from './page-wording.ts';

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
