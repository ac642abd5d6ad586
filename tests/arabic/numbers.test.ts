import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { quantities } from '../../src/arabic/numbers.ts';

const values = (text: string): number[] => quantities(text).map(({ value }) => value);

describe('numbers in digits', () => {
  test.each([
    ['1,250.75', [1250.75]],
    ['1.250,75', [1250.75]],
    ['١٬٢٥٠٫٧٥', [1250.75]],
    ['٢٫٥٠٠', [2.5]],
    ['۴۵', [45]],
    ['10.000', [10_000]],
    ['10,5', [10.5]],
    ['12،5', [12.5]],
    ['0.125', [0.125]],
    ['1.250 مليون', [1_250_000]],
    ['6مليون', [6_000_000]],
    ['2.3 مليار', [2_300_000_000]],
    ['4.35 مليون', [4_350_000]],
    ['6 ملايين و200 ألف دولار', [6_200_000]],
    ['3 آلاف و 500', [3500]],
    ['5bn', [5_000_000_000]],
    ['5 bn', [5]],
    ['ما بين 10 و20', [10, 20]],
    ['10-15', [10, 15]],
    ['23.12.2024', [23, 12, 2024]],
    ['12/11/2024 20:01', [12, 11, 2024, 20, 1]],
    ['2024. وفي', [2024]],
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });
});

describe('numbers in words', () => {
  test.each([
    ['ثلاثة آلاف وخمسمئة شخص', [3500]],
    ['عشرة آلاف', [10_000]],
    ['مئة وخمسة وعشرون ألفا وثلاثمئة وعشرة', [125_310]],
    ['ألف وتسعمئة وثمانية وأربعين', [1948]],
    ['مليونان ومئتا ألف', [2_200_000]],
    ['مليوني دولار', [2_000_000]],
    ['ألف مليون', [1_000_000_000]],
    ['نصف مليون', [500_000]],
    ['مليون ونصف', [1_500_000]],
    ['مليارا ونصف المليار', [1_500_000_000]],
    ['خمس مئة', [500]],
    ['مئتا شخص', [200]],
    ['اثنتا عشرة', [12]],
    ['ثمانمائة', [800]],
    ['اثنا عشر', [12]],
    ['إحدى عشرة', [11]],
    ['واحد وعشرون', [21]],
    ['بثلاثة مليارات', [3_000_000_000]],
    ['خمسون ألفًا', [50_000]],
    ['ثلاثة أو أربعة', [3, 4]],
    ['ستة وخمسة', [6, 5]],
    ['شهرين', [2]],
    ['الثالث والثلاثين', [33]],
    ['الخامس عشر من الشهر', [15]],
    ['السادس من أكتوبر', [6]],
    ['القرن الحادي والعشرين', [21]],
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test.each([
    'سالف الذكر',
    'آلاف الأشخاص وملايين الدولارات',
    'أحد المسؤولين وإحدى الصحف',
    'كانون الأول',
    'يوم الاثنين والأربعاء',
    'وزير واحد',
    'المرة الأولى والثانية',
    'سبعينات',
    'أثناء الحرب',
    'لست هنا',
    'شركة ميتا',
    'عشرات القتلى ومئات الجرحى',
    'الألفية',
  ])('«%s» states no number', (text) => {
    expect(values(text)).toEqual([]);
  });
});

describe('what a number counts', () => {
  test.each([
    ['50%', 'percent'],
    ['٥٠٪', 'percent'],
    ['%50', 'percent'],
    ['٥٠ في المئة', 'percent'],
    ['خمسين بالمئة', 'percent'],
    ['عشرين في المائة', 'percent'],
    ['50 percent', 'percent'],
    ['$5 مليار', 'dollar'],
    ['5 مليارات دولار', 'dollar'],
    ['3 ملايين يورو', 'euro'],
    ['ألف جنيه', 'pound'],
    ['100 شخص', ''],
  ])('%s', (text, unit) => {
    expect(quantities(text).map((quantity) => quantity.unit)).toEqual([unit]);
  });

  test.each([
    ['أكثر من 150 قتيلا', true],
    ['بنحو خمسين', true],
    ['وحوالي 30', true],
    ['ما لا يقل عن 20', true],
    ['more than 20', true],
    ['50 تقريبا', true],
    ['قتل 150 شخصا', false],
    ['نحو المدينة وصل 30', false],
  ])('«%s» is approximate: %s', (text, approximate) => {
    expect(quantities(text).map((quantity) => quantity.approximate)).toEqual([approximate]);
  });

  test('digits, words and ordinals are told apart, each at its place', () => {
    const text = 'قتل 6 ملايين في الذكرى الثالثة والثلاثين وبقي خمسون';
    expect(
      quantities(text).map(({ form, ordinal, start, end }) => [
        form,
        ordinal,
        text.slice(start, end),
      ]),
    ).toEqual([
      ['digits', false, '6 ملايين'],
      ['words', true, 'الثالثة والثلاثين'],
      ['words', false, 'خمسون'],
    ]);
  });
});

const units = ['', 'واحد', 'اثنان', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة'];
const tens = ['', 'عشرة', 'عشرون', 'ثلاثون', 'أربعون', 'خمسون', 'ستون', 'سبعون', 'ثمانون', 'تسعون'];
const hundreds = ['', 'مئة', 'مئتان', 'ثلاثمئة', 'أربعمئة', 'خمسمئة', 'ستمئة', 'سبعمئة', 'ثمانمئة'];

const below100 = (value: number): string[] => {
  const [ten, unit] = [Math.floor(value / 10), value % 10];
  if (ten === 1 && unit > 0) return [`${['', 'أحد', 'اثنا'][unit] ?? units[unit]} عشر`];
  return [units[unit] ?? '', tens[ten] ?? ''].filter((word) => word !== '');
};

const below1000 = (value: number): string[] => [
  ...[[...hundreds, 'تسعمئة'][Math.floor(value / 100)] ?? ''].filter((word) => word !== ''),
  ...below100(value % 100),
];

/** A number in Arabic words, as a newsreader says it. */
const spoken = (value: number): string => {
  const scaled = (count: number, scale: string, dual: string): string[] => {
    if (count === 0) return [];
    if (count === 1) return [scale];
    return count === 2 ? [dual] : [`${below1000(count).join(' و')} ${scale}`];
  };
  return [
    ...scaled(Math.floor(value / 1e6) % 1000, 'مليون', 'مليونان'),
    ...scaled(Math.floor(value / 1e3) % 1000, 'ألف', 'ألفان'),
    ...below1000(value % 1000),
  ].join(' و');
};

describe('numbers come back as they went out', () => {
  const arabicDigits = (text: string): string =>
    text.replaceAll(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));

  test('in digits of three scripts, grouped or not', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (value) => {
        const grouped = value.toLocaleString('en-US');
        for (const text of [
          String(value),
          grouped,
          arabicDigits(grouped).replaceAll(',', '٬'),
          value.toLocaleString('fa-IR'),
        ]) {
          expect(values(`بلغ ${text} شخصا`)).toEqual([value]);
        }
      }),
    );
  });

  test('as decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 1, max: 99 }), (a, b) => {
        const text = `${a}.${String(b).padStart(2, '0')}`;
        expect(values(text)).toEqual([Number(text)]);
        expect(values(arabicDigits(text).replace('.', '٫'))).toEqual([Number(text)]);
      }),
    );
  });

  test('in words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 999_999_999 }), (value) => {
        expect(values(`بلغ العدد ${spoken(value)} من الناس`)).toEqual([value]);
      }),
      { numRuns: 500 },
    );
  });
});
