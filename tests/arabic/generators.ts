import fc from 'fast-check';

const vocabulary =
  `قال الوزير إن الحكومة ستدرس الأمر غدًا وأعلنت الشركة نتائجها في القاهرة على مسؤول رؤساء
  هيئة الطائرة بدأت المحادثات مع CNN بشأن النفط عام 2024 وبلغت النسبة 12.5% أي 1,250 دولارا سوريا لبنان مستشفى
  أوشاكوف بوتين الأزمة آخر أيضا الثلاثاء مئة شيء قرار`.split(/\s+/);

/** Sentences of Arabic news words with the punctuation that stands between them. */
export const arabicText = fc
  .array(
    fc.tuple(
      fc.constantFrom(...vocabulary),
      fc.constantFrom(' ', ' ', ' ', ' ', '، ', '. ', ' "', '" ', ' «', '» ', '؟ ', '\n', '... '),
    ),
    { maxLength: 40 },
  )
  .map((pairs) => pairs.flat().join(''));

const spellings: Record<string, string[]> = {
  ا: ['ا', 'أ', 'إ', 'آ', 'ٱ', 'ا\u0654'],
  أ: ['ا', 'أ', 'إ'],
  إ: ['ا', 'إ'],
  ى: ['ى', 'ي', 'ی'],
  ي: ['ي', 'ى', 'ی', 'ئ'],
  ة: ['ة', 'ه'],
  ه: ['ه', 'ة', 'ہ'],
  ك: ['ك', 'ک', 'گ'],
  ؤ: ['ؤ', 'و'],
  '2': ['2', '٢', '۲'],
  '0': ['0', '٠', '۰'],
};

const signs = ['', '', '', 'ـ', 'َ', 'ُ', 'ّ', 'ْ', '\u200f', '\u200b', 'ء'];

/** The same text as another newsroom might type it: letters, vowel signs, tatweel and invisible marks. */
export const respelled = (text: string, choices: Iterable<number>): string => {
  const iterator = choices[Symbol.iterator]();
  const choose = (options: string[]): string => {
    const next = iterator.next();
    return options[(next.done === true ? 0 : next.value) % options.length] ?? '';
  };
  return Array.from(text, (letter) => {
    const spelled = choose(spellings[letter] ?? [letter]);
    return /\p{Script=Arabic}/u.test(letter) && /\p{L}/u.test(letter)
      ? spelled + choose(signs)
      : spelled;
  }).join('');
};
