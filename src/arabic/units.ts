import { fold } from './normalise.ts';

const currencies = {
  dollar: 'دولار دولارات دولارا دولاران دولارين dollar dollars usd $',
  euro: 'يورو اليورو euro euros eur €',
  pound: 'جنيه جنيها جنيهات إسترليني استرليني pound pounds gbp £',
  riyal: 'ريال ريالا ريالات',
  dirham: 'درهم درهما دراهم',
  dinar: 'دينار دينارا دنانير',
  lira: 'ليرة ليرات',
  shekel: 'شيكل شيقل شواكل شيكلا',
  rouble: 'روبل روبلا روبلات',
  yuan: 'يوان يوانا',
  yen: 'ين',
} as const;

/** What a number counts, as far as a summary must keep it: a share, a currency, or anything else. */
export type Unit = '' | 'percent' | keyof typeof currencies;

const isCurrency = (name: string): name is keyof typeof currencies => name in currencies;

const byWord = new Map(
  Object.entries(currencies).flatMap(([name, words]) =>
    isCurrency(name)
      ? fold(words)
          .split(' ')
          .map((word): [string, Unit] => [word, name])
      : [],
  ),
);

/** Whether a folded word is the name of a currency. */
export const isCurrencyWord = (folded: string): boolean => byWord.has(folded);

const percent = /^\s?(?:%|بالميه|بالمايه|في (?:الميه|المايه)|percent)(?!\p{L})/u;
const wordAfter = /^\s?([\p{L}]+|[$€£])/u;

/** The unit that stands beside a number, from the folded text directly before and after it. */
export const unitAround = (before: string, after: string): Unit => {
  if (percent.test(after) || /%\s?$/.test(before)) return 'percent';
  const following = byWord.get(wordAfter.exec(after)?.[1] ?? '');
  return following ?? byWord.get(/[$€£](?=\s?$)/.exec(before)?.[0] ?? '') ?? '';
};
