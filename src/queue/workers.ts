import { Worker } from 'bullmq';
import type { ConnectionOptions } from 'bullmq';

import type { Job, QueueName, Work } from '../jobs/ports.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { closeWithin } from './closing.ts';
import { laneName, prefix } from './lanes.ts';
import type { Lane, Ticket } from './lanes.ts';
import { logOncePerOutage } from './outages.ts';
import { createProcessor } from './processor.ts';
import type { Queues } from './queues.ts';
import type { Rules } from './try-job.ts';

const minuteMs = 60_000;

const usual = {
  budgetMs: 20 * minuteMs,
  backoff: { firstMs: 1_000, mostMs: minuteMs },
  deadlineMs: 5 * minuteMs,
};

/** How one queue is worked on. */
export type WorkerOptions<Q extends QueueName> = {
  /** BullMQ's, with commands that wait for as long as Redis is away. */
  connection: ConnectionOptions;
  queues: Queues;
  queue: Q;
  job: Job<Work[Q]>;
  /** Jobs at a time in this process. */
  concurrency: number;
  clock: Clock;
  log: Log;
  /** A job whose process has been silent for this long is given to another. */
  lockMs: number;
} & Partial<Pick<Rules<Work[Q]>, 'budgetMs' | 'backoff' | 'deadlineMs'>>;

export type Workers = {
  /**
   * Takes no more jobs and waits for those at hand; after `withinMs` they are aborted and go back to
   * their queue. Resolves in any case soon after.
   */
  close: (withinMs: number) => Promise<void>;
};

/** Works on one queue until closed; after an outage of Redis it goes on by itself. */
export const startWorkers = <Q extends QueueName>({
  connection,
  concurrency,
  ...options
}: WorkerOptions<Q>): Workers => {
  const rules = { ...usual, ...options };

  const start = (lane: Lane): Worker<Ticket<Work[Q]>> => {
    const log = rules.log.child({ lane: laneName(rules.queue, lane) });
    const worker = new Worker<Ticket<Work[Q]>>(
      laneName(rules.queue, lane),
      createProcessor<Q>({ ...rules, log }, lane),
      {
        connection,
        prefix,
        concurrency: lane === 'main' ? concurrency : 1,
        lockDuration: rules.lockMs,
        stalledInterval: rules.lockMs / 2,
        // Deaths are counted by the processor, which does not fail the innocent with the guilty.
        maxStalledCount: 1_000_000,
        runRetryDelay: 1_000,
        // No limit in itself: only a worker that has one looks whether its queue is held.
        limiter: { max: 1_000_000, duration: 1_000 },
      },
    );
    logOncePerOutage(worker, log);
    worker.on('stalled', (id) => {
      log.warn({ job: id }, 'a job lost its process and is done again');
    });
    return worker;
  };
  const workers = [start('main'), start('alone')];

  return {
    close: async (withinMs) => {
      const abort = setTimeout(() => {
        for (const worker of workers) worker.cancelAllJobs('the worker stops');
      }, withinMs);
      // Where Redis is away, what is still at hand will count as lost, and be done again.
      await closeWithin(withinMs + 2_000, workers);
      clearTimeout(abort);
    },
  };
};
