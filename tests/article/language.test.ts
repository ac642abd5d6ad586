import { describe, expect, test } from 'vitest';

import { detectLanguage } from '../../src/article/language.ts';

describe('the language of a text', () => {
  test.each([
    ['ar', 'قال الرئيس الروسي إن موسكو تدرس الأمر'],
    ['ar', 'انهيار مبنى'],
    ['ar', 'وصل پوتين إلى ڤيينا للقاء گوتيريش'],
    ['ar', 'قالت الوکالة إن الحکومة الإیرانیة ستدرس الأمر في الأیام المقبلة'],
    ['ar', 'صرح الرئيس لشبكة CNN ثم لصحيفة New York Times بأن الاتفاق قريب'],
    ['ar', 'خبر https://example.com/a/very/long/address/that/has/many/latin/letters/in/it'],
    ['fa', 'دولت امروز اعلام کرد که قیمت‌ها افزایش یافت'],
    ['fa', 'رئیس جمهور گفت'],
    ['fa', 'او این خبر را به مردم داد و از انها خواست'],
    ['ur', 'یہ خبر پاکستان سے آئی ہے'],
    ['ur', 'وزیر اعظم نے کہا کہ حکومت عوام کے ساتھ ہے'],
    ['en', 'The president said that talks will go on'],
    ['en', 'Breaking news'],
    ['other', 'Le président a annoncé que la France est prête'],
    ['other', 'Die Regierung und der Minister'],
    ['other', 'Привет, мир'],
    ['other', '日本の首相'],
    ['other', '2024 😀 — …'],
    ['other', ''],
  ])('%s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });
});
