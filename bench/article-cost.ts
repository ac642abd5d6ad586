/**
 * What summaries cost at list prices: the labelled articles through the real prompt, gate and repair,
 * with a model that answers in as many characters as the article's own sentences take.
 *
 *   node bench/article-cost.ts
 */
import { join } from 'node:path';

import { priceOf } from '../src/claude/models.ts';
import { systemClock } from '../src/lib/clock.ts';
import { silentLog } from '../src/lib/log.ts';
import type { Model } from '../src/summary/ask.ts';
import { extractiveSummary } from '../src/summary/extractive.ts';
import { ground } from '../src/summary/ground.ts';
import { loadPrompts } from '../src/summary/prompt.ts';
import { createSummarise } from '../src/summary/summarise.ts';
import { labelledArticles } from '../tests/support/articles.ts';
import { createBill, dollars, row, tokensOf } from './bill.ts';

const bill = createBill(systemClock);
const articles = labelledArticles().filter(({ language }) => language === 'ar');

let answers = 0;
for (const { title, text } of articles) {
  const answer = JSON.stringify(extractiveSummary({ title, text, language: 'ar' }));
  const model: Model = {
    id: row.id,
    estimate: (question) =>
      priceOf(row, tokensOf(question, answer.length, { perToken: 1, cached: false })),
    ask: async (question) => {
      question.bill?.(bill.add(question, answer.length));
      return { outcome: 'answered', text: answer };
    },
  };
  const summarise = createSummarise({
    model,
    prompts: loadPrompts(join(import.meta.dirname, '..', 'prompts')),
    ground,
    extractive: extractiveSummary,
    budget: { reserve: async () => true, settle: async () => {} },
    log: silentLog,
  });
  await summarise({ title, text, language: 'ar' }, { language: 'ar' });
  answers += 1;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const letters = articles.reduce((sum, { text }) => sum + text.length, 0) / articles.length;
print(`${articles.length} articles of ${Math.round(letters)} characters on average`);
const { likely, most } = bill.print(print, 'all of them at list prices');
for (const [label, each] of [
  ['one article', 1],
  ['1,000 readers, an article each a day, 30 days', 30_000],
  ['the same, each article sent by three of them', 10_000],
] as const) {
  print(
    `${label.padEnd(48)}${dollars((likely / answers) * each)}${dollars((most / answers) * each)}`,
  );
}
