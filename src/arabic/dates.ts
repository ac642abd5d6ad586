import { closestYear, isoDay, isoDayOfHijri } from './calendar.ts';
import { type MonthMention, monthsInFolded } from './months.ts';
import { foldWithMap } from './normalise.ts';
import { ordinals } from './number-words.ts';
import { relativeDays } from './relative-days.ts';

/**
 * A day that a text names, as exact as it is printed: `2024-12`, `2024-12-23`, `2024-12-23T20:01`,
 * with an offset where one stands there. Offsets are UTF-16 units of the text.
 */
export type FoundDate = { iso: string; start: number; end: number };

const dayByWord = new Map([
  ...[...ordinals].flatMap(([name, value]): [string, number][] => [
    [`ال${name}`, value],
    [`ال${name} عشر`, value + 10],
    [`ال${name} والعشرين`, value + 20],
    [`ال${name} والثلاثين`, value + 30],
  ]),
  ['العشرين', 20],
  ['الثلاثين', 30],
] satisfies [string, number][]);

const dayWords = [...dayByWord.keys()].sort((a, b) => b.length - a.length).join('|');

/** How far around a month its day, year and hour are looked for, in UTF-16 units. */
const reach = 48;

const dayBefore = new RegExp(
  `(?<![\\p{L}\\d:/.])(\\d{1,2}|${dayWords})(?:\\s?من)?(?:\\s?شهر)?\\s?[-/]?\\s?$`,
  'u',
);
const yearAfter = /^[\s,،/-]{0,3}(?:من\s)?(?:عام\s|سنه\s)?(\d{4})(?!\d)(?:\s?[مه](?!\p{L}))?/u;
const dayAndYearAfter = /^\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)/;

const clock = String.raw`(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?(?:\s?(صباحا|مسا|ص|م|am|pm)(?!\p{L}))?`;
const zone = String.raw`(?:\s?(gmt|utc|z|بتوقيت غرينتش|بتوقيت جرينتش|[+\-]\d{2}:?\d{2})(?![\p{L}\d]))?`;
const timeAfter = new RegExp(String.raw`^(?:t|[\s,،\-–|]{0,4}(?:الساعه\s)?)${clock}${zone}`, 'u');
const timeBefore = new RegExp(
  String.raw`(?<![\d:])${clock}${zone}[\s,،\-–|]{0,4}(?:\p{L}{4,9}[\s,،]{1,2})?$`,
  'u',
);

/** `T20:01` with its offset, or '' where the match is none or no time of day. */
const timeOf = (match: RegExpExecArray | null): string => {
  const [, hours = '', minutes = '', half = '', offset = ''] = match ?? [];
  const isAfternoon = /^[مp]/.test(half);
  const hour = (Number(hours) % (half === '' ? 24 : 12)) + (isAfternoon ? 12 : 0);
  if (match === null || Number(hours) > 24 || Number(minutes) > 59) return '';
  const sign = /^[+-]/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(-2)}` : '';
  return `T${String(hour).padStart(2, '0')}:${minutes}${sign || (offset && 'Z')}`;
};

/** A day with the time that stands after or before it; offsets are those of the folded text. */
const withTime = (folded: string, day: FoundDate): FoundDate => {
  const after = timeAfter.exec(folded.slice(day.end, day.end + reach));
  const later = timeOf(after);
  if (later !== '')
    return { ...day, iso: day.iso + later, end: day.end + (after?.[0].length ?? 0) };
  const before = timeBefore.exec(folded.slice(Math.max(0, day.start - reach), day.start));
  const earlier = timeOf(before);
  if (earlier === '') return day;
  return { ...day, iso: day.iso + earlier, start: day.start - (before?.[0].length ?? 0) };
};

const isoOf = ({ calendar, month }: MonthMention, year: number, day: number): string =>
  calendar === 'hijri' ? isoDayOfHijri(year, month, day) : isoDay(year, month, day);

/** The day, or month of a year, around a month's name. */
const aroundMonth = (folded: string, mention: MonthMention, published: string): FoundDate[] => {
  const { start, end, calendar, month } = mention;
  const before = dayBefore.exec(folded.slice(Math.max(0, start - reach), start));
  const after = folded.slice(end, end + reach);
  const english = before === null ? dayAndYearAfter.exec(after) : null;
  const day = Number(english?.[1] ?? dayByWord.get(before?.[1] ?? '') ?? before?.[1]);
  const yearMatch = english ?? yearAfter.exec(after);
  const year = Number(yearMatch?.[english === null ? 1 : 2]);
  const from = start - (before?.[0].length ?? 0);
  const to = end + (yearMatch?.[0].length ?? 0);
  if (Number.isNaN(day)) {
    const iso = calendar === 'gregorian' ? isoDay(year, month, 1).slice(0, 7) : '';
    return iso === '' ? [] : [{ iso, start: from, end: to }];
  }
  const known = Number.isNaN(year)
    ? closestYear(published, calendar, (candidate) => isoOf(mention, candidate, day))
    : isoOf(mention, year, day);
  return known === '' ? [] : [withTime(folded, { iso: known, start: from, end: to })];
};

/** Months with «كانون الأول/ديسمبر» taken as one. */
const withoutTwins = (mentions: MonthMention[], folded: string): MonthMention[] => {
  const kept: MonthMention[] = [];
  for (const mention of mentions) {
    const last = kept.at(-1);
    const between = last && folded.slice(last.end, mention.start);
    if (last && between !== undefined && /^\s?[/(]\s?$/.test(between)) {
      last.end = mention.end + (/^\s?\)/.exec(folded.slice(mention.end))?.[0].length ?? 0);
    } else kept.push({ ...mention });
  }
  return kept;
};

const numeric =
  /(?<!\d|\d[./-])(?:(\d{4})( ?[/.-] ?)(\d{1,2})\2(\d{1,2})|(\d{1,2})( ?[/.-] ?)(\d{1,2})\6(\d{4}))(?!\d|[/.-]\d)(?:\s?[مه](?!\p{L}))?/gu;

const numericDates = (folded: string): FoundDate[] =>
  Array.from(folded.matchAll(numeric)).flatMap((match) => {
    const [whole, year1, , month1, day1, day2, , month2, year2] = match;
    const year = Number(year1 ?? year2);
    const [first, second] = [Number(day1 ?? day2), Number(month1 ?? month2)];
    // 12/23/2024 is the American order.
    const [day, month] = second > 12 && year1 === undefined ? [second, first] : [first, second];
    const iso = year < 1600 ? isoDayOfHijri(year, month, day) : isoDay(year, month, day);
    const found = { iso, start: match.index, end: match.index + whole.length };
    return iso === '' ? [] : [withTime(folded, found)];
  });

/** «الاثنين 23 ديسمبر» is one day: what stands with or within a printed date is left to it. */
const standsAlone = (day: FoundDate, nth: number, days: FoundDate[]): boolean => {
  const [before, after] = [days[nth - 1], days[nth + 1]];
  const isNear = after !== undefined && after.start - day.end <= 3;
  return !isNear && (before === undefined || before.end <= day.start);
};

/**
 * The days that a text names, in order: month names of all traditions, Hijri ones converted by Umm
 * al-Qura, and numbers with the day first. Given the day on which the text was published, also days
 * without a year, weekdays, «أمس» and «اليوم».
 */
export const findDates = (text: string, published = ''): FoundDate[] => {
  const folded = foldWithMap(text);
  const mentions = withoutTwins(monthsInFolded(text, folded), folded.text);
  const printed = [
    ...mentions.flatMap((mention) => aroundMonth(folded.text, mention, published)),
    ...numericDates(folded.text),
  ];
  const relative = new Set(published === '' ? [] : relativeDays(folded.text, published));
  return [...printed, ...relative]
    .sort((a, b) => a.start - b.start)
    .filter((day, nth, days) => !relative.has(day) || standsAlone(day, nth, days))
    .map(({ iso, start, end }) => ({ iso, start: folded.start(start), end: folded.end(end) }));
};

/** The first whole day in a line, with its time where one stands beside it; '' where there is none. */
export const parseDate = (text: string): string =>
  findDates(text).find(({ iso }) => iso.length >= 'YYYY-MM-DD'.length)?.iso ?? '';
