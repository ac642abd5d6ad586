import { describe, expect, test } from 'vitest';

import { script } from '../../src/redis/store.ts';
import { redisForTests } from '../contracts/backends.ts';
import { hasRedis } from '../support/redis.ts';

/** Adds ARGV[1] to a number; gives nothing for a number that is not there. */
const addTo = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return nil end
return redis.call('INCRBY', KEYS[1], ARGV[1])`);

describe.skipIf(!hasRedis)('a script in Redis', () => {
  const { redis } = redisForTests();
  const sent = async (): Promise<number> =>
    Number(/cmdstat_evalsha:calls=(\d+)/.exec(await redis().info('commandstats'))?.[1] ?? 0);
  const addToEach = (names: string[]) => names.map((name) => addTo(redis(), [name], [2]));

  test('is sent once for all who call it in one turn, and answers each of them', async () => {
    await redis().mset({ one: 1, three: 3 });
    await addTo(redis(), ['one'], [0]);
    const before = await sent();
    expect(await Promise.all(addToEach(['one', 'two', 'three', 'one']))).toEqual([3, null, 5, 5]);
    expect((await sent()) - before).toBe(1);
    expect(await redis().get('one')).toBe('5');
  });

  test('goes out in parts where very many call it, or with unlike values', async () => {
    await redis().set('one', 0);
    const before = await sent();
    const calls = [...addToEach(Array<string>(300).fill('one')), addTo(redis(), ['one'], [1, 2])];
    expect((await Promise.all(calls)).at(-1)).toBe(601);
    expect((await sent()) - before).toBe(11);
  });

  test('that fails for one of its callers fails for that one alone', async () => {
    await redis().mset({ one: 1, word: 'و', three: 3 });
    const ended = await Promise.allSettled(addToEach(['one', 'word', 'three']));
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await redis().mget('one', 'word', 'three')).toEqual(['3', 'و', '5']);
  });

  test('that nobody can run fails for all of its callers', async () => {
    const broken = script('return nothing.at.all');
    const ended = await Promise.allSettled([broken(redis(), ['a']), broken(redis(), ['b'])]);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
