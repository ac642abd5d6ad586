import { describe, expect, test } from 'vitest';

import { isRoutine, weighStory } from '../../src/digest/rank.ts';
import type { Story, StoryItem } from '../../src/digest/story.ts';
import { labelledEvents, labelledItems } from '../support/labelled-stories.ts';

const [sample] = labelledItems();
const hour = 3_600_000;
const fresh = { now: 0, changedAt: 0 };

const story = (...items: Partial<StoryItem>[]): Story => {
  const [first, ...rest] = items.map((item, index) => ({
    ...sample!,
    id: String(index),
    outlet: `outlet ${index}`,
    title: 'حريق كبير في مستودعات المرفأ',
    ...item,
  }));
  return { id: '0', items: [first!, ...rest], related: [] };
};

describe('the weight of a story', () => {
  test('grows with voices in their own words, and not with copies', () => {
    const alone = weighStory(story({}), fresh);
    expect(weighStory(story({}, {}), fresh)).toBeGreaterThan(alone);
    expect(weighStory(story({}, { copyOf: '0' }), fresh)).toBe(alone);
    expect(weighStory(story({ owner: 'a' }, { owner: 'a' }), fresh)).toBe(alone);
  });

  test('is higher where known newsrooms report it', () => {
    expect(weighStory(story({ outlet: 'رويترز' }), fresh)).toBeGreaterThan(
      weighStory(story({}), fresh),
    );
  });

  test('halves every twelve hours since something new was told', () => {
    const now = 12 * hour;
    expect(weighStory(story({}), { now, changedAt: 0 })).toBeCloseTo(
      weighStory(story({}), { now, changedAt: now }) / 2,
    );
  });

  test('of a courtesy that five outlets carry stays below news of one outlet', () => {
    const courtesy = { title: 'القيادة تهنئ رئيس تشيلي بذكرى اليوم الوطني' };
    const five = story(courtesy, courtesy, courtesy, courtesy, courtesy);
    expect(weighStory(five, fresh)).toBeLessThan(weighStory(story({}), fresh));
  });
});

describe('news of every day', () => {
  test('is told by its titles, and real news is not taken for it', () => {
    const routine = new Set(
      labelledEvents()
        .filter((event) => event.routine)
        .map(({ id }) => id),
    );
    const items = labelledItems();
    const wrong = items.filter((item) => !routine.has(item.event) && isRoutine(item));
    expect(wrong.map(({ title }) => title)).toEqual([]);
    const found = [...routine].filter((event) =>
      items.some((item) => item.event === event && isRoutine(item)),
    );
    expect(found).toEqual([...routine]);
  });

  test.each([
    'خادم الحرمين الشريفين ونائبه يهنئان رئيس النيجر بذكرى الاستقلال',
    'أسعار الذهب في مصر اليوم',
    'حظك اليوم: برج الحمل',
    'القِيادة تُهنّئ رئيس بوركينا فاسو',
  ])('%s', (title) => {
    expect(isRoutine({ title })).toBe(true);
  });
});
