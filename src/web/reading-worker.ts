import { parentPort } from 'node:worker_threads';

import { z } from 'zod';

import { articleFromText } from '../article/clean.ts';
import { Failure, type FailureKind } from '../lib/failure.ts';
import { decodeText, fileTypes } from './file-kind.ts';

const answer = {
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  contentType: z.string(),
  /** The address after all redirects; empty for a file. */
  url: z.string(),
};

const reading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('article'), ...answer }),
  z.object({
    kind: z.enum(['feed', 'channel']),
    ...answer,
    outlet: z.string(),
    country: z.string(),
  }),
]);

/** What a thread is given to read: a page or file for its article, or a feed or channel for its entries. */
export type Reading = z.infer<typeof reading>;

/** What it says: first that it begins to read, then what came of it. */
export type ReadingResult =
  | { begun: true }
  | { found: unknown }
  | { failure: { kind: FailureKind; message: string } };

/** Loads what a reading needs and no more: libraries take longer to load than most texts to read. */
const prepared = async (given: Reading): Promise<() => unknown> => {
  if (given.kind === 'channel') {
    const { readChannel } = await import('./telegram-page.ts');
    return () => readChannel(given);
  }
  if (given.kind === 'feed') {
    const { readEntries } = await import('./feed-entries.ts');
    return () => readEntries(given);
  }
  const { bytes, contentType } = given;
  if (contentType === fileTypes.docx) {
    const { readDocx } = await import('./docx.ts');
    return async () => articleFromText(await readDocx(bytes));
  }
  if (contentType === fileTypes.text) return () => articleFromText(decodeText(bytes));
  const { readTelegramPost } = await import('./telegram-page.ts');
  const { readArticle } = await import('./read-article.ts');
  return () => readTelegramPost(given) ?? readArticle(given);
};

const resultOf = async (message: unknown): Promise<ReadingResult> => {
  try {
    const read = await prepared(reading.parse(message));
    parentPort?.postMessage({ begun: true } satisfies ReadingResult, []);
    return { found: await read() };
  } catch (error) {
    if (error instanceof Failure) return { failure: { kind: error.kind, message: error.message } };
    // A parser that stumbles does so over this page: the fault is not the worker's.
    const message = error instanceof Error ? error.message : 'unknown';
    return { failure: { kind: 'page-hostile', message: message.slice(0, 200) } };
  }
};

parentPort?.on('message', (message: unknown) => {
  void resultOf(message).then((result) => parentPort?.postMessage(result, []));
});
