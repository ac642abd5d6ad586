import { numbered } from '../../arabic/lists.ts';
import { fold } from '../../arabic/normalise.ts';

const addends = numbered('foreignAddends');
const factors = numbered('foreignFactors');

const joiners = new Set(['and', 'و', 'a']);
const piece = /\d+(?:[.,]\d+)*|\p{L}+/gu;

const digitsOf = (raw: string): number =>
  Number(raw.replaceAll(/[.,](?=\d{3}(?!\d))/g, '').replace(',', '.'));

/**
 * The values that an English or Persian text gives in words or in digits with a scale behind them,
 * each with the parts that it is made of. Generous: it only serves to excuse a number.
 */
export const foreignNumbers = (text: string): number[] => {
  const values = new Set<number>();
  let total = 0;
  let group = 0;
  const flush = (): void => {
    if (total + group > 0) values.add(total + group);
    total = 0;
    group = 0;
  };
  for (const [raw] of fold(text).matchAll(piece)) {
    const addend = /^\d/.test(raw) ? digitsOf(raw) : addends.get(raw);
    const factor = factors.get(raw);
    if (addend !== undefined) {
      // A number in digits, or one no smaller than the last, begins anew.
      if (/^\d/.test(raw) || (group > 0 && addend >= group)) flush();
      group += addend;
      values.add(addend);
    } else if (factor !== undefined) {
      group = (group || 1) * factor;
      values.add(group);
      if (factor > 100) {
        total += group;
        group = 0;
      }
    } else if (!joiners.has(raw)) flush();
  }
  flush();
  return [...values];
};
