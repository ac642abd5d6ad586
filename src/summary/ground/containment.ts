import { type Check, verdict } from '../grounding.ts';
import type { Reading, Token } from './reading.ts';

/** Below this share of words a line is more its writer's than the article's: worth a look. */
const modestShare = 0.6;
/** Below this one a line speaks of something else than the article. */
const foreignShare = 0.2;
/** Below this one a bullet does not rest on its evidence, whatever else the article says. */
const restingShare = 0.25;
/** Fewer words than these allow no judgement. */
const leastWords = 5;

/** Whether a text has a word in some form, or another of its root. */
export const stands = ({ stems, cores, roots, forms }: Reading, word: Token): boolean =>
  stems.has(word.stem) ||
  cores.has(word.core) ||
  (word.root.length > 2 && roots.has(word.root)) ||
  word.forms.some((form) => form.length > 2 && forms.has(form));

/** The share of a line's content words that a text has in some form; 1 for very short lines. */
const containment = (text: Reading, line: Reading): number => {
  const words = line.tokens.filter((token) => token.content);
  if (words.length < leastWords) return 1;
  return words.filter((word) => stands(text, word)).length / words.length;
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** How much of a line stands in the article, and of a bullet in its evidence. */
export const checkContainment = (
  path: string,
  line: Reading,
  article: Reading,
  evidence?: Reading,
): Check => {
  const near = evidence === undefined ? 1 : containment(evidence, line);
  if (near < restingShare) {
    const fault = `${percent(near)} of its words stand in its evidence`;
    return verdict(path, 'containment', true, fault);
  }
  const share = containment(article, line);
  const fault =
    share < modestShare ? `${percent(share)} of its words stand in the article` : undefined;
  return verdict(path, 'containment', share < foreignShare, fault);
};
