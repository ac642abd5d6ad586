import { describe, expect, test } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import type { FailureKind } from '../../src/lib/failure.ts';
import { stepAfter } from '../../src/queue/waiting.ts';
import type { Trouble } from '../../src/queue/waiting.ts';

const minute = 60_000;
const enqueuedAt = 1_000_000;

const after = (
  kind: FailureKind,
  {
    retryAfterMs,
    now = enqueuedAt,
    trouble,
    random = 1,
  }: { retryAfterMs?: number; now?: number; trouble?: Trouble; random?: number } = {},
) =>
  stepAfter(new Failure(kind, 'as a test', { retryAfterMs }), {
    enqueuedAt,
    trouble,
    now,
    budgetMs: 20 * minute,
    backoff: { firstMs: 1_000, mostMs: minute, random: () => random },
  });

describe('after a failure', () => {
  test('nothing is tried again that will never succeed', () => {
    expect(after('page-missing')).toEqual({ kind: 'give-up' });
    expect(after('model-spend-limit')).toEqual({ kind: 'give-up' });
  });

  test('the pauses double up to a minute', () => {
    const pauses = [0, 1, 2, 5, 6, 12].map((tries) => {
      const trouble = tries === 0 ? {} : { trouble: { since: enqueuedAt, tries } };
      const step = after('model-busy', trouble);
      return step.kind === 'try-later' ? step.inMs : 0;
    });
    expect(pauses).toEqual([1_000, 2_000, 4_000, 32_000, minute, minute]);
  });

  test('the pauses are spread over the upper half', () => {
    expect(after('model-busy', { random: 0 })).toMatchObject({ inMs: 500 });
    expect(after('model-busy', { random: 0.5 })).toMatchObject({ inMs: 750 });
  });

  test('a pause that was asked for is kept, however long', () => {
    expect(after('chat-flooded', { retryAfterMs: 60 * minute })).toMatchObject({
      kind: 'try-later',
      inMs: 60 * minute,
    });
  });

  test('a page is waited for no longer than a minute, with a last try at its end', () => {
    const trouble = { since: enqueuedAt, tries: 7 };
    const late = { now: enqueuedAt + minute, trouble };
    expect(after('page-unreachable', { now: late.now - 2_000, trouble })).toMatchObject({
      kind: 'try-later',
      inMs: 2_000,
    });
    expect(after('page-unreachable', late).kind).toBe('give-up');
    expect(after('file-unreachable', late).kind).toBe('try-later');
  });

  test('a site that asks for a longer pause is not waited for', () => {
    expect(after('page-unreachable', { retryAfterMs: 30_000 })).toMatchObject({ inMs: 30_000 });
    expect(after('page-unreachable', { retryAfterMs: 2 * minute }).kind).toBe('give-up');
  });

  test('trying ends when the budget of time is spent, counted from the first failure', () => {
    const trouble = { since: enqueuedAt + 60 * minute, tries: 7 };
    expect(after('model-busy', { now: trouble.since + 20 * minute - 1, trouble })).toMatchObject({
      kind: 'try-later',
      trouble: { since: trouble.since, tries: 8 },
    });
    expect(after('model-busy', { now: trouble.since + 20 * minute, trouble })).toEqual({
      kind: 'give-up',
    });
  });

  test('a job that waited long in a full queue still has its whole budget', () => {
    expect(after('model-busy', { now: enqueuedAt + 60 * minute })).toMatchObject({
      kind: 'try-later',
      trouble: { since: enqueuedAt + 60 * minute, tries: 1 },
    });
  });

  test('what nobody foresaw is tried five times in all', () => {
    expect(after('internal', { trouble: { since: enqueuedAt, tries: 3 } })).toMatchObject({
      kind: 'try-later',
    });
    expect(after('internal', { trouble: { since: enqueuedAt, tries: 4 } })).toEqual({
      kind: 'give-up',
    });
  });

  test('a rate limit holds the queue for as long as it says', () => {
    expect(after('model-rate-limited', { retryAfterMs: 7_000 })).toEqual({
      kind: 'hold-queue',
      forMs: 7_000,
    });
    expect(after('model-rate-limited')).toEqual({ kind: 'hold-queue', forMs: 15_000 });
  });

  test('a rate limit holds nobody longer than the budget', () => {
    const late = enqueuedAt + 19 * minute;
    expect(after('model-rate-limited', { retryAfterMs: 60 * minute, now: late })).toEqual({
      kind: 'hold-queue',
      forMs: minute,
    });
    expect(after('model-rate-limited', { now: enqueuedAt + 20 * minute })).toEqual({
      kind: 'give-up',
    });
  });
});
