import type { Article } from '../article/article.ts';
import type { Config } from '../config.ts';
import { Failure } from '../lib/failure.ts';
import { silentLog } from '../lib/log.ts';
import { createFetchPage } from '../web/fetch-page.ts';
import { createExtractPdf } from '../web/pdf.ts';
import { createReadFile } from '../web/read-file.ts';
import { createReadPage } from '../web/reading-threads.ts';
import { readBytes } from './command.ts';

/** Reads what the command line is given, by the same ways as the bot reads what it is sent. */
export const createReader = ({ fetching }: Config) => {
  const fetchPage = createFetchPage({ ...fetching, log: silentLog });
  // Nobody waits behind a page here, and the first one waits for its thread to start.
  const readPage = createReadPage({ log: silentLog, timeoutMs: 20_000 });
  const readDocument = createReadFile({ readPage, extractPdf: createExtractPdf() });
  const readHtml = (bytes: Uint8Array, url = ''): Promise<Article> =>
    readPage({ url, bytes, contentType: 'text/html' });

  return {
    readHtml,
    /** The article behind a link, in a page of HTML, a document, or a text as a reader pastes it. */
    readArticle: async (argument: string): Promise<Article> => {
      if (/^https?:\/\//i.test(argument)) return readPage(await fetchPage(argument));
      const bytes = await readBytes(argument);
      const start = bytes.toString('utf8', 0, 10_000);
      if (/<(?:!doctype html|html|head|body)\b/i.test(start)) return readHtml(bytes);
      const content = await readDocument(bytes);
      if (content.kind === 'article') return content.article;
      throw new Failure('file-unsupported', 'the command line reads no pictures');
    },
    close: async (): Promise<void> => {
      await Promise.all([fetchPage.close(), readPage.close()]);
    },
  };
};
