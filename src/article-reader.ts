import { articleFromText } from './article/clean.ts';
import type { Config } from './config.ts';
import type { With } from './jobs/collaborators.ts';
import { createReadFiles } from './jobs/read-files.ts';
import { createReadLink } from './jobs/read-link.ts';
import { createFetchPage } from './web/fetch-page.ts';
import { createExtractPdf } from './web/pdf.ts';
import { createReadFile } from './web/read-file.ts';
import { createReadPage } from './web/reading-threads.ts';

type Options = With<'readings' | 'downloadFile' | 'readPictures' | 'clock' | 'log'> & {
  fetching: Config['fetching'];
};

/**
 * How articles are read from whatever a reader sends. Files have worker threads of their own, with
 * more time and memory, so that a large one holds up no page.
 */
export const createArticleReader = ({ fetching, log, ...parts }: Options) => {
  const fetchPage = createFetchPage({ ...fetching, log });
  const readPage = createReadPage({ log });
  const readDocument = createReadPage({ log, timeoutMs: 20_000, memoryMb: 512, line: 50 });
  const readFile = createReadFile({ readPage: readDocument, extractPdf: createExtractPdf() });
  return {
    readText: articleFromText,
    readLink: createReadLink({ ...parts, fetchPage, readPage }),
    readFiles: createReadFiles({ ...parts, readFile, readText: articleFromText }),
    close: async (): Promise<void> => {
      await Promise.all([fetchPage.close(), readPage.close(), readDocument.close()]);
    },
  };
};
