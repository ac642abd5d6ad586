import { z } from 'zod';

import type { Article } from '../article/article.ts';
import type { ReadPage } from '../article/ports.ts';
import { createReadingThreads, type ThreadOptions } from './reading-threads.ts';

const articleSchema: z.ZodType<Article> = z.object({
  title: z.string(),
  text: z.string(),
  language: z.enum(['ar', 'fa', 'ur', 'en', 'other']),
  outlet: z.string(),
  author: z.string(),
  date: z.string(),
  url: z.string(),
});

/** The port `ReadPage` by threads of its own. `close` ends them. */
export const createReadPage = (
  options: ThreadOptions,
): ReadPage & { close: () => Promise<void> } => {
  const { read, close } = createReadingThreads(options);
  const readPage: ReadPage = async ({ url, bytes, contentType }, signal) =>
    articleSchema.parse(await read({ kind: 'article', url, bytes, contentType }, signal));
  return Object.assign(readPage, { close });
};
