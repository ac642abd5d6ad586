import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createClusterer } from '../../../src/digest/cluster/clusterer.ts';
import { bCubed, labelledItems, silverItems } from '../../support/labelled-stories.ts';

const hour = 3_600_000;
const items = labelledItems();

const report = (id: string, title: string, lead: string, time = 0) => ({ id, title, lead, time });

const fire = report(
  'fire',
  'حريق كبير في مستودعات مرفأ العقبة',
  'اندلع حريق كبير في مستودعات الأخشاب بمرفأ العقبة جنوب الأردن فجر الأربعاء وتعمل عشرون سيارة إطفاء على إخماده ولم تسجل إصابات بين العمال',
);
const otherFire = report(
  'other',
  'النيران تلتهم مستودعات الأخشاب في مرفأ العقبة',
  'التهمت النيران مستودعات الأخشاب في مرفأ العقبة الأردني ودفع الدفاع المدني بعشرين سيارة إطفاء من دون إصابات بين العمال',
  hour,
);
const match = report(
  'match',
  'الميناء يهزم الشاطئ بثلاثية',
  'فاز الميناء على ضيفه الشاطئ 3-1 ضمن الجولة العشرين من الدوري وأحرز الوافد الجديد هدفين في الشوط الثاني',
  hour,
);

describe('items as they come', () => {
  test('are one story where they report one event, and another where they do not', () => {
    const { add } = createClusterer();
    expect(add(fire)).toEqual({ story: 'fire', related: [] });
    expect(add(otherFire).story).toBe('fire');
    expect(add(match).story).toBe('match');
  });

  test('are known as copies of the first text, whatever dateline or title they have', () => {
    const { add } = createClusterer();
    add(fire);
    const copy = report('copy', 'حريق العقبة', `البوصلة - عمان: ${fire.lead}`, 2 * hour);
    expect(add(copy)).toMatchObject({ story: 'fire', copyOf: 'fire' });
    expect(add({ ...copy, id: 'again', title: 'حريق المرفأ' }).copyOf).toBe('fire');
    expect(add(otherFire).copyOf).toBeUndefined();
  });

  test('that come twice have the place they had', () => {
    const clusterer = createClusterer();
    const places = [fire, otherFire].map(clusterer.add);
    expect(clusterer.add(otherFire)).toEqual({ ...places[1], related: [] });
    expect(clusterer.openStories()).toBe(1);
  });

  test('of the same saga are linked, not merged', () => {
    const { add } = createClusterer();
    add(fire);
    const resignation = add(
      report(
        'resigned',
        'استقالة مدير مرفأ العقبة بعد الحريق',
        'قدم مدير مرفأ العقبة استقالته يوم الجمعة بعدما أظهر تحقيق أولي أن أجهزة الإنذار في المستودعات كانت معطلة منذ أشهر',
        40 * hour,
      ),
    );
    expect(resignation.story).toBe('resigned');
    expect(resignation.related).toEqual(['fire']);
  });

  test('of one event two days apart are two stories, and the first one is closed', () => {
    const clusterer = createClusterer();
    clusterer.add(fire);
    expect(clusterer.add({ ...otherFire, time: 49 * hour }).story).toBe('other');
    expect(clusterer.openStories()).toBe(1);
  });

  test('may be empty, endless or of one word, and still have their place', () => {
    const { add } = createClusterer();
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 5_000 }), fc.uuid(), (title, lead, id) => {
        expect(add({ id, title, lead, time: 0 }).story).not.toBe('');
      }),
      { numRuns: 50 },
    );
  });
});

test('taught what was put where at any point, it goes on as if nothing had been', () => {
  const all = createClusterer();
  const expected = items.map((item) => all.add(item));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: items.length - 1 }), (cut) => {
      const second = createClusterer();
      items.slice(0, cut).forEach((item, at) => second.recall(item, expected[at]!.story));
      expect(second.add(items[cut - 1]!).story).toBe(expected[cut - 1]!.story);
      expect(items.slice(cut).map((item) => second.add(item))).toEqual(expected.slice(cut));
    }),
    { numRuns: 12 },
  );
});

describe('on labelled news', () => {
  const grouped = (news: ReturnType<typeof labelledItems>) => {
    const { add } = createClusterer();
    return news.map((item) => ({ ...item, placed: add(item) }));
  };

  test('of the project, no two events are merged and most reports of one come together', () => {
    const placed = grouped(items).map(({ event, placed }) => ({ event, story: placed.story }));
    const { precision, f } = bCubed(placed);
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(f).toBeGreaterThanOrEqual(0.94);
  });

  test('of the project, copies are told from texts of their own', () => {
    const wrong = grouped(items).filter(
      ({ repeats, placed }) => (repeats === undefined) !== (placed.copyOf === undefined),
    );
    expect(wrong.map(({ title }) => title)).toEqual([]);
  });

  const silver = silverItems();
  test.skipIf(silver === undefined)(
    'of 2018, stories agree with those made by likeness (needs ../shared/data)',
    () => {
      const placed = grouped(silver!).map(({ event, placed }) => ({ event, story: placed.story }));
      expect(bCubed(placed).f).toBeGreaterThanOrEqual(0.95);
    },
  );
});
