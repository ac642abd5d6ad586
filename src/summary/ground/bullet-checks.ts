import type { Check } from '../grounding.ts';
import { type KnownNames, inventedName, mixedName } from './bullet-names.ts';
import { containment, foreignShare, modestShare } from './containment.ts';
import {
  lostDenial,
  oppositeWord,
  type Polarity,
  polarityOf,
  turnedWord,
  unfoundedNegation,
} from './polarity.ts';
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
): Check => {
  const bullet = polarityOf(line);
  const ground = polarityOf(evidence);
  const turned = turnedWord(bullet, ground);
  if (turned !== undefined) {
    return verdict(
      path,
      'negation',
      true,
      `«${turned}» is negated here or in the evidence, not in both`,
    );
  }
  const opposite = oppositeWord(bullet, ground);
  if (opposite !== undefined) {
    return verdict(path, 'negation', true, `the evidence has the opposite of «${opposite}»`);
  }
  if (lostDenial(bullet, ground)) {
    return verdict(path, 'negation', true, 'the evidence denies what is said here');
  }
  const unfounded = unfoundedNegation(bullet, ground, polarity);
  return verdict(
    path,
    'negation',
    true,
    unfounded && `the evidence gives no ground for the negation at «${unfounded}»`,
  );
};

/** How much of a line stands in the article. */
export const checkContainment = (path: string, line: Reading, { article }: Background): Check => {
  const share = containment(article, line);
  const fault =
    share < modestShare
      ? `${Math.round(share * 100)} % of its words stand in the article`
      : undefined;
  return verdict(path, 'containment', share < foreignShare, fault);
};
