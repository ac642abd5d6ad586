import { articleSchema } from '../article/article.ts';
import type { ReadPage } from '../article/ports.ts';
import { createReadingThreads, type ThreadOptions } from './reading-threads.ts';

/** The port `ReadPage` by threads of its own. `close` ends them. */
export const createReadPage = (
  options: ThreadOptions,
): ReadPage & { close: () => Promise<void> } => {
  const { read, close } = createReadingThreads(options);
  const readPage: ReadPage = async ({ url, bytes, contentType }, signal) =>
    articleSchema.parse(await read({ kind: 'article', url, bytes, contentType }, signal));
  return Object.assign(readPage, { close });
};
