import { dayAfter, weekdayOf } from './calendar.ts';
import { fold } from './normalise.ts';

type Named = { iso: string; start: number; end: number };

const weekdays = fold('الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت').split(' ');
const weekday = `ال(?:${weekdays.map((name) => name.slice(2)).join('|')})`;

const shifts = new Map([
  ['اول من امس', -2],
  ['اول امس', -2],
  ['امس', -1],
  ['اليوم', 0],
  ['يوم غد', 1],
  ['غدا', 1],
]);
const markers = [...shifts.keys()].join('|');

/** «اليوم الإثنين», «أمس», «الأحد الماضي», «يوم الخميس المقبل»; on folded text. */
const pattern = new RegExp(
  `(?<!\\p{L})(?:[وفب]?(?:ال(?=امس))?(${markers})(?:\\s?[،(]?\\s?(?:يوم\\s)?(${weekday}))?|[وفب]?(${weekday}))(?:\\s(الماضي|الفايت|المنصرم|المقبل|القادم))?(?!\\p{L})`,
  'gu',
);

/** «روسيا اليوم» and «اليوم السابع» are outlets; «غدا» alone also means «became». */
const isName = (marker: string, named: string, before: string, after: string): boolean =>
  (marker === 'غدا' && named === '') ||
  (marker === 'اليوم' &&
    (/(?:روسيا|المصري|بغداد|راي|اخبار|الامارات|عدن|هذا)\s$/.test(before) ||
      /^\s(?:السابع|24)/.test(after)));

/** The day with this name that is nearest to a given one. */
const nearest = (day: string, name: string): string => {
  const shift = (weekdays.indexOf(name) - weekdayOf(day) + 7) % 7;
  return dayAfter(day, shift > 3 ? shift - 7 : shift);
};

/** News tells of the past: a weekday is the last one, today included, unless it says otherwise. */
const weekdayNear = (published: string, name: string, direction: string): string => {
  const back = (weekdayOf(published) - weekdays.indexOf(name) + 7) % 7;
  if (/^(?:المقبل|القادم)$/.test(direction)) return dayAfter(published, back === 0 ? 7 : 7 - back);
  return dayAfter(published, back === 0 && direction !== '' ? -7 : -back);
};

/**
 * Weekdays, «أمس», «اليوم» and «غدا» of a folded text as days, counted from the day of publication.
 * Where weekday and «أمس» disagree the weekday is believed: clocks differ around midnight.
 */
export const relativeDays = (folded: string, published: string): Named[] =>
  Array.from(folded.matchAll(pattern)).flatMap((match) => {
    const {
      0: whole,
      1: marker = '',
      2: named = '',
      3: alone = '',
      4: direction = '',
      index,
    } = match;
    const end = index + whole.length;
    const before = folded.slice(Math.max(0, index - 16), index);
    if (isName(marker, named, before, folded.slice(end, end + 8))) return [];
    const day = dayAfter(published, shifts.get(marker) ?? 0);
    const near = alone === '' ? day : weekdayNear(published, alone, direction);
    const iso = named === '' ? near : nearest(day, named);
    return iso === '' ? [] : [{ iso, start: index, end }];
  });
