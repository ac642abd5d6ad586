import { isTemporary } from '../summary/answer.ts';
import type { Form } from '../summary/summary.ts';
import type { With } from './collaborators.ts';
import type { Request } from './request.ts';
import { answerIn, type Outcome } from './stored.ts';

type Concluding = With<'requests' | 'summaries' | 'deliveries' | 'enqueue'>;

/**
 * Stores what a request is to be told, then enqueues the telling; safe to run twice. One that was to
 * change an answer keeps the one it has, unless what came of it is as good.
 */
export const createConcludeRequest =
  ({ requests, summaries, deliveries, enqueue }: Concluding) =>
  async (id: string, outcome: Outcome): Promise<void> => {
    const key = (await requests.load(id))?.revises?.key;
    await deliveries.conclude(id, key === undefined ? outcome : await better(key, outcome));
    await enqueue('deliveries', id, { request: id });

    async function better(earlier: string, outcome: Outcome): Promise<Outcome> {
      if (outcome.kind === 'failure') {
        return { kind: 'summary', key: earlier, failed: outcome.failure };
      }
      const worse =
        outcome.kind === 'summary' &&
        (await isMakeshift(outcome.key)) &&
        !(await isMakeshift(earlier));
      return worse ? { kind: 'summary', key: earlier, failed: 'model-busy' } : outcome;
    }

    async function isMakeshift(key: string): Promise<boolean> {
      const answer = answerIn(await summaries.conclusion(key));
      return answer !== undefined && isTemporary(answer);
    }
  };

type Asking = With<
  'requests' | 'deliveries' | 'readers' | 'summaries' | 'enqueue' | 'waitingIn' | 'progress'
>;

/**
 * Asks for the answer that is shared by a key: it is told at once where it is there, else the request
 * waits for the one that makes it. Safe to run twice.
 */
export const createAskForAnswer = (collaborators: Asking) => {
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
