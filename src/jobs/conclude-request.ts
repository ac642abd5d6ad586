import { isTemporary } from '../summary/answer.ts';
import type { Deliveries, Enqueue, Outcome, Requests, Summaries } from './ports.ts';

type Collaborators = {
  requests: Requests;
  summaries: Summaries;
  deliveries: Deliveries;
  enqueue: Enqueue;
};

/**
 * Stores what a request is to be told, then enqueues the telling; safe to run twice. One that was to
 * change an answer keeps the one it has, unless what came of it is as good.
 */
export const createConcludeRequest =
  ({ requests, summaries, deliveries, enqueue }: Collaborators) =>
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
      const conclusion = await summaries.conclusion(key);
      return conclusion !== undefined && 'answer' in conclusion && isTemporary(conclusion.answer);
    }
  };
