import { sentences } from '../arabic/sentences.ts';
import { createFinder, type Finder } from '../arabic/verbatim.ts';
import type { Prose } from '../article/article.ts';
import { attribute } from './attribution/attribute.ts';
import type { Attribution, Span } from './attribution/attribution.ts';
import {
  type Background,
  checkContainment,
  checkNames,
  checkNegation,
} from './ground/bullet-checks.ts';
import { knownNames } from './ground/bullet-names.ts';
import { checkFigures, type Figures, figuresOf } from './ground/figures.ts';
import { foreignNumbers } from './ground/foreign-numbers.ts';
import { checkForeign } from './ground/foreign.ts';
import { keep } from './ground/kept.ts';
import { polarityOf } from './ground/polarity.ts';
import { read, wholeText } from './ground/reading.ts';
import { checkKind, checkNaming, checkQuote, checkRole } from './ground/source-checks.ts';
import { judgeEvidence } from './ground/speaker.ts';
import { verdict } from './ground/verdict.ts';
import type { Check, Grounding } from './grounding.ts';
import type { Bullet, OutputLanguage, Source, SourceKind, Summary } from './summary.ts';

/** All that the lines of one summary are held against. */
type Ground = Background & {
  whole: string;
  figures: Figures;
  /** Values that an article in another language has in words. */
  foreign: readonly number[];
  find: Finder;
  attribution: Attribution;
  /** The sentences that a stretch of the article lies in, as one text. */
  around: (span: Span) => string;
  sameLanguage: boolean;
  arabic: boolean;
  sources: readonly Source[];
};

const noAttribution: Attribution = { sources: [], statements: [] };

const groundOf = (prose: Prose, summary: Summary, output: OutputLanguage): Ground => {
  const whole = wholeText(prose);
  const article = read(whole);
  const arabic = prose.language === 'ar';
  const attribution = arabic ? attribute(prose) : noAttribution;
  const all = sentences(whole);
  return {
    whole,
    article,
    attribution,
    arabic: arabic && output === 'ar',
    sameLanguage: prose.language === output,
    figures: figuresOf(article),
    foreign: prose.language === 'ar' ? [] : foreignNumbers(whole),
    find: createFinder(whole),
    polarity: polarityOf(article),
    known: knownNames(article, attribution, summary.sources),
    sources: summary.sources,
    around: ({ start, end }) =>
      all
        .filter((sentence) => sentence.start < end && sentence.end > start)
        .map(({ text }) => text)
        .join(' '),
  };
};

const checkHeadline = (headline: string, ground: Ground): Check[] => {
  const line = read(headline);
  const { figures, foreign } = ground;
  const checks = checkFigures('headline', figuresOf(line), figures, figures, foreign);
  if (!ground.sameLanguage) return checks;
  return [
    ...checks,
    checkNames('headline', line, ground),
    checkContainment('headline', line, ground),
  ];
};

const checkSpeakers = (bullet: Bullet, at: string, ground: Ground, span: Span): Check[] => {
  const named = ground.sources.filter(({ id }) => bullet.source_ids.includes(id));
  if (named.length === 0) return [];
  const { agrees, sure, note } = judgeEvidence(ground.attribution, ground.article, named, span);
  const line = read(bullet.text);
  // A bullet that names the wrong speaker is wrong itself; else only the pointer to him is.
  const inText = named.some(({ name }) =>
    read(name).tokens.some((word) => word.content && line.forms.has(word.folded)),
  );
  const path = inText ? `${at}.text` : `${at}.source_ids[0]`;
  return [verdict(path, 'speaker', sure, agrees ? undefined : note)];
};

const checkBullet = (bullet: Bullet, at: string, ground: Ground): Check[] => {
  const span = ground.find(bullet.evidence);
  const path = `${at}.text`;
  const ids = bullet.source_ids.map((id, index) =>
    verdict(
      `${at}.source_ids[${index}]`,
      'source-known',
      true,
      ground.sources.some((source) => source.id === id) ? undefined : `no source has the id ${id}`,
    ),
  );
  if (span === undefined) {
    const fault = 'the article does not have these words in a row';
    return [verdict(`${at}.evidence`, 'evidence-verbatim', true, fault), ...ids];
  }
  const line = read(bullet.text);
  const evidence = read(ground.around(span));
  const checks = [
    verdict(`${at}.evidence`, 'evidence-verbatim', true, undefined),
    ...ids,
    ...checkFigures(path, figuresOf(line), figuresOf(evidence), ground.figures, ground.foreign),
    ...checkSpeakers(bullet, at, ground, span),
  ];
  if (!ground.sameLanguage) return checks;
  checks.push(checkNames(path, line, ground), checkContainment(path, line, ground));
  if (ground.arabic) checks.push(checkNegation(path, line, evidence, ground));
  return checks;
};

const checkSource = (
  source: Source,
  at: string,
  ground: Ground,
  kinds: Map<string, SourceKind>,
): Check[] => {
  const first = ground.sources.find(({ id }) => id === source.id) === source;
  const checks = [
    verdict(`${at}.id`, 'source-known', true, first ? undefined : 'another source has this id'),
    ...checkNaming(at, source, ground.article, ground.sameLanguage),
    ...checkQuote(at, source, ground.find(source.quote), ground.attribution, ground.article),
  ];
  if (!ground.sameLanguage) return checks;
  const { check, shown } = checkKind(at, source, ground.attribution);
  if (shown !== undefined) kinds.set(check.path, shown);
  return [...checks, check, checkRole(at, source, ground.article)];
};

/** The article's own characters for every copied line that was found. */
const printedLines = (summary: Summary, { find, whole }: Ground): Map<string, string> => {
  const copies: [string, string][] = [
    ...summary.bullets.map(({ evidence }, index): [string, string] => [
      `bullets[${index}].evidence`,
      evidence,
    ]),
    ...summary.sources.flatMap(({ mention, quote }, index): [string, string][] => [
      [`sources[${index}].mention`, mention],
      [`sources[${index}].quote`, quote],
    ]),
  ];
  return new Map(
    copies.flatMap(([path, copy]): [string, string][] => {
      const span = find(copy);
      return span === undefined ? [] : [[path, whole.slice(span.start, span.end)]];
    }),
  );
};

/**
 * Holds every line of a summary against its article. Pure, safe on any strings, and within
 * milliseconds for a news article. What cannot be compared across languages is not checked:
 * there the evidence, mentions, quotes, digits and links remain.
 */
export const ground = (
  prose: Prose,
  summary: Summary,
  { output }: { output: OutputLanguage },
): Grounding => {
  const against = groundOf(prose, summary, output);
  const kinds = new Map<string, SourceKind>();
  const checks = [
    ...checkForeign(against.whole, summary),
    ...checkHeadline(summary.headline, against),
    ...summary.bullets.flatMap((bullet, index) =>
      checkBullet(bullet, `bullets[${index}]`, against),
    ),
    ...summary.sources.flatMap((source, index) =>
      checkSource(source, `sources[${index}]`, against, kinds),
    ),
  ];
  const printed = printedLines(summary, against);
  return { checks, kept: keep(summary, checks, { title: prose.title, printed, kinds }) };
};
