import { parseDate } from '../arabic/dates.ts';

/** Hours that a country's clocks are ahead of UTC in winter; an hour less than in a summer is meant. */
const hoursAhead: Record<string, number> = {
  ...Object.fromEntries(['GB', 'MR', 'PT'].map((country) => [country, 0])),
  ...Object.fromEntries(['MA', 'DZ', 'TN', 'FR', 'DE', 'ES'].map((country) => [country, 1])),
  ...Object.fromEntries(['EG', 'LY', 'LB', 'PS', 'SD'].map((country) => [country, 2])),
  ...Object.fromEntries(
    ['SY', 'JO', 'IQ', 'SA', 'KW', 'QA', 'BH', 'YE', 'TR', 'RU', 'SO', 'DJ'].map((country) => [
      country,
      3,
    ]),
  ),
  AE: 4,
  OM: 4,
};

const hourMs = 3_600_000;
const longest = 100;
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const clock = String.raw`(?:[\sT,]{1,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?`;
const zone = String.raw`\s{0,3}(Z|[A-Z]{2,4}(?![+\-\d])|(?:GMT|UTC)?[+\-]\d{1,2}:?(?:\d{2})?)?\s{0,3}(?:\([^)]{0,40}\))?$`;
const isoPattern = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${clock}${zone}`, 'i');
const mailPattern = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s{1,3})?(\d{1,2})[\s\-]([a-z]{3})[a-z]{0,6}[\s\-](\d{4}|\d{2})${clock}${zone}`,
  'i',
);

/** Zones of RFC 822; all other names mean different hours in different places. */
const namedZones: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

const offsetOf = (written: string | undefined, country: string): number => {
  const local = (hoursAhead[country] ?? 0) * hourMs;
  if (written === undefined) return local;
  const numeric = /([+-])(\d{1,2}):?(\d{2})?$/.exec(written);
  if (numeric === null) {
    const named = namedZones[written.toLowerCase()];
    return named === undefined ? local : named * hourMs;
  }
  const [, sign, hours, minutes = '0'] = numeric;
  return (sign === '-' ? -1 : 1) * (Number(hours) + Number(minutes) / 60) * hourMs;
};

type Parts = readonly (string | undefined)[];

const timeOf = (
  [year, month, day]: readonly [number, number, number],
  [hour = '0', minute = '0', second = '0', written]: Parts,
  country: string,
): number | undefined => {
  const time = Date.UTC(year, month, day, Number(hour), Number(minute), Number(second));
  const read = new Date(time);
  // 31 February and 25:00 would become another day without a word.
  const isReal = read.getUTCMonth() === month && read.getUTCDate() === day;
  return isReal && year >= 1995 && year <= 2100 ? time - offsetOf(written, country) : undefined;
};

/**
 * When a feed says that an item was published, in milliseconds since 1970: ISO 8601, RFC 822 or a
 * date in Arabic. Where no zone stands, the hour is that of the outlet's country in winter, UTC for
 * an unknown one; a day without an hour is its beginning. Undefined where no date can be made out.
 */
export const feedTime = (written: string, country: string): number | undefined => {
  const text = written.trim();
  if (text === '' || text.length > longest) return undefined;
  const iso = isoPattern.exec(text) ?? isoPattern.exec(parseDate(text));
  if (iso !== null) {
    const [, year, month, day, ...rest] = iso;
    return timeOf([Number(year), Number(month) - 1, Number(day)], rest, country);
  }
  const mail = mailPattern.exec(text);
  if (mail === null) return undefined;
  const [, day, name = '', year = '', ...rest] = mail;
  const month = months.indexOf(name.toLowerCase());
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  return month === -1 ? undefined : timeOf([full, month, Number(day)], rest, country);
};
