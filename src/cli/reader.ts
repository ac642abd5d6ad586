import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';

import type { Article } from '../article/article.ts';
import { articleFromText } from '../article/clean.ts';
import type { Config } from '../config.ts';
import { silentLog } from '../lib/log.ts';
import { createFetchPage } from '../web/fetch-page.ts';
import { createReadPage } from '../web/read-page.ts';

/** Reads what the command line is given, by the same ways as the bot reads what it is sent. */
export const createReader = ({ fetching }: Config) => {
  const fetchPage = createFetchPage({ ...fetching, log: silentLog });
  const readPage = createReadPage({ log: silentLog });
  const readHtml = (bytes: Uint8Array, url = ''): Promise<Article> =>
    readPage({ url, bytes, contentType: 'text/html' });

  return {
    readHtml,
    /** The article behind a link, a page of HTML, or a text as a reader pastes it. */
    readArticle: async (argument: string): Promise<Article> => {
      if (/^https?:\/\//i.test(argument)) return readPage(await fetchPage(argument));
      const bytes = await readBytes(argument);
      const content = bytes.toString();
      return looksLikeHtml(content) ? readHtml(bytes) : articleFromText(content);
    },
    close: async (): Promise<void> => {
      await Promise.all([fetchPage.close(), readPage.close()]);
    },
  };
};

export type Reader = ReturnType<typeof createReader>;

/** The bytes of a file, or of standard input where the argument is `-`. */
export const readBytes = (argument: string): Promise<Buffer> =>
  argument === '-' ? buffer(process.stdin) : readFile(argument);

const looksLikeHtml = (content: string): boolean =>
  /<(?:!doctype html|html|head|body)\b/i.test(content.slice(0, 10_000));
