import { join } from 'node:path';

import type { Prose } from './article/article.ts';
import { articleKey } from './article/key.ts';
import type { Summariser } from './jobs/collaborators.ts';
import type { Log } from './lib/log.ts';
import {
  answerWithoutModel,
  createAnswerQuestion,
  loadAnswerPrompt,
} from './summary/answer-question.ts';
import type { Answer } from './summary/answer.ts';
import type { Budget, Model } from './summary/ask.ts';
import { extractiveSummary } from './summary/extractive.ts';
import { ground, readAhead } from './summary/ground.ts';
import { loadPrompts } from './summary/prompt.ts';
import { languageOfQuestion, spelledQuestion } from './summary/question.ts';
import { createReadPictures, loadPicturePrompt } from './summary/read-pictures.ts';
import { createSummarise, summariseWithoutModel } from './summary/summarise.ts';
import type { Form } from './summary/summary.ts';

type Options = {
  /** Undefined where none is configured. */
  model: Model | undefined;
  budget: Budget;
  log: Log;
  /** Wraps what is to be counted; without it nothing is. */
  metrics?: {
    measureSummarise: <A extends unknown[]>(
      summarise: (...args: A) => Promise<Answer>,
    ) => (...args: A) => Promise<Answer>;
  };
};

const unmeasured = {
  measureSummarise: <A extends unknown[]>(summarise: (...args: A) => Promise<Answer>) => summarise,
};

const without: Summariser['summariseWithoutModel'] = (prose, reason, shape) =>
  summariseWithoutModel(extractiveSummary, prose, reason, shape);

/** A question is a shape of its article; spelled alike, it is the same one. */
const keyWith =
  (prompt: string, model: string): Summariser['keyOfQuestion'] =>
  (prose, question) => {
    const shape = `question ${spelledQuestion(question)}`;
    return articleKey(prose, { language: languageOfQuestion(question), shape, prompt, model });
  };

/** With a model that is asked and checked, or, without one, by the article's own sentences. */
export const createSummariser = ({ model, metrics = unmeasured, ...rest }: Options): Summariser =>
  model === undefined ? byOwnSentences(metrics) : byModel({ ...rest, model, metrics });

const byOwnSentences = ({ measureSummarise }: typeof unmeasured): Summariser => ({
  // The article's own sentences are Arabic, whatever language was asked for.
  keyOf: (prose, { shape = 'standard' }) =>
    articleKey(prose, { language: 'ar', shape, prompt: '', model: '' }),
  keyOfQuestion: keyWith('', ''),
  understands: (language) => language === 'ar',
  summarise: measureSummarise((prose: Prose, { shape }: Form) =>
    Promise.resolve(without(prose, 'no-model', shape)),
  ),
  summariseWithoutModel: without,
  answerQuestion: (prose, question) =>
    Promise.resolve(answerWithoutModel(prose, question, 'no-model')),
  answerWithoutModel,
  readPictures: undefined,
});

type ByModel = Pick<Options, 'budget' | 'log'> & { model: Model; metrics: typeof unmeasured };

const byModel = ({ model, budget, log, metrics }: ByModel): Summariser => {
  const folder = join(import.meta.dirname, '..', 'prompts');
  const prompts = loadPrompts(folder);
  const toAnswer = loadAnswerPrompt(folder);
  const parts = { model, prompts, ground, readAhead, extractive: extractiveSummary, budget, log };
  // A changed repair gives other answers, too.
  const prompt = `${prompts.summarize.fingerprint} ${prompts.repair.fingerprint}`;
  return {
    keyOf: (prose, { language, shape = 'standard' }) =>
      articleKey(prose, { language, shape, prompt, model: model.id }),
    keyOfQuestion: keyWith(toAnswer.fingerprint, model.id),
    understands: () => true,
    summarise: metrics.measureSummarise(createSummarise(parts)),
    summariseWithoutModel: without,
    answerQuestion: metrics.measureSummarise(createAnswerQuestion({ ...parts, prompt: toAnswer })),
    answerWithoutModel,
    readPictures: createReadPictures({ model, prompt: loadPicturePrompt(folder), budget }),
  };
};
