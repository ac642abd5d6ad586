import { describe, expect, test } from 'vitest';

import type { StorySummary } from '../../src/digest/story-summary.ts';
import { groundStory, type OutletText, readStorySummary } from '../../src/jobs/story-gate.ts';

const prose = (title: string, text: string) => ({ title, text, language: 'ar' as const });
const texts: OutletText[] = [
  {
    id: 'o1',
    prose: prose(
      'انقطاع المياه عن أحياء في مدينة السدرة بعد كسر في الخط الرئيسي',
      'انقطعت المياه، الأربعاء، عن ستة أحياء في مدينة السدرة بعد كسر في الخط الرئيسي. وقال مدير شركة المياه رامي الحلو: "نعمل على الإصلاح وسينتهي خلال يومين".',
    ),
  },
  {
    id: 'o2',
    prose: prose(
      'أزمة مياه في السدرة',
      'قالت بلدية السدرة إن تسعة أحياء بلا مياه منذ صباح الأربعاء بسبب كسر في الخط الرئيسي، ونفت أن يكون سببه أعمال الحفر.',
    ),
  },
];

const summary = (given: Partial<StorySummary> = {}): StorySummary => ({
  headline: 'انقطاع المياه عن أحياء في مدينة السدرة بعد كسر في الخط الرئيسي',
  bullets: [
    {
      text: 'قال مدير شركة المياه رامي الحلو إن العمل على الإصلاح سينتهي خلال يومين.',
      evidence: 'وقال مدير شركة المياه رامي الحلو: "نعمل على الإصلاح وسينتهي خلال يومين".',
      outlet_id: 'o1',
      source_ids: ['s1'],
    },
    {
      text: 'نفت بلدية السدرة أن يكون سبب الكسر أعمال الحفر.',
      evidence: texts[1]!.prose.text,
      outlet_id: 'o2',
      source_ids: ['s2'],
    },
  ],
  sources: [
    {
      id: 's1',
      name: 'رامي الحلو',
      mention: 'رامي الحلو',
      role: 'مدير شركة المياه',
      kind: 'person',
      quote: 'نعمل على الإصلاح وسينتهي خلال يومين',
      outlet_id: 'o1',
    },
    {
      id: 's2',
      name: 'بلدية السدرة',
      mention: 'بلدية السدرة',
      role: '',
      kind: 'organisation',
      quote: '',
      outlet_id: 'o2',
    },
  ],
  topics: ['مياه'],
  differences: [
    {
      text: 'انقطعت المياه عن ستة أحياء في رواية، وعن تسعة أحياء في أخرى.',
      outlet_ids: ['o1', 'o2'],
    },
  ],
  ...given,
});

const judge = (given: Partial<StorySummary>) =>
  groundStory(summary(given), texts, { output: 'ar', title: 'أزمة مياه في السدرة' });

describe('the gate of stories', () => {
  test('lets the prompt’s own example through whole', () => {
    const { kept, dropped } = judge({});
    expect(kept).toEqual(summary());
    expect(dropped).toBe(0);
  });

  test('drops a line that stands in another outlet’s text than the one it names', () => {
    const [first, second] = summary().bullets;
    const { kept, dropped } = judge({ bullets: [{ ...first!, outlet_id: 'o2' }, second!] });
    expect(kept.bullets.map(({ text }) => text)).toEqual([second!.text]);
    expect(dropped).toBe(1);
  });

  test('drops invented lines, names and numbers', () => {
    const [first] = summary().bullets;
    const { kept } = judge({
      headline: 'انقطاع المياه عن عشرين حيا في السدرة',
      bullets: [{ ...first!, text: 'قال رامي الحلو إن الإصلاح سينتهي خلال 5 أيام.' }],
      sources: [{ ...summary().sources[0]!, name: 'سامر الجندي', mention: 'سامر الجندي' }],
    });
    expect(kept.bullets).toEqual([]);
    expect(kept.sources).toEqual([]);
    expect(kept.headline).toBe('أزمة مياه في السدرة');
  });

  test.each([
    ['one outlet only', { text: 'ستة أحياء أو تسعة أحياء', outlet_ids: ['o1'] }],
    ['an unknown outlet', { text: 'ستة أحياء أو تسعة أحياء', outlet_ids: ['o1', 'o9'] }],
    [
      'a number of its own',
      {
        text: 'انقطعت المياه عن ستة أحياء في رواية، وعن 40 حيا في أخرى.',
        outlet_ids: ['o1', 'o2'],
      },
    ],
    [
      'the words of one outlet only',
      {
        text: 'تسعة أحياء بلا مياه، ونفت البلدية أن يكون السبب أعمال الحفر.',
        outlet_ids: ['o1', 'o2'],
      },
    ],
    [
      'what both of them say',
      {
        text: 'كسر في الخط الرئيسي في السدرة.',
        outlet_ids: ['o1', 'o2'],
      },
    ],
  ])('shows no difference that rests on %s', (_name, difference) => {
    expect(judge({ differences: [difference] }).kept.differences).toEqual([]);
  });
});

describe('a model’s answer about a story', () => {
  test('is read with its outlets, bounded and cleaned', () => {
    const read = readStorySummary(JSON.stringify(summary()), ['o1', 'o2']);
    expect(read).toEqual(summary());
  });

  test('loses lines of outlets that were not sent', () => {
    const read = readStorySummary(JSON.stringify(summary()), ['o2']);
    expect(read?.bullets.map(({ outlet_id }) => outlet_id)).toEqual(['o2']);
    expect(read?.sources.map(({ id }) => id)).toEqual(['s2']);
  });

  test.each([
    '',
    'لا',
    '[]',
    '{}',
    '{"bullets":1}',
    '{"bullets":[{"text":1}]}',
    'x'.repeat(200_000),
  ])('that is none is seen as none: %.20s', (answer) => {
    expect(readStorySummary(answer, ['o1'])).toBeUndefined();
  });
});
