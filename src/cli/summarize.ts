import { z } from 'zod';

import { fold } from '../arabic/normalise.ts';
import type { Article } from '../article/article.ts';
import { articleFromText } from '../article/clean.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../lib/clock.ts';
import { Failure } from '../lib/failure.ts';
import { silentLog } from '../lib/log.ts';
import { createSummariser } from '../summariser.ts';
import { type Command, timed } from './command.ts';
import { createReader } from './reader.ts';
import { summaryAsText } from './summary-text.ts';

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
    model: config.model,
    // A batch is its caller's own decision; the day's budget guards what readers ask for.
    budget: { reserve: () => Promise.resolve(true), settle: () => Promise.resolve() },
    clock: systemClock,
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
    fromLine: (line) => timed(() => answer(articleOfLine(lineSchema.parse(line)))),
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
