import { findDates, parseDate } from '../arabic/dates.ts';
import { fold } from '../arabic/normalise.ts';
import { lineOf, type PageDocument } from './dom.ts';

/** Lines with a date and little else stay below this many characters. */
const longestLine = 100;

const isoDate =
  /^\s{0,5}(\d{4})-(\d{1,2})-(\d{1,2})(?:\s?[T ]\s?(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?/i;

const pad = (part: string): string => part.padStart(2, '0');

const zoneOf = (zone: string | undefined): string => {
  if (zone === undefined) return '';
  return zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
};

/** No news page is older than the web, and a year beyond this is a wrong field. */
const isPlausible = (year: number, month: number, day: number): boolean =>
  year >= 1995 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;

const fromIso = (text: string): string => {
  const [, year = '', month = '', day = '', hour, minute, zone] = isoDate.exec(text) ?? [];
  if (!isPlausible(Number(year), Number(month), Number(day))) return '';
  const date = `${year}-${pad(month)}-${pad(day)}`;
  return hour === undefined ? date : `${date}T${pad(hour)}:${minute}${zoneOf(zone)}`;
};

/** A date that stands alone in a field or on a line; empty where it is none, or stands in prose. */
const parseWritten = (text: string): string =>
  text.length > longestLine ? '' : fromIso(text) || plausible(parseDate(text));

const plausible = (iso: string): string =>
  isPlausible(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10)))
    ? iso
    : '';

const metaNames = [
  'article:published_time',
  'og:published_time',
  'og:article:published_time',
  'datepublished',
  'date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'dc.date',
  'dc.date.issued',
  'dcterms.created',
  'dcterms.date',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'article.published',
  'datecreated',
];

/** `/2024/12/23/`, `/2024-12-23/` and `/20241223/` in a path. */
const pathDates = [
  /\/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)/,
  /\/(\d{4})(\d{2})(\d{2})(?=[/_-]|$)/,
  /\/(\d{4})\/[a-z_-]{1,30}\/(\d{1,2})\/(\d{1,2})\//,
];

const fromPath = (path: string): string =>
  pathDates
    .map((pattern) => pattern.exec(path))
    .map((found) => (found ? fromIso(`${found[1]}-${found[2]}-${found[3]}`) : ''))
    .find((date) => date !== '') ?? '';

const machineReadable = (document: PageDocument): string[] => [
  ...[...document.querySelectorAll('[itemprop="datePublished"]')].flatMap((element) => [
    element.getAttribute('content') ?? '',
    element.getAttribute('datetime') ?? '',
    lineOf(element),
  ]),
  ...[...document.querySelectorAll('time')]
    .slice(0, 3)
    .flatMap((element) => [element.getAttribute('datetime') ?? '', lineOf(element)]),
];

/**
 * When the page says it was published, for machines: JSON-LD, meta elements, itemprop, `time`, and
 * last the path of its address. Empty where it says so to readers only.
 */
export const dateOf = (
  document: PageDocument,
  {
    linked,
    meta,
    address,
  }: { linked: string; meta: (...names: string[]) => string; address: string },
): string => {
  const claims = [linked, ...metaNames.map((name) => meta(name)), ...machineReadable(document)];
  const claimed = claims.map(parseWritten).find((date) => date !== '');
  return claimed ?? fromPath(URL.parse(address)?.pathname ?? '');
};

/** Elements that newsrooms name for the date that readers see. */
const datedElements = ['date', 'time', 'publish', 'posted', 'created']
  .flatMap((name) => [`[class*="${name}"]`, `[id*="${name}"]`])
  .join(',');

/** The lines at and below the headline that may hold a date; above it stands today's, often. */
export const datedLines = (document: PageDocument): string[] => {
  const elements = [...document.querySelectorAll(`h1,${datedElements}`)];
  const first = elements.findIndex(({ localName }) => localName === 'h1');
  return elements
    .slice(first + 1, first + 20)
    .map(lineOf)
    .filter((line) => line !== '' && line.length <= longestLine);
};

const isUpdate = (line: string): boolean => /تحديث|updated|modified/i.test(line);

/** The first date of publication among lines that were written for readers; updates come last. */
export const writtenDate = (lines: readonly string[]): string =>
  [...lines.filter((line) => !isUpdate(line)), ...lines.filter(isUpdate)]
    .map(parseWritten)
    .find((date) => date !== '') ?? '';

/** Whether a line holds nothing but when, and by whom, the article was published. */
export const isDateline = (line: string, author: string): boolean => {
  if (line.length > longestLine) return false;
  const dates = findDates(line);
  const dated = dates.reduce((length, { start, end }) => length + end - start, 0);
  const rest = fold(line)
    .replace(author === '' ? '' : fold(author), '')
    .replace(
      /كتبت?|بقلم|نشر(?:ت|ه)?|تم|تاريخ|اخر|تحديث|حدث|الساعه|بتوقيت|gmt|يوم|published|updated|last|on|at|by/g,
      '',
    );
  return dates.length > 0 && rest.replace(/[^\p{L}]/gu, '').length - dated <= 12;
};
