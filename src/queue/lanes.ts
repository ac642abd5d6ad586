import { Queue } from 'bullmq';
import type { ConnectionOptions, JobsOptions } from 'bullmq';

import type { QueueName, Work } from '../jobs/ports.ts';
import type { FailureKind } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { logOncePerOutage } from './outages.ts';
import type { Trouble } from './waiting.ts';

/** What lies in a queue: the ids of the work, and what became of it so far. */
export type Ticket<W> = {
  work: W;
  trouble?: Trouble;
  /** Trying is over, for this reason: what is owed is to be done. */
  over?: FailureKind;
  /** When an operator gave it a new life, and how often its process had died by then. */
  revived?: { at: number; deaths: number };
};

/** A ticket of whichever queue. */
export type AnyTicket = Ticket<Work[QueueName]>;

/**
 * Each queue has two lanes, each a queue of BullMQ. In `alone` jobs that may kill their process are
 * worked on one by one.
 */
export type Lane = 'main' | 'alone';

/** BullMQ's keys are `mujaz:{queue}:…`: all of one queue in one slot of a Redis Cluster. */
export const prefix = 'mujaz';

export const laneName = (queue: QueueName, lane: Lane): string =>
  lane === 'main' ? `{${queue}}` : `{${queue}}-alone`;

/** How long dead jobs are kept, in milliseconds. */
export const keepDeadMs = 7 * 24 * 3_600_000;

/** How many dead jobs a lane keeps. */
export const mostDead = 1_000;

const jobOptions: JobsOptions = {
  // At once, so that the id is free for new work of the same name.
  removeOnComplete: true,
  removeOnFail: { age: keepDeadMs / 1_000, count: mostDead },
  stackTraceLimit: 1,
  // The rules of waiting are ours; this is for what fails outside of them.
  attempts: 1_000,
  backoff: { type: 'fixed', delay: 30_000 },
};

/** Opens one lane for those who put work in. */
export const openLane = (
  name: string,
  { connection, log }: { connection: ConnectionOptions; log: Log },
): Queue<AnyTicket> => {
  const queue = new Queue<AnyTicket>(name, {
    connection,
    prefix,
    streams: { events: { maxLen: 1_000 } },
    defaultJobOptions: jobOptions,
  });
  logOncePerOutage(queue, log.child({ lane: name }));
  return queue;
};
