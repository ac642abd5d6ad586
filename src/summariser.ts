import { join } from 'node:path';

import type { Prose, TextLanguage } from './article/article.ts';
import { articleKey } from './article/key.ts';
import type { ReadPictures } from './article/ports.ts';
import { createClaude } from './claude/claude.ts';
import type { ModelConfig } from './config.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { Answer } from './summary/answer.ts';
import type { Budget, Model } from './summary/ask.ts';
import { extractiveSummary } from './summary/extractive.ts';
import { ground } from './summary/ground.ts';
import { loadPrompts } from './summary/prompt.ts';
import { createReadPictures, loadPicturePrompt } from './summary/read-pictures.ts';
import { createSummarise, summariseWithoutModel } from './summary/summarise.ts';
import type { Form, Shape } from './summary/summary.ts';

/** How articles are summarised here: what the bot and the command line have in common. */
export type Summariser = {
  /** The key that a summary of this text in this form is shared by. */
  keyOf: (prose: Prose, form: Form) => string;
  /** Whether an article in this language can be summarised. */
  understands: (language: TextLanguage) => boolean;
  summarise: (prose: Prose, options: Form & { signal?: AbortSignal }) => Promise<Answer>;
  summariseWithoutModel: (prose: Prose, reason: Answer['reason'], shape?: Shape) => Answer;
  /** Undefined where no model works that sees. */
  readPictures: ReadPictures | undefined;
};

type Options = {
  model: ModelConfig;
  budget: Budget;
  clock: Clock;
  log: Log;
  /** Wraps what is to be counted; without it nothing is. */
  metrics?: {
    measureModel: (model: Model) => Model;
    measureSummarise: <A extends unknown[]>(
      summarise: (...args: A) => Promise<Answer>,
    ) => (...args: A) => Promise<Answer>;
  };
};

const unmeasured = {
  measureModel: (model: Model) => model,
  measureSummarise: <A extends unknown[]>(summarise: (...args: A) => Promise<Answer>) => summarise,
};

/** With a model that is asked and checked, or, without one, by the article's own sentences. */
export const createSummariser = ({
  model,
  budget,
  clock,
  log,
  metrics = unmeasured,
}: Options): Summariser => {
  const without: Summariser['summariseWithoutModel'] = (prose, reason, shape) =>
    summariseWithoutModel(extractiveSummary, prose, reason, shape);
  if (model.kind === 'extractive') {
    return {
      // The article's own sentences are Arabic, whatever language was asked for.
      keyOf: (prose, { shape = 'standard' }) =>
        articleKey(prose, { language: 'ar', shape, prompt: '', model: '' }),
      understands: (language) => language === 'ar',
      summarise: metrics.measureSummarise((prose: Prose, { shape }: Form) =>
        Promise.resolve(without(prose, 'no-model', shape)),
      ),
      summariseWithoutModel: without,
      readPictures: undefined,
    };
  }
  const folder = join(import.meta.dirname, '..', 'prompts');
  const prompts = loadPrompts(folder);
  const claude = metrics.measureModel(
    createClaude({
      apiKey: model.apiKey,
      baseUrl: model.baseUrl,
      model: model.summaryModel,
      schemaMode: model.schema,
      clock,
      log,
    }),
  );
  // A changed repair gives other answers, too.
  const prompt = `${prompts.summarize.fingerprint} ${prompts.repair.fingerprint}`;
  return {
    keyOf: (prose, { language, shape = 'standard' }) =>
      articleKey(prose, { language, shape, prompt, model: claude.id }),
    understands: () => true,
    summarise: metrics.measureSummarise(
      createSummarise({
        model: claude,
        prompts,
        ground,
        extractive: extractiveSummary,
        budget,
        log,
      }),
    ),
    summariseWithoutModel: without,
    readPictures: createReadPictures({ model: claude, prompt: loadPicturePrompt(folder), budget }),
  };
};
