import { fold } from '../../arabic/normalise.ts';

const list = (words: string): [string, number][] =>
  words.split(' ').map((entry): [string, number] => {
    const [word = '', value = ''] = entry.split('=');
    return [fold(word), Number(value)];
  });

/** English and Persian words that add up, «twenty-three», «بیست و سه». */
const addends = new Map([
  ...list(
    'one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 dozen=12 first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 half=0.5 twice=2 once=1',
  ),
  ...list(
    'یک=1 دو=2 سه=3 چهار=4 پنج=5 شش=6 هفت=7 هشت=8 نه=9 ده=10 یازده=11 دوازده=12 سیزده=13 چهارده=14 پانزده=15 شانزده=16 هفده=17 هجده=18 نوزده=19 بیست=20 سی=30 چهل=40 پنجاه=50 شصت=60 هفتاد=70 هشتاد=80 نود=90 صد=100 دویست=200 سیصد=300 چهارصد=400 پانصد=500 ششصد=600 هفتصد=700 هشتصد=800 نهصد=900 نیم=0.5',
  ),
]);

/** Words that multiply what stands before them. */
const factors = new Map(
  list(
    'hundred=100 thousand=1000 million=1e6 billion=1e9 trillion=1e12 m=1e6 bn=1e9 k=1000 هزار=1000 میلیون=1e6 میلیارد=1e9 تریلیون=1e12',
  ),
);

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
