import { describe, expect, test } from 'vitest';

import { createHostTurns } from '../../src/web/fetch-page.ts';

describe('requests to one host', () => {
  test('are so many at a time; a further one is to come again, those to other hosts go on', async () => {
    const inTurn = createHostTurns(2);
    const open = Promise.withResolvers<void>();
    const slow = [1, 2].map(() => inTurn('slow.example', () => open.promise));
    await expect(inTurn('slow.example', async () => 'page')).rejects.toMatchObject({
      kind: 'page-in-line',
      retryAfterMs: 1_000,
    });
    expect(await inTurn('other.example', async () => 'page')).toBe('page');
    open.resolve();
    await Promise.all(slow);
    expect(await inTurn('slow.example', async () => 'page')).toBe('page');
  });

  test('free their place also when they fail', async () => {
    const inTurn = createHostTurns(1);
    const failing = () => inTurn('a.example', () => Promise.reject(new Error('reset')));
    await expect(failing()).rejects.toThrow('reset');
    await expect(failing()).rejects.toThrow('reset');
  });
});
