import { describe, expect, test } from 'vitest';

import type { AlarmName, Alarms, TellOperators } from '../../src/jobs/operators.ts';
import { createWatch, type Vitals } from '../../src/jobs/watch.ts';
import { Failure } from '../../src/lib/failure.ts';
import { createAlarms } from '../../src/redis/operators.ts';
import { redisForTests } from '../contracts/backends.ts';
import { createMemoryStores } from '../support/memory-stores.ts';
import { hasRedis, storeParts } from '../support/redis.ts';

const well: Vitals = {
  spentMicroUsd: 100_000,
  budgetMicroUsd: 1_000_000,
  memory: { used: 10, most: 100 },
  waitedMs: 0,
  callFailures: 0,
};

const createMemoryAlarms = (): Alarms => {
  const raised = new Set<AlarmName>();
  return {
    raised: async () => new Set(raised),
    raise: async (name) => {
      raised.add(name);
    },
    clear: async (name) => {
      raised.delete(name);
    },
  };
};

/** Several processes that watch the same vitals, and what operators were told. */
const openWatches = (alarms = createMemoryAlarms()) => {
  const { lease } = createMemoryStores({ clock: { now: () => 0 } });
  const told: [string, unknown][] = [];
  const trouble: Failure[] = [];
  let vitals = well;
  const tell: TellOperators = async (message, { level }) => {
    const failure = trouble.shift();
    if (failure) throw failure;
    told.push([message, level]);
  };
  const watchOf = (holder: string) =>
    createWatch({ vitals: async () => vitals, alarms, lease, holder, tell, everyMs: 60_000 });
  return {
    told,
    trouble,
    look: watchOf('one'),
    lookElsewhere: watchOf('two'),
    become: (change: Partial<Vitals>) => {
      vitals = { ...well, ...change };
    },
  };
};

describe('the watch', () => {
  test('says nothing while all is well', async () => {
    const { look, told } = openWatches();
    await look();
    expect(told).toEqual([]);
  });

  test.each([
    ['budget', { spentMicroUsd: 812_000 }, 81],
    ['memory', { memory: { used: 85, most: 100 } }, 85],
    ['queue', { waitedMs: 7 * 60_000 }, 7],
    ['model', { callFailures: 5 }, 5],
  ])('tells of the %s once, and once that it is over', async (name, change, level) => {
    const { look, become, told } = openWatches();
    become(change);
    await look();
    await look();
    expect(told).toEqual([[`alarm-${name}`, level]]);
    become({});
    await look();
    await look();
    expect(told.map(([message]) => message)).toEqual([`alarm-${name}`, `alarm-${name}-over`]);
  });

  test('does not flutter where memory hovers about its limit', async () => {
    const { look, become, told } = openWatches();
    for (const used of [81, 79, 81, 79]) {
      become({ memory: { used, most: 100 } });
      await look();
    }
    expect(told).toHaveLength(1);
  });

  test('is kept by one process of several', async () => {
    const { look, lookElsewhere, become, told } = openWatches();
    become({ callFailures: 9 });
    await Promise.all([look(), lookElsewhere()]);
    await lookElsewhere();
    expect(told).toHaveLength(1);
  });

  test('tells again what did not reach the chat', async () => {
    const { look, become, told, trouble } = openWatches();
    trouble.push(new Failure('chat-unreachable', 'no way'));
    become({ callFailures: 9 });
    await expect(look()).rejects.toThrow('no way');
    await look();
    expect(told).toEqual([['alarm-model', 9]]);
  });

  test('knows no share of a limit that is not set', async () => {
    const { look, become, told } = openWatches();
    become({ budgetMicroUsd: 0, memory: { used: 1e12, most: 0 } });
    await look();
    expect(told).toEqual([]);
  });
});

describe.skipIf(!hasRedis)('alarms in Redis', () => {
  const { redis } = redisForTests();

  test('outlive the process that raised them', async () => {
    const first = openWatches(createAlarms(storeParts(redis())));
    first.become({ callFailures: 9 });
    await first.look();
    const second = openWatches(createAlarms(storeParts(redis())));
    second.become({ callFailures: 9 });
    await second.look();
    expect([first.told.length, second.told.length]).toEqual([1, 0]);
    second.become({});
    await second.look();
    expect(second.told).toEqual([['alarm-model-over', 0]]);
    expect(await createAlarms(storeParts(redis())).raised()).toEqual(new Set());
  });
});
