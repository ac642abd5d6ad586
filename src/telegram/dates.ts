import type { OutputLanguage } from '../summary/summary.ts';

/** `2024-12-23`, with or without a time and an offset. */
const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/;

/**
 * A date as readers write it, with the clock time where the article gave one: the page's own local
 * time, as printed there. Empty for anything that is not an ISO date.
 */
export const formatDate = (date: string, language: OutputLanguage): string => {
  const [, year, month, day, hour, minute] = isoDate.exec(date) ?? [];
  if (!year || !month || !day) return '';
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const words = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(time);
  const comma = language === 'ar' ? '،' : ',';
  return hour && minute ? `${words}${comma} ${hour}:${minute}` : words;
};
