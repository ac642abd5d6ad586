import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sentences } from '../../src/arabic/sentences.ts';
import { extractiveSummary } from '../../src/summary/extractive.ts';
import { namesAgree, tokensOf, type Labelled } from './gold.ts';

const bigrams = (tokens: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (let at = 1; at < tokens.length; at += 1) {
    const pair = `${tokens[at - 1]} ${tokens[at]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
};

/** The share of the reference's word pairs that the summary has. */
const recall = (summary: readonly string[], reference: readonly string[]): number => {
  const wanted = bigrams(reference);
  const found = bigrams(summary);
  let hits = 0;
  let all = 0;
  for (const [pair, count] of wanted) {
    hits += Math.min(count, found.get(pair) ?? 0);
    all += count;
  }
  return all === 0 ? 0 : hits / all;
};

type Referenced = { title: string; text: string; references: string[] };

const referenced = (): Referenced[] => {
  const path = join(
    import.meta.dirname,
    '..',
    '..',
    '..',
    'shared',
    'data',
    'articles-with-references.dev.jsonl',
  );
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Referenced);
};

const bulletsOf = ({ title, text }: { title: string; text: string }): string =>
  extractiveSummary({ title, text, language: 'ar' })
    .bullets.map(({ text }) => text)
    .join('\n');

/** Whether a text names a source: the last word of the name (a surname) or an alias in full. */
const isNamedIn = (text: string, gold: Labelled['sources'][number]): boolean => {
  const line = ` ${tokensOf(text).join(' ')} `;
  const forms = [gold.name, ...(gold.aliases ?? [])].map((form) => tokensOf(form).join(' '));
  return forms.some(
    (form) => form !== '' && (line.includes(` ${form} `) || line.includes(`${form} `)),
  );
};

const coreNamed = (
  articles: readonly Labelled[],
  summarise: (article: Labelled) => string,
): string => {
  let named = 0;
  let all = 0;
  for (const article of articles) {
    const summary = summarise(article);
    for (const source of article.sources.filter(({ salience }) => salience === 'core')) {
      all += 1;
      if (isNamedIn(summary, source)) named += 1;
    }
  }
  return all === 0 ? '-' : `${((100 * named) / all).toFixed(1)} (${named}/${all})`;
};

const firstSentences = ({ text }: Labelled, count: number): string =>
  sentences(text)
    .slice(0, count)
    .map(({ text }) => text)
    .join('\n');

const firstWords = (text: string, count: number): string[] => tokensOf(text).slice(0, count);

/** Core sources named in the bullets, and in the list of sources, beside the first three sentences. */
export const printNamed = (label: string, articles: readonly Labelled[]): void => {
  const listed = (article: Labelled): string =>
    extractiveSummary({ title: article.title, text: article.text, language: 'ar' })
      .sources.map(({ name, mention }) => `${name}\n${mention}`)
      .join('\n');
  let inList = 0;
  let core = 0;
  for (const article of articles) {
    const names = listed(article).split('\n');
    for (const gold of article.sources.filter(({ salience }) => salience === 'core')) {
      core += 1;
      if (names.some((name) => namesAgree(name, gold))) inList += 1;
    }
  }
  const length = (text: string): number => tokensOf(text).length;
  const mean = (of: (article: Labelled) => number): string =>
    (
      articles.reduce((sum, article) => sum + of(article), 0) / Math.max(1, articles.length)
    ).toFixed(1);
  console.log(
    [
      label.padEnd(34),
      coreNamed(articles, bulletsOf).padEnd(17),
      `${((100 * inList) / Math.max(1, core)).toFixed(1)} (${inList}/${core})`.padEnd(17),
      coreNamed(articles, (article) => firstSentences(article, 3)).padEnd(17),
      coreNamed(articles, (article) =>
        firstWords(article.text, length(bulletsOf(article))).join(' '),
      ).padEnd(17),
      mean((article) => bulletsOf(article).split('\n').length).padEnd(8),
      mean((article) => length(bulletsOf(article))),
    ].join(' '),
  );
};

/** ROUGE-2 recall of the bullets beside as many first words of the article. */
export const printRecall = (): void => {
  const articles = referenced();
  if (articles.length === 0) {
    console.log('references: ../shared/data/articles-with-references.dev.jsonl is absent, skipped');
    return;
  }
  let ours = 0;
  let lead = 0;
  let ms = 0;
  let count = 0;
  for (const article of articles) {
    const started = performance.now();
    const summary = extractiveSummary({ title: article.title, text: article.text, language: 'ar' });
    ms += performance.now() - started;
    const tokens = tokensOf(summary.bullets.map(({ text }) => text).join('\n'));
    const reference = tokensOf(article.references[0] ?? '');
    ours += recall(tokens, reference);
    lead += recall(firstWords(article.text, tokens.length), reference);
    count += tokens.length;
  }
  const share = (sum: number): string => ((100 * sum) / articles.length).toFixed(1);
  console.log(
    `ROUGE-2 recall on ${articles.length} articles: ${share(ours)}, of the lead at equal words ${share(lead)}, ratio ${(ours / lead).toFixed(3)}; ${(count / articles.length).toFixed(0)} words, ${(ms / articles.length).toFixed(1)} ms an article`,
  );
};
