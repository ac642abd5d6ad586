import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Asker } from '../../src/jobs/ports.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createStores } from '../../src/redis/stores.ts';
import { createMemoryStores } from '../support/memory-stores.ts';
import type { MemoryStores } from '../support/memory-stores.ts';
import { hasRedis } from '../support/redis.ts';
import { answerSaying, createTestClock, onEachBackend, redisForTests } from './backends.ts';

const asker = (id: string, reader = 7): Asker => ({ id, reader, language: 'ar' });
const success = { answer: answerSaying('خبر') };
const makeshift = { answer: { ...answerSaying('مؤقت'), reason: 'model-away' as const } };
const failure = { failure: 'model-refused' as const };
const minute = 60_000;

onEachBackend('a shared summary', (open) => {
  test('knows who waits for a run, and gives one up that nobody waits for', async () => {
    const { summaries } = open();
    await summaries.ask('k', asker('a'));
    await summaries.ask('k', asker('b'));
    expect((await summaries.waiting('k', 10)).toSorted()).toEqual(['a', 'b']);
    expect(await summaries.waiting('k', 1)).toHaveLength(1);
    await summaries.release('k', 'a');
    expect(await summaries.abandon('k')).toBe(false);
    await summaries.release('k', 'b');
    expect(await summaries.abandon('k')).toBe(true);
    expect(await summaries.isUnderWay('k')).toBe(false);
    expect(await summaries.abandon('k')).toBe(false);
    expect((await summaries.ask('k', asker('c'))).state).toBe('started');
  });

  test('is started by the first who asks and joined by the next', async () => {
    const { summaries } = open();
    const first = await summaries.ask('k', asker('a'));
    const second = await summaries.ask('k', asker('b'));
    expect(first.state).toBe('started');
    expect(second).toEqual({ state: 'joined', run: first.run });
  });

  test('is started once, however many ask at the same moment', async () => {
    const { summaries } = open();
    const ids = Array.from({ length: 50 }, (_, n) => `r${n}`);
    const asked = await Promise.all(ids.map((id) => summaries.ask('k', asker(id))));
    expect(asked.filter(({ state }) => state === 'started')).toHaveLength(1);
    expect(new Set(asked.map(({ run }) => run)).size).toBe(1);
    await summaries.finish('k', success);
    expect((await summaries.freed('k')).sort()).toEqual(ids.sort());
  });

  test('is started again for its starter, who may have died before the job was stored', async () => {
    const { summaries } = open();
    const first = await summaries.ask('k', asker('a'));
    expect(await summaries.ask('k', asker('a'))).toEqual(first);
    await summaries.finish('k', success);
    expect(await summaries.freed('k')).toEqual(['a']);
  });

  test('sets free all who waited, and answers those who come later at once', async () => {
    const { summaries } = open();
    await summaries.ask('k', asker('a'));
    await summaries.ask('k', asker('b'));
    await summaries.finish('k', success);
    expect((await summaries.freed('k')).sort()).toEqual(['a', 'b']);
    expect(await summaries.conclusion('k')).toEqual(success);
    expect((await summaries.ask('k', asker('c'))).state).toBe('answered');
    expect((await summaries.freed('k')).sort()).toEqual(['a', 'b']);
  });

  test('that failed is run anew for the next who asks, under another name', async () => {
    const { summaries } = open();
    const { run } = await summaries.ask('k', asker('a'));
    await summaries.finish('k', failure);
    expect(await summaries.conclusion('k')).toEqual(failure);
    await summaries.release('k', 'a');
    const again = await summaries.ask('k', asker('b'));
    expect(again.state).toBe('started');
    expect(again.run).toBeGreaterThan(run);
    expect(await summaries.conclusion('k')).toBeUndefined();
  });

  test('takes those whom nobody has told of its failure into the next run', async () => {
    const { summaries } = open();
    await summaries.ask('k', asker('a'));
    await summaries.finish('k', failure);
    await summaries.ask('k', asker('b'));
    expect(await summaries.freed('k')).toEqual([]);
    await summaries.finish('k', success);
    expect((await summaries.freed('k')).sort()).toEqual(['a', 'b']);
  });

  test('lets go of a request that was told while the next run began', async () => {
    const { summaries } = open();
    await summaries.ask('k', asker('a'));
    await summaries.finish('k', failure);
    await summaries.ask('k', asker('b'));
    await summaries.release('k', 'a');
    await summaries.finish('k', success);
    expect(await summaries.freed('k')).toEqual(['b']);
  });

  test('that has ended stays as it was', async () => {
    const { summaries } = open();
    await summaries.ask('k', asker('a'));
    await summaries.finish('k', success);
    await summaries.finish('k', failure);
    await summaries.finish('k', { answer: answerSaying('آخر') });
    expect(await summaries.conclusion('k')).toEqual(success);
  });

  describe('that was made while the model was away', () => {
    const openMade = async () => {
      const clock = createTestClock();
      const { summaries } = open({ clock });
      const { run } = await summaries.ask('k', asker('a'));
      await summaries.finish('k', makeshift);
      await summaries.release('k', 'a');
      return { clock, summaries, run };
    };

    test('answers whoever asks within minutes', async () => {
      const { summaries, clock } = await openMade();
      clock.pass(2 * minute);
      expect(await summaries.isRenewable('k')).toBe(false);
      expect((await summaries.ask('k', asker('b'))).state).toBe('answered');
    });

    test('is run anew for who asks later, and stays readable meanwhile', async () => {
      const { summaries, clock, run } = await openMade();
      clock.pass(3 * minute);
      expect(await summaries.isRenewable('k')).toBe(true);
      const again = await summaries.ask('k', asker('b'));
      expect(again.state).toBe('started');
      expect(again.run).toBeGreaterThan(run);
      expect(await summaries.isUnderWay('k')).toBe(true);
      expect(await summaries.conclusion('k')).toEqual(makeshift);
      expect((await summaries.ask('k', asker('c'))).state).toBe('joined');
      await summaries.finish('k', success);
      expect(await summaries.conclusion('k')).toEqual(success);
      expect((await summaries.freed('k')).sort()).toEqual(['b', 'c']);
      clock.pass(60 * minute);
      expect((await summaries.ask('k', asker('d'))).state).toBe('answered');
    });

    test('is kept where the new run fails, and tried again minutes later', async () => {
      const { summaries, clock } = await openMade();
      clock.pass(3 * minute);
      await summaries.ask('k', asker('b'));
      await summaries.finish('k', failure);
      expect(await summaries.conclusion('k')).toEqual(makeshift);
      expect(await summaries.freed('k')).toEqual(['b']);
      expect(await summaries.isUnderWay('k')).toBe(false);
      expect(await summaries.isRenewable('k')).toBe(false);
      clock.pass(3 * minute);
      expect(await summaries.isRenewable('k')).toBe(true);
    });
  });

  test('that nobody asked for cannot end', async () => {
    const { summaries } = open();
    await summaries.finish('k', success);
    expect(await summaries.conclusion('k')).toBeUndefined();
    expect((await summaries.ask('k', asker('a'))).state).toBe('started');
  });

  test('keeps a request among the freed until its delivery is in the queue', async () => {
    const { summaries } = open();
    await summaries.ask('k', asker('a'));
    await summaries.finish('k', success);
    expect(await summaries.freed('k')).toEqual(['a']);
    await summaries.release('k', 'a');
    await summaries.release('k', 'a');
    expect(await summaries.freed('k')).toEqual([]);
  });

  test('is overdue while somebody waits or is not told, and no longer', async () => {
    const clock = createTestClock();
    const { summaries } = open({ clock });
    const { run } = await summaries.ask('k', { id: 'a', reader: 7, language: 'en' });
    const entry = {
      key: 'k',
      run,
      work: { key: 'k', language: 'en', shape: 'standard', request: 'a' },
    };
    expect(await summaries.overdue(minute)).toEqual([]);
    clock.pass(minute);
    expect(await summaries.overdue(minute)).toEqual([entry]);
    await summaries.finish('k', success);
    expect(await summaries.overdue(minute)).toEqual([]);
    clock.pass(minute);
    expect(await summaries.overdue(minute)).toEqual([entry]);
    await summaries.release('k', 'a');
    expect(await summaries.overdue(0)).toEqual([]);
  });

  test('is overdue among hundreds', async () => {
    const clock = createTestClock();
    const { summaries } = open({ clock });
    const all = Array.from({ length: 300 }, (_, n) => `key${n}`);
    await Promise.all(all.map((key) => summaries.ask(key, asker(`r-${key}`))));
    clock.pass(1);
    expect((await summaries.overdue(1)).map(({ key }) => key).sort()).toEqual(all.sort());
  });

  test('answers everybody exactly once, whatever races', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('ask', 'succeed', 'fail'), { minLength: 3, maxLength: 14 }),
        fc.uuid(),
        async (scheduler, steps, key) => {
          const stores = open();
          const told = new Map<string, number>();
          const tell = (id: string) => told.set(id, (told.get(id) ?? 0) + 1);
          const asked: string[] = [];
          steps.forEach((step, n) => {
            const id = `${key}-${n}`;
            if (step === 'ask') asked.push(id);
            const act = step === 'ask' ? askAs(stores, key, id, tell) : end(stores, key, step);
            void scheduler.schedule(Promise.resolve(), `${step} ${n}`).then(act);
          });
          await scheduler.waitAll();
          await everyoneFreed(stores, key, asked, told, tell);
          expect([...told.values()].every((times) => times === 1)).toBe(true);
          expect([...told.keys()].sort()).toEqual(asked.sort());
        },
      ),
      { numRuns: 40 },
    );
  });
});

const askAs =
  ({ summaries }: MemoryStores, key: string, id: string, tell: (id: string) => void) =>
  async (): Promise<void> => {
    if ((await summaries.ask(key, asker(id))).state === 'answered') tell(id);
  };

const end =
  ({ summaries }: MemoryStores, key: string, how: string) =>
  async (): Promise<void> => {
    await summaries.finish(key, how === 'succeed' ? success : failure);
  };

/** The last run ends well; then all who are free are told, as the job does it. */
const everyoneFreed = async (
  { summaries }: MemoryStores,
  key: string,
  asked: string[],
  told: Map<string, number>,
  tell: (id: string) => void,
): Promise<void> => {
  await expect
    .poll(async () => {
      await summaries.finish(key, success);
      for (const id of await summaries.freed(key)) {
        tell(id);
        await summaries.release(key, id);
      }
      return told.size;
    })
    .toBe(asked.length);
};

type Step = {
  kind: 'ask' | 'succeed' | 'makeshift' | 'fail' | 'release' | 'forget' | 'wait';
  who: number;
  key: string;
};

describe.skipIf(!hasRedis)('the summaries in memory and in Redis', () => {
  const { redis } = redisForTests();

  test('tell the same story after any sequence of steps', async () => {
    const step: fc.Arbitrary<Step> = fc.record({
      kind: fc.constantFrom(
        'ask',
        'ask',
        'succeed',
        'makeshift',
        'fail',
        'release',
        'forget',
        'wait',
      ),
      who: fc.integer({ min: 1, max: 3 }),
      key: fc.constantFrom('k1', 'k2'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await redis().flushall();
        const clock = createTestClock();
        const limits = { dailyLimit: 50, budgetMicroUsd: 1 };
        const stored = createStores({ redis: redis(), clock, log: silentLog, ...limits });
        const remembered = createMemoryStores({ clock });
        for (const { kind, who, key } of steps) {
          clock.pass(kind === 'wait' ? 2 * minute : 1);
          expect(await take({ kind, who, key }, stored)).toEqual(
            await take({ kind, who, key }, remembered),
          );
        }
        clock.pass(1);
        expect(byKey(await stored.summaries.overdue(1))).toEqual(
          byKey(await remembered.summaries.overdue(1)),
        );
      }),
      { numRuns: 60 },
    );
  });
});

const byKey = <T extends { key: string }>(entries: T[]): T[] =>
  entries.sort((a, b) => a.key.localeCompare(b.key));

/** Does one step; gives what it said and what then is stored. */
const take = async ({ kind, who, key }: Step, { summaries, requests }: MemoryStores) => {
  const id = `${who}-${key}`;
  const said = await {
    ask: () => summaries.ask(key, asker(id, who)),
    succeed: () => summaries.finish(key, success),
    makeshift: () => summaries.finish(key, makeshift),
    fail: () => summaries.finish(key, failure),
    wait: async () => {},
    release: () => summaries.release(key, id),
    forget: () => requests.forget(who),
  }[kind]();
  return {
    said,
    conclusion: await summaries.conclusion(key),
    underWay: await summaries.isUnderWay(key),
    renewable: await summaries.isRenewable(key),
    freed: (await summaries.freed(key)).sort(),
  };
};
