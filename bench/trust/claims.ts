import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sentences } from '../../src/arabic/sentences.ts';
import { stem, words } from '../../src/arabic/words.ts';
import type { Prose } from '../../src/article/article.ts';
import type { OutputLanguage, Source, Summary } from '../../src/summary/summary.ts';

/** A true summary of an article. */
export type Case = { id: string; prose: Prose; output: OutputLanguage; summary: Summary };

type Label = {
  name: string;
  kind: Source['kind'];
  role?: string;
  quote?: string;
  quotes?: string[];
  aliases?: string[];
};
type Article = Prose & { id: string; sources: Label[] };

const root = join(import.meta.dirname, '..', '..');
const fixtures = join(root, 'tests', 'fixtures');
const shared = join(root, '..', 'shared', 'data', 'attribution.dev.jsonl');

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .toSorted()
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    : [];

const ownArticles = (): Article[] =>
  filesIn(join(fixtures, 'articles')).map((text) => JSON.parse(text) as Article);

/** Whether the shared labelled articles, which no clone has, are at hand. */
export const sharedDataIsPresent = (): boolean => existsSync(shared);

const sharedArticles = (): Article[] =>
  sharedDataIsPresent()
    ? readFileSync(shared, 'utf8')
        .trim()
        .split('\n')
        .map((line) => ({ ...(JSON.parse(line) as Article), language: 'ar' }))
    : [];

/** The claims written for the project, each with its article. */
export const claimCases = (): Case[] => {
  const articles = new Map(ownArticles().map((article) => [article.id, article]));
  return filesIn(join(fixtures, 'claims')).flatMap((text) => {
    const { article, output, summary } = JSON.parse(text) as {
      article: string;
      output: OutputLanguage;
      summary: Summary;
    };
    const prose = articles.get(article);
    return prose === undefined ? [] : [{ id: article, prose, output, summary }];
  });
};

const sourceOf = (
  { name, kind, role, quote, quotes }: Label,
  index: number,
  text: string,
): Source => ({
  id: `s${index + 1}`,
  name,
  mention: name,
  role: role ?? '',
  kind,
  // A label of a shared article may hold a quote that its title or a caption prints.
  quote: [quote, ...(quotes ?? [])].find((words) => words && text.includes(words)) ?? '',
});

const mostBullets = 7;

/** Every labelled Arabic article with its sentences as bullets and its labels as sources. */
export const labelledCases = (): Case[] =>
  [...sharedArticles(), ...ownArticles()]
    .filter(({ language }) => language === 'ar')
    .map(({ id, title, text, language, sources }) => {
      const lines = sentences(text)
        .map((sentence) => sentence.text)
        .filter((line) => line.split(/\s+/).length >= 6);
      const bullets = lines
        .slice(0, mostBullets)
        .map((line) => ({ text: line, evidence: line, source_ids: [] }));
      const summary = {
        headline: title,
        bullets,
        sources: sources.map((label, index) => sourceOf(label, index, text)),
        topics: [],
      };
      return { id, prose: { title, text, language }, output: 'ar', summary };
    });

const abstracts = join(root, '..', 'shared', 'data', 'articles-with-references.dev.jsonl');

const stemsOf = (text: string): string[] => words(text).map(({ folded }) => stem(folded));

/** The sentence of an article that has most words of a line, as evidence by guesswork. */
const nearest = (line: string, lines: readonly string[]): string => {
  const wanted = new Set(stemsOf(line));
  const shares = lines.map(
    (other) => new Set(stemsOf(other).filter((word) => wanted.has(word))).size,
  );
  return lines[shares.indexOf(Math.max(...shares))] ?? '';
};

/**
 * Human abstracts of unlabelled articles, their sentences as bullets, each with the nearest sentence
 * of the article as evidence. Abstracts say things that the stripped article does not, so what is
 * refused here is an upper bound of false alarms.
 */
export const abstractCases = (): Case[] => {
  if (!existsSync(abstracts)) return [];
  const rows = readFileSync(abstracts, 'utf8').trim().split('\n');
  return rows.map((row) => {
    const { id, title, text, references } = JSON.parse(row) as Prose & {
      id: string;
      references: string[];
    };
    const lines = sentences(text).map((sentence) => sentence.text);
    const bullets = references
      .flatMap((reference) => sentences(reference))
      .map((line) => ({ text: line.text, evidence: nearest(line.text, lines), source_ids: [] }));
    const summary = { headline: title, bullets, sources: [], topics: [] };
    return { id, prose: { title, text, language: 'ar' }, output: 'ar', summary };
  });
};
