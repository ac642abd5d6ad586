import { setTimeout as pause } from 'node:timers/promises';

import { Failure } from '../lib/failure.ts';
import { mastersOf } from './client.ts';
import { guarded, type StoreParts } from './store.ts';

/** Redis itself puts a write off for two seconds at the most. */
const longestMs = 2_500;
const pauseMs = 5;
/** So long others are waited for who would ask the same. */
const gatherMs = 2;

/**
 * Whether what Redis has acknowledged outlives its death. With `appendfsync everysec` it acknowledges
 * before it writes while the disk is busy with an earlier second: of 1,267 commands 759 were seen to
 * be lost with the process. Commands without a reply are sent again to the Redis that comes back, and
 * would there end a job, or confirm an update, of which all else is forgotten.
 */
export const createWritten = ({ redis }: Pick<StoreParts, 'redis'>) => {
  /** The lives of the servers that were met last: each has an id of its own. */
  let known: string | undefined;

  const ask = async (): Promise<{ life: string; isBusy: boolean }> => {
    const each = await Promise.all(
      mastersOf(redis).map((server) => server.info('server', 'persistence')),
    );
    const lives = each.map((info) => /^run_id:(\w+)/m.exec(info)?.[1] ?? '');
    // A cluster's client may name its servers in another order after an outage.
    const life = lives.toSorted().join(' ');
    known = life;
    return { life, isBusy: each.some((info) => info.includes('aof_pending_bio_fsync:1')) };
  };

  let next: ReturnType<typeof ask> | undefined;
  const asked = (): ReturnType<typeof ask> =>
    (next ??= pause(gatherMs).then(() => {
      next = undefined;
      return ask();
    }));

  return guarded({
    /** Another one after each death of a server. */
    life: async (): Promise<string> => (await asked()).life,
    /** To be called before the first of some commands; gives what `until` wants to know. */
    since: async (): Promise<string> => known ?? (await asked()).life,
    /** Resolves when they are written; rejects where Redis has had another life since. */
    until: async (since: string): Promise<void> => {
      const end = performance.now() + longestMs;
      for (;;) {
        const { life, isBusy } = await asked();
        if (life !== since) {
          throw new Failure('store-away', 'Redis began anew and may have forgotten what it said');
        }
        if (!isBusy || performance.now() > end) return;
        await pause(pauseMs);
      }
    },
  });
};

export type Written = ReturnType<typeof createWritten>;
