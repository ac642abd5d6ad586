import { describe, expect, test } from 'vitest';

import { bringsNewFact } from '../../src/digest/new-fact.ts';
import type { Story, StoryItem } from '../../src/digest/story.ts';
import { itemFor } from '../contracts/digest-backends.ts';

const first = itemFor({
  id: 'a',
  title: 'مقتل ثلاثة أشخاص في انهيار جسر وادي الزيتون',
  lead: 'قتل ثلاثة أشخاص وأصيب 12 آخرون في انهيار جسر قديم في وادي الزيتون فجر اليوم، بحسب الدفاع المدني.',
});
const story: Story = { id: 'a', items: [first], related: [] };
const later = (given: Partial<StoryItem>): StoryItem => ({ ...itemFor({ id: 'b' }), ...given });

describe('a later item brings a new fact', () => {
  test('with a figure in its title that no earlier item has', () => {
    const title = 'ارتفاع ضحايا انهيار جسر وادي الزيتون إلى 5 قتلى';
    expect(bringsNewFact(story, later({ title, lead: first.lead }))).toBe(true);
  });

  test('with a text that is mostly new', () => {
    const lead =
      'كشف تقرير هندسي نشرته نقابة المهندسين أن الصيانة الدورية توقفت منذ عامين بسبب خلاف على الميزانية بين البلدية والوزارة، وأن تحذيرات مكتوبة أرسلت إلى المتعهد قبل شهر ولم تلق ردا، فيما استدعت النيابة المدير السابق للأشغال.';
    expect(bringsNewFact(story, later({ title: 'تقرير: صيانة الجسر توقفت', lead }))).toBe(true);
  });

  test('not with the same figures in other words or digits', () => {
    const title = '3 قتلى و12 مصابا بانهيار جسر وادي الزيتون';
    expect(bringsNewFact(story, later({ title, lead: first.lead }))).toBe(false);
  });

  test.each([
    ['a list counts its own paragraphs', '5 معلومات عن جسر وادي الزيتون المنهار'],
    ['it names the year of something', 'جسر وادي الزيتون المنهار بني في 1974'],
    ['it counts the times', 'للمرة الثالثة ينهار جسر في وادي الزيتون'],
  ])('not where %s', (_why, title) => {
    expect(bringsNewFact(story, later({ title, lead: first.lead }))).toBe(false);
  });

  test('not where a title rounds what was told exactly, but where it tells another figure', () => {
    const lead = 'قال وزير الأشغال إن إصلاح الجسر يكلف 1.98 مليون دولار، ويستغرق 118 يوما.';
    const cost: Story = {
      id: 'a',
      items: [itemFor({ id: 'a', title: 'كلفة الجسر', lead })],
      related: [],
    };
    expect(bringsNewFact(cost, later({ title: '2 مليون دولار لإصلاح الجسر', lead }))).toBe(false);
    expect(bringsNewFact(cost, later({ title: 'إصلاح الجسر خلال 120 يوما', lead }))).toBe(false);
    expect(bringsNewFact(cost, later({ title: '5 ملايين دولار لإصلاح الجسر', lead }))).toBe(true);
  });

  test('not as a copy, whatever it says', () => {
    const title = 'ارتفاع ضحايا انهيار جسر وادي الزيتون إلى 5 قتلى';
    expect(bringsNewFact(story, later({ title, copyOf: 'a' }))).toBe(false);
  });
});
