import { lineOf, type PageDocument } from './dom.ts';

const isoDate =
  /^\s{0,5}(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s?(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?/i;

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

/** `Mon, 23 Dec 2024 20:01:00 GMT` and `Dec 23, 2024`, which JavaScript reads alike everywhere. */
const fromEnglish = (text: string): string => {
  const hasMonth = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(text);
  if (!hasMonth || text.length > 60) return '';
  const hasTime = /\d:\d/.test(text);
  const hasZone = /(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})\s*$/.test(text);
  const ms = Date.parse(hasZone ? text : `${text} UTC`);
  if (Number.isNaN(ms)) return '';
  const iso = new Date(ms).toISOString();
  if (!hasTime) return fromIso(iso.slice(0, 10));
  return fromIso(hasZone ? `${iso.slice(0, 16)}Z` : iso.slice(0, 16));
};

/** A written date as ISO 8601, as exact as it is written; empty where it is none. */
const parseWritten = (text: string): string => fromIso(text) || fromEnglish(text);

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
 * When the page says it was published: JSON-LD, meta elements, itemprop, `time`, the path, and last
 * what is written near the headline, in any tradition of Arabic month names.
 */
export const dateOf = (
  document: PageDocument,
  {
    linked,
    meta,
    page,
  }: { linked: string; meta: (...names: string[]) => string; page: URL | null },
): string => {
  const claims = [linked, ...metaNames.map((name) => meta(name)), ...machineReadable(document)];
  const claimed = claims.map(parseWritten).find((date) => date !== '');
  return claimed ?? fromPath(decodedPath(page));
};

const decodedPath = (page: URL | null): string => page?.pathname ?? '';
