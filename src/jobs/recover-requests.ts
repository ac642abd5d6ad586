import type { Log } from '../lib/log.ts';
import type { With } from './collaborators.ts';

type Parts = With<'deliveries' | 'readers' | 'enqueue'> & {
  /** Another one after each death of the store, or of a part of it. */
  lifeOfStore: () => Promise<string>;
  /** What is younger may be on its way into the queue. To be called no more often than this. */
  olderThanMs: number;
  log: Log;
};

/**
 * Looks after a death of the store for requests whose job it has forgotten, and enqueues it again: a
 * replica that takes a server's place may lack what that one confirmed in its last moment, and then
 * nobody would ever work on it. A job that is still there makes the second one vanish.
 */
export const createRecovery = (parts: Parts) => {
  const { deliveries, readers, enqueue, lifeOfStore, olderThanMs, log } = parts;
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
    let unfinished = 0;
    await readers.eachUnfinished(olderThanMs, async (request) => {
      const delivery = await deliveries.load(request);
      if (delivery?.answer !== 'waiting') return;
      const queue = delivery.outcome === undefined ? 'articles' : 'deliveries';
      await enqueue(queue, request, { request });
      unfinished += 1;
    });
    recovered = life;
    if (unfinished > 0) log.info({ unfinished }, 'unfinished requests were looked after');
  };
};
