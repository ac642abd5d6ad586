import { fold } from '../../arabic/normalise.ts';
import type { Attribution, Span } from '../attribution/attribution.ts';
import { quantifiers, roleNouns, unnamedNouns } from '../attribution/lexicon.ts';
import type { Check } from '../grounding.ts';
import type { Source, SourceKind } from '../summary.ts';
import { adjacent, nameStands, strangeWords, unnamedStands } from './names.ts';
import { type Reading, read, type Token } from './reading.ts';
import { judgeQuote } from './speaker.ts';
import { verdict } from './verdict.ts';

/** Whether the mention stands in the article, and next to it the name where that is comparable. */
export const checkNaming = (
  at: string,
  { name, mention, kind }: Source,
  article: Reading,
  sameLanguage: boolean,
): Check[] => {
  const mentioned = adjacent(article, read(mention).tokens) !== undefined;
  const checks = [
    verdict(
      `${at}.mention`,
      'mention-adjacent',
      true,
      mentioned ? undefined : `the article has no «${mention}»`,
    ),
  ];
  if (!sameLanguage) return checks;
  const stands =
    nameStands(article, name) || (kind === 'anonymous' && unnamedStands(article, name));
  return [
    ...checks,
    verdict(
      `${at}.name`,
      'name-present',
      true,
      stands ? undefined : `the article has no «${name}» side by side`,
    ),
  ];
};

/** A role's words must be the article's; it is worth less than the name and goes alone. */
export const checkRole = (at: string, { role }: Source, article: Reading): Check => {
  const strange = strangeWords(article, role);
  return verdict(
    `${at}.role`,
    'role-present',
    true,
    strange.length > 0 ? `the article does not have ${strange.join(', ')}` : undefined,
  );
};

const unnamedEnding = /(?:ي|يه|يون|يين|ون|ين|ان|ه)$/;

const opensUnnamed = ({ folded, stem }: Token): boolean =>
  [unnamedNouns, quantifiers, roleNouns].some((list) => list.has(folded) || list.has(stem));

/** The kind that a name itself shows, where it can be told: unnamed people, or a person. */
const shownKind = ({ name }: Source, attribution: Attribution): SourceKind | undefined => {
  const { tokens } = read(name);
  const [first, ...rest] = tokens;
  if (first === undefined) return undefined;
  if (opensUnnamed(first)) {
    const bare = rest.every(({ folded, content }) => !content || unnamedEnding.test(folded));
    return bare && unnamedNouns.has(first.folded) ? 'anonymous' : undefined;
  }
  const folded = fold(name);
  const isPerson = attribution.sources.some(
    (found) => found.kind === 'person' && fold(found.name) === folded,
  );
  return tokens.length > 1 && isPerson ? 'person' : undefined;
};

/** Whether a source is called unnamed and has a name, or is called a person and has none. */
export const checkKind = (
  at: string,
  source: Source,
  attribution: Attribution,
): { check: Check; shown: SourceKind | undefined } => {
  const shown = shownKind(source, attribution);
  const wrong =
    (source.kind === 'anonymous' && shown === 'person') ||
    (source.kind === 'person' && shown === 'anonymous');
  const fault = wrong ? `«${source.name}» is of the kind ${shown}` : undefined;
  return { check: verdict(`${at}.kind`, 'source-kind', true, fault), shown };
};

/** Whether the quote is copied, not cut off from its negation, and this speaker's own. */
export const checkQuote = (
  at: string,
  source: Source,
  span: Span | undefined,
  attribution: Attribution,
  article: Reading,
): Check[] => {
  if (source.quote === '') return [];
  const path = `${at}.quote`;
  if (span === undefined) {
    return [
      verdict(path, 'quote-verbatim', true, 'the article does not have these words in a row'),
    ];
  }
  const { agrees, sure, note } = judgeQuote(attribution, article, source, span);
  return [
    verdict(path, 'quote-verbatim', true, undefined),
    verdict(path, 'speaker', sure, agrees ? undefined : note),
  ];
};
