import { describe, expect, test } from 'vitest';

import { isAlsoWord, outletNamed, outletOf, outlets } from '../../src/article/outlets.ts';

describe('outlets', () => {
  test('the widely known ones are listed, each once', () => {
    const names = outlets.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(150);
    expect(new Set(names).size).toBe(names.length);
  });

  test('each is found by its own name and by each of its aliases', () => {
    const missed = outlets.flatMap(({ name, aliases }) =>
      [name, ...aliases].filter((alias) => outletOf(alias) !== name || outletNamed(alias) !== name),
    );
    expect(missed).toEqual([]);
  });

  test.each([
    ['سكاي نيوز عربية', 'سكاي نيوز عربية'],
    ['وقالت لرويترز إن', 'رويترز'],
    ['بيروت (أ.ف.ب) -', 'وكالة فرانس برس'],
    ['القاهرة - أ ش أ', 'وكالة أنباء الشرق الأوسط'],
    ['قناة الجزيرة القطرية', 'الجزيرة'],
    ['بحسب صحيفة الشرق الأوسط', 'الشرق الأوسط'],
    ['العربيــة', 'العربية'],
    ['reported by CNN', 'سي إن إن'],
  ])('«%s» names %s', (text, name) => {
    expect(outletNamed(text)).toBe(name);
  });

  test.each([
    'شبه الجزيرة الكورية',
    'الدول العربية',
    'في الشرق الأوسط',
    'كان معا',
    'جاء بنا إلى هنا',
    'الاتحاد الأوروبي',
    'خارطة المدن',
    'فارس وصل',
    'قدم البيان إلى المجلس',
  ])('«%s» names none', (text) => {
    expect(outletNamed(text)).toBe('');
  });

  test('names that are words too are known as such', () => {
    expect(['الجزيرة', 'العربية', 'الشرق الأوسط', 'تاس'].every(isAlsoWord)).toBe(true);
    expect(['رويترز', 'الجزيرة نت', 'سكاي نيوز عربية'].some(isAlsoWord)).toBe(false);
  });
});
