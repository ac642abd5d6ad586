import { hash } from 'node:crypto';

import type { ConnectionOptions, Job, Queue } from 'bullmq';

import type { DeadWork, Depth } from '../jobs/operators.ts';
import { queueNames, type Discard, type Enqueue, type QueueName } from '../jobs/ports.ts';
import { Failure } from '../lib/failure.ts';
import { inTime } from '../lib/in-time.ts';
import type { Log } from '../lib/log.ts';
import { closeWithin } from './closing.ts';
import { keepDeadMs, laneName, mostDead, openLane, type AnyTicket, type Lane } from './lanes.ts';

type Isolated = { id?: string | undefined; timestamp: number; data: AnyTicket };

/**
 * The queues as seen by those who put work in. `connection` is BullMQ's, with commands that fail
 * fast. Every method rejects with a Failure of kind `store-away` where Redis does not answer.
 */
export const createQueues = ({ connection, log }: { connection: ConnectionOptions; log: Log }) => {
  const open = (queue: QueueName, lane: Lane) =>
    openLane(laneName(queue, lane), { connection, log });
  const openBoth = (queue: QueueName) => [open(queue, 'main'), open(queue, 'alone')] as const;
  const lanes = {
    articles: openBoth('articles'),
    summaries: openBoth('summaries'),
    deliveries: openBoth('deliveries'),
    feeds: openBoth('feeds'),
    digests: openBoth('digests'),
  };
  const all = queueNames.flatMap((queue) => lanes[queue]);

  const enqueue: Enqueue = async (queue, id, work, placing = {}) => {
    const { delayMs: delay = 0, turn: priority = 0, shared = false } = placing;
    const [lane] = lanes[queue];
    // For BullMQ no priority is the highest, and the others follow from 1 on.
    await answered(lane.add(queue, { work }, { jobId: jobIdOf(id), delay, priority }));
    if (!shared) return;
    const job = await answered(lane.getJob(jobIdOf(id)));
    if (job && job.priority > priority) await answered(job.changePriority({ priority }));
  };

  const discard = createDiscard([...lanes.articles, ...lanes.deliveries], all);

  return {
    enqueue,
    discard,
    /** Whether this work is unfinished, or dead. */
    has: async (queue: QueueName, id: string): Promise<boolean> => {
      const states = lanes[queue].map((lane) => lane.getJobState(jobIdOf(id)));
      return (await answered(Promise.all(states))).some((state) => state !== 'unknown');
    },
    /** How many wait to be begun. */
    waitingIn: (queue: QueueName): Promise<number> =>
      answered(lanes[queue][0].getJobCountByTypes('waiting', 'prioritized')),
    depths: (): Promise<Record<QueueName, Depth>> => answered(depthsOf(lanes)),
    /** For how long the oldest job that could be begun has waited, in milliseconds. */
    waitedMs: (now: number): Promise<number> => answered(longestWait(all, now)),
    /** The newest dead jobs, and what they died of. */
    dead: async (): Promise<DeadWork[]> => {
      const found = queueNames.flatMap((queue) =>
        lanes[queue].map((lane) => deadJobsOf(queue, lane)),
      );
      return (await answered(Promise.all(found))).flat();
    },
    /** Gives the dead jobs of a queue a new life, or only the one that is named. */
    revive: async (queue: QueueName, job?: string): Promise<void> => {
      const dead = await answered(Promise.all(lanes[queue].map((lane) => deadOf(lane, job))));
      await answered(Promise.all(dead.flat().map(reviveOne)));
    },
    /** Removes what has been dead for longer than a week. */
    clean: async (): Promise<void> => {
      await answered(Promise.all(all.map((lane) => lane.clean(keepDeadMs, 10_000, 'failed'))));
    },
    /** No worker of this queue, on any machine, takes a job until the time has passed. */
    hold: async (queue: QueueName, forMs: number): Promise<void> => {
      await answered(Promise.all(lanes[queue].map((lane) => lane.rateLimit(forMs))));
    },
    /** Puts a copy of a job into the lane where only one is worked on at a time. */
    isolate: async (queue: QueueName, { id = '', timestamp, data }: Isolated): Promise<void> => {
      const { revived, ...ticket } = data;
      const since = revived?.at ?? timestamp;
      await answered(lanes[queue][1].add(queue, ticket, { jobId: id, timestamp: since }));
    },
    close: (): Promise<void> => closeWithin(2_000, all),
  };
};

export type Queues = ReturnType<typeof createQueues>;

/** A hash, since BullMQ's streams of events remember job ids after their reader is forgotten. */
const jobIdOf = (id: string): string => `j${hash('sha256', id, 'base64url').slice(0, 22)}`;

/** Commands fail sooner; this is for a Redis that was never reached. */
const withinMs = 10_000;

const answered = async <T>(work: Promise<T>): Promise<T> => {
  const late = (): never => {
    throw new Error('no answer');
  };
  try {
    return await inTime(work, withinMs, late);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : 'no answer';
    throw new Failure('store-away', `Redis: ${reason}`, { cause: thrown });
  }
};

const depthsOf = async (
  lanes: Record<QueueName, readonly Queue<AnyTicket>[]>,
): Promise<Record<QueueName, Depth>> => ({
  articles: await depthOf(lanes.articles),
  summaries: await depthOf(lanes.summaries),
  deliveries: await depthOf(lanes.deliveries),
  feeds: await depthOf(lanes.feeds),
  digests: await depthOf(lanes.digests),
});

const depthOf = async (lanes: readonly Queue<AnyTicket>[]): Promise<Depth> => {
  const counts = await Promise.all(
    lanes.map((lane) => lane.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed')),
  );
  const sum = (...states: string[]): number =>
    counts.flatMap((count) => states.map((state) => count[state] ?? 0)).reduce((a, b) => a + b, 0);
  return {
    waiting: sum('waiting', 'prioritized'),
    active: sum('active'),
    delayed: sum('delayed'),
    dead: sum('failed'),
  };
};

/** Jobs of some lanes are named by their request; dead ones are looked for in all. */
const createDiscard =
  (named: readonly Queue<AnyTicket>[], all: readonly Queue<AnyTicket>[]): Discard =>
  async (reader, requests) => {
    const ids = requests.map(jobIdOf);
    await answered(Promise.all(named.flatMap((lane) => ids.map((id) => lane.remove(id)))));
    const theirs = new Set(requests);
    // Digests and requests of a private chat bear the reader's number.
    const belongs = (id: string): boolean =>
      theirs.has(id) || id.startsWith(`${reader}-`) || id.startsWith(`${reader}.`);
    await answered(Promise.all(all.map((lane) => removeDead(lane, belongs))));
  };

/** Jobs of a shared summary are named by its text, and tell whose request began them. */
const removeDead = async (
  lane: Queue<AnyTicket>,
  belongs: (request: string) => boolean,
): Promise<void> => {
  for (const job of await lane.getFailed(0, mostDead - 1)) {
    const { work } = job.data;
    if ('request' in work && belongs(work.request)) await job.remove();
  }
};

const longestWait = async (lanes: readonly Queue<AnyTicket>[], now: number): Promise<number> => {
  const first = await Promise.all(lanes.map((lane) => lane.getWaiting(0, 0)));
  return Math.max(0, ...first.flat().map(({ timestamp }) => now - timestamp));
};

type BullJob = Job<AnyTicket>;

const deadOf = async (lane: Queue<AnyTicket>, id?: string): Promise<BullJob[]> => {
  if (id === undefined) return lane.getFailed(0, mostDead - 1);
  const job = await lane.getJob(id);
  return job === undefined ? [] : [job];
};

/**
 * All its troubles are forgotten, or it would be given up once more at once. One that is no longer
 * dead is left as it is: the button was pressed twice.
 */
const reviveOne = async (job: BullJob): Promise<void> => {
  if (!(await job.isFailed())) return;
  const revived = { at: Date.now(), deaths: job.stalledCounter };
  await job.updateData({ work: job.data.work, revived });
  await job.retry();
};

const deadJobsOf = async (queue: QueueName, lane: Queue<AnyTicket>): Promise<DeadWork[]> =>
  (await lane.getFailed(0, 99)).map(({ id = '', data: { work }, failedReason, finishedOn }) => ({
    queue,
    job: id,
    id: 'request' in work ? work.request : work.feed,
    reason: failedReason,
    diedAt: finishedOn ?? 0,
  }));
