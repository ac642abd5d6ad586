import type { Reading, Token } from './reading.ts';

/** Below this share of words a bullet is more its writer's than the article's: worth a look. */
export const modestShare = 0.6;
/** Below this one the bullet speaks of something else. */
export const foreignShare = 0.2;
/** Fewer words than these allow no judgement. */
const leastWords = 5;

const stands = (article: Reading, word: Token): boolean =>
  article.stems.has(word.stem) ||
  word.forms.some((form) => form.length > 2 && article.forms.has(form));

/** The share of a line's content words that the article has in some form; 1 for very short lines. */
export const containment = (article: Reading, line: Reading): number => {
  const words = line.tokens.filter((token) => token.content);
  if (words.length < leastWords) return 1;
  return words.filter((word) => stands(article, word)).length / words.length;
};
