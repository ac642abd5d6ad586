import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { sentences } from '../../src/arabic/sentences.ts';
import { articleFromText, visible } from '../../src/article/clean.ts';
import { asFailure } from '../../src/lib/failure.ts';

const shared = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** Paragraphs in the manner of news, with words that pages also carry as furniture. */
const paragraphs = [
  'قالت وزيرة المياه سلمى القاضي إن بلادها تحتاج إلى المزيد من السدود، وأضافت أن العمل فيها يبدأ في الربيع المقبل.',
  'وأعلنت شركة واتساب أنها حذفت آلاف الحسابات التي استخدمت في الاحتيال على كبار السن في ثلاث مدن ساحلية.',
  'تابع المدير في تصريحه أن الأكثر قراءة بين كتب المعرض هذا العام هي الروايات التاريخية المترجمة.',
  'اشترك في المؤتمر عشرون خبيرا من تسع دول، وشارك معظمهم عبر الإنترنت بسبب إغلاق المطار منذ يومين.',
  'وقال المتحدث: "نستخدم ما لدينا من أدوات". وأوضح أن الخطة تقوم على مدار الساعة في جميع الأقسام.',
  'By using drones, the two sides agree, farmers on the coast saved a third of the water they need.',
];

const title = 'سدود جديدة على النهر قبل نهاية العام';
const body = paragraphs.join('\n\n');

const failureOf = (text: string): string => {
  try {
    articleFromText(text);
    return 'none';
  } catch (error) {
    return asFailure(error).kind;
  }
};

describe('an article as a reader pastes it', () => {
  test('with its page around it is the article alone', () => {
    const page = `
الرئيسية > أخبار > سوريا
placeholder

قناة الساحل
الاثنين 23 كانون الأول 2024 - 20:01 سكاي نيوز عربية
${title}
${title}

${body}

تــابــــع كــل الأخــبـــــار.
إشترك بقناتنا على واتساب
WhatsApp
علـى مـدار الساعـة
arrowالـــمــــزيــــــــــد
الأكثر قراءة
عنوان خبر آخر لا صلة له بما سبق
المصدر: وكالة الساحل`;
    expect(articleFromText(page)).toEqual({
      title,
      text: body,
      language: 'ar',
      outlet: 'سكاي نيوز عربية',
      author: '',
      date: '2024-12-23T20:01',
      url: '',
    });
  });

  test('with a headline above the text keeps it apart', () => {
    expect(articleFromText(`${title}\n${body}`)).toMatchObject({ title, text: body });
  });

  test('with its headline again under another name has it once', () => {
    const page = `${title} - سكاي نيوز عربية\n${title}\n${body}\n${title}`;
    expect(articleFromText(page)).toMatchObject({ title, text: body });
  });

  test('without a headline has none', () => {
    expect(articleFromText(body)).toMatchObject({ title: '', text: body });
  });

  test('in one line is its text', () => {
    const line = paragraphs.join(' ').replaceAll('.', '،');
    expect(articleFromText(line)).toMatchObject({ title: '', text: line });
  });

  test('with a deck under the headline keeps the deck as text', () => {
    const deck = 'الوزيرة تعد ببدء العمل في الربيع';
    expect(articleFromText(`${title}\n${deck}\n${body}`)).toMatchObject({
      title,
      text: `${deck}\n\n${body}`,
    });
  });

  test('with a list of other articles between its paragraphs is whole without the list', () => {
    const page = `${title}\n${paragraphs[0]}\nاقرأ أيضا\nعنوان خبر آخر قصير\nعنوان خبر ثالث\n${paragraphs[1]}\nاقرأ أيضا: عنوان خبر رابع\n${paragraphs[2]}`;
    expect(articleFromText(page).text).toBe(paragraphs.slice(0, 3).join('\n\n'));
  });

  test('names its agency, although the line stays in the text', () => {
    const first = `بيروت (رويترز) - ${paragraphs[0]}`;
    expect(articleFromText(`${title}\n${first}\n${body}`)).toMatchObject({
      outlet: 'رويترز',
      text: `${first}\n\n${body}`,
    });
  });

  test('from a page with its menu begins at its headline', () => {
    const menu = Array.from({ length: 30 }, (_, nth) => `باب ${nth} منوع`).join('\n');
    const page = `${menu}\nخبر عاجل من باب آخر في الصفحة\n${title}\n23 ديسمبر 2024\n${body}`;
    expect(articleFromText(page)).toMatchObject({ title, text: body, date: '2024-12-23' });
  });

  test('holds markup as text', () => {
    const markup = '<script>alert("x")</script> & <b>قال الوزير</b> إن الأمر قائم في هذا العام.';
    expect(articleFromText(`${body}\n${markup}`).text).toContain(markup);
  });

  test('holds no invisible character and no stray space', () => {
    const dirty = body
      .replaceAll(' ', '\u200f\u00a0 \t')
      .replaceAll('ا', `ا\u202e\u0007\u{e0041}\ufeff\u2066`)
      .replaceAll('\n', '\r\n');
    expect(articleFromText(dirty).text).toBe(body);
  });

  test('in Persian keeps the joint of its words', () => {
    const persian = 'دولت اعلام کرد که قیمت‌ها در ماه‌های گذشته افزایش یافته است. '.repeat(5).trim();
    expect(articleFromText(persian)).toMatchObject({ text: persian, language: 'fa' });
  });
});

describe('what is no article', () => {
  test.each([
    ['nothing', 'nothing-to-read', ''],
    ['emoji only', 'nothing-to-read', '😀🔥 ۱۲۳ !!'],
    ['invisible characters only', 'nothing-to-read', '\u200f\u202e\ufeff'],
    ['twenty words', 'too-short', 'قال الوزير إن الأمر قائم. '.repeat(4)],
    ['furniture only', 'too-short', 'الأكثر قراءة\nواتساب\nالمزيد\n'.repeat(40)],
    ['one hundred thousand characters', 'too-long', 'قال الوزير إن الأمر قائم. '.repeat(4_000)],
  ])('%s is refused as %s', (_, kind, text) => {
    expect(failureOf(text)).toBe(kind);
  });

  test('the bounds are 200 and 60,000 code points of the cleaned body', () => {
    const sized = (length: number): string => `${'قال '.repeat(20_000).slice(0, length - 1)}.`;
    expect([199, 200, 60_000, 60_001].map((length) => failureOf(sized(length)))).toEqual([
      'too-short',
      'none',
      'none',
      'too-long',
    ]);
  });
});

describe('no sentence of a body is ever dropped', () => {
  const furniture = [
    'واتساب',
    'المزيد',
    'الأكثر قراءة',
    'اقرأ أيضا: عنوان آخر',
    'مشاركة',
    'تابعونا على تويتر',
    'إعلان',
    '---',
    '#سوريا #لبنان',
    'منذ 3 ساعات',
    'Share',
  ];
  const pages = fc
    .array(fc.oneof(fc.constantFrom(...paragraphs), fc.constantFrom(...furniture)), {
      minLength: 4,
      maxLength: 30,
    })
    .filter((lines) => lines.filter((line) => paragraphs.includes(line)).length >= 4);

  test('paragraphs stay whole and in their order, whatever stands between them', () => {
    fc.assert(
      fc.property(pages, (lines) => {
        const kept = articleFromText(lines.join('\n')).text.split('\n\n');
        expect(kept).toEqual(lines.filter((line) => paragraphs.includes(line)));
      }),
    );
  });

  test('cleaning a cleaned body changes nothing', () => {
    fc.assert(
      fc.property(pages, (lines) => {
        const { text } = articleFromText(lines.join('\n'));
        expect(articleFromText(text).text).toBe(text);
      }),
    );
  });

  test('what remains is visible, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(visible(text))).toBe(visible(text));
        expect(visible(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/);
      }),
    );
  });
});

describe.skipIf(!existsSync(shared))('the first real input (needs the shared data)', () => {
  const sample = (): string => readFileSync(join(shared, 'sample-article.txt'), 'utf8');

  test('the scraped page is its headline once, its outlet, its minute and its eight paragraphs', () => {
    const article = articleFromText(sample());
    expect(article).toMatchObject({
      title: 'لتعزيز التعاون العسكري... روسيا على اتصال مع "سوريا الجديدة"',
      outlet: 'سكاي نيوز عربية',
      date: '2024-12-23T20:01',
      language: 'ar',
    });
    const printed = sample().split('\n');
    const expected = printed.slice(
      printed.findIndex((line) => line.startsWith('قال يوري أوشاكوف')),
      printed.findIndex((line) => line.startsWith('تــابــــع')),
    );
    expect(article.text.split('\n\n')).toEqual(expected.filter((line) => line !== ''));
    expect(article.text.split('\n\n')).toHaveLength(8);
    expect(sentences(article.text)).toHaveLength(17);
  });

  test('of 240 articles no line is lost that ends with a full stop', () => {
    const lost: string[] = [];
    const lines = readFileSync(join(shared, 'articles-with-references.dev.jsonl'), 'utf8');
    for (const line of lines.trim().split('\n')) {
      const { title: heading, text } = JSON.parse(line) as { title: string; text: string };
      const article = articleFromText(`${heading}\n\n${text}`);
      expect(article.title).toBe(visible(heading));
      const whole = visible(text).split('\n');
      lost.push(
        ...whole.filter((each) => each.endsWith('.') && !article.text.split('\n\n').includes(each)),
      );
    }
    expect(lost).toEqual([]);
  });
});
