/**
 * `node bench/trust/attribution.ts [more.jsonl …] [--misses]`: how well the attribution without a model
 * finds who says what, on the labelled articles of ../shared/data (not in the repository), on the
 * project's own, and on any file of the same format. Those two sets have been read by whoever wrote the
 * rules; what counts is a file of articles that were labelled before the run and whose misses nobody
 * has read.
 */
import { basename } from 'node:path';

import { fold } from '../../src/arabic/normalise.ts';
import { attribute } from '../../src/summary/attribution/attribute.ts';
import type { AttributedSource } from '../../src/summary/attribution/attribution.ts';
import { printNamed, printRecall } from './extractive.ts';
import {
  labelledIn,
  namesAgree,
  ownArticles,
  sharedArticles,
  tokensOf,
  type GoldSource,
  type Labelled,
} from './gold.ts';

const rolesAgree = (predicted: string, gold: string): boolean =>
  predicted !== '' && namesAgree(predicted, { name: gold, kind: '', salience: 'core' });

const quotesAgree = (predicted: string, gold: string): boolean => {
  const [one, other] = [fold(predicted), fold(gold)].map((text) => tokensOf(text).join(' '));
  return (
    one !== undefined &&
    other !== undefined &&
    (one.includes(other) || (other.includes(one) && one.length > other.length / 2))
  );
};

const quotesOf = ({ quotes, quote }: GoldSource): string[] => quotes ?? (quote ? [quote] : []);

const closeness = (source: AttributedSource, gold: GoldSource): number => {
  const forms = [source.name, ...source.aliases];
  if (!forms.some((form) => namesAgree(form, gold))) return 0;
  const name = new Set(tokensOf(source.name));
  return (
    1 + tokensOf(gold.name).filter((word) => name.has(word)).length / tokensOf(gold.name).length
  );
};

export type Score = {
  articles: number;
  predicted: number;
  right: number;
  exact: number;
  core: number;
  coreFound: number;
  all: number;
  allFound: number;
  kinds: number;
  roles: number;
  rolesRight: number;
  quotes: number;
  quotesRight: number;
  /** Quotations given to somebody that the labels know as words of somebody, and of the same. */
  given: number;
  givenRight: number;
  ms: number;
};

const none = (): Score => ({
  articles: 0,
  predicted: 0,
  right: 0,
  exact: 0,
  core: 0,
  coreFound: 0,
  all: 0,
  allFound: 0,
  kinds: 0,
  roles: 0,
  rolesRight: 0,
  quotes: 0,
  quotesRight: 0,
  given: 0,
  givenRight: 0,
  ms: 0,
});

/** Each predicted source counts for one gold source at most, the closest pairs first. */
const pair = (
  sources: AttributedSource[],
  gold: GoldSource[],
): Map<GoldSource, AttributedSource> => {
  const pairs = gold
    .flatMap((wanted) =>
      sources.map((source) => ({ wanted, source, near: closeness(source, wanted) })),
    )
    .filter(({ near }) => near > 0)
    .toSorted((a, b) => b.near - a.near);
  const matched = new Map<GoldSource, AttributedSource>();
  const used = new Set<AttributedSource>();
  for (const { wanted, source } of pairs) {
    if (matched.has(wanted) || used.has(source)) continue;
    matched.set(wanted, source);
    used.add(source);
  }
  return matched;
};

/** Scores the attribution of these articles; what is missed or wrong is told line by line. */
export const scoreOf = (articles: Labelled[], tell: (line: string) => void = () => {}): Score => {
  const total = none();
  for (const article of articles) {
    const started = performance.now();
    const { sources } = attribute(article);
    total.ms += performance.now() - started;
    total.articles += 1;
    const matched = pair(sources, article.sources);
    const taken = new Set(matched.values());
    total.predicted += sources.length;
    total.right += taken.size;
    for (const wanted of article.sources) {
      const source = matched.get(wanted);
      total.all += 1;
      if (source) total.allFound += 1;
      if (wanted.salience === 'core') {
        total.core += 1;
        if (source) total.coreFound += 1;
      }
      for (const quote of quotesOf(wanted)) {
        total.quotes += 1;
        const right = source?.quotes.some(({ text }) => quotesAgree(text, quote)) ?? false;
        if (right) total.quotesRight += 1;
        else tell(`  ${article.id}: quote of ${wanted.name} not his: ${quote.slice(0, 60)}`);
      }
      if (source === undefined) {
        tell(`  ${article.id}: missed ${wanted.salience} ${wanted.kind} ${wanted.name}`);
        continue;
      }
      if (source.kind === wanted.kind) total.kinds += 1;
      else tell(`  ${article.id}: ${wanted.name} is ${wanted.kind}, not ${source.kind}`);
      if (fold(source.name) === fold(wanted.name)) total.exact += 1;
      if (wanted.role) {
        total.roles += 1;
        if (rolesAgree(source.role, wanted.role)) total.rolesRight += 1;
        else
          tell(`  ${article.id}: role of ${wanted.name}: «${source.role}», not «${wanted.role}»`);
      }
    }
    for (const source of sources) {
      for (const { text } of source.quotes) {
        const speakers = article.sources.filter((gold) =>
          quotesOf(gold).some((quote) => quotesAgree(text, quote)),
        );
        if (speakers.length === 0) continue;
        total.given += 1;
        if (speakers.some((gold) => matched.get(gold) === source)) total.givenRight += 1;
        else tell(`  ${article.id}: quote given to ${source.name}: ${text.slice(0, 60)}`);
      }
    }
    for (const source of sources.filter((each) => !taken.has(each))) {
      tell(`  ${article.id}: wrong ${source.kind} ${source.name} (${source.salience})`);
    }
  }
  return total;
};

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} (${part}/${whole})`;

const row = (label: string, score: Score): void => {
  console.log(
    [
      label.padEnd(34),
      share(score.right, score.predicted).padEnd(17),
      share(score.exact, score.predicted).padEnd(17),
      share(score.coreFound, score.core).padEnd(17),
      share(score.allFound, score.all).padEnd(17),
      share(score.kinds, score.allFound).padEnd(17),
      share(score.rolesRight, score.roles).padEnd(15),
      share(score.quotesRight, score.quotes).padEnd(15),
      share(score.givenRight, score.given).padEnd(15),
      (score.ms / Math.max(1, score.articles)).toFixed(1),
    ].join(' '),
  );
};

if (import.meta.main) {
  const tell = process.argv.includes('--misses') ? console.log : undefined;
  const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const sets: [string, Labelled[]][] = [
    ['shared', sharedArticles()],
    ['own', ownArticles()],
    ...files.map((path): [string, Labelled[]] => [basename(path), labelledIn(path)]),
  ];
  const titles = 'set|precision|exact name|core recall|recall|kind|role|quote|speaker|ms'.split(
    '|',
  );
  const widths = [34, 17, 17, 17, 17, 17, 15, 15, 15, 0];
  console.log(titles.map((title, index) => title.padEnd(widths[index] ?? 0)).join(' '));
  console.log(
    'prototype, unseen 11 articles         71.4              -                 64.3 (18/28)      58.8              80.0             62.5            50.0            -               18',
  );
  // Once for nothing: what is timed has been compiled.
  scoreOf(ownArticles());
  for (const [label, articles] of sets) {
    if (articles.length === 0) console.log(`${label}: no labelled articles here, skipped`);
    else row(label, scoreOf(articles, tell));
  }
  console.log('\nsummary without a model: core sources named');
  console.log(
    ['set', 'in bullets', 'in its list', 'in lead-3', 'lead, equal words', 'bullets', 'words']
      .map((title, index) => title.padEnd([34, 17, 17, 17, 17, 8, 0][index] ?? 0))
      .join(' '),
  );
  for (const [label, articles] of sets) if (articles.length > 0) printNamed(label, articles);
  printRecall();
}
