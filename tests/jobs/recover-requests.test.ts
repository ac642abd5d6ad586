import { beforeEach, describe, expect, test } from 'vitest';

import { createRecovery } from '../../src/jobs/recover-requests.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createTestClock } from '../contracts/backends.ts';
import { createMemoryStores } from '../support/memory-stores.ts';

describe('a store that began anew', () => {
  const long = 60_000;
  let clock: ReturnType<typeof createTestClock>;
  let stores: ReturnType<typeof createMemoryStores>;
  let life: string;
  let enqueued: string[];
  /** What lies in a queue, set apart or not. */
  let held: Set<string>;
  let recover: () => Promise<void>;

  beforeEach(() => {
    clock = createTestClock();
    stores = createMemoryStores({ clock });
    life = 'first';
    enqueued = [];
    held = new Set();
    recover = createRecovery({
      ...stores,
      lifeOfStore: async () => life,
      enqueue: async (queue, id) => void enqueued.push(`${queue} ${id}`),
      has: async (queue, id) => held.has(`${queue} ${id}`),
      olderThanMs: long,
      log: silentLog,
    });
  });

  const begin = async (request: string): Promise<void> => {
    await stores.readers.begin(7, request);
    await stores.deliveries.begin(request);
  };

  test('gets the jobs again of all that wait, each as far as its work had come', async () => {
    await begin('7-1-0');
    await begin('7-2-0');
    await begin('7-3-0');
    await stores.deliveries.conclude('7-2-0', { kind: 'failure', failure: 'internal' });
    await stores.deliveries.moveAnswer('7-3-0', 'waiting', 'sent');
    await recover();
    expect(enqueued).toEqual([]);
    clock.pass(long);
    await recover();
    expect(enqueued).toEqual(['articles 7-1-0', 'deliveries 7-2-0']);
  });

  test('gets no second job of what it still has', async () => {
    await begin('7-1-0');
    held.add('articles 7-1-0');
    await recover();
    clock.pass(long);
    await recover();
    expect(enqueued).toEqual([]);
  });

  test('is looked through once, and once more after its next death', async () => {
    await recover();
    await recover();
    await begin('7-1-0');
    clock.pass(long);
    await recover();
    expect(enqueued).toEqual([]);
    life = 'second';
    await recover();
    await recover();
    await recover();
    expect(enqueued).toEqual(['articles 7-1-0']);
  });
});
