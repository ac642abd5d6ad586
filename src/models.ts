import { createClaude } from './claude/claude.ts';
import type { Config } from './config.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { Model } from './summary/ask.ts';

type Options = {
  model: Config['model'];
  clock: Clock;
  log: Log;
  /** Wraps each model, so that all that it is asked is counted. */
  measureModel?: (model: Model) => Model;
};

/**
 * The models that are asked here, whoever asks: of articles, and of digests. Nobody else opens one,
 * so that no call is missing in what is measured. Undefined where none is configured.
 */
export const openModels = ({ model: settings, clock, log, measureModel }: Options) => {
  if (settings.kind === 'extractive') return { ofArticles: undefined, ofDigests: undefined };
  const { apiKey, baseUrl, schema: schemaMode, summaryModel, digestModel } = settings;
  const open = (model: string): Model => {
    const claude = createClaude({ apiKey, baseUrl, model, schemaMode, clock, log });
    return measureModel ? measureModel(claude) : claude;
  };
  return { ofArticles: open(summaryModel), ofDigests: open(digestModel) };
};
