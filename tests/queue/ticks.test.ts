import { Queue } from 'bullmq';
import { afterEach, describe, expect, test } from 'vitest';

import { silentLog } from '../../src/lib/log.ts';
import { startTick, type Tick } from '../../src/queue/ticks.ts';
import { queueConnections } from '../../src/redis/connect.ts';
import { hasRedis } from '../support/redis.ts';
import { addressForTests, until } from '../support/ticks.ts';

describe.skipIf(!hasRedis)('a tick', () => {
  const address = addressForTests();
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  });

  const start = async (run: Tick['run'], name = 'poll'): Promise<void> => {
    const connections = queueConnections(address());
    const tick = await startTick({ name, everyMs: 100, run }, { connections, log: silentLog });
    cleanups.push(() => tick.close(0));
  };

  const schedules = (name = 'poll'): Queue => {
    const queue = new Queue(`{tick-${name}}`, {
      connection: queueConnections(address()).ask,
      prefix: 'mujaz',
    });
    cleanups.push(() => queue.close());
    return queue;
  };

  test('comes again and again, also after a run that failed', async () => {
    let runs = 0;
    await start(async () => {
      runs += 1;
      throw new Error('this run fails');
    });
    await until(() => runs >= 3);
    expect(runs).toBeGreaterThanOrEqual(3);
  });

  test('is one for all processes that start it', async () => {
    const runs = [0, 0];
    await start(async () => void (runs[0] = runs[0]! + 1));
    await start(async () => void (runs[1] = runs[1]! + 1));
    await until(() => runs[0]! + runs[1]! >= 4);
    expect(await schedules().getJobSchedulersCount()).toBe(1);
    const { delayed = 0, waiting = 0 } = await schedules().getJobCounts('delayed', 'waiting');
    expect(delayed + waiting).toBeLessThanOrEqual(1);
  });

  test('whose schedule is lost is scheduled anew', async () => {
    let runs = 0;
    await start(async () => void (runs += 1), 'lost');
    await until(() => runs >= 1);
    await schedules('lost').removeJobScheduler('lost');
    const before = runs;
    await until(() => runs >= before + 3);
    expect(await schedules('lost').getJobSchedulersCount()).toBe(1);
  });
});
