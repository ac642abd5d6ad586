import { fold } from '../../arabic/normalise.ts';
import type { Attribution, Span } from '../attribution/attribution.ts';
import { bodyNouns, quantifiers, roleNouns, titles, unnamedNouns } from '../attribution/lexicon.ts';
import { type Check, verdict } from '../grounding.ts';
import type { Source, SourceKind } from '../summary.ts';
import type { Against } from './against.ts';
import { adjacent, nameStands, strangeWords, unnamedStands } from './names.ts';
import type { Person } from './people.ts';
import { isOneOf, type Reading, wordsOf, sameWord, type Token } from './reading.ts';
import { judgeQuote, telling } from './speaker.ts';

/** Whether a mention names a person other than the one whose name it is given for. */
const mentionsAnother = (
  mention: readonly Token[],
  name: readonly Token[],
  people: readonly Person[],
): boolean => {
  const isNoun = (word: Token): boolean =>
    isOneOf(word, roleNouns, titles, bodyNouns, unnamedNouns);
  const shares = (word: Token): boolean => name.some((own) => sameWord(word, own));
  // Two full names: one is a part of the other, or they are two people.
  const opening = [mention[0], name[0]].filter((word) => word !== undefined);
  if (mention.length > 1 && name.length > 1 && !opening.some(isNoun)) {
    const inName = mention.every(shares);
    const inMention = name.every((word) => mention.some((other) => sameWord(word, other)));
    return !inName && !inMention;
  }
  const words = telling(mention).filter(({ content }) => content);
  return (
    !words.some(shares) &&
    people.some((person) =>
      words.some((word) => person.name.some(({ folded }) => word.forms.includes(folded))),
    )
  );
};

/** Whether the mention stands in the article, and next to it the name where that is comparable. */
export const checkNaming = (
  at: string,
  { name, mention, kind }: Source,
  { article, people, sameLanguage }: Against,
): Check[] => {
  const words = wordsOf(mention);
  const mentioned = adjacent(article, words) !== undefined;
  const missing = mentioned ? undefined : `the article has no «${mention}»`;
  const checks = [verdict(`${at}.mention`, 'mention-adjacent', true, missing)];
  if (!sameLanguage) return checks;
  const stands =
    nameStands(article, name) || (kind === 'anonymous' && unnamedStands(article, name));
  const another =
    kind === 'person' && stands && mentioned && mentionsAnother(words, wordsOf(name), people);
  const fault = another
    ? `«${mention}» is somebody else than «${name}»`
    : `the article has no «${name}» side by side`;
  const check = verdict(`${at}.name`, 'name-present', true, stands && !another ? undefined : fault);
  return [...checks, check];
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
  // «محامو الرئيس» are «محامون».
  [unnamedNouns, quantifiers, roleNouns].some((list) =>
    [folded, stem, `${folded}ن`].some((form) => list.has(form)),
  );

/** The kind that a name itself shows, where it can be told: unnamed people, or a person. */
const shownKind = ({ name }: Source, attribution: Attribution): SourceKind | undefined => {
  const tokens = wordsOf(name);
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

/** Whether the quote is copied, and this speaker's own. Spans: the quote and its sentences. */
export const checkQuote = (
  at: string,
  { id, quote }: Source,
  hearing: Against,
  spans: { quote: Span; sentences: Span } | undefined,
): Check[] => {
  if (quote === '') return [];
  const path = `${at}.quote`;
  if (spans === undefined) {
    const fault = 'the article does not have these words in a row';
    return [verdict(path, 'quote-verbatim', true, fault)];
  }
  const { agrees, sure, note } = judgeQuote(hearing, id, spans.quote, spans.sentences);
  return [
    verdict(path, 'quote-verbatim', true, undefined),
    verdict(path, 'speaker', sure, agrees ? undefined : note),
  ];
};
