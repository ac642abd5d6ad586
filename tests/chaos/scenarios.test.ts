import { describe, expect, test } from 'vitest';

import { scenarios } from '../../bench/chaos/scenarios.ts';
import { play } from '../../bench/chaos/stage.ts';
import { hasRedis } from '../support/redis.ts';

/** Those that end soon also on a busy machine; `npm run chaos` plays all, in full, with five hundred readers. */
const short = [
  'kill -9 of Redis with AOF, twice, 2 s away',
  'Telegram 502 and dropped answers for 15 s, half of them done',
];
const readers = 40;
/** The sends that can be under way at the moment when Telegram stops saying what it did. */
const inFlight = 32;

describe.skipIf(!hasRedis)('nobody’s answer is lost, comes twice or stays a failure', () => {
  test.each(scenarios.filter(({ name }) => short.includes(name)))(
    '$name',
    async (scenario) => {
      const verdict = await play(scenario, readers, 3);
      expect(verdict).toMatchObject({ sent: readers, answered: readers, lost: 0, failed: 0 });
      expect(verdict.twice).toBeLessThanOrEqual(Math.min(verdict.inDoubt, inFlight));
      expect(verdict.leftover).toBeLessThanOrEqual(inFlight);
    },
    300_000,
  );

  test('the short ones are all there', () => {
    expect(scenarios.map(({ name }) => name)).toEqual(expect.arrayContaining(short));
  });
});
