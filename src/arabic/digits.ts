/** Digits as a reader likes to see them; a number keeps its value, and its separators follow. */
export type Digits = 'arabic' | 'latin';

const toArabic = (text: string): string =>
  text
    .replace(/(?<=\d)\.(?=\d)/g, '٫')
    .replace(/(?<=\d),(?=\d{3})/g, '٬')
    .replace(/(?<=\d)%/g, '٪')
    .replace(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)));

const toLatin = (text: string): string =>
  text
    .replace(/[\u0660-\u0669]/g, (digit) => String((digit.codePointAt(0) ?? 0) - 0x0660))
    .replace(/[\u06F0-\u06F9]/g, (digit) => String((digit.codePointAt(0) ?? 0) - 0x06f0))
    .replace(/(?<=\d)٫(?=\d)/g, '.')
    .replace(/(?<=\d)٬(?=\d{3})/g, ',')
    .replace(/(?<=\d)٪/g, '%');

/** The same text with its numbers in these digits. */
export const inDigits = (text: string, digits: Digits): string =>
  digits === 'arabic' ? toArabic(text) : toLatin(text);
