import type { Check } from '../grounding.ts';
import { type KnownNames, inventedName, mixedName } from './bullet-names.ts';
import { containment, foreignShare, modestShare } from './containment.ts';
import { contradiction } from './contradiction.ts';
import { type Polarity, polarityOf } from './polarity.ts';
import type { Reading } from './reading.ts';
import { verdict } from './verdict.ts';

/** The article as every bullet is held against it. */
export type Background = { article: Reading; polarity: Polarity; known: KnownNames };

/** The names of a line, where line and article are of one language. */
export const checkNames = (path: string, line: Reading, { article, known }: Background): Check => {
  const mixed = mixedName(line, article, known);
  const invented = mixed === undefined ? inventedName(line, article) : undefined;
  const fault =
    mixed === undefined
      ? invented && `the article does not know «${invented}»`
      : `the article has no «${mixed}» side by side`;
  return verdict(path, 'bullet-names', true, fault);
};

/** Whether a bullet says what its evidence says and not the contrary. */
export const checkNegation = (
  path: string,
  line: Reading,
  evidence: Reading,
  { polarity }: Background,
): Check =>
  verdict(path, 'negation', true, contradiction(polarityOf(line), polarityOf(evidence), polarity));

/** How much of a line stands in the article. */
export const checkContainment = (path: string, line: Reading, { article }: Background): Check => {
  const share = containment(article, line);
  const fault =
    share < modestShare
      ? `${Math.round(share * 100)} % of its words stand in the article`
      : undefined;
  return verdict(path, 'containment', share < foreignShare, fault);
};
