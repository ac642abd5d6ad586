import type { Span } from '../arabic/verbatim.ts';
import type { Prose } from '../article/article.ts';
import { type Against, against, articleOf } from './ground/against.ts';
import { checkContainment } from './ground/containment.ts';
import { contradiction } from './ground/contradiction.ts';
import { mixedName, replacedName, type Rest } from './ground/exchanged-names.ts';
import { checkFigures, figuresIn, figuresOf } from './ground/figures.ts';
import { checkForeign } from './ground/foreign.ts';
import { keep, printedLines } from './ground/kept.ts';
import { rivalSpeaker } from './ground/line-speakers.ts';
import { newName } from './ground/new-names.ts';
import { polarityOf } from './ground/polarity.ts';
import { part, parts, read, wordsOf, type Reading, tokensIn } from './ground/reading.ts';
import { checkKind, checkNaming, checkQuote, checkRole } from './ground/source-checks.ts';
import { judgeEvidence } from './ground/speaker.ts';
import { type Check, type Grounding, verdict } from './grounding.ts';
import type { Bullet, OutputLanguage, Source, SourceKind, Summary } from './summary.ts';

/** The names of a line against the article, and against what the line rests on. */
const checkNames = (
  path: string,
  line: Reading,
  { article, people, places }: Against,
  rest: Rest,
): Check => {
  const mixed = mixedName(line, article, people);
  const fresh = mixed ?? newName(line, article, places);
  const instead = fresh ?? replacedName(line, article, rest, people);
  const fault =
    mixed !== undefined
      ? `the article has no «${mixed}» side by side`
      : fresh !== undefined
        ? `the article does not know «${fresh}»`
        : instead && `the evidence has «${instead}» in that place`;
  return verdict(path, 'bullet-names', true, fault);
};

/** Whether a line says what it rests on and not the contrary. */
const checkNegation = (path: string, line: Reading, evidence: Reading, ground: Against): Check =>
  verdict(
    path,
    'negation',
    true,
    contradiction(polarityOf(line), polarityOf(evidence), ground.polarity),
  );

const checkHeadline = (headline: string, ground: Against): Check[] => {
  const line = read(headline);
  const { figures, foreign } = ground;
  const checks = checkFigures('headline', figuresOf(line), figures, figures, foreign);
  if (!ground.sameLanguage) return checks;
  const source = sourceOf(line, ground);
  checks.push(
    checkNames('headline', line, ground, source),
    checkContainment('headline', line, ground.article),
  );
  if (ground.arabic) checks.push(checkNegation('headline', line, source.evidence, ground));
  return checks;
};

/** How many sentences a headline may draw on, besides the article's own title. */
const mostSources = 3;

/** A headline has no evidence of its own: the sentences that have most of its words, and the title. */
const sourceOf = (line: Reading, { article, lines }: Against): Rest => {
  const wanted = line.tokens.filter(({ content }) => content);
  const ranked = lines
    .map((span) => ({ span, words: tokensIn(article, span) }))
    .map(({ span, words }) => ({
      span,
      shared: wanted.filter(({ stem, core }) =>
        words.some((word) => word.stem === stem || word.core === core),
      ).length,
    }))
    .sort((a, b) => b.shared - a.shared);
  const best = ranked[0]?.span ?? { start: 0, end: 0 };
  const chosen = [...ranked.slice(0, mostSources).map(({ span }) => span), ...lines.slice(-1)];
  return { evidence: parts(article, chosen), span: best, near: article };
};

const checkIds = ({ source_ids }: Bullet, at: string, { sources }: Against): Check[] =>
  source_ids.map((id, index) => {
    const known = sources.some((source) => source.id === id);
    const fault = known ? undefined : `no source has the id ${id}`;
    return verdict(`${at}.source_ids[${index}]`, 'source-known', true, fault);
  });

const checkSpeakers = (
  bullet: Bullet,
  at: string,
  line: Reading,
  ground: Against,
  evidence: Span,
): Check[] => {
  const named = ground.sources.filter(({ id }) => bullet.source_ids.includes(id));
  if (named.length === 0) return [];
  const { agrees, sure, note } = judgeEvidence(ground, bullet.source_ids, evidence);
  const fault = agrees ? undefined : note;
  // A bullet that names the wrong speaker is wrong itself; else only the pointer to him is.
  const inText = named.some(({ name }) =>
    wordsOf(name).some((word) => word.content && line.forms.has(word.folded)),
  );
  return inText
    ? [verdict(`${at}.text`, 'speaker', sure, fault)]
    : bullet.source_ids.map((_, index) =>
        verdict(`${at}.source_ids[${index}]`, 'speaker', sure, fault),
      );
};

const checkBullet = (bullet: Bullet, at: string, ground: Against): Check[] => {
  const found = ground.find(bullet.evidence);
  const ids = checkIds(bullet, at, ground);
  if (found === undefined) {
    const fault = 'the article does not have these words in a row';
    return [verdict(`${at}.evidence`, 'evidence-verbatim', true, fault), ...ids];
  }
  // What a cut left out, such as «نفى أن», counts as well.
  const span = ground.wholeSentences(found);
  const path = `${at}.text`;
  const line = read(bullet.text);
  const near = figuresIn(ground.figures, span);
  const checks = [
    verdict(`${at}.evidence`, 'evidence-verbatim', true, undefined),
    ...ids,
    ...checkFigures(path, figuresOf(line), near, ground.figures, ground.foreign),
    ...checkSpeakers(bullet, at, line, ground, span),
  ];
  if (!ground.sameLanguage) return checks;
  const evidence = part(ground.article, span);
  const rival = rivalSpeaker(line, span, ground);
  checks.push(
    verdict(path, 'speaker', true, rival && `the evidence lets «${rival}» say this`),
    checkNames(path, line, ground, { evidence, span, near: ground.neighbours(span) }),
    checkContainment(path, line, ground.article, evidence),
  );
  if (ground.arabic) checks.push(checkNegation(path, line, evidence, ground));
  return checks;
};

const checkSource = (
  source: Source,
  at: string,
  ground: Against,
  kinds: Map<string, SourceKind>,
): Check[] => {
  const first = ground.sources.find(({ id }) => id === source.id) === source;
  const found = ground.find(source.quote);
  const spans = found && { quote: found, sentences: ground.wholeSentences(found) };
  const checks = [
    verdict(`${at}.id`, 'source-known', true, first ? undefined : 'another source has this id'),
    ...checkNaming(at, source, ground),
    ...checkQuote(at, source, ground, spans),
  ];
  if (!ground.sameLanguage) return checks;
  const { check, shown } = checkKind(at, source, ground.attribution);
  if (shown !== undefined) kinds.set(check.path, shown);
  return [...checks, check, checkRole(at, source, ground.article)];
};

/** Reads what a summary will be held against, so that the check of one takes half the time. */
export const readAhead = (prose: Prose): void => {
  articleOf(prose);
};

/**
 * Holds every line of a summary against its article. Pure, safe on any strings, and within
 * milliseconds for a news article. In this order:
 *
 * - every line worded freely: no address that the article lacks, no control characters (`foreign`);
 * - the headline and each bullet: its evidence is copied, its numbers are there (`figures`), its
 *   speakers speak (`speaker`), its names are not mixed, new or those of others (`exchanged-names`,
 *   `new-names`), most of its words stand there (`containment`), nothing is denied that is said, or
 *   said that is denied (`contradiction`);
 * - each source: its mention and name stand side by side, its quote is copied and its own, kind and
 *   role are what the article shows (`source-checks`).
 *
 * Hard is what removes its line, soft what is only reported: numbers elsewhere in the article, months
 * and number words that nothing contradicts, speakers that our reading is unsure of, few words in
 * common. What cannot be compared across languages is not checked: there the evidence, mentions,
 * quotes, digits and links remain.
 */
export const ground = (
  prose: Prose,
  summary: Summary,
  { output }: { output: OutputLanguage },
): Grounding => {
  const held = against(prose, summary, output);
  const kinds = new Map<string, SourceKind>();
  const checks = [
    ...checkForeign(held.article.text, summary),
    ...checkHeadline(summary.headline, held),
    ...summary.bullets.flatMap((bullet, index) => checkBullet(bullet, `bullets[${index}]`, held)),
    ...summary.sources.flatMap((source, index) =>
      checkSource(source, `sources[${index}]`, held, kinds),
    ),
  ];
  const printed = printedLines(summary, held.article.text, held.find);
  return { checks, kept: keep(summary, checks, { title: prose.title, printed, kinds }) };
};
