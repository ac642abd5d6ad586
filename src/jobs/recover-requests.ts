import type { Log } from '../lib/log.ts';
import type { With } from './collaborators.ts';
import type { QueueName } from './ports.ts';

type Parts = With<'deliveries' | 'readers' | 'enqueue'> & {
  /** Whether this work is unfinished, or dead: also where it waits apart, as what killed its process. */
  has: (queue: QueueName, id: string) => Promise<boolean>;
  /** Another one after each death of the store, or of a part of it. */
  lifeOfStore: () => Promise<string>;
  /** What is younger may be on its way into the queue. To be called no more often than this. */
  olderThanMs: number;
  log: Log;
};

/**
 * Looks after a start, and after a death of the store, for requests whose job is forgotten, and
 * enqueues it again: a replica that takes a server's place may lack what that one confirmed in its
 * last moment, and then nobody would ever work on it.
 */
export const createRecovery = (parts: Parts) => {
  const { deliveries, readers, enqueue, has, lifeOfStore, olderThanMs, log } = parts;
  let seen = '';
  let recovered = '';
  return async (): Promise<void> => {
    const life = await lifeOfStore();
    if (life === recovered) return;
    // What came in its last moment is old enough only when it is looked for the next time.
    if (life !== seen) {
      seen = life;
      return;
    }
    let forgotten = 0;
    await readers.eachUnfinished(olderThanMs, async (request) => {
      const delivery = await deliveries.load(request);
      if (delivery?.answer !== 'waiting') return;
      const queue = delivery.outcome === undefined ? 'articles' : 'deliveries';
      if (await has(queue, request)) return;
      await enqueue(queue, request, { request });
      forgotten += 1;
    });
    recovered = life;
    if (forgotten > 0) log.info({ forgotten }, 'forgotten requests are worked on again');
  };
};
