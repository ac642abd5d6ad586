import type { Form } from '../summary/summary.ts';
import { createConcludeRequest } from './conclude-request.ts';
import type { Deliveries, Enqueue, QueueName, Readers, Requests, Summaries } from './ports.ts';
import type { Request } from './request.ts';
import type { ShowProgress } from './show-progress.ts';

type Collaborators = {
  requests: Requests;
  deliveries: Deliveries;
  readers: Readers;
  summaries: Summaries;
  enqueue: Enqueue;
  /** How many wait in a queue. */
  waitingIn: (queue: QueueName) => Promise<number>;
  progress: ShowProgress;
};

/**
 * Asks for the answer that is shared by a key: it is told at once where it is there, else the request
 * waits for the one that makes it. Safe to run twice.
 */
export const createAskForAnswer = (collaborators: Collaborators) => {
  const { summaries, readers, enqueue, waitingIn, progress } = collaborators;
  const conclude = createConcludeRequest(collaborators);
  return async (request: Request, key: string, form: Form): Promise<void> => {
    const { id, reader } = request;
    const { state, run } = await summaries.ask(key, { id, reader, ...form });
    if (state === 'answered') {
      await conclude(id, { kind: 'summary', key });
    } else {
      // Also for those who join: the one who started may have died before its job was stored.
      const { before: turn } = await readers.begin(reader, id);
      const work = { key, ...form, request: id };
      await enqueue('summaries', `${key}-${run}`, work, { turn, shared: state === 'joined' });
      // Itself it waits, too, where anybody does.
      const ahead = (await waitingIn('summaries').catch(() => 0)) - 1;
      progress(request, ahead > 0 ? { doing: 'waiting', ahead } : { doing: 'summarising' });
    }
  };
};
