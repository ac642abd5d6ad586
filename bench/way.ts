import { setTimeout as pause } from 'node:timers/promises';

import { labelledArticles, pasted } from '../tests/support/articles.ts';
import { type Child, percentile } from './processes.ts';

type Stat = { placeholder: number; answer: number };

/** Texts unlike one another, so that each costs a call of the model. */
export const texts = (count: number): string[] => {
  const articles = labelledArticles().filter(({ language = 'ar' }) => language === 'ar');
  return Array.from({ length: count }, (_, index) => {
    const article = articles[index % articles.length]!;
    // Within Telegram's limit for one message, and unlike every other text of the run.
    return `${pasted(article).slice(0, 3_900)}\n\nهذه النسخة رقم ${index} من ${Math.random()}.`;
  });
};

/** Hands the bot so many articles at once, and measures until the last one is answered. */
export const runOnce = async (
  telegram: string,
  bot: Child,
  count: number,
  textOf?: () => string,
) => {
  const before = bot.usage();
  const body = JSON.stringify(texts(count).map((text) => textOf?.() ?? text));
  const started = performance.now();
  await fetch(`${telegram}/load`, { method: 'POST', body });
  for (;;) {
    const stats = (await (await fetch(`${telegram}/stats`)).json()) as Stat[];
    const done = stats.filter(({ answer }) => answer > 0);
    if (done.length === count) {
      const seconds = (performance.now() - started) / 1000;
      const after = bot.usage();
      return {
        perSecond: count / seconds,
        placeholder50: percentile(
          done.map(({ placeholder }) => placeholder),
          0.5,
        ),
        placeholder99: percentile(
          done.map(({ placeholder }) => placeholder),
          0.99,
        ),
        answer50: percentile(
          done.map(({ answer }) => answer),
          0.5,
        ),
        answer99: percentile(
          done.map(({ answer }) => answer),
          0.99,
        ),
        cpuMs: ((after.cpuSeconds - before.cpuSeconds) * 1000) / count,
        rssMb: after.rssMb,
      };
    }
    if (performance.now() - started > 240_000) throw new Error(`only ${done.length} of ${count}`);
    await pause(50);
  }
};
