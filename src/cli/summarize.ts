import { z } from 'zod';

import { fold } from '../arabic/normalise.ts';
import type { Article, Byline } from '../article/article.ts';
import { articleFromText } from '../article/clean.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../lib/clock.ts';
import { Failure } from '../lib/failure.ts';
import { silentLog } from '../lib/log.ts';
import { openModels } from '../models.ts';
import { createSummariser } from '../summariser.ts';
import type { Answer } from '../summary/answer.ts';
import type { Command } from './command.ts';
import { createReader } from './reader.ts';

const lineSchema = z.object({
  text: z.string(),
  title: z.string().default(''),
  outlet: z.string().default(''),
  date: z.string().default(''),
});

/** `mujaz summarize`: an article's summary, by the model that is configured or without one. */
export const createSummarizeCommand = (config: Config): Command => {
  const reader = createReader(config);
  const { summarise, understands } = createSummariser({
    model: openModels({ model: config.model, clock: systemClock, log: silentLog }).ofArticles,
    // A batch is its caller's own decision; the day's budget guards what readers ask for.
    budget: { reserve: () => Promise.resolve(true), settle: () => Promise.resolve() },
    log: silentLog,
  });
  const answer = async (article: Article) => {
    if (!understands(article.language)) {
      throw new Failure('foreign-language', `no model to read ${article.language}`);
    }
    const { summary, how, faults } = await summarise(article, { language: 'ar' });
    return { how, summary, dropped: faults };
  };
  return {
    fromLine: (line) => answer(articleOfLine(lineSchema.parse(line))),
    fromArgument: async (argument) => {
      const article = await reader.readArticle(argument);
      return summaryAsText(article, await answer(article));
    },
    close: reader.close,
  };
};

/** A title that is given needs no search: what the cleaning took for one goes back to the text. */
const articleOfLine = ({ text, title, outlet, date }: z.infer<typeof lineSchema>): Article => {
  const cleaned = articleFromText(text);
  const given = { outlet: outlet || cleaned.outlet, date: date || cleaned.date };
  if (title === '') return { ...cleaned, ...given };
  const misled = cleaned.title !== '' && fold(cleaned.title) !== fold(title);
  const body = misled ? `${cleaned.title}\n\n${cleaned.text}` : cleaned.text;
  return { ...cleaned, ...given, title, text: body };
};

/** A summary as plain text for a terminal: headline, byline, bullets with evidence, sources. */
const summaryAsText = (
  { outlet, date }: Byline,
  { summary, how, dropped }: Pick<Answer, 'summary' | 'how'> & { dropped: readonly string[] },
): string => {
  const byline = [outlet, date].filter(Boolean).join(' · ');
  const bullets = summary.bullets.map(({ text, evidence }) =>
    evidence === text ? `• ${text}` : `• ${text}\n    ${evidence}`,
  );
  const sources = summary.sources.map(({ name, role, kind, quote }) => {
    const who = [name, role].filter(Boolean).join('، ');
    const unnamed = kind === 'anonymous' ? ' [anonymous]' : '';
    return `- ${who}${unnamed}${quote === '' ? '' : `: «${quote}»`}`;
  });
  const left = dropped.map((fault) => `  left out: ${fault}`);
  const head = [summary.headline, byline].filter(Boolean).join('\n');
  const parts = [head, bullets.join('\n'), sources.join('\n'), [`[${how}]`, ...left].join('\n')];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
};
