import type { Span } from '../attribution/attribution.ts';
import type { Check } from '../grounding.ts';
import type { Against } from './against.ts';
import { mixedName, replacedName } from './bullet-names.ts';
import { contradiction } from './contradiction.ts';
import { inventedName } from './invented-name.ts';
import { strangePair } from './pairs.ts';
import { polarityOf } from './polarity.ts';
import type { Reading } from './reading.ts';
import { verdict } from './verdict.ts';

/** The names of a line against the article, and those of a bullet against its evidence. */
export const checkNames = (
  path: string,
  line: Reading,
  { article, people, places }: Against,
  source?: { evidence: Reading; span: Span; near: Reading },
): Check => {
  const pair = strangePair(line, article);
  if (pair !== undefined)
    return verdict(path, 'bullet-names', true, `the article has no «${pair}» side by side`);
  const mixed = mixedName(line, article, people);
  if (mixed !== undefined) {
    return verdict(path, 'bullet-names', true, `the article has no «${mixed}» side by side`);
  }
  const invented = inventedName(line, article, places);
  if (invented !== undefined) {
    return verdict(path, 'bullet-names', true, `the article does not know «${invented}»`);
  }
  const replaced = source && replacedName(line, source, { article, people });
  return verdict(path, 'bullet-names', true, replaced);
};

/** Whether a bullet says what its evidence says and not the contrary. */
export const checkNegation = (
  path: string,
  line: Reading,
  evidence: Reading,
  { polarity }: Against,
): Check =>
  verdict(path, 'negation', true, contradiction(polarityOf(line), polarityOf(evidence), polarity));
