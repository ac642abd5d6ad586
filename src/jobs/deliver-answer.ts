import { setTimeout as pause } from 'node:timers/promises';

import { asFailure } from '../lib/failure.ts';
import type { With } from './collaborators.ts';
import type { Telling } from './messenger.ts';
import type { Attempt, Delivery, Job, Work } from './ports.ts';
import type { Request } from './request.ts';
import { answerIn, type Outcome } from './stored.ts';

type Parts = With<'requests' | 'deliveries' | 'readers' | 'summaries' | 'messenger'>;

const lookEveryMs = 50;

/**
 * The `deliveries` job: the placeholder becomes the answer. A known message is edited, as often as
 * it takes. Without one the answer is sent anew; what a crash left in doubt may come twice, and is
 * logged as such.
 */
export const createDeliverAnswer = (collaborators: Parts): Job<Work['deliveries']> => {
  const { requests, deliveries, readers } = collaborators;

  const tellingOf = createTellingOf(collaborators);
  const show = createShow(collaborators);

  /** A change that tells of progress must not come after the answer. */
  const settled = async (id: string): Promise<void> => {
    for (let left = await deliveries.progressMs(id); left > 0;) {
      await pause(Math.min(left, lookEveryMs));
      left = await deliveries.progressMs(id);
    }
  };

  return {
    run: async ({ request: id }, attempt) => {
      const request = await requests.load(id);
      const delivery = await deliveries.load(id);
      if (request === undefined || delivery?.outcome === undefined) return;
      if (delivery.answer === 'sent' || delivery.answer === 'closed') {
        await readers.end(request.reader, id);
        return;
      }
      if (await requests.superseded(request)) {
        await deliveries.moveAnswer(id, delivery.answer, 'closed');
        return;
      }
      const telling = await tellingOf(request, delivery, delivery.outcome);
      await settled(id);
      const edited = await show({ request, delivery, telling }, attempt);
      await readers.end(request.reader, id);
      attempt.log.info({ told: telling.kind, edited }, 'answer delivered');
    },
    giveUp: async ({ request: id }, { kind }, { log }) => {
      const delivery = await deliveries.load(id);
      log.warn({ failure: kind }, 'an answer could not be delivered');
      if (delivery) await deliveries.moveAnswer(id, delivery.answer, 'closed');
      const request = await requests.load(id);
      if (request) await readers.end(request.reader, id);
    },
  };
};

const createTellingOf =
  ({ deliveries, summaries, readers }: Parts) =>
  async (request: Request, { byline }: Delivery, outcome: Outcome): Promise<Telling> => {
    if (outcome.kind === 'failure' || outcome.kind === 'cancelled') return outcome;
    if (outcome.kind === 'repeat') {
      const first = await deliveries.load(outcome.of);
      return { kind: 'repeat', messageId: first?.messageId ?? 0 };
    }
    const answer = answerIn(await summaries.conclusion(outcome.key));
    if (answer === undefined) return { kind: 'failure', failure: 'expired' };
    if (request.subject.kind === 'question') return { kind: 'reply', answer };
    const settings = await readers.settings(request.chat);
    const isFirst = await readers.isFirst(request.chat, request.id);
    return {
      kind: 'summary',
      answer,
      byline,
      settings,
      note: isFirst ? 'first' : outcome.failed,
    };
  };

type Told = { request: Request; delivery: Delivery; telling: Telling };

/** Puts the answer in the placeholder's place, or else sends it; says whether it was the former. */
const createShow = ({ deliveries, messenger }: With<'deliveries' | 'messenger'>) => {
  const sendAnew = async (
    { request, delivery, telling }: Told,
    { signal, log }: Attempt,
  ): Promise<void> => {
    if (delivery.answer === 'sending') {
      log.warn({ doubt: 'answer' }, 'an answer in doubt is sent again');
    } else if (!(await deliveries.moveAnswer(request.id, 'waiting', 'sending'))) {
      return;
    }
    try {
      const messageId = await messenger.send(request, telling, signal);
      await deliveries.moveAnswer(request.id, 'sending', 'sent', messageId);
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.kind === 'chat-flooded' || failure.kind === 'chat-unreachable') {
        await deliveries.moveAnswer(request.id, 'sending', 'waiting');
      }
      throw failure;
    }
  };

  /** False where a new message is owed: only a reply to the first answer can point to it. */
  const editPlaceholder = async (
    { request, delivery: { messageId }, telling }: Told,
    { signal }: Attempt,
  ): Promise<boolean> => {
    if (telling.kind !== 'repeat') return messenger.edit(request, messageId, telling, signal);
    await messenger.remove(request, messageId, signal);
    return false;
  };

  return async (told: Told, attempt: Attempt): Promise<boolean> => {
    const { request, delivery } = told;
    const edited = delivery.placeholder === 'known' && (await editPlaceholder(told, attempt));
    const isOwed = told.telling.kind !== 'cancelled';
    if (!edited && !isOwed) await deliveries.moveAnswer(request.id, delivery.answer, 'closed');
    else if (edited) await deliveries.moveAnswer(request.id, delivery.answer, 'sent');
    else await sendAnew(told, attempt);
    return edited;
  };
};
