import type { Messenger } from '../jobs/messenger.ts';
import type { Job } from '../jobs/ports.ts';
import { asFailure } from '../lib/failure.ts';
import type { Answer } from '../summary/answer.ts';
import type { Model } from '../summary/ask.ts';
import { createInstruments, type Instruments } from './instruments.ts';

/** What is read at the moment somebody looks: depths, memory, money. */
export type Gauges = {
  depths: () => Promise<Record<string, Record<string, number>>>;
  redisMemory: () => Promise<{ used: number; most: number }>;
  spentMicroUsd: () => Promise<number>;
};

/**
 * The figures of one process. Parts are wrapped from outside, so that none of them knows that it is
 * measured: what comes back from a `measure…` behaves as what was given.
 */
export const createMetrics = () => {
  const instruments = createInstruments();
  return {
    registry: instruments.registry,
    measureJob: <W>(queue: string, job: Job<W>) => measuredJob(instruments, queue, job),
    measureMessenger: (messenger: Messenger) => measuredMessenger(instruments, messenger),
    measureModel: (model: Model) => measuredModel(instruments, model),
    measureSummarise: <A extends unknown[]>(summarise: (...args: A) => Promise<Answer>) =>
      measuredSummarise(instruments, summarise),
    watch: (gauges: Gauges) => watchOnDemand(instruments, gauges),
  };
};

export type Metrics = ReturnType<typeof createMetrics>;

const timed = async <T>(
  work: () => Promise<T>,
  tell: (outcome: string, seconds: number) => void,
): Promise<T> => {
  const start = performance.now();
  let outcome = 'ok';
  try {
    return await work();
  } catch (thrown) {
    outcome = asFailure(thrown).kind;
    throw thrown;
  } finally {
    tell(outcome, (performance.now() - start) / 1000);
  }
};

const measuredJob = <W>(
  { jobSeconds, givenUp }: Instruments,
  queue: string,
  job: Job<W>,
): Job<W> => ({
  run: (work, attempt) =>
    timed(
      () => job.run(work, attempt),
      (outcome, seconds) => jobSeconds.observe({ queue, outcome }, seconds),
    ),
  giveUp: (work, failure, attempt) => {
    givenUp.inc({ queue, failure: failure.kind });
    return job.giveUp(work, failure, attempt);
  },
});

const measuredMessenger = ({ messages }: Instruments, messenger: Messenger): Messenger => ({
  ...messenger,
  send: (request, telling, signal) =>
    timed(
      () => messenger.send(request, telling, signal),
      (outcome) => messages.inc({ way: 'send', kind: telling.kind, outcome }),
    ),
  edit: (request, messageId, telling, signal) =>
    timed(
      () => messenger.edit(request, messageId, telling, signal),
      (outcome) => messages.inc({ way: 'edit', kind: telling.kind, outcome }),
    ),
});

const measuredModel = ({ modelSeconds, modelCost }: Instruments, model: Model): Model => ({
  ...model,
  ask: (question, signal) => {
    const labels = { model: model.id, task: question.prompt.task };
    const bill = (microUsd: number) => {
      modelCost.inc(labels, microUsd);
      question.bill?.(microUsd);
    };
    return timed(
      () => model.ask({ ...question, bill }, signal),
      (outcome, seconds) => modelSeconds.observe({ ...labels, outcome }, seconds),
    );
  },
});

const measuredSummarise =
  <A extends unknown[]>(
    { answers, lines }: Instruments,
    summarise: (...args: A) => Promise<Answer>,
  ) =>
  async (...args: A): Promise<Answer> => {
    const answer = await summarise(...args);
    const { how, reason, prompt, checked, repaired, dropped } = answer;
    answers.inc({ how, reason, prompt });
    lines.inc({ verdict: 'checked', prompt }, checked);
    lines.inc({ verdict: 'repaired', prompt }, repaired);
    lines.inc({ verdict: 'dropped', prompt }, dropped);
    return answer;
  };

const watchOnDemand = (
  { onDemand }: Instruments,
  { depths, redisMemory, spentMicroUsd }: Gauges,
): void => {
  onDemand('mujaz_queue_jobs', 'Jobs by queue and state', ['queue', 'state'], async (gauge) => {
    for (const [queue, states] of Object.entries(await depths())) {
      for (const [state, count] of Object.entries(states)) gauge.set({ queue, state }, count);
    }
  });
  onDemand('mujaz_redis_bytes', 'Memory of Redis', ['kind'], async (gauge) => {
    const { used, most } = await redisMemory();
    gauge.set({ kind: 'used' }, used);
    gauge.set({ kind: 'most' }, most);
  });
  onDemand('mujaz_spent_today_micro_usd', 'Money spent this UTC day', [], async (gauge) => {
    gauge.set(await spentMicroUsd());
  });
};
