import { folded, numbered } from './lists.ts';
import { type Folded, foldWithMap } from './normalise.ts';

export type Calendar = 'gregorian' | 'hijri';
type Month = { month: number; calendar: Calendar };

/** A month as a text names it; offsets are UTF-16 units of the original. */
export type MonthMention = Month & { start: number; end: number };

const entriesOf = (calendar: Calendar): [string, Month][] =>
  [...numbered(calendar)].map(([name, month]) => [name, { month, calendar }]);

const byName = new Map([...entriesOf('gregorian'), ...entriesOf('hijri')]);

const monthNames = [...byName.keys()].sort((a, b) => b.length - a.length).join('|');

const alsoWords = new Set(folded('monthsThatAreWords'));
const needYear = new Set(folded('monthsThatNeedTheirYear'));

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
export const monthsInFolded = (text: string, whole: Folded): MonthMention[] =>
  Array.from(whole.text.matchAll(month)).flatMap((match) => {
    const [printed, clitics = '', name = ''] = match;
    const start = match.index + clitics.length;
    const end = match.index + printed.length;
    const found = byName.get(name);
    const before = whole.text.slice(Math.max(0, start - 24), start);
    const after = whole.text.slice(end, end + 24);
    const raw = text.slice(whole.start(start), whole.end(end));
    return found && isMonthHere(name, before, after, raw) ? [{ ...found, start, end }] : [];
  });

/**
 * The months that a text names, in any of the traditions. Names that are also words (مارس the verb,
 * ماي the politician, أب the father, رجب) count only beside a day, a year or a word like «شهر».
 */
export const months = (text: string): MonthMention[] => {
  const whole = foldWithMap(text);
  return monthsInFolded(text, whole).map(({ month, calendar, start, end }) => ({
    month,
    calendar,
    start: whole.start(start),
    end: whole.end(end),
  }));
};
