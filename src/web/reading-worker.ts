import { parentPort } from 'node:worker_threads';

import { z } from 'zod';

import { Failure, type FailureKind } from '../lib/failure.ts';

const answer = {
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  contentType: z.string(),
  /** The address after all redirects; empty for a file. */
  url: z.string(),
};

const reading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('article'), ...answer }),
  z.object({ kind: z.literal('feed'), ...answer, outlet: z.string(), country: z.string() }),
]);

/** What a thread is given to read: a page or file for its article, or a feed for its entries. */
export type Reading = z.infer<typeof reading>;

/** What it says at the end. */
export type ReadingResult =
  | { found: unknown }
  | { failure: { kind: FailureKind; message: string } };

/** Each loads what it needs and no more: a thread for feeds needs no parser of pages. */
const find = async (given: Reading): Promise<unknown> => {
  if (given.kind === 'feed') return (await import('./feed-entries.ts')).readFeedDocument(given);
  return (await import('./read-document.ts')).readDocument(given);
};

const resultOf = async (message: unknown): Promise<ReadingResult> => {
  try {
    return { found: await find(reading.parse(message)) };
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
