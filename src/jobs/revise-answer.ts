import { asFailure } from '../lib/failure.ts';
import { type Answer, isTemporary } from '../summary/answer.ts';
import type { Shape } from '../summary/summary.ts';
import type { With } from './collaborators.ts';
import type { Delivery } from './ports.ts';
import type { Request } from './request.ts';
import { answerIn } from './stored.ts';

type Parts = With<
  'requests' | 'texts' | 'summaries' | 'deliveries' | 'readers' | 'messenger' | 'enqueue' | 'log'
>;

/** What has become of the wish; `there` where the answer is already so. */
type Revised = 'begun' | 'there' | 'too-early' | 'expired';

/** An answer that a reader sees, and where. */
type Shown = { request: Request; delivery: Delivery; key: string; answer: Answer };

/**
 * Has an answer made anew in its place: in this shape, or, without one, because it was a makeshift.
 * The old text stays until then, and for good where nothing better comes. `too-early` where a
 * makeshift is only minutes old, `expired` where the text is no longer stored. May be run again.
 */
export const createReviseAnswer = (collaborators: Parts) => {
  const { requests, deliveries, summaries, enqueue } = collaborators;
  const shownBy = createShownBy(collaborators);
  const showWorking = createShowWorking(collaborators);

  return async (id: string, shape?: Shape): Promise<Revised> => {
    const pressed = await shownBy(id);
    if (pressed === undefined || pressed.delivery.messageId === 0) return 'expired';
    const { key, answer } = pressed;
    const newest = await newestOf(pressed.request);
    const wanted = shape ?? answer.shape;
    // The press was handled before, up to where its process died.
    const isBegun = newest.revises?.shape === wanted && (await isOpen(newest.id));
    if (!isBegun) {
      const now = newest.id === id ? pressed : await shownBy(newest.id);
      if (shape !== undefined && now?.answer.shape === shape) return 'there';
      const mayBegin =
        shape !== undefined ||
        !isTemporary(answer) ||
        (await summaries.isRenewable(key)) ||
        (await summaries.isUnderWay(key));
      if (!mayBegin) return 'too-early';
    }
    const again: Request = isBegun
      ? newest
      : {
          ...pressed.request,
          id: formAfter(newest.id),
          revises: { key, language: answer.language, shape: wanted },
        };
    if (!isBegun) await begin(again, pressed);
    await enqueue('articles', again.id, { request: again.id });
    return 'begun';
  };

  async function begin(again: Request, shown: Shown): Promise<void> {
    await requests.save(again);
    await deliveries.open(again.id, shown.delivery.messageId);
    await deliveries.setByline(again.id, shown.delivery.byline);
    await requests.supersede(again);
    // Before its job is there, so that it can overtake no answer.
    await showWorking(again, shown);
  }

  async function newestOf(request: Request): Promise<Request> {
    const current = await requests.current(request);
    if (current === undefined || current === request.id) return request;
    return (await requests.load(current)) ?? request;
  }

  async function isOpen(id: string): Promise<boolean> {
    const state = (await deliveries.load(id))?.answer;
    return state === 'waiting' || state === 'sending';
  }
};

export type ReviseAnswer = ReturnType<typeof createReviseAnswer>;

const createShownBy =
  ({ requests, texts, summaries, deliveries }: Parts) =>
  async (id: string): Promise<Shown | undefined> => {
    const request = await requests.load(id);
    const delivery = await deliveries.load(id);
    if (request === undefined || delivery?.outcome?.kind !== 'summary') return undefined;
    const { key } = delivery.outcome;
    const answer = answerIn(await summaries.conclusion(key));
    const text = (await texts.loadQuestion(key)) ?? (await texts.load(key));
    return answer && text && { request, delivery, key, answer };
  };

/** Says below the old text that it is being written anew; where that cannot be shown, it is not. */
const createShowWorking =
  ({ readers, messenger, log }: Parts) =>
  async (again: Request, { delivery, answer }: Shown): Promise<void> => {
    const { messageId, byline } = delivery;
    if (again.subject.kind === 'question') return;
    try {
      const settings = await readers.settings(again.chat);
      const telling = { kind: 'summary', answer, byline, settings, note: 'working' } as const;
      await messenger.edit(again, messageId, telling);
    } catch (thrown) {
      const { kind } = asFailure(thrown);
      if (kind === 'store-away') throw thrown;
      log.warn({ request: again.id, failure: kind }, 'it was not shown that an answer changes');
    }
  };

/** The same wish under a new id: one more than the date of its last edit, as no other form has. */
const formAfter = (id: string): string =>
  id.replace(/-(\d+)(\.\d+)?$/, (_, form: string, parts = '') => `-${Number(form) + 1}${parts}`);
