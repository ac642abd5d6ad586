import { Worker } from 'node:worker_threads';

import { z } from 'zod';

import type { FeedEntry } from '../jobs/digest-ports.ts';
import { Failure, failureKinds } from '../lib/failure.ts';
import type { FeedDocument } from './feed-document.ts';

const entry: z.ZodType<FeedEntry> = z.object({
  guid: z.string(),
  url: z.string(),
  outlet: z.string(),
  title: z.string(),
  lead: z.string(),
  time: z.union([z.number(), z.undefined()]),
});

const feedResult = z.union([
  z.object({ entries: z.array(entry) }),
  z.object({ failure: z.object({ kind: z.enum(failureKinds), message: z.string() }) }),
]);

/** What a feed's thread says at its end. */
export type FeedResult = z.infer<typeof feedResult>;

const memoryMb = 256;

/**
 * Reads a feed in a thread of its own, which ends with it: one that hangs or eats memory costs its
 * own reading only. Rejects with the Failures of reading it, and with `page-hostile` for what took
 * longer than `timeoutMs`.
 */
export const readFeedInThread = async (
  document: FeedDocument,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<FeedEntry[]> => {
  const { promise, resolve, reject } = Promise.withResolvers<FeedEntry[]>();
  const thread = new Worker(new URL('./feed-worker.ts', import.meta.url), {
    workerData: document,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, stackSizeMb: 4 },
    // The thread reads hostile text: it has no use for the environment's secrets.
    env: {},
    stdin: false,
  });
  const hostile = (why: string) => (): void => {
    reject(new Failure('page-hostile', `reading the feed ${why}`));
  };
  const deadline = setTimeout(hostile('took too long'), timeoutMs);
  const onAbort = (): void => {
    reject(new Failure('page-unreachable', 'reading was given up'));
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  thread.once('error', hostile('ended its thread by an error'));
  thread.once('exit', hostile('ended its thread'));
  thread.once('message', (message: unknown) => {
    const result = feedResult.safeParse(message);
    if (!result.success) hostile('gave no result')();
    else if ('entries' in result.data) resolve(result.data.entries);
    else reject(new Failure(result.data.failure.kind, result.data.failure.message));
  });
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener('abort', onAbort);
    await thread.terminate();
  }
};
