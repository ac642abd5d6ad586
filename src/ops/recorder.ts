import type { SendDigest } from '../jobs/deliver-digest.ts';
import type { Messenger, Telling } from '../jobs/messenger.ts';
import type { Job, Readers } from '../jobs/ports.ts';
import { type Counts, type Figure, stageSeconds, type Stats } from '../jobs/stats.ts';
import { asFailure } from '../lib/failure.ts';
import type { FailureKind } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import type { Answer } from '../summary/answer.ts';
import type { Model } from '../summary/ask.ts';
import type { Metrics } from './metrics.ts';

/** Failures by which a model or its account is at fault, not the question. */
const modelFaults: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'model-rate-limited',
  'model-busy',
  'model-spend-limit',
  'model-misconfigured',
]);

/**
 * The same metrics, whose wrapped parts are counted in the statistics as well. Counting costs
 * nobody an answer: what cannot be stored is logged and tried again a second later.
 */
export const createRecorder = ({
  stats,
  metrics,
  log,
  flushEveryMs = 1_000,
}: {
  stats: Stats;
  metrics: Metrics;
  log: Log;
  /** Counts are gathered for so long before they are stored: what a crash may lose. */
  flushEveryMs?: number;
}) => {
  const tally = createTally({ stats, log, flushEveryMs });
  const { add } = tally;
  return {
    metrics: {
      ...metrics,
      measureJob: <W>(queue: string, job: Job<W>) =>
        recordedJob(add, queue, metrics.measureJob(queue, job)),
      measureDigests: (send: SendDigest): SendDigest => recordedDigests(add, send),
      measureMessenger: (messenger: Messenger) =>
        recordedMessenger(add, metrics.measureMessenger(messenger)),
      measureModel: (model: Model) => recordedModel(add, metrics.measureModel(model)),
      measureSummarise: <A extends unknown[]>(summarise: (...args: A) => Promise<Answer>) =>
        recordedSummarise(add, metrics.measureSummarise(summarise)),
    },
    measureReaders: (readers: Readers): Readers => ({
      ...readers,
      begin: async (reader, request) => {
        const before = await readers.begin(reader, request);
        await stats.meet(reader).catch(tally.complain);
        return before;
      },
      forget: async (reader) => {
        await stats.forget(reader);
        await readers.forget(reader);
      },
    }),
    close: tally.close,
  };
};

type Add = (figure: Figure, label: string, by?: number) => void;

type TallyOptions = { stats: Stats; log: Log; flushEveryMs: number };

const createTally = ({ stats, log, flushEveryMs }: TallyOptions) => {
  let counts = new Map<Figure, Map<string, number>>();
  const complain = (error: unknown): void => {
    log.debug({ error: String(error) }, 'statistics were not stored');
  };
  const add: Add = (figure, label, by = 1) => {
    if (by === 0) return;
    const labels = counts.get(figure) ?? new Map<string, number>();
    labels.set(label, (labels.get(label) ?? 0) + by);
    counts.set(figure, labels);
  };
  const flush = async (): Promise<void> => {
    if (counts.size === 0) return;
    const taken = counts;
    counts = new Map();
    try {
      await stats.add(plain(taken));
    } catch (thrown) {
      complain(thrown);
      for (const [figure, labels] of taken) {
        for (const [label, by] of labels) add(figure, label, by);
      }
    }
  };
  const timer = setInterval(() => void flush(), flushEveryMs);
  return {
    add,
    complain,
    close: async (): Promise<void> => {
      clearInterval(timer);
      await flush();
    },
  };
};

const plain = (counts: ReadonlyMap<Figure, ReadonlyMap<string, number>>): Counts =>
  Object.fromEntries([...counts].map(([figure, labels]) => [figure, Object.fromEntries(labels)]));

const recordedJob = <W>(add: Add, queue: string, job: Job<W>): Job<W> => ({
  ...job,
  run: async (work, attempt) => {
    const start = performance.now();
    await job.run(work, attempt);
    const seconds = (performance.now() - start) / 1000;
    add('stages', `${queue} ${stageSeconds.find((step) => seconds <= step) ?? 'more'}`);
  },
});

const recordedDigests =
  (add: Add, send: SendDigest): SendDigest =>
  async (digest, telling, signal) => {
    const id = await send(digest, telling, signal);
    add('digests', telling.kind);
    return id;
  };

const recordedMessenger = (add: Add, messenger: Messenger): Messenger => {
  const told = (telling: Telling): void => {
    if (telling.kind === 'failure') add('failures', telling.failure);
    if (telling.kind === 'summary') {
      add('answers', `${telling.answer.how} ${telling.answer.reason}`);
    }
  };
  return {
    ...messenger,
    send: async (request, telling, signal) => {
      const id = await messenger.send(request, telling, signal);
      told(telling);
      return id;
    },
    edit: async (request, messageId, telling, signal) => {
      const isThere = await messenger.edit(request, messageId, telling, signal);
      if (isThere) told(telling);
      return isThere;
    },
  };
};

const recordedModel = (add: Add, model: Model): Model => ({
  ...model,
  ask: async (question, signal) => {
    const bill = (microUsd: number): void => {
      add('micro-usd', model.id, Math.ceil(microUsd));
      question.bill?.(microUsd);
    };
    try {
      const reply = await model.ask({ ...question, bill }, signal);
      add('calls', model.id);
      return reply;
    } catch (thrown) {
      const { kind } = asFailure(thrown);
      if (modelFaults.has(kind)) add('call-failures', kind);
      throw thrown;
    }
  },
});

const recordedSummarise =
  <A extends unknown[]>(add: Add, summarise: (...args: A) => Promise<Answer>) =>
  async (...args: A): Promise<Answer> => {
    const answer = await summarise(...args);
    const { prompt, checked, repaired, dropped } = answer;
    add('checked', prompt, checked);
    add('repaired', prompt, repaired);
    add('dropped', prompt, dropped);
    return answer;
  };
