import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';

import { type Config, playgroundToken } from './config.ts';
import type { Job } from './jobs/ports.ts';
import type { Clock } from './lib/clock.ts';
import { asFailure } from './lib/failure.ts';
import type { Metrics } from './ops/metrics.ts';
import type { Route } from './ops/web-server.ts';
import { createPlayground, type Playground } from './playground/playground.ts';
import { createSampleFeeds, sampleArticles } from './sample-feeds.ts';
import type { Answer } from './summary/answer.ts';
import type { Model } from './summary/ask.ts';

type Options = { config: Config; clock: Clock; onStop: (close: () => unknown) => void };

/** The parts of the metrics through which an article passes on its way. */
type Measures = Pick<Metrics, 'measureJob' | 'measureModel' | 'measureSummarise'>;

/**
 * The local chat page with its sample articles and news, and what shows an article's way in its
 * inspector. Where Telegram is real there are no routes, and nothing is traced.
 */
export const openPlayground = ({ config, clock, onStop }: Options) => {
  if (config.chat.kind !== 'playground') {
    return { routes: [], traced: <M extends Measures>(metrics: M): M => metrics };
  }
  const playground = createPlayground({
    token: playgroundToken,
    bot: { id: 1_000_000, username: 'mujaz_bot', first_name: 'موجز' },
    clock,
    storage: join(config.dataDir, 'playground'),
    publicAccess: config.chat.open,
    samples: sampleArticles(),
  });
  onStop(() => playground.close());
  const routes: Route[] = [createSampleFeeds({ clock }).route, playground.handle];
  return { routes, traced: createTraced(playground.trace, clock) };
};

type Tracing = {
  trace: Playground['trace'];
  clock: Clock;
  /** What is to be said of the job that is running. */
  notes: AsyncLocalStorage<string[]>;
};

/** Wraps the metrics once more: each job becomes a step, with what its models took and cost. */
const createTraced = (trace: Playground['trace'], clock: Clock) => {
  const tracing = { trace, clock, notes: new AsyncLocalStorage<string[]>() };
  return <M extends Measures>(metrics: M): M => ({
    ...metrics,
    measureJob: <W>(queue: string, job: Job<W>) =>
      tracedJob(tracing, queue, metrics.measureJob(queue, job)),
    measureModel: (model: Model) => tracedModel(tracing, metrics.measureModel(model)),
    measureSummarise: <A extends unknown[]>(summarise: (...args: A) => Promise<Answer>) =>
      tracedSummarise(tracing, metrics.measureSummarise(summarise)),
  });
};

const tracedJob = <W>({ trace, clock, notes }: Tracing, title: string, job: Job<W>): Job<W> => ({
  ...job,
  run: async (work, attempt) => {
    const of = requestOf(work);
    const said: string[] = [];
    const at = clock.now();
    const tell = (failed: boolean): void => {
      const ms = clock.now() - at;
      if (of !== '')
        trace(Number.parseInt(of), { of, title, at, ms, note: said.join(' · '), failed });
    };
    try {
      await notes.run(said, () => job.run(work, attempt));
      tell(false);
    } catch (thrown) {
      said.push(asFailure(thrown).kind);
      tell(true);
      throw thrown;
    }
  },
});

const tracedModel = ({ clock, notes }: Tracing, model: Model): Model => ({
  ...model,
  ask: async (question, signal) => {
    const at = clock.now();
    let cost = 0;
    const bill = (microUsd: number): void => {
      cost += microUsd;
      question.bill?.(microUsd);
    };
    try {
      return await model.ask({ ...question, bill }, signal);
    } finally {
      const took = `${model.id} ${question.prompt.task} ${clock.now() - at} ms`;
      notes.getStore()?.push(`${took}, $${(cost / 1_000_000).toFixed(4)}`);
    }
  },
});

const tracedSummarise =
  <A extends unknown[]>({ notes }: Tracing, summarise: (...args: A) => Promise<Answer>) =>
  async (...args: A): Promise<Answer> => {
    const answer = await summarise(...args);
    const { how, checked, repaired, dropped } = answer;
    const lines = checked > 0 ? `: ${checked} lines, ${repaired} mended, ${dropped} dropped` : '';
    notes.getStore()?.push(`${how}${lines}`);
    return answer;
  };

/** The request that a job works for; its id begins with the chat. Feeds are read for nobody. */
const requestOf = (work: unknown): string =>
  typeof work === 'object' && work !== null && 'request' in work ? String(work.request) : '';
