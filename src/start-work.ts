import type { Foundation, Store } from './foundation.ts';
import type { Job, QueueName, Work } from './jobs/ports.ts';
import type { Observer } from './ops/observe.ts';
import type { Queues } from './queue/queues.ts';
import { startWorkers } from './queue/workers.ts';
import type { Written } from './redis/written.ts';

type Workplace = Foundation & Store & { queues: Queues; metrics: Observer };

/** How long running jobs may take to finish when the process is asked to stop. */
const stopDeadlineMs = 10_000;
/** How many jobs of a kind one process works on; models and sites are waited for, not computed. */
const concurrency = { articles: 16, summaries: 64, deliveries: 32, digests: 16, feeds: 4 } as const;
const minutesMs = 60_000;
/** How long a kind of job is tried: an answer that is made is worth a day of waiting for Telegram. */
const budgetMs = {
  // A file of Telegram's is waited for as long as Telegram may be away, a page less.
  articles: 20 * minutesMs,
  summaries: 20 * minutesMs,
  deliveries: 24 * 60 * minutesMs,
  digests: 10 * minutesMs,
  feeds: 5 * minutesMs,
} as const;

/** Works on one queue in this process until it stops, and measures how it goes. */
export const createStartWork =
  ({ connections, queues, metrics, stores, clock, log, silentMs, onStop }: Workplace) =>
  <Q extends QueueName>(queue: Q, job: Job<Work[Q]>): void => {
    const workers = startWorkers({
      connection: connections.work,
      queues,
      queue,
      job: metrics.measureJob(queue, untilWritten(job, stores.written)),
      concurrency: concurrency[queue],
      budgetMs: budgetMs[queue],
      clock,
      log: log.child({ queue }),
      lockMs: silentMs,
    });
    onStop(() => workers.close(stopDeadlineMs));
  };

/** The same job, which is done only when what it has stored outlives the death of Redis. */
const untilWritten = <W>(job: Job<W>, written: Written): Job<W> => ({
  run: async (work, attempt) => {
    const since = await written.since();
    await job.run(work, attempt);
    await written.until(since);
  },
  giveUp: async (work, failure, attempt) => {
    const since = await written.since();
    await job.giveUp(work, failure, attempt);
    await written.until(since);
  },
});
