import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { sentences } from '../../src/arabic/sentences.ts';
import { arabicText } from './generators.ts';

const cut = (text: string): string[] => sentences(text).map((sentence) => sentence.text);

describe('sentences', () => {
  test.each([
    ['a full stop', 'بدأت الحرب. انتهت الحرب.', ['بدأت الحرب.', 'انتهت الحرب.']],
    ['a question', 'من قال ذلك؟ لا أحد!', ['من قال ذلك؟', 'لا أحد!']],
    ['an ellipsis', 'تعاون عسكري... روسيا على اتصال', ['تعاون عسكري...', 'روسيا على اتصال']],
    ['several marks at once', 'حقا؟! نعم.', ['حقا؟!', 'نعم.']],
    ['a missing space', 'انتهت الحرب.وقال الوزير', ['انتهت الحرب.', 'وقال الوزير']],
    ['a year before the stop', 'حدث ذلك في 2024. ثم عاد.', ['حدث ذلك في 2024.', 'ثم عاد.']],
    ['a Hijri year', 'ولد عام 1445 هـ. وعاش هنا.', ['ولد عام 1445 هـ.', 'وعاش هنا.']],
    ['the end of a line', 'العنوان بلا نقطة\nالنص هنا.', ['العنوان بلا نقطة', 'النص هنا.']],
    [
      'a stop within the closing mark',
      'قال: "نحن هنا." وأضاف الوزير شيئا.',
      ['قال: "نحن هنا."', 'وأضاف الوزير شيئا.'],
    ],
    [
      'a stop after the closing mark',
      'قال: «لن نعود». وأضاف شيئا.',
      ['قال: «لن نعود».', 'وأضاف شيئا.'],
    ],
  ])('end at %s', (_, text, expected) => {
    expect(cut(text)).toEqual(expected);
  });

  test.each([
    ['decimals', 'ارتفع بنسبة 3.5 في المئة هذا العام.'],
    ['a title', 'قال د. محمد علي إن الدواء آمن.'],
    ['two titles', 'قالت أ.د. سعاد حسن في المؤتمر.'],
    ['a title after a conjunction', 'حضر الوزير ود. أحمد سالم.'],
    ['an agency in letters', 'نقلت د.ب.أ عن مصدر قوله.'],
    ['the letters of a name in brackets', 'قال مراسل الهيئة (إن. كي. يو) إن الجسر فتح.'],
    ['the letters of a name', 'وقالت غرفة التجارة (دي.كي.إف) لقناة رت.دي.إم إن الجسر فتح.'],
    ['initials', 'كتب J. K. Rowling الرواية.'],
    ['English titles', 'He met Dr. Smith and Mr. Jones there.'],
    ['an address on the web', 'نشر على موقع example.com اليوم.'],
    ['guillemets', 'قال «انتهى الأمر. لن نعود. هل تفهمون؟ نعم» ثم خرج.'],
    ['straight marks', 'قال "انتهى الأمر. لن نعود" ثم خرج.'],
    ['curly marks', 'قال “انتهى الأمر. لن نعود” ثم خرج.'],
    ['curly marks typed the wrong way round', 'قال ”انتهى الأمر. لن نعود“ ثم خرج.'],
    ['marks with a space on the wrong side', 'قال:" انتهى الأمر. لن نعود " ثم خرج.'],
    ['nested quotation marks', 'قال «سمعته يقول "لن أعود. أبدا" ثم خرج. هكذا» وصمت.'],
    ['the number of a list', '1. العنوان الأول للخطة'],
  ])('do not end within %s', (_, text) => {
    expect(cut(text)).toEqual([text]);
  });

  test.each(['«', '"', '“', '”'])('are found although a %s is never closed', (mark) => {
    const text = `قال ${mark}لن نعود. وأضاف الوزير شيئا. ثم خرج من القاعة.\nفقرة أخرى. وجملة.`;
    expect(cut(text)).toHaveLength(5);
  });

  test('a quotation that never ends for pages is a forgotten mark', () => {
    const long = `قال «${'هذه جملة قصيرة. '.repeat(200)}» ثم خرج.`;
    expect(cut(long).length).toBeGreaterThan(100);
  });

  test('tell the paragraph that they stand in', () => {
    expect(
      sentences('جملة أولى. جملة ثانية.\n\n\nفقرة أخرى.').map(({ paragraph }) => paragraph),
    ).toEqual([0, 0, 1]);
  });

  test('cover every letter of any text, in order and without overlap', () => {
    fc.assert(
      fc.property(fc.oneof(arabicText, fc.string({ unit: 'binary' })), (text) => {
        let last = 0;
        let rest = '';
        for (const sentence of sentences(text)) {
          expect(sentence.start).toBeGreaterThanOrEqual(last);
          expect(sentence.text).toBe(text.slice(sentence.start, sentence.end));
          expect(sentence.text).toBe(sentence.text.trim());
          rest += text.slice(last, sentence.start);
          last = sentence.end;
        }
        expect((rest + text.slice(last)).trim()).toBe('');
      }),
    );
  });
});
