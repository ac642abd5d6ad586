import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { articleFromText } from '../src/article/clean.ts';
import { silentLog } from '../src/lib/log.ts';
import { madeWithoutModel } from '../src/summary/answer.ts';
import { extractiveSummary } from '../src/summary/extractive.ts';
import { ground } from '../src/summary/ground.ts';
import { renderSummary } from '../src/telegram/render.ts';
import { loadWords } from '../src/telegram/words.ts';
import { createReadPage } from '../src/web/reading-threads.ts';
import { labelledArticles, pasted } from '../tests/support/articles.ts';
import { percentile } from './processes.ts';

/** Each step of the way by itself, in time and memory: `node bench/steps.ts`. */
const rounds = 20;

const measure = async (name: string, items: readonly (() => unknown)[], goalMs?: number) => {
  for (const item of items) await item();
  const times: number[] = [];
  const heapBefore = process.memoryUsage().heapUsed;
  let mostHeap = heapBefore;
  for (let round = 0; round < rounds; round += 1) {
    for (const item of items) {
      const start = performance.now();
      await item();
      times.push(performance.now() - start);
    }
    mostHeap = Math.max(mostHeap, process.memoryUsage().heapUsed);
  }
  return [
    name,
    {
      'median ms': percentile(times, 0.5).toFixed(2),
      'p95 ms': percentile(times, 0.95).toFixed(2),
      'goal ms': goalMs ?? '',
      'heap growth MB': ((mostHeap - heapBefore) / 1e6).toFixed(1),
      items: items.length,
    },
  ] as const;
};

export const benchSteps = async (): Promise<void> => {
  const texts = labelledArticles()
    .filter(({ language = 'ar' }) => language === 'ar')
    .map(pasted);
  const articles = texts.map(articleFromText);
  const summaries = articles.map((article) => extractiveSummary(article));
  const words = loadWords();
  const readPage = createReadPage({ log: silentLog });
  const folder = join(import.meta.dirname, '../tests/fixtures/pages');
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith('.html'))
    .map((name) => readFileSync(join(folder, name)));

  const rows = [
    await measure(
      'clean a paste',
      texts.map((text) => () => articleFromText(text)),
    ),
    await measure(
      'extract a page (worker)',
      pages.map(
        (bytes) => () =>
          readPage({ url: 'https://example.org/', bytes, contentType: 'text/html' }).catch(
            () => {},
          ),
      ),
      20,
    ),
    await measure(
      'extractive summary',
      articles.map((article) => () => extractiveSummary({ ...article })),
      15,
    ),
    await measure(
      'read an article and ground',
      articles.map(
        (article, index) => () => ground({ ...article }, summaries[index]!, { output: 'ar' }),
      ),
      5,
    ),
    await measure(
      'ground, the article read',
      articles.map((article, index) => () => ground(article, summaries[index]!, { output: 'ar' })),
      5,
    ),
    await measure(
      'render the reply',
      articles.map(
        (article, index) => () =>
          renderSummary(
            {
              answer: madeWithoutModel({
                summary: summaries[index]!,
                language: 'ar',
                shape: 'standard',
                reason: 'no-model',
              }),
              byline: article,
              settings: { digits: 'article', sources: 'shown' },
            },
            { words, speaks: 'ar' },
          ),
      ),
    ),
  ];
  await readPage.close();
  console.log(`Each step, ${rounds} rounds over the project's own articles and pages`);
  console.table(Object.fromEntries(rows));
};

if (import.meta.main) await benchSteps();
