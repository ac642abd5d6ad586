import { parentPort, workerData } from 'node:worker_threads';

import { Failure } from '../lib/failure.ts';
import { feedDocument, readFeedDocument } from './feed-document.ts';
import type { FeedResult } from './feed-thread.ts';

const read = (): FeedResult => {
  try {
    return { entries: readFeedDocument(feedDocument.parse(workerData)) };
  } catch (error) {
    if (error instanceof Failure) return { failure: { kind: error.kind, message: error.message } };
    // A parser that stumbles does so over this feed.
    const message = error instanceof Error ? error.message : 'unknown';
    return { failure: { kind: 'page-hostile', message: message.slice(0, 200) } };
  }
};

parentPort?.postMessage(read(), []);
