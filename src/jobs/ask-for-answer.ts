import type { Form } from '../summary/summary.ts';
import { createConcludeRequest } from './conclude-request.ts';
import type { Deliveries, Enqueue, Readers, Requests, Summaries } from './ports.ts';
import type { Request } from './request.ts';

type Collaborators = {
  requests: Requests;
  deliveries: Deliveries;
  readers: Readers;
  summaries: Summaries;
  enqueue: Enqueue;
};

/**
 * Asks for the answer that is shared by a key: it is told at once where it is there, else the request
 * waits for the one that makes it. Safe to run twice.
 */
export const createAskForAnswer = (collaborators: Collaborators) => {
  const { summaries, readers, enqueue } = collaborators;
  const conclude = createConcludeRequest(collaborators);
  return async ({ id, reader }: Request, key: string, form: Form): Promise<void> => {
    const { state, run } = await summaries.ask(key, { id, reader, ...form });
    if (state === 'answered') {
      await conclude(id, { kind: 'summary', key });
    } else {
      // Also for those who join: the one who started may have died before its job was stored.
      const turn = await readers.begin(reader, id);
      const work = { key, ...form, request: id };
      await enqueue('summaries', `${key}-${run}`, work, { turn, shared: state === 'joined' });
    }
  };
};
