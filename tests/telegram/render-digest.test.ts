import { describe, expect, test } from 'vitest';

import type { DigestTelling } from '../../src/jobs/deliver-digest.ts';
import type { ToldStory } from '../../src/jobs/subscription-ports.ts';
import { messageLimit, visibleLength } from '../../src/telegram/html.ts';
import { renderDigest } from '../../src/telegram/render-digest.ts';
import { loadWords } from '../../src/telegram/words.ts';

const { ar } = loadWords();
type Stories = Extract<DigestTelling, { kind: 'stories' }>;

const told = (given: Partial<ToldStory> = {}, sentence = 'أُغلق الجسر صباح اليوم.'): ToldStory => ({
  summary: {
    headline: 'إغلاق جسر السدرة للصيانة',
    bullets: [
      {
        text: sentence,
        evidence: `${sentence} وأضافت البلدية ذلك.`,
        outlet_id: 'o1',
        source_ids: [],
      },
    ],
    sources: [
      {
        id: 's1',
        name: 'هناء العطار',
        mention: 'هناء العطار',
        role: 'رئيسة البلدية',
        kind: 'person',
        quote: 'لن نعيد فتحه قبل الفحص',
        outlet_id: 'o2',
      },
    ],
    topics: [],
    differences: [{ text: 'ستة أيام في رواية، وعشرة في أخرى', outlet_ids: ['o1', 'o2'] }],
  },
  how: 'model',
  reason: '',
  reports: [
    {
      id: 'o1',
      outlet: 'صحيفة النهر',
      url: 'https://a.example/1',
      time: Date.parse('2026-11-24T04:12Z'),
    },
    {
      id: 'o2',
      outlet: 'قناة الجسر',
      url: 'javascript:alert(1)',
      time: Date.parse('2026-11-24T05:00Z'),
    },
  ],
  independent: 2,
  copies: 3,
  news: { text: 'البلدية تمدد الإغلاق', outlet: 'قناة الجسر' },
  dropped: 0,
  costMicroUsd: 0,
  ...given,
});

const telling = (stories: ToldStory[], update = false): Stories => ({
  kind: 'stories',
  stories: stories.map((each, index) => ({
    entry: { story: `s${index}`, version: 2, update, topic: 'sport' },
    index,
    told: each,
    related: [],
  })),
  next: stories.length,
  left: 0,
  zone: 'Asia/Beirut',
  missedAt: 0,
  quiet: [],
});

const digest = { at: Date.parse('2026-11-24T05:30Z'), language: 'ar' as const };
const render = (given: Stories) =>
  renderDigest(digest, given, ar).replaceAll(/[\u200E\u200F\u2066-\u2069]/g, '');

describe('a digest', () => {
  test('says when, what, who carried it, who was first, and where accounts differ', () => {
    expect(render(telling([told()]))).toBe(
      [
        '<b>موجزك</b> · الثلاثاء، 24 نوفمبر، 07:30 (بيروت)',
        '',
        '<b>1. إغلاق جسر السدرة للصيانة</b>',
        '• أُغلق الجسر صباح اليوم.',
        '⚖ تختلف الروايات: ستة أيام في رواية، وعشرة في أخرى (صحيفة النهر، قناة الجسر)',
        '<a href="https://a.example/1">صحيفة النهر</a>، قناة الجسر · مصدران مستقلان و3 نقول عنها · أول من نقل: صحيفة النهر، 06:12',
        '<blockquote expandable><b>من قال ماذا</b>',
        '• <b>هناء العطار</b>، رئيسة البلدية: «لن نعيد فتحه قبل الفحص» (قناة الجسر)',
        '<b>من نصوص المصادر</b>',
        '«أُغلق الجسر صباح اليوم. وأضافت البلدية ذلك.» (صحيفة النهر)</blockquote>',
        '',
        '<i>لخّصه نموذج لغوي، وطوبقت أسطره بنصوص المصادر.</i>',
      ].join('\n'),
    );
  });

  test('marks an update and says what is new', () => {
    const html = render(telling([told()], true));
    expect(html).toContain('<b>[تحديث]</b> <b>1. إغلاق');
    expect(html).toContain('الجديد: البلدية تمدد الإغلاق (قناة الجسر)');
  });

  test('links what belongs to the same saga, and names what stands in the same message', () => {
    const given = telling([told(), told()]);
    const related = [
      {
        title: 'لجنة تحقق في <الجسر>',
        outlet: 'النهار',
        url: 'https://b.example/2',
        index: undefined,
      },
      { title: 'إغلاق الجسر', outlet: 'صحيفة النهر', url: 'https://a.example/1', index: 1 },
    ];
    const stories = given.stories.map((story, at) => (at === 0 ? { ...story, related } : story));
    expect(render({ ...given, stories })).toContain(
      '\nذو صلة: <a href="https://b.example/2">لجنة تحقق في &lt;الجسر&gt;</a> (النهار)، الخبر 2\n',
    );
  });

  test('says honestly how it was made', () => {
    const plain = told({ how: 'extractive', reason: 'no-model' });
    expect(render(telling([plain]))).toContain('دون نموذج لغوي');
    expect(render(telling([plain, told()]))).toContain('بعضه لخّصه نموذج لغوي');
  });

  test('mentions a digest that had to be left out', () => {
    const html = render({ ...telling([told()]), missedAt: Date.parse('2026-11-23T05:30Z') });
    expect(html).toContain('لم يصلك موجز الاثنين، 23 نوفمبر');
  });

  test.each([100, 400, 690])('of seven stories with lines of %i letters fits', (length) => {
    const long = told({}, 'كلمة '.repeat(length / 5));
    const html = renderDigest(digest, telling(Array.from({ length: 7 }, () => long)), ar);
    expect(visibleLength(html)).toBeLessThanOrEqual(messageLimit);
    expect(html.match(/إغلاق جسر السدرة/g)).toHaveLength(7);
  });

  test('fits also where every field is as long as it may be', () => {
    const worst = told({
      summary: {
        ...told().summary,
        headline: 'عنوان '.repeat(41),
        bullets: Array.from({ length: 5 }, () => ({
          text: 'نص '.repeat(230),
          evidence: 'دليل '.repeat(290),
          outlet_id: 'o1',
          source_ids: [],
        })),
      },
      reports: Array.from({ length: 30 }, (_, at) => ({
        id: `o${at + 1}`,
        outlet: 'وسيلة إعلام ذات اسم طويل جدا يزيد على الحد '.repeat(3),
        url: 'https://a.example/',
        time: 0,
      })),
    });
    const html = renderDigest(digest, telling(Array.from({ length: 7 }, () => worst)), ar);
    expect(visibleLength(html)).toBeLessThanOrEqual(messageLimit);
  });

  test('lets no outlet or model write markup', () => {
    const hostile = told({
      summary: { ...told().summary, headline: '<b>x</b> & <a href="tg://x">y</a>' },
      reports: [{ id: 'o1', outlet: '<script>', url: 'https://a.example/"><b>', time: 0 }],
    });
    const html = render(telling([hostile]));
    expect(html).toContain('&lt;b&gt;x&lt;/b&gt; &amp;');
    expect(html).toContain('href="https://a.example/&quot;&gt;&lt;b&gt;"');
    expect(html).not.toContain('<script>');
  });
});
