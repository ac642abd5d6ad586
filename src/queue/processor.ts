import { DelayedError, RateLimitError, UnrecoverableError, WaitingError } from 'bullmq';
import type { Job as BullJob } from 'bullmq';

import type { QueueName, Work } from '../jobs/ports.ts';
import type { Log } from '../lib/log.ts';
import type { Lane, Ticket } from './lanes.ts';
import type { Queues } from './queues.ts';
import { createTryJob } from './try-job.ts';
import type { Rules } from './try-job.ts';

/** A job during whose work the process died this often goes on in the lane `alone`. */
const deathsTogether = 2;
/** There it is given up after so many deaths, and left to operators after twice as many. */
const deathsAlone = 3;

const neverStopped = new AbortController().signal;

/** What a worker of BullMQ does with one job: tries it, and moves it to where it then belongs. */
export const createProcessor = <Q extends QueueName>(
  { queues, queue, log, ...rules }: Rules<Work[Q]> & { queues: Queues; queue: Q; log: Log },
  lane: Lane,
) => {
  const tryJob = createTryJob(rules);

  // BullMQ hands a signal only to a function of three parameters.
  return async (
    bull: BullJob<Ticket<Work[Q]>>,
    token: string | undefined,
    stop: AbortSignal | undefined,
  ): Promise<void> => {
    const { revived = { at: bull.timestamp, deaths: 0 } } = bull.data;
    const deaths = bull.stalledCounter - revived.deaths;
    if (lane === 'main' && deaths >= deathsTogether) {
      log.warn({ job: bull.id, deaths }, 'a job whose process died with it goes on alone');
      await queues.isolate(queue, bull);
      return;
    }
    if (deaths >= 2 * deathsAlone) throw new UnrecoverableError('its process died even giving up');

    const ticket =
      deaths < deathsAlone ? bull.data : { ...bull.data, over: bull.data.over ?? 'internal' };
    const progress = await tryJob(ticket, {
      enqueuedAt: revived.at,
      stop: stop ?? neverStopped,
      log: log.child(ticket.work),
    });
    switch (progress.kind) {
      case 'done':
        return;
      case 'stopped':
        await bull.moveToWait(token);
        throw new WaitingError();
      case 'try-later':
        await bull.updateData(progress.ticket);
        await bull.moveToDelayed(Date.now() + progress.inMs, token);
        throw new DelayedError();
      case 'hold-queue':
        await queues.hold(queue, progress.forMs);
        throw new RateLimitError();
      case 'dead':
        log.error({ job: bull.id, reason: progress.reason }, 'a job is dead');
        throw new UnrecoverableError(progress.reason);
    }
  };
};
