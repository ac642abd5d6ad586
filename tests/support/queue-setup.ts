import { afterEach } from 'vitest';

import type { Attempt, Job, Work } from '../../src/jobs/ports.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { FailureKind } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createQueues } from '../../src/queue/queues.ts';
import type { Queues } from '../../src/queue/queues.ts';
import { startWorkers } from '../../src/queue/workers.ts';
import type { WorkerOptions } from '../../src/queue/workers.ts';
import { queueConnections } from '../../src/redis/connect.ts';

type Summarising = Work['summaries'];

/** What a test's job did, in order. */
export type Seen = {
  runs: string[];
  givenUp: { request: string; kind: FailureKind }[];
};

/** A job that notes what it is asked, and does what the test says. */
export const notingJob = ({
  run = async () => {},
  giveUp = async () => {},
}: {
  run?: (request: string, attempt: Attempt) => Promise<void>;
  giveUp?: (request: string) => Promise<void>;
} = {}): { job: Job<Summarising>; seen: Seen } => {
  const seen: Seen = { runs: [], givenUp: [] };
  return {
    seen,
    job: {
      run: async ({ request }, attempt) => {
        seen.runs.push(request);
        await run(request, attempt);
      },
      giveUp: async ({ request }, { kind }) => {
        seen.givenUp.push({ request, kind });
        await giveUp(request);
      },
    },
  };
};

/** Queues and workers on the Redis behind `address`, closed after each test. */
export const queuesForTests = (address: () => { socket: string }) => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  });

  const open = (): Queues => {
    const queues = createQueues({ connection: queueConnections(address()).ask, log: silentLog });
    cleanups.push(() => queues.close());
    return queues;
  };

  const work = (
    queues: Queues,
    job: Job<Summarising>,
    options: Partial<WorkerOptions<'summaries'>> = {},
  ) => {
    const workers = startWorkers({
      connection: queueConnections(address()).work,
      queues,
      queue: 'summaries',
      job,
      concurrency: 4,
      clock: systemClock,
      log: silentLog,
      backoff: { firstMs: 5, mostMs: 20 },
      lockMs: 30_000,
      ...options,
    });
    cleanups.push(() => workers.close(0));
    return workers;
  };

  return { open, work };
};

export const workFor = (request: string): Summarising => ({ key: 'k', language: 'ar', request });
