import { Queue, Worker } from 'bullmq';
import type { ConnectionOptions } from 'bullmq';

import type { Log } from '../lib/log.ts';
import { attemptWithin } from './attempts.ts';
import { closeWithin } from './closing.ts';
import { prefix } from './lanes.ts';
import { logOncePerOutage } from './outages.ts';

/** Something that is to be done every so often, by one process of all. */
export type Tick = {
  name: string;
  everyMs: number;
  run: (signal: AbortSignal) => Promise<void>;
};

type Options = {
  /** BullMQ's, with commands that fail fast, and with those that wait. */
  connections: { ask: ConnectionOptions; work: ConnectionOptions };
  log: Log;
};

/** One run may take this long. */
const deadlineMs = 60_000;
const lockMs = 30_000;
/** A schedule that is late by so many of its pauses has stopped: BullMQ's have been seen to. */
const lateBy = 3;
const leastWatchMs = 1_000;

/**
 * Starts a tick: one job scheduler of BullMQ for all processes, made anew at each start and whenever
 * it is found to have stopped. A time that passed while nobody was there is made up for once, not
 * once for each. A run that fails is logged; the next one comes all the same.
 */
export const startTick = async (
  { name, everyMs, run }: Tick,
  { connections, log: parent }: Options,
): Promise<{ close: (withinMs: number) => Promise<void> }> => {
  const log = parent.child({ tick: name });
  const queue = new Queue(`{tick-${name}}`, {
    connection: connections.ask,
    prefix,
    streams: { events: { maxLen: 10 } },
  });
  logOncePerOutage(queue, log);
  const opts = { removeOnComplete: true, removeOnFail: { count: 10 }, attempts: 1 };
  const schedule = () => queue.upsertJobScheduler(name, { every: everyMs }, { name, opts });

  const once = async (stop: AbortSignal): Promise<void> => {
    try {
      await attemptWithin(run, { stop, deadlineMs });
    } catch (error) {
      if (!stop.aborted) log.warn({ error: String(error) }, 'a tick failed');
    }
  };
  const neverStopped = new AbortController().signal;
  const worker = new Worker(
    `{tick-${name}}`,
    // BullMQ hands a signal only to a function of three parameters.
    (_job, _token, stop = neverStopped) => once(stop),
    {
      connection: connections.work,
      prefix,
      concurrency: 1,
      lockDuration: lockMs,
      stalledInterval: lockMs / 2,
      runRetryDelay: 1_000,
    },
  );
  logOncePerOutage(worker, log);

  const watch = async (): Promise<void> => {
    const found = await queue.getJobScheduler(name);
    const next = found?.next ?? 0;
    if (Date.now() - next < lateBy * everyMs) return;
    log.warn({ next }, 'a schedule had stopped and is made anew');
    await schedule();
  };
  await schedule();
  const watching = setInterval(
    () => {
      watch().catch((error: unknown) => log.warn({ error: String(error) }, 'a watch failed'));
    },
    Math.max(leastWatchMs, lateBy * everyMs),
  );

  return {
    close: async (withinMs) => {
      clearInterval(watching);
      const abort = setTimeout(() => worker.cancelAllJobs('the worker stops'), withinMs);
      await closeWithin(withinMs + 2_000, [worker, queue]);
      clearTimeout(abort);
    },
  };
};
