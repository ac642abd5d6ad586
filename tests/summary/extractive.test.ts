import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { asLine } from '../../src/summary/extractive-clauses.ts';
import { extractiveSummary } from '../../src/summary/extractive.ts';
import { summarySchema, type Summary } from '../../src/summary/summary.ts';

const summarise = (text: string, title = ''): Summary =>
  extractiveSummary({ title, text, language: 'ar' });
const bullets = (text: string): string[] =>
  summarise(text, 'السوق تعود').bullets.map(({ text }) => text);

const filler = [
  'افتتحت المدينة سوقها القديم بعد ثلاث سنوات من أعمال الترميم التي شملت الأسقف والأبواب.',
  'وتضم السوق مئتي دكان تبيع النحاس والتوابل والأقمشة كما كانت قبل الحريق الكبير.',
  'وبلغت كلفة المشروع نحو تسعة ملايين دينار جاء نصفها من تبرعات التجار وأهل المدينة.',
  'وتستقبل السوق زوارها كل يوم من الصباح حتى الغروب ما عدا يوم الجمعة.',
];
const lines = filler.map(asLine);

describe('the bullets', () => {
  test('are the first sentences where nobody speaks', () => {
    expect(bullets(filler.join(' '))).toEqual(lines.slice(0, 3));
  });

  test('leave out the dateline, a deck that the lead repeats, questions and words without a speaker', () => {
    const [lead = '', ...more] = filler;
    const deck = 'افتتحت المدينة سوقها القديم بعد ثلاث سنوات من أعمال الترميم.';
    const question = 'فمتى تعود الأسواق الأخرى في المدن المجاورة إلى ما كانت عليه؟';
    const words = '"لم نكن نظن أن السوق ستعود كما كانت قبل الحريق الكبير أبدا".';
    const text = [`دبي، الإمارات (CNN) -- ${lead}`, deck, question, words, ...more].join('\n');
    expect(bullets(text)).toEqual(lines.slice(0, 3));
  });

  test('are not the beginnings of other stories below the article', () => {
    const others = [
      'أعلنت لجنة نوبل، الجمعة، منح جائزة السلام لطبيب من الكونغو.',
      'كشف رئيس اتحاد الدراجات، هاني سمير، عن سباق جديد يقام في الخريف.',
      'دعا وزير المدينة إلى تخصيص السوق القديم في العاصمة لبيع الزهور.',
    ];
    const { bullets, sources } = summarise([...filler, ...others].join('\n'), 'السوق تعود');
    expect(bullets.map(({ text }) => text)).toEqual(lines.slice(0, 3));
    expect(sources).toEqual([]);
  });

  test('name each source that matters, though it speaks late', () => {
    const late = 'وقال رئيس غرفة التجارة سامح بركات إن المبيعات ارتفعت بمقدار الثلث.';
    const { bullets, sources } = summarise([...filler, late].join('\n\n'));
    // Alone it needs no «و» to join it to what stood before.
    expect(bullets.map(({ text }) => text)).toContain(late.slice(1));
    expect(sources.map(({ id, name, role }) => [id, name, role])).toEqual([
      ['s1', 'سامح بركات', 'رئيس غرفة التجارة'],
    ]);
    expect(bullets.find(({ evidence }) => evidence === late)?.source_ids).toEqual(['s1']);
  });

  test.each([
    ['والحكومة تدرس خفض الرسوم في الموانئ هذا العام', 'الحكومة'],
    ['فقال الوزير إن الموانئ ستفتح أبوابها في الصباح', 'قال'],
    ['ومنذ الصباح تقف الشاحنات في صف طويل', 'منذ'],
    ['وتقدم الفريق بهدف في الدقيقة الثالثة والعشرين', 'تقدم'],
    ['وادي النيل يستقبل السياح في الشتاء هذا العام', 'وادي'],
    ['فادي الحاج يفتتح معرضه في بيروت مساء الغد', 'فادي'],
    ['وصف الوزير ما جرى في الميناء بأنه خطأ', 'وصف'],
    ['وردت أنباء عن إغلاق الميناء في الصباح', 'وردت'],
    ['والدة الطفل تنتظر أمام باب المستشفى منذ الصباح', 'والدة'],
    ['فاز الفريق بالكأس بعد مباراة طويلة أمس', 'فاز'],
  ])(
    'begin without the «و» that joined them, never without a letter of a word: %s',
    (text, first) => {
      expect(asLine(text).split(' ')[0]).toBe(first);
    },
  );

  test('never begin with a speaker who is only understood', () => {
    const text = [
      filler[0],
      'وقالت رئيسة البلدية ليلى حمدان إن المدينة استعادت قلبها.',
      'وأضافت أن السوق ستضاء هذا الأسبوع للمرة الأولى منذ الحريق الكبير.',
      'وتابعت: "سنزين كل باب من أبوابها قبل أن يصل الزوار من البلدان المجاورة".',
    ].join('\n\n');
    for (const bullet of bullets(text)) expect(bullet).not.toMatch(/^(?:وأضافت أن|وتابعت:)/u);
  });

  test('are cut where a clause ends, with the whole sentence as evidence', () => {
    const main =
      'قال مدير الأرصاد حسان الخالدي إن المنخفض الجوي سيصل إلى الساحل مساء الخميس مصحوبا برياح قوية وأمطار غزيرة قد تستمر حتى صباح السبت في معظم المناطق الساحلية والجبلية القريبة منها';
    const second =
      'وذكر الخالدي أن السدود تتسع لكمية أكبر بكثير من المياه المتوقعة في هذه الأيام من السنة';
    const text = `${main}، ${second}.`;
    const [first] = summarise(text).bullets;
    expect(first).toEqual({ text: main, evidence: text, source_ids: ['s1'] });
    expect(bullets(text)).toEqual([main, `${second.slice(1)}.`]);
  });

  test('are three to seven, by the length of the article', () => {
    const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهي';
    const word = (seed: number): string =>
      [1, 28, 784].map((step) => letters[Math.floor(seed / step) % letters.length]).join('');
    const sentence = (at: number): string =>
      `${Array.from({ length: 18 }, (_, index) => word(at * 1009 + index * 37)).join(' ')}.`;
    const article = (count: number): string =>
      Array.from({ length: count }, (_, at) => sentence(at + 1)).join(' ');
    expect(bullets(article(5))).toHaveLength(3);
    expect(bullets(article(60))).toHaveLength(7);
  });
});

describe('the headline', () => {
  test('is the title, or else the first clause', () => {
    expect(summarise(filler.join(' '), 'السوق تعود').headline).toBe('السوق تعود');
    const untitled = summarise(filler.join(' '));
    expect(untitled.headline).toBe(filler[0]);
    expect(untitled.bullets.map(({ text }) => text)).toEqual(lines.slice(1));
  });
});

const isSound = (text: string): void => {
  const summary = summarise(text);
  expect(() => summarySchema.parse(summary)).not.toThrow();
  expect(summary.bullets.length).toBeLessThanOrEqual(7);
  const ids = new Set(summary.sources.map(({ id }) => id));
  for (const bullet of summary.bullets) {
    expect(text).toContain(bullet.evidence);
    expect(bullet.evidence).toContain(bullet.text);
    for (const id of bullet.source_ids) expect(ids).toContain(id);
  }
  for (const { mention, quote } of summary.sources) {
    expect(text).toContain(mention);
    expect(text).toContain(quote);
  }
};

describe('any text', () => {
  test('gives bullets, mentions and quotes that stand in it word for word', () => {
    const pieces =
      'قال وأضاف وزير الخارجية الروسي محمد العلي بحسب نقلت عن إن أن " « » ، . : ( لـ مصادر البيان كان قائلا 12 The minister said that “we will” go. وی گفت که این \n'.split(
        ' ',
      );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 120 }), (parts) => {
        isSound(parts.join(' '));
      }),
    );
  });

  test('may be empty, foreign, a list or one endless line', () => {
    expect(summarise('').bullets).toEqual([]);
    expect(summarise('  \n ').bullets).toEqual([]);
    expect(
      bullets(
        'The harbour reopened on Monday after a week of storms. Boats left at dawn for the islands.',
      ),
    ).toHaveLength(2);
    isSound('- بند أول\n- بند ثان\n- بند ثالث');
    isSound('كلمة '.repeat(12_000));
    isSound('و'.repeat(60_000));
    isSound('قال "'.repeat(12_000));
  });
});

const samplePath = join(import.meta.dirname, '../../../shared/data/attribution.dev.jsonl');

describe.skipIf(!existsSync(samplePath))(
  'the sample article (skipped where ../shared/data is absent)',
  () => {
    test('is summed up with its sources in three to seven bullets', () => {
      const line = readFileSync(samplePath, 'utf8')
        .split('\n')
        .find((each) => each.includes('"SEED-000"'));
      const { title, text } = JSON.parse(line ?? '') as { title: string; text: string };
      const summary = summarise(text, title);
      expect(summary.bullets.length).toBeGreaterThanOrEqual(3);
      const all = summary.bullets.map((bullet) => bullet.text).join('\n');
      for (const name of ['أوشاكوف', 'تقارير إخبارية', 'بوتين']) expect(all).toContain(name);
      expect(summary.bullets[0]?.text).not.toContain('وذكر أوشاكوف');
      isSound(text);
    });
  },
);
