import type { Readers } from '../jobs/ports.ts';
import { type Counts, type Figure, figures, stageSeconds, type Stats } from '../jobs/stats.ts';
import type { FailureKind } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import type { Listener } from './observe.ts';

/** Failures by which a model or its account is at fault, not the question. */
const modelFaults: ReadonlySet<'ok' | FailureKind> = new Set([
  'model-rate-limited',
  'model-busy',
  'model-spend-limit',
  'model-misconfigured',
]);

type Add = (figure: Figure, label: string, by?: number) => void;

/**
 * Counts for the statistics what operators look back on. Counting costs nobody an answer: what
 * cannot be stored is logged and tried again a second later.
 */
export const createRecorder = ({
  stats,
  log,
  flushEveryMs = 1_000,
}: {
  stats: Stats;
  log: Log;
  /** Counts are gathered for so long before they are stored: what a crash may lose. */
  flushEveryMs?: number;
}) => {
  let counts: Partial<Record<Figure, Record<string, number>>> = {};
  /** The readers since the last flush; what is stored is a sketch that names nobody. */
  const met = new Set<number>();
  const add: Add = (figure, label, by = 1) => {
    if (by === 0) return;
    const labels = (counts[figure] ??= {});
    labels[label] = (labels[label] ?? 0) + by;
  };
  const complain = (error: unknown): void => {
    log.debug({ error: String(error) }, 'statistics were not stored');
  };
  const flush = async (): Promise<void> => {
    const taken: Counts = counts;
    const readers = [...met];
    counts = {};
    met.clear();
    if (readers.length > 0) {
      await stats.meet(readers).catch((error: unknown) => {
        complain(error);
        for (const reader of readers) met.add(reader);
      });
    }
    if (Object.keys(taken).length === 0) return;
    await stats.add(taken).catch((error: unknown) => {
      complain(error);
      for (const figure of figures) {
        for (const [label, by] of Object.entries(taken[figure] ?? {})) add(figure, label, by);
      }
    });
  };
  const timer = setInterval(() => void flush(), flushEveryMs);
  return {
    listener: countingBy(add),
    /** The same readers, who are counted when they ask for something. */
    measureReaders: (readers: Readers): Readers => ({
      ...readers,
      begin: async (reader, request) => {
        const place = await readers.begin(reader, request);
        met.add(reader);
        if (place.isNew) add('new-readers', 'all');
        return place;
      },
    }),
    close: async (): Promise<void> => {
      clearInterval(timer);
      await flush();
    },
  };
};

const countingBy = (add: Add): Listener => ({
  job: ({ queue, outcome, seconds }) => {
    if (outcome !== 'ok') return;
    add('stages', `${queue} ${stageSeconds.find((step) => seconds <= step) ?? 'more'}`);
  },
  digest: ({ kind }) => add('digests', kind),
  message: ({ telling, isThere }) => {
    if (!isThere) return;
    if (telling.kind === 'failure') add('failures', telling.failure);
    if (telling.kind === 'summary') {
      add('answers', `${telling.answer.how} ${telling.answer.reason}`);
    }
  },
  call: ({ model, outcome, microUsd }) => {
    add('micro-usd', model, Math.ceil(microUsd));
    if (outcome === 'ok') add('calls', model);
    if (modelFaults.has(outcome)) add('call-failures', outcome);
  },
  answer: ({ prompt, checked, repaired, dropped }) => {
    add('checked', prompt, checked);
    add('repaired', prompt, repaired);
    add('dropped', prompt, dropped);
  },
});
