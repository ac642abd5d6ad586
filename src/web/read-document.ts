import type { Article } from '../article/article.ts';
import { articleFromText } from '../article/clean.ts';
import type { Page } from '../article/ports.ts';
import { readDocx } from './docx.ts';
import { decodeText } from './file-kind.ts';
import { readArticle } from './read-article.ts';
import { readTelegramPost } from './telegram-post.ts';

/** Media types under which files go to the worker; a page of the web never has them. */
export const fileTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  text: 'application/x-plain-file',
} as const;

/**
 * The article of whatever the worker is given: a page, a post's page, or a file. Throws a Failure
 * that says why there is none.
 */
export const readDocument = async (page: Page): Promise<Article> => {
  if (page.contentType === fileTypes.docx) return articleFromText(await readDocx(page.bytes));
  if (page.contentType === fileTypes.text) return articleFromText(decodeText(page.bytes));
  return readTelegramPost(page) ?? readArticle(page);
};
