import type { Calendar } from './months.ts';

const dayMs = 86_400_000;

const pad = (value: number): string => String(value).padStart(2, '0');

/** `2024-12-23`, or '' where the calendar has no such day. */
export const isoDay = (year: number, month: number, day: number): string => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1000 && year <= 9999 ? `${year}-${pad(month)}-${pad(day)}` : '';
};

/** A day moved by whole days; '' stays ''. */
export const dayAfter = (day: string, days: number): string => {
  const time = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? '' : new Date(time + days * dayMs).toISOString().slice(0, 10);
};

/** From 0 for Sunday to 6; NaN where the day is none. */
export const weekdayOf = (day: string): number =>
  new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay();

const ummAlQura = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

/** Year, month and day of a Gregorian day in the Umm al-Qura calendar. */
const hijriOf = (day: string): [number, number, number] => {
  const parts = ummAlQura.formatToParts(new Date(`${day.slice(0, 10)}T00:00:00Z`));
  const part = (type: string): number =>
    Number(parts.find((each) => each.type === type)?.value ?? Number.NaN);
  return [part('year'), part('month'), part('day')];
};

/** The Gregorian day of a Hijri one, '' outside of the years that Umm al-Qura is known for. */
export const isoDayOfHijri = (year: number, month: number, day: number): string => {
  if (year < 1300 || year > 1599 || month < 1 || month > 12 || day < 1 || day > 30) return '';
  const days = (year - 1) * 354.367 + (month - 1) * 29.53 + day - 1;
  const near = new Date(Date.UTC(622, 6, 19) + Math.round(days) * dayMs).toISOString();
  for (let shift = -4; shift <= 4; shift += 1) {
    const candidate = dayAfter(near, shift);
    const [hijriYear, hijriMonth, hijriDay] = hijriOf(candidate);
    if (hijriYear === year && hijriMonth === month && hijriDay === day) return candidate;
  }
  return '';
};

/**
 * The day without a year that is closest to the day of publication, '' where that is unknown.
 * `dayIn` gives the day in a year of the calendar.
 */
export const closestYear = (
  published: string,
  calendar: Calendar,
  dayIn: (year: number) => string,
): string => {
  const time = Date.parse(`${published.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(time)) return '';
  const year = calendar === 'hijri' ? hijriOf(published)[0] : Number(published.slice(0, 4));
  const distance = (day: string): number => Math.abs(Date.parse(`${day}T00:00:00Z`) - time);
  return [year, year - 1, year + 1]
    .map(dayIn)
    .filter((day) => day !== '')
    .reduce((best, day) => (best === '' || distance(day) < distance(best) ? day : best), '');
};
