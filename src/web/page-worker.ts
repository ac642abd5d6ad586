import { parentPort } from 'node:worker_threads';

import { Failure } from '../lib/failure.ts';
import { pageJob, type PageJob, type PageResult } from './page-messages.ts';
import { readDocument } from './read-document.ts';

const read = async ({ id, page }: PageJob): Promise<PageResult> => {
  try {
    return { id, article: await readDocument(page) };
  } catch (error) {
    if (error instanceof Failure) {
      return { id, failure: { kind: error.kind, message: error.message } };
    }
    // A parser that stumbles does so over this page: the fault is not the worker's.
    const message = error instanceof Error ? error.message : 'unknown';
    return { id, failure: { kind: 'page-hostile', message: message.slice(0, 200) } };
  }
};

parentPort?.on('message', (message: unknown) => {
  void read(pageJob.parse(message)).then((result) => parentPort?.postMessage(result, []));
});
