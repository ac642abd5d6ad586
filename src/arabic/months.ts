import { fold, type Folded, foldWithMap } from './normalise.ts';

export type Calendar = 'gregorian' | 'hijri';
type Month = { month: number; calendar: Calendar };

/** A month as a text names it; offsets are UTF-16 units of the original. */
export type MonthMention = Month & { start: number; end: number };

/** Gulf and Egyptian, Levantine, Algerian and Tunisian, Moroccan, English names of each month. */
const gregorian = [
  'يناير كانون_الثاني كانون_ثاني كانون_الثانى جانفي january jan',
  'فبراير شباط فيفري february feb',
  'مارس آذار march mar',
  'أبريل إبريل نيسان أفريل april apr',
  'مايو أيار ماي may',
  'يونيو يونيه حزيران جوان june jun',
  'يوليو يوليه تموز جويلية يوليوز july jul',
  'أغسطس آب أوت غشت august aug',
  'سبتمبر أيلول شتنبر september sept sep',
  'أكتوبر تشرين_الأول تشرين_أول october oct',
  'نوفمبر تشرين_الثاني تشرين_ثاني نونبر november nov',
  'ديسمبر كانون_الأول كانون_أول دجنبر december dec',
];

const hijri = [
  'محرم المحرم',
  'صفر',
  'ربيع_الأول ربيع_أول',
  'ربيع_الثاني ربيع_الآخر ربيع_ثاني',
  'جمادى_الأولى جمادى_الأول',
  'جمادى_الآخرة جمادى_الثانية جمادى_الثاني',
  'رجب',
  'شعبان',
  'رمضان',
  'شوال',
  'ذو_القعدة ذي_القعدة',
  'ذو_الحجة ذي_الحجة',
];

const entriesOf = (lines: string[], calendar: Calendar): [string, Month][] =>
  lines.flatMap((line, nth) =>
    fold(line)
      .split(' ')
      .map((name): [string, Month] => [name.replace('_', ' '), { month: nth + 1, calendar }]),
  );

const byName = new Map([...entriesOf(gregorian, 'gregorian'), ...entriesOf(hijri, 'hijri')]);

const monthNames = [...byName.keys()].sort((a, b) => b.length - a.length).join('|');

/** Verbs, names and things that are spelled like a month. «صفر» is mostly zero. */
const alsoWords = new Set(
  fold('مارس نيسان أوت آب may march mar رمضان ماي جوان رجب شعبان محرم المحرم صفر jan dec').split(
    ' ',
  ),
);
const needYear = new Set(fold('صفر آب mar').split(' '));

const month = new RegExp(`(?<!\\p{L})([وفبلك]{0,2})(${monthNames})(?!\\p{L})`, 'gu');
const wordBefore =
  /(?<!\p{L})(?:في|منذ|خلال|شهر|شهري|مطلع|اواخر|منتصف|نهايه|بدايه|اوايل|in|since)\s$/u;

/** Whether what stands beside a name that is also a word shows the month. */
const isMonthHere = (name: string, before: string, after: string, raw: string): boolean => {
  if (!alsoWords.has(name)) return true;
  if (/^\s?(?:من\s)?(?:عام\s)?\d{4}(?!\d)/.test(after)) return true;
  if (/(?<!\p{L})شهر\s$/u.test(before)) return true;
  // Both traditions side by side: «آب/أغسطس», «مارس (آذار)».
  if (/^\s?[/(]\s?(\p{L}+)/u.test(after) && byName.has(/\p{L}+/u.exec(after)?.[0] ?? ''))
    return true;
  if (
    /\p{L}\s?[/(]\s?$/u.test(before) &&
    byName.has(/(\p{L}+)\s?[/(]\s?$/u.exec(before)?.[1] ?? '')
  ) {
    return true;
  }
  // «أب» is a father, «آب» the month.
  if (needYear.has(name) && !raw.startsWith('آ')) return false;
  return /(?<!\d)\d{1,2}\s$/.test(before) || wordBefore.test(before);
};

/** As `months`, for a text already folded, and with offsets in the folded text. */
export const monthsInFolded = (text: string, folded: Folded): MonthMention[] =>
  Array.from(folded.text.matchAll(month)).flatMap((match) => {
    const [whole, clitics = '', name = ''] = match;
    const start = match.index + clitics.length;
    const end = match.index + whole.length;
    const found = byName.get(name);
    const before = folded.text.slice(Math.max(0, start - 24), start);
    const after = folded.text.slice(end, end + 24);
    const raw = text.slice(folded.start(start), folded.end(end));
    return found && isMonthHere(name, before, after, raw) ? [{ ...found, start, end }] : [];
  });

/**
 * The months that a text names, in any of the traditions. Names that are also words (مارس the verb,
 * ماي the politician, أب the father, رجب) count only beside a day, a year or a word like «شهر».
 */
export const months = (text: string): MonthMention[] => {
  const folded = foldWithMap(text);
  return monthsInFolded(text, folded).map(({ month, calendar, start, end }) => ({
    month,
    calendar,
    start: folded.start(start),
    end: folded.end(end),
  }));
};
