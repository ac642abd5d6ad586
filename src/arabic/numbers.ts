import { foldWithMap } from './normalise.ts';
import {
  compound,
  dualAt,
  mayBeNumber,
  ordinalAt,
  type Token,
  tokensOf,
  valuesOf,
} from './number-grammar.ts';
import { type Unit, unitAround } from './units.ts';

/** A number that a text states; offsets are UTF-16 units of the original, without the unit. */
export type Quantity = {
  value: number;
  /** `digits` also where a scale follows in words: «6 ملايين». */
  form: 'digits' | 'words';
  /** «الثالث والثلاثين» is 33. First and second count only in compounds. */
  ordinal: boolean;
  /** After «نحو», «أكثر من» and the like. */
  approximate: boolean;
  unit: Unit;
  start: number;
  end: number;
};

const approximations =
  /(?<!\p{L})[وفبلك]{0,2}(?:نحو|حوالي|قرابه|زها|يقارب|تقارب|يناهز|(?:اكثر|ازيد|اقل|اعلي) من|يقل عن|(?:يزيد|تزيد) (?:عن|علي)|يفوق|تفوق|يتجاوز|تتجاوز|تجاوز|تجاوزت|about|around|nearly|almost|over|than|least)\s?[$€£]?$/u;
const approximatedAfter = /^\s?(?:\p{L}{1,20}\s)?(?:تقريبا|ونيف)(?!\p{L})/u;

/** How far around a number its unit and its approximation are looked for, in UTF-16 units. */
const reach = 32;

type Reading = { values: number[]; next: number; ordinal: boolean };

/** Of one: «واحد», «أحد». Of two: Monday, and what only «عشر» would make a number of. */
const notAlone = /^.{0,3}(?:واحد|واحده|احد|احدي)$|(?:ال|لل)اثنين$|اثنت?[اي]$/;
/** «لست» is «I am not», and «ميتا» with a ya a company: only «مئتا» is two hundred. */
const lookAlike = /^[وف]?لست$|^[وفبل]{0,2}(?:ال)?مي(?:تا|تي|تان|تين)$/;

/** What the numbers at a token are, if they are any. */
const readAt = (tokens: Token[], at: number, isDecimal: boolean): Reading | undefined => {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const { text: word, inDigits } = token;
  const ordinal = inDigits ? undefined : ordinalAt(tokens, at);
  const part = ordinal ?? compound(tokens, at, isDecimal) ?? dualAt(tokens, at);
  if (part !== undefined) {
    const { value, next } = part;
    const isNoNumber = !inDigits && value < 3 && notAlone.test(word);
    return { values: isNoNumber ? [] : [value], next, ordinal: ordinal !== undefined };
  }
  return inDigits ? { values: valuesOf(word, isDecimal), next: at + 1, ordinal: false } : undefined;
};

/** «بالمئة», «في المئة»: the unit of the number before, not a hundred. */
const isShare = (word: string, before: string): boolean =>
  /^بالم(?:يه|ايه)$/.test(word) || (/^الم(?:يه|ايه)$/.test(word) && /(?<!\p{L})في $/u.test(before));

/**
 * The numbers of a text, in digits of three scripts and in Arabic words, with scales, compounds,
 * ordinals and common duals. The parts of a date count each; «واحد» and «أحد» do not count.
 */
export const quantities = (text: string): Quantity[] => {
  const folded = foldWithMap(text);
  const tokens = tokensOf(folded.text);
  const found: Quantity[] = [];
  let next = 0;
  for (const [at, token] of tokens.entries()) {
    if (at < next || !mayBeNumber(token)) continue;
    const start = folded.start(token.at);
    // Folded, the Arabic decimal separator is a dot like those between thousands.
    const isDecimal = token.inDigits && text.slice(start, folded.end(token.end)).includes('٫');
    const reading = readAt(tokens, at, isDecimal);
    if (reading === undefined) continue;
    if (lookAlike.test(token.text) && !text.slice(start, folded.end(token.end)).includes('ئ'))
      continue;
    const before = folded.text.slice(Math.max(0, token.at - reach), token.at);
    if (isShare(token.text, before)) continue;
    next = reading.next;
    const to = tokens[next - 1]?.end ?? token.end;
    const after = folded.text.slice(to, to + reach);
    for (const value of reading.values) {
      found.push({
        value,
        form: token.inDigits ? 'digits' : 'words',
        ordinal: reading.ordinal,
        approximate: approximations.test(before) || approximatedAfter.test(after),
        unit: unitAround(before, after),
        start,
        end: folded.end(to),
      });
    }
  }
  return found;
};
