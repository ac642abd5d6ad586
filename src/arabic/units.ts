import { named } from './lists.ts';

/** What a number counts, as far as a summary must keep it: `percent`, a currency, '' for anything else. */
export type Unit = string;

const currencies = named('currencies');

/** Whether a folded word is the name of a currency. */
export const isCurrencyWord = (folded: string): boolean => currencies.has(folded);

const percent = /^\s?(?:%|بالميه|بالمايه|في (?:الميه|المايه)|percent)(?!\p{L})/u;
const wordAfter = /^\s?([\p{L}]+|[$€£])/u;

/** The unit that stands beside a number, from the folded text directly before and after it. */
export const unitAround = (before: string, after: string): Unit => {
  if (percent.test(after) || /%\s?$/.test(before)) return 'percent';
  const following = currencies.get(wordAfter.exec(after)?.[1] ?? '');
  const currency = following ?? currencies.get(/[$€£](?=\s?$)/.exec(before)?.[0] ?? '');
  return currency ?? '';
};
