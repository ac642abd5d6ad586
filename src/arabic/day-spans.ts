import { fold } from './normalise.ts';
import { quantities } from './numbers.ts';

/** Words of a span by the days of one; duals name two of theirs. */
const spans: readonly [RegExp, number][] = [
  [/^(?:يوما?|ايام|days?)$/, 1],
  [/^يومين$/, 2],
  [/^(?:اسبوعا?|اسابيع|weeks?)$/, 7],
  [/^اسبوعين$/, 14],
  [/^(?:شهرا?|month)$/, 30],
];

/**
 * How many days a whole text names: «٣ أيام», «أسبوعا», «يومين», `2 weeks`, a bare number. Undefined
 * where it names anything else.
 */
export const parseDaySpan = (text: string): number | undefined => {
  const pieces = fold(text)
    .trim()
    .replace(/ واحدا?$|^(?:a|one) /, '')
    .split(/\s+/);
  const [, days] = spans.find(([pattern]) => pattern.test(pieces.at(-1) ?? '')) ?? [];
  if (days !== undefined) pieces.pop();
  const counted = pieces.join(' ');
  if (counted === '') return days;
  const [number, ...more] = quantities(counted);
  const isWhole = number?.start === 0 && number.end === counted.length && more.length === 0;
  return isWhole && Number.isInteger(number.value) ? number.value * (days ?? 1) : undefined;
};
