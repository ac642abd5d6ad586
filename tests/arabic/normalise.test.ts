import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { codePoints, fold, foldWithMap } from '../../src/arabic/normalise.ts';
import { arabicText, respelled } from './generators.ts';

describe('folding', () => {
  test.each([
    ['vowel signs are dropped', 'مُوجَزٌ', 'موجز'],
    ['a dagger alef is dropped', 'هٰذا', 'هذا'],
    ['tatweel is dropped', 'تــابــــع كــل الأخــبـــــار', 'تابع كل الاخبار'],
    ['the forms of alef become one', 'أإآٱا', 'ااااا'],
    ['alef maqsura becomes ya', 'على مستشفى', 'علي مستشفي'],
    ['ta marbuta becomes ha', 'القاهرة', 'القاهره'],
    ['hamza on its seat leaves the seat', 'مسؤول طائرة', 'مسوول طايره'],
    ['a hamza without a seat goes', 'الثلاثاء', 'الثلاثا'],
    ['Persian keyboards write Arabic', 'گوگل کی پارلمان چین ڤيينا', 'كوكل كي بارلمان جين فيينا'],
    ['digits of three scripts are one', '٢٠٢٤ ۲۰۲۴ 2024', '2024 2024 2024'],
    ['Arabic separators are Latin', '١٬٢٥٠٫٧٥٪', '1,250.75%'],
    ['Latin letters are lower case without accents', 'Émile CNN', 'emile cnn'],
    ['presentation forms are letters', 'ﻻ ﷲ', 'لا الله'],
    ['an honorific in one sign is no word', 'النبي ﷺ', 'النبي '],
    ['direction marks and zero widths go', '\u200fأ\u200bب\u202eج\ufeff', 'ابج'],
    ['tag characters go', `خبر${String.fromCodePoint(0xe0041, 0xe0042)}`, 'خبر'],
  ])('%s', (_, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('words that differ in these signs only become one, as على and علي do', () => {
    expect(fold('على')).toBe(fold('علي'));
    expect(fold('يدعى')).toBe(fold('يدعي'));
  });

  test('folding twice changes nothing, for every character there is', () => {
    // A line for each character, a thousand lines at a time: one call for each would take long.
    for (let from = 0; from <= 0x10ffff; from += 0x400) {
      const isAssigned = from < 0x40000 || (from >= 0xe0000 && from < 0xf0000);
      if (!isAssigned || (from >= 0xd800 && from <= 0xdfff)) continue;
      const codes = Array.from({ length: 0x400 }, (_, nth) => from + nth);
      const once = fold(codes.map((code) => String.fromCodePoint(code)).join('\n'));
      expect(fold(once), `from ${from.toString(16)} on`).toBe(once);
    }
  });

  test('folding twice changes nothing, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test('another spelling of a text folds to the same', () => {
    fc.assert(
      fc.property(arabicText, fc.infiniteStream(fc.nat()), (text, choices) => {
        expect(fold(respelled(text, choices))).toBe(fold(text));
      }),
    );
  });
});

describe('the way back to the original', () => {
  const printed = (text: string, part: string): string => {
    const folded = foldWithMap(text);
    const at = folded.text.indexOf(fold(part));
    return text.slice(folded.start(at), folded.end(at + fold(part).length));
  };

  test('a part is given back as it was printed, with the signs that belong to it', () => {
    expect(printed('قالت: «لم تُهــزَمْ» روسيا', 'تهزم')).toBe('تُهــزَمْ');
    expect(printed('من الفقراءِ، ثم', 'الفقراء')).toBe('الفقراءِ');
    expect(printed('ﻻﻻ كلمة', 'كلمه')).toBe('كلمة');
  });

  test('direction marks at the edges stay outside', () => {
    expect(printed('قال \u202bبوتين\u202c أمس', 'بوتين')).toBe('بوتين');
  });

  test('the whole is mapped to the whole, and an empty text to nothing', () => {
    const folded = foldWithMap('خبر');
    expect([folded.start(0), folded.end(3)]).toEqual([0, 3]);
    expect([foldWithMap('').start(0), foldWithMap('').end(0)]).toEqual([0, 0]);
  });

  test('offsets never leave the text and never go back, whatever the text', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), arabicText);
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldWithMap(text);
        expect(folded.text).toBe(fold(text));
        let [start, end] = [0, 0];
        for (let at = 0; at <= folded.text.length; at += 1) {
          expect(folded.start(at)).toBeGreaterThanOrEqual(start);
          expect(folded.end(at)).toBeGreaterThanOrEqual(end);
          [start, end] = [folded.start(at), folded.end(at)];
          expect(start).toBeLessThanOrEqual(text.length);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(at === 0 || folded.start(at - 1) < end).toBe(true);
        }
      }),
    );
  });

  test('what a part was printed as folds to that part', () => {
    fc.assert(
      fc.property(arabicText, fc.nat(), fc.nat(), (text, one, other) => {
        const folded = foldWithMap(text);
        const length = folded.text.length + 1;
        const [from, to] = [one % length, other % length].sort((a, b) => a - b);
        if (from === undefined || to === undefined || from === to) return;
        const slice = text.slice(folded.start(from), folded.end(to));
        expect(fold(slice)).toBe(folded.text.slice(from, to));
      }),
    );
  });
});

test('a length is counted in code points', () => {
  expect(codePoints('خبر😀')).toBe(4);
});
