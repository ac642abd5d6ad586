import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fold } from '../../src/arabic/normalise.ts';
import { isStopWord, stem, withoutClitics, words } from '../../src/arabic/words.ts';
import { arabicText } from './generators.ts';

const rawWords = (text: string): string[] => words(text).map(({ raw }) => raw);

describe('the words of a text', () => {
  test('numbers keep their separators, dates and per cent', () => {
    expect(rawWords('بلغ 1,250.75 دولار (٥٠٪) في 12/11/2024، الساعة 20:01.')).toEqual([
      'بلغ',
      '1,250.75',
      'دولار',
      '٥٠٪',
      'في',
      '12/11/2024',
      'الساعة',
      '20:01',
    ]);
  });

  test('hyphenated Latin words stay together, Arabic ones are two', () => {
    expect(rawWords('طائرة F-16 في أبو-ظبي قرب AT&T')).toEqual([
      'طائرة',
      'F-16',
      'في',
      'أبو',
      'ظبي',
      'قرب',
      'AT&T',
    ]);
  });

  test('scripts part words that are written together', () => {
    expect(words('لـ"CNN" وكوفيد-19').map(({ folded }) => folded)).toEqual([
      'ل',
      'cnn',
      'وكوفيد',
      '19',
    ]);
  });

  test('a word is given as printed and as compared', () => {
    expect(words('نفــوذًا')).toEqual([{ raw: 'نفــوذًا', folded: 'نفوذا', start: 0, end: 8 }]);
  });

  test('words stand in their order, within the text, and fold to what they are', () => {
    fc.assert(
      fc.property(fc.oneof(arabicText, fc.string({ unit: 'binary' })), (text) => {
        let last = 0;
        for (const { raw, folded, start, end } of words(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(raw).toBe(text.slice(start, end));
          expect(fold(raw)).toContain(folded);
          last = start;
        }
      }),
    );
  });
});

describe('clitics', () => {
  test.each([
    ['وبالحكومة', ['وبالحكومه', 'بالحكومه', 'الحكومه', 'حكومه']],
    ['للبنان', ['للبنان', 'لبنان', 'بنان']],
    ['ولرويترز', ['ولرويترز', 'لرويترز', 'رويترز']],
    ['بوتين', ['بوتين', 'وتين']],
    ['سيقول', ['سيقول', 'يقول']],
    ['في', ['في']],
    ['cnn', ['cnn']],
  ])('%s is looked up with and without them', (word, forms) => {
    expect(withoutClitics(fold(word))).toEqual(forms);
  });

  test('forms get shorter and never shorter than two letters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('و', 'ف', 'ب', 'ل', 'ك', 'س', 'ا', 'م') }),
        (word) => {
          const lengths = withoutClitics(word).map(({ length }) => length);
          expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
          expect(Math.min(...lengths)).toBeGreaterThanOrEqual(Math.min(2, word.length));
        },
      ),
    );
  });
});

describe('content', () => {
  test('small words carry none, with their conjunction too; قال and names do', () => {
    expect(['في', 'وعلى', 'التي', 'the'].map((word) => isStopWord(fold(word)))).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect(['قال', 'بوتين', 'علم', 'الحكومة'].some((word) => isStopWord(fold(word)))).toBe(false);
  });

  test.each([
    ['والحكومة', 'حكومات'],
    ['الوزير', 'وزير'],
    ['بالقوات', 'القوات'],
    ['للمدينة', 'المدينة'],
  ])('%s and %s have one stem', (one, other) => {
    expect(stem(fold(one))).toBe(stem(fold(other)));
  });

  test('a name keeps its first letter', () => {
    expect(stem(fold('بوتين'))).toMatch(/^بوت/);
  });
});
