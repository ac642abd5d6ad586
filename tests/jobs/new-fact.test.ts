import { describe, expect, test } from 'vitest';

import type { Story, StoryItem } from '../../src/digest/story.ts';
import { bringsNewFact } from '../../src/jobs/new-fact.ts';
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

  test('not as a copy, whatever it says', () => {
    const title = 'ارتفاع ضحايا انهيار جسر وادي الزيتون إلى 5 قتلى';
    expect(bringsNewFact(story, later({ title, copyOf: 'a' }))).toBe(false);
  });
});
