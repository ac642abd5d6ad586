import { expect, test } from 'vitest';

import { systemClock } from '../../src/lib/clock.ts';
import { createTestClock, onEachBackend } from './backends.ts';

const hour = 3_600_000;

onEachBackend("the day's money", (open) => {
  test('is set aside up to the budget', async () => {
    const { spending } = open({ budgetMicroUsd: 100 });
    expect(await spending.reserve(60)).toBe(true);
    expect(await spending.reserve(41)).toBe(false);
    expect(await spending.reserve(40)).toBe(true);
    expect(await spending.spentToday()).toBe(100);
  });

  test('is never passed by those who reserve at once', async () => {
    const { spending } = open({ budgetMicroUsd: 100 });
    const calls = Array.from({ length: 40 }, () => spending.reserve(7));
    expect((await Promise.all(calls)).filter(Boolean)).toHaveLength(14);
    expect(await spending.spentToday()).toBe(98);
  });

  test('is freed again by a call that cost less', async () => {
    const { spending } = open({ budgetMicroUsd: 100 });
    await spending.reserve(90);
    await spending.settle(90, 20);
    expect(await spending.spentToday()).toBe(20);
    expect(await spending.reserve(80)).toBe(true);
  });

  test('is new each day, in UTC', async () => {
    const clock = createTestClock();
    const { spending } = open({ clock, budgetMicroUsd: 100 });
    expect(await spending.reserve(100)).toBe(true);
    await spending.settle(100, 100);
    clock.pass(3.9 * hour);
    expect(await spending.reserve(1)).toBe(false);
    clock.pass(0.2 * hour);
    expect(await spending.spentToday()).toBe(0);
    expect(await spending.reserve(100)).toBe(true);
  });

  test('is given back where the process that set it aside never settled', async () => {
    const clock = createTestClock();
    const { spending } = open({ clock, budgetMicroUsd: 100 });
    await spending.reserve(60);
    await spending.reserve(30);
    await spending.settle(30, 10);
    clock.pass(0.2 * hour);
    expect(await spending.reserve(31)).toBe(false);
    clock.pass(0.1 * hour);
    expect(await spending.reserve(90)).toBe(true);
    expect(await spending.spentToday()).toBe(100);
  });

  test('is paid in full by a call that ends later than its reservation', async () => {
    const clock = createTestClock();
    const { spending } = open({ clock, budgetMicroUsd: 100 });
    await spending.reserve(60);
    clock.pass(hour);
    await spending.reserve(20);
    await spending.settle(60, 50);
    expect(await spending.spentToday()).toBe(70);
  });

  test('is paid on the day for which it was set aside', async () => {
    const clock = createTestClock();
    const { spending } = open({ clock, budgetMicroUsd: 100 });
    clock.pass(3.9 * hour);
    await spending.reserve(60);
    clock.pass(0.2 * hour);
    await spending.settle(60, 50);
    expect(await spending.spentToday()).toBe(0);
  });

  test('is not spent until a pause ends', async () => {
    const clock = createTestClock();
    const { spending } = open({ clock });
    expect(await spending.pausedUntil()).toBe(0);
    await spending.pauseUntil(clock.now() + hour);
    expect(await spending.pausedUntil()).toBe(clock.now() + hour);
    await spending.pauseUntil(clock.now());
    expect(await spending.pausedUntil()).toBe(0);
  });
});

onEachBackend('a reader', (open) => {
  test('has the language that they chose last', async () => {
    const { readers } = open();
    expect(await readers.language(7)).toBeUndefined();
    await readers.setLanguage(7, 'en');
    await readers.setLanguage(7, 'ar');
    expect(await readers.language(7)).toBe('ar');
    expect(await readers.language(8)).toBeUndefined();
  });

  test('has so many summaries a day, each counted once', async () => {
    const clock = createTestClock();
    const { readers } = open({ clock, dailyLimit: 2 });
    expect(await readers.countSummary(7, 'a')).toBe(true);
    expect(await readers.countSummary(7, 'a')).toBe(true);
    expect(await readers.countSummary(7, 'b')).toBe(true);
    expect(await readers.countSummary(7, 'c')).toBe(false);
    expect(await readers.countSummary(7, 'a')).toBe(true);
    expect(await readers.countSummary(8, 'c')).toBe(true);
    clock.pass(24 * hour);
    expect(await readers.countSummary(7, 'c')).toBe(true);
  });

  test('does not pass the limit by sending many at once', async () => {
    const { readers } = open({ dailyLimit: 5 });
    const counted = Array.from({ length: 30 }, (_, n) => readers.countSummary(7, `r${n}`));
    expect((await Promise.all(counted)).filter(Boolean)).toHaveLength(5);
  });
});

onEachBackend('a reader who sends much', (open) => {
  test('stands in line with each article once, and moves up as they end', async () => {
    const { readers } = open();
    expect(await readers.begin(7, 'a')).toMatchObject({ before: 0 });
    expect(await readers.begin(7, 'b')).toMatchObject({ before: 1 });
    expect(await readers.begin(7, 'b')).toMatchObject({ before: 1 });
    expect(await readers.begin(8, 'c')).toMatchObject({ before: 0 });
    await readers.end(7, 'a');
    expect(await readers.begin(7, 'b')).toMatchObject({ before: 0 });
  });

  test('is new at the first article, and again after being forgotten', async () => {
    const { readers } = open();
    expect(await readers.begin(7, 'a')).toEqual({ before: 0, isNew: true });
    expect(await readers.begin(7, 'b')).toEqual({ before: 1, isNew: false });
    await readers.forget(7);
    expect(await readers.begin(7, 'c')).toMatchObject({ isNew: true });
  });

  test('is told of it once in ten minutes', async () => {
    const { readers } = open();
    expect(await readers.mayTellOfFlood(7)).toBe(true);
    expect(await readers.mayTellOfFlood(7)).toBe(false);
    expect(await readers.mayTellOfFlood(8)).toBe(true);
  });
});

onEachBackend('the inbox', (open) => {
  test('knows which updates were handled', async () => {
    const { inbox } = open();
    expect(await inbox.handled(1)).toBe(false);
    await inbox.markHandled(1);
    expect(await inbox.handled(1)).toBe(true);
    expect(await inbox.handled(2)).toBe(false);
  });

  test('knows how often an update was begun and not survived', async () => {
    const { inbox } = open();
    expect(await inbox.begin(1)).toBe(0);
    expect(await inbox.begin(1)).toBe(1);
    expect(await inbox.begin(2)).toBe(0);
    await inbox.survive(1);
    expect(await inbox.begin(1)).toBe(0);
    expect(await inbox.handled(1)).toBe(false);
  });
});

onEachBackend('a lease', (open) => {
  test('has one holder, who may keep it', async () => {
    const { lease } = open();
    expect(await lease.hold('poll', 'a', hour)).toBe(true);
    expect(await lease.hold('poll', 'b', hour)).toBe(false);
    expect(await lease.hold('poll', 'a', hour)).toBe(true);
    expect(await lease.hold('other', 'b', hour)).toBe(true);
  });

  test('is given back by its holder only', async () => {
    const { lease } = open();
    await lease.hold('poll', 'a', hour);
    await lease.release('poll', 'b');
    expect(await lease.hold('poll', 'b', hour)).toBe(false);
    await lease.release('poll', 'a');
    expect(await lease.hold('poll', 'b', hour)).toBe(true);
  });

  test('falls free when its holder is silent for too long', async () => {
    const { lease } = open({ clock: systemClock });
    expect(await lease.hold('poll', 'a', 20)).toBe(true);
    await expect.poll(() => lease.hold('poll', 'b', hour)).toBe(true);
    expect(await lease.hold('poll', 'a', hour)).toBe(false);
  });
});

onEachBackend('a group', (open) => {
  test('has six wishes in a minute, and six more in the next', async () => {
    const clock = createTestClock();
    const { readers } = open({ clock });
    const wishes = async () =>
      (await Promise.all(Array.from({ length: 9 }, () => readers.mayAsk(-5)))).filter(Boolean);
    expect(await wishes()).toHaveLength(6);
    expect(await readers.mayAsk(-6)).toBe(true);
    clock.pass(60_000);
    expect(await wishes()).toHaveLength(6);
  });

  test('keeps a line of what each of its readers waits for', async () => {
    const { readers } = open();
    await readers.begin(7, '-5-1-0');
    await readers.begin(7, '7-1-0');
    await readers.end(7, '7-1-0');
    expect(await readers.inLine(7)).toEqual(['-5-1-0']);
    expect(await readers.inLine(8)).toEqual([]);
  });

  test('shows what all readers have waited for long', async () => {
    const clock = createTestClock();
    const { readers } = open({ clock });
    await readers.begin(7, '-5-1-0');
    await readers.begin(8, '8-1-0');
    await readers.begin(8, '8-2-0');
    await readers.end(8, '8-1-0');
    clock.pass(60_000);
    await readers.begin(9, '9-1-0');
    const shown: string[] = [];
    await readers.eachUnfinished(60_000, async (request) => void shown.push(request));
    expect(shown.toSorted()).toEqual(['-5-1-0', '8-2-0']);
  });
});
