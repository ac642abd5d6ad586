import { describe, expect, test } from 'vitest';

import { createTestClock } from './backends.ts';
import { itemFor, named, onEachDigestBackend, storyOf } from './digest-backends.ts';

const hour = 3_600_000;
const day = 24 * hour;
const ids = (items: readonly ({ id: string } | undefined)[]) => items.map((item) => item?.id);

onEachDigestBackend('Arrivals', (open) => {
  test('news wait in the order in which they came, until they are taken by a commit', async () => {
    const { arrivals, ledger } = open();
    const [first, second] = [itemFor({ id: 'a' }), itemFor({ id: 'b' })];
    expect(await arrivals.receive([named(first, 'link a'), named(second, 'link b')])).toBe(2);
    expect(await arrivals.waiting(10)).toEqual([first, second]);
    expect(ids(await arrivals.waiting(1))).toEqual(['a']);
    await ledger.commit({ after: 0, items: 1, stories: [] });
    expect(ids(await arrivals.waiting(10))).toEqual(['b']);
  });

  test('an item is known again by any of its names, also by one it was met with later', async () => {
    const { arrivals } = open();
    await arrivals.receive([named(itemFor({ id: 'a' }), 'guid 1', 'link a')]);
    expect(await arrivals.receive([named(itemFor({ id: 'b' }), 'guid 1', 'link b')])).toBe(0);
    expect(await arrivals.receive([named(itemFor({ id: 'c' }), 'link b')])).toBe(0);
    expect(await arrivals.receive([named(itemFor({ id: 'd' }), 'link d')])).toBe(1);
    expect(ids(await arrivals.waiting(10))).toEqual(['a', 'd']);
  });

  test('the same item twice in one answer is kept once', async () => {
    const { arrivals } = open();
    const twice = [named(itemFor(), 'link a'), named(itemFor(), 'link a')];
    expect(await arrivals.receive(twice)).toBe(1);
  });

  test('a name is remembered over midnight and for four days', async () => {
    const clock = createTestClock();
    const { arrivals } = open({ clock });
    await arrivals.receive([named(itemFor(), 'link a')]);
    clock.pass(4 * day);
    expect(await arrivals.receive([named(itemFor(), 'link a')])).toBe(0);
  });

  test('two processes that read the same feed at once keep its item once', async () => {
    const { arrivals } = open();
    const counts = await Promise.all(
      Array.from({ length: 8 }, () => arrivals.receive([named(itemFor(), 'link a', 'guid a')])),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});

onEachDigestBackend('Stories', (open) => {
  const time = Date.parse('2026-11-23T12:00:00Z');
  const older = storyOf(itemFor({ id: 'older', time: time - 2 * hour }), {
    topics: { sport: 0.9 },
  });
  const newer = storyOf(itemFor({ id: 'newer', time }), { topics: { sport: 0.7, syria: 0.8 } });

  const filled = async () => {
    const stores = open();
    await stores.ledger.commit({ after: 0, items: 0, stories: [older, newer] });
    return stores;
  };

  test('come back as they were committed, with copies, owners and links', async () => {
    const { stories, ledger } = open();
    const copy = { ...itemFor({ id: 'b', owner: 'دار المرفأ' }), copyOf: 'a' };
    const whole = storyOf(itemFor({ id: 'a' }), { topics: { syria: 0.5 }, version: 3 }, copy);
    const related = { ...whole, story: { ...whole.story, related: ['x', 'y'] } };
    await ledger.commit({ after: 0, items: 0, stories: [related] });
    expect(await stories.load(['a', 'gone'])).toEqual([related]);
  });

  test('are found by topic and time, the one with the newest item first', async () => {
    const { stories } = await filled();
    const found = async (topic: string, since: number, most?: number) =>
      (await stories.ofTopic(topic, since, most)).map(({ story }) => story.id);
    expect(await found('sport', time - 3 * hour)).toEqual(['newer', 'older']);
    expect(await found('sport', time - hour)).toEqual(['newer']);
    expect(await found('sport', time - 3 * hour, 1)).toEqual(['newer']);
    expect(await found('syria', time - 3 * hour)).toEqual(['newer']);
    expect(await found('economy', 0)).toEqual([]);
  });

  test('of whatever topic are found by time', async () => {
    const { stories } = await filled();
    expect((await stories.recent(time - 3 * hour)).map(({ story }) => story.id)).toEqual([
      'newer',
      'older',
    ]);
  });

  test('that grow move up in all of their topics', async () => {
    const { stories, ledger } = await filled();
    const late = itemFor({ id: 'late', time: time + hour });
    const grown = storyOf(older.story.items[0], { topics: older.topics, version: 2 }, late);
    await ledger.commit({ after: 1, items: 0, stories: [grown] });
    const [first] = await stories.ofTopic('sport', 0);
    expect(first).toEqual(grown);
  });

  test('that are added to a new topic keep it when they grow', async () => {
    const { stories, ledger } = await filled();
    await stories.addToTopic('floods', new Map([['older', 0.6]]));
    expect((await stories.ofTopic('floods', 0))[0]?.topics).toEqual({ sport: 0.9, floods: 0.6 });
    const late = itemFor({ id: 'late', time: time + hour });
    const grown = storyOf(older.story.items[0], { topics: older.topics }, late);
    await ledger.commit({ after: 1, items: 0, stories: [grown] });
    const [found] = await stories.ofTopic('floods', time);
    expect(found?.topics).toEqual({ sport: 0.9, floods: 0.6 });
  });

  test('that are gone cannot be added to a topic', async () => {
    const { stories } = await filled();
    await stories.addToTopic('floods', new Map([['gone', 0.6]]));
    expect(await stories.ofTopic('floods', 0)).toEqual([]);
  });
});

onEachDigestBackend('StoryLedger', (open) => {
  test('begins empty', async () => {
    expect(await open().ledger.commits()).toBe(0);
  });

  describe('of two who commit from the same state', () => {
    test('one succeeds, and nothing of the other is written', async () => {
      const { ledger, arrivals, stories } = open();
      await arrivals.receive([
        named(itemFor({ id: 'a' }), 'link a'),
        named(itemFor({ id: 'b' }), 'link b'),
      ]);
      const outcome = (id: string) => ({
        after: 0,
        items: 1,
        stories: [storyOf(itemFor({ id }))],
      });
      const done = await Promise.all([
        ledger.commit(outcome('first')),
        ledger.commit(outcome('second')),
      ]);
      expect(done.filter(Boolean)).toHaveLength(1);
      expect(ids(await arrivals.waiting(10))).toEqual(['b']);
      expect(await stories.load(['first', 'second'])).toHaveLength(1);
      expect(await ledger.commits()).toBe(1);
    });
  });
});

onEachDigestBackend('Verdicts', (open) => {
  test('a pair is judged by one, and what was judged counts for all', async () => {
    const { verdicts } = open();
    expect(await verdicts.of(['a b', 'a c'])).toEqual([undefined, undefined]);
    expect(await verdicts.claim(['a b', 'a c'])).toEqual(['a b', 'a c']);
    expect(await verdicts.claim(['a b', 'b c'])).toEqual(['b c']);
    expect(await verdicts.of(['a b'])).toEqual([undefined]);
    await verdicts.settle(
      new Map([
        ['a b', true],
        ['a c', false],
      ]),
    );
    expect(await verdicts.of(['a b', 'a c', 'b c'])).toEqual([true, false, undefined]);
    expect(await verdicts.of([])).toEqual([]);
  });

  test('a day allows so many calls for each purpose', async () => {
    const clock = createTestClock();
    const { quota } = open({ clock });
    expect(await quota.take('same-report', 7, 10)).toBe(7);
    expect(await quota.take('same-report', 7, 10)).toBe(3);
    expect(await quota.take('same-report', 1, 10)).toBe(0);
    expect(await quota.take('expand-topic', 1, 10)).toBe(1);
    clock.pass(day);
    expect(await quota.take('same-report', 1, 10)).toBe(1);
  });
});
