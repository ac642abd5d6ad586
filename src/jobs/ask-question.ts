import { Failure } from '../lib/failure.ts';
import { languageOfQuestion } from '../summary/question.ts';
import { createAskForAnswer } from './answer-request.ts';
import type { With } from './collaborators.ts';
import type { Deliveries, Delivery } from './ports.ts';
import type { Request } from './request.ts';

type Parts = With<
  | 'requests'
  | 'deliveries'
  | 'readers'
  | 'texts'
  | 'summaries'
  | 'keyOfQuestion'
  | 'enqueue'
  | 'waitingIn'
  | 'progress'
>;

/**
 * From a question to the article that it is about, and to the answer that all who ask the same
 * share. Rejects with `not-ready` while the article itself is not answered yet, and with `expired`
 * once its text is gone.
 */
export const createAskQuestion = (collaborators: Parts) => {
  const { deliveries, texts, readers, keyOfQuestion } = collaborators;
  const askForAnswer = createAskForAnswer(collaborators);
  return async (request: Request, of: string, question: string): Promise<void> => {
    const delivery = await deliveries.load(of);
    const article = await articleOf(delivery, deliveries);
    const prose = article === undefined ? undefined : await texts.load(article);
    if (article === undefined || prose === undefined) {
      throw new Failure('expired', 'the text of the article is no longer stored');
    }
    if (!(await readers.countSummary(request.reader, request.id))) {
      throw new Failure('daily-limit', 'the reader had the answers of the day');
    }
    const key = keyOfQuestion(prose, question);
    await texts.saveQuestion(key, { of: article, question });
    await askForAnswer(request, key, { language: languageOfQuestion(question) });
  };
};

/** The key of the article that a message answered, also where it only pointed to an answer. */
const articleOf = async (
  delivery: Delivery | undefined,
  deliveries: Deliveries,
): Promise<string | undefined> => {
  const outcome = delivery?.outcome;
  if (outcome === undefined && delivery?.answer === 'waiting') {
    throw new Failure('not-ready', 'the article itself is not answered yet');
  }
  if (outcome?.kind === 'repeat') {
    const first = (await deliveries.load(outcome.of))?.outcome;
    return first?.kind === 'summary' ? first.key : undefined;
  }
  return outcome?.kind === 'summary' ? outcome.key : undefined;
};
