import { isTemporary } from '../summary/answer.ts';
import { concludeRequest } from './conclude-request.ts';
import type { Deliveries, Enqueue, Requests, Summaries, Texts } from './ports.ts';

type Collaborators = {
  requests: Requests;
  texts: Texts;
  summaries: Summaries;
  deliveries: Deliveries;
  enqueue: Enqueue;
};

/**
 * Has a temporary answer made anew, in the place of the old one, which stays until then. `too-early`
 * where it is only minutes old, `expired` where its text is no longer stored. May be run again.
 */
export const createRedoAnswer =
  ({ requests, texts, summaries, deliveries, enqueue }: Collaborators) =>
  async (id: string): Promise<'begun' | 'too-early' | 'expired'> => {
    const request = await requests.load(id);
    const delivery = await deliveries.load(id);
    if (request === undefined || delivery?.outcome?.kind !== 'summary') return 'expired';
    const { key } = delivery.outcome;
    if ((await texts.load(key)) === undefined) return 'expired';
    const conclusion = await summaries.conclusion(key);
    const isMakeshift =
      conclusion !== undefined && 'answer' in conclusion && isTemporary(conclusion.answer);
    const mayBegin = (await summaries.isRenewable(key)) || (await summaries.isUnderWay(key));
    if (isMakeshift && !mayBegin) return 'too-early';

    const again = { ...request, id: formAfter(id) };
    await requests.save(again);
    await deliveries.open(again.id, delivery.messageId);
    await deliveries.setByline(again.id, delivery.byline);
    await requests.supersede(again);
    const { state, run } = await summaries.ask(key, again);
    if (state === 'answered') {
      await concludeRequest({ deliveries, enqueue }, again.id, { kind: 'summary', key });
    } else {
      const work = { key, language: again.output, request: again.id };
      await enqueue('summaries', `${key}-${run}`, work);
    }
    return 'begun';
  };

export type RedoAnswer = ReturnType<typeof createRedoAnswer>;

/** The same wish under a new id: one more than the date of its last edit, as no other form has. */
const formAfter = (id: string): string =>
  id.replace(/-(\d+)(\.\d+)?$/, (_, form: string, parts = '') => `-${Number(form) + 1}${parts}`);
