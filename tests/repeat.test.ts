import { expect, test } from 'vitest';

import { silentLog } from '../src/lib/log.ts';
import { repeat } from '../src/lib/repeat.ts';

test('what is repeated never runs beside itself, goes on after a failure, and ends when stopped', async () => {
  let [runs, beside, most] = [0, 0, 0];
  const enough = Promise.withResolvers<void>();
  const stop = repeat(
    async () => {
      runs += 1;
      beside += 1;
      most = Math.max(most, beside);
      await new Promise((resolve) => setImmediate(resolve));
      beside -= 1;
      if (runs === 5) enough.resolve();
      throw new Error('a fault');
    },
    { what: 'the test', pauseMs: 1, log: silentLog },
  );
  await enough.promise;
  await stop();
  expect(most).toBe(1);
  const after = runs;
  await new Promise((resolve) => setImmediate(resolve));
  expect(runs).toBe(after);
});

test('what is stopped before its first time never runs', async () => {
  let runs = 0;
  const act = async (): Promise<number> => (runs += 1);
  const stop = repeat(act, { what: 'x', pauseMs: 1, firstInMs: 3_600_000, log: silentLog });
  await stop();
  expect(runs).toBe(0);
});
