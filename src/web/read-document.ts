import type { Article } from '../article/article.ts';
import { articleFromText } from '../article/clean.ts';
import type { Page } from '../article/ports.ts';
import { decodeText, fileTypes } from './file-kind.ts';
import { readArticle } from './read-article.ts';
import { readTelegramPost } from './telegram-post.ts';

/**
 * The article of whatever the worker is given: a page, a post's page, or a file. Throws a Failure
 * that says why there is none.
 */
export const readDocument = async (page: Page): Promise<Article> => {
  if (page.contentType === fileTypes.docx) {
    // Its library takes longer to load than a page to read, and few threads ever need it.
    const { readDocx } = await import('./docx.ts');
    return articleFromText(await readDocx(page.bytes));
  }
  if (page.contentType === fileTypes.text) return articleFromText(decodeText(page.bytes));
  return readTelegramPost(page) ?? readArticle(page);
};
