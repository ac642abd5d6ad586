import { remembering } from '../lib/remember.ts';
import { matches } from './matches.ts';
import {
  barePlurals,
  doubledScales,
  duals,
  fractions,
  hundreds,
  ordinals,
  scales,
  shortScales,
  tens,
  units,
} from './number-words.ts';

/** A number or word of a folded text, with its place there. */
export type Token = { text: string; inDigits: boolean; at: number; end: number };
/** A number read from tokens: where the next one stands, and the scale that it is counted in. */
export type Part = { value: number; next: number; scale: number };

const tokenPattern = /\d+(?:[.,،]\d+)*|[\p{Script=Arabic}&&\p{L}]+|[a-z]+/gv;

/** The numbers and words of a folded text. */
export const tokensOf = (folded: string): Token[] =>
  matches(folded, tokenPattern, (text, at) => ({
    text,
    inDigits: /^\d/.test(text),
    at,
    end: at + text.length,
  }));

/**
 * The numbers that a literal in digits stands for. Groups of three behind one sort of separator are
 * thousands, so that 10.000 is ten thousand; not before a scale, so that «1.250 مليون» is 1.25e6.
 * What is no number, such as 23.12.2024, is its parts.
 */
export const valuesOf = (literal: string, isDecimal: boolean): number[] => {
  const [head = '', ...rest] = literal.split(/[.,،]/);
  const last = rest.at(-1);
  if (last === undefined) return [Number(literal)];
  const separators = literal.replaceAll('،', ',').replaceAll(/\d/g, '');
  const sorts = new Set(separators).size;
  const grouped = rest.slice(0, -1).every((group) => group.length === 3) && head.length <= 3;
  const mayGroup = last.length === 3 && head.length <= 3 && head !== '0';
  if (rest.length === 1) {
    return [Number(mayGroup && !isDecimal ? head + last : `${head}.${last}`)];
  }
  if (grouped && sorts === 1 && last.length === 3) return [Number([head, ...rest].join(''))];
  if (grouped && sorts === 2 && separators.lastIndexOf(separators[0] ?? '') === rest.length - 2) {
    return [Number(`${[head, ...rest.slice(0, -1)].join('')}.${last}`)];
  }
  return [head, ...rest].map(Number);
};

type Entry = { value: number; joined: boolean };

/** What may be joined to the beginning of a number. */
const joined = [/^[وف]/, /^[وف]?(?:بال|ال|لل)/, /^[وف]?[بل]/];

const textAt = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';

/** A word of a table, with or without و ف, ب ل and ال before it. */
const lookUp = (table: ReadonlyMap<string, number>, word: string): Entry | undefined => {
  const exact = table.get(word);
  if (exact !== undefined) return { value: exact, joined: false };
  if (!'وفبلا'.includes(word.charAt(0))) return undefined;
  for (const prefix of joined) {
    const value = prefix.test(word) ? table.get(word.replace(prefix, '')) : undefined;
    if (value !== undefined) return { value, joined: word.startsWith('و') };
  }
  return undefined;
};

const allWords = new Map(
  [units, tens, hundreds, scales, doubledScales, ordinals, fractions].flatMap((table) => [
    ...table,
  ]),
);

/** Whether a number can begin here; most words are told apart by this one look. */
export const mayBeNumber = ({ text, inDigits }: Token): boolean => inDigits || isNumberWord(text);

const isNumberWord = remembering(
  20_000,
  (word) => /(?:ان|ين)$/.test(word) || lookUp(allWords, word) !== undefined,
);

/** Folded, «وأحد عشر» begins with the same letters as «واحد». */
const isAndEleven = (tokens: Token[], at: number): boolean =>
  tokens[at]?.text === 'واحد' && units.get(tokens[at + 1]?.text ?? '') === 10;

/** Below a thousand in words: «مئة وخمسة وعشرون», «ثلاث عشرة», «خمس مئة». */
const smallWords = (tokens: Token[], from: number): Part | undefined => {
  let at = from;
  let value = 0;
  let last = 1_000;
  while (at - from < 4) {
    const word = textAt(tokens, at);
    const unit = lookUp(units, word);
    const entry = lookUp(hundreds, word) ?? lookUp(tens, word) ?? unit;
    if (entry === undefined || (at > from && !entry.joined && !isAndEleven(tokens, at))) break;
    const next = tokens[at + 1]?.text ?? '';
    const isDigit = unit !== undefined && unit.value >= 1 && unit.value < 10;
    const isTeen = isDigit && units.get(next) === 10;
    const isHundreds = isDigit && unit.value >= 3 && hundreds.get(next) === 100;
    const size = entry.value + (isTeen ? 10 : 0);
    const amount = isHundreds ? entry.value * 100 : size;
    // «مئة وخمسة», «خمسة وعشرون», but not «خمسة وستة».
    const tensAfterDigit = last < 10 && last > 0 && amount >= 20 && amount < 100;
    const fits = tensAfterDigit || (amount >= 100 ? last === 1_000 : last >= 100);
    if (!fits) break;
    value += amount;
    last = tensAfterDigit ? 0 : amount;
    at += isTeen || isHundreds ? 2 : 1;
  }
  return at > from ? { value, next: at, scale: 1 } : undefined;
};

/** A number with the scales after it, «6 ملايين», «ألف مليون», «5bn». */
const scaled = (tokens: Token[], part: Part): Part => {
  let { value, next, scale } = part;
  while (scale < 1e15) {
    const [before, word] = [tokens[next - 1], tokens[next]];
    const isGlued = before?.inDigits === true && before.end === word?.at;
    const name = word?.text ?? '';
    const times = scales.get(name) ?? (isGlued ? shortScales.get(name) : undefined);
    if (times === undefined) break;
    [value, scale, next] = [value * times, scale * times, next + 1];
  }
  // 2.3 times a billion is no whole number for a computer.
  return { value: Number(value.toPrecision(15)), next, scale };
};

/** One member of a compound. A bare plural such as «آلاف» says no number. */
const member = (tokens: Token[], at: number, isDecimal: boolean): Part | undefined => {
  const token = tokens[at];
  if (token?.inDigits === true) {
    const [value, ...others] = valuesOf(
      token.text,
      isDecimal || scales.has(tokens[at + 1]?.text ?? ''),
    );
    if (value === undefined || others.length > 0) return undefined;
    return scaled(tokens, { value, next: at + 1, scale: 1 });
  }
  const word = textAt(tokens, at);
  const part = lookUp(fractions, word);
  const whole = scales.get(tokens[at + 1]?.text.replace(/^ال/, '') ?? '');
  if (part !== undefined && whole !== undefined) {
    return { value: part.value * whole, next: at + 2, scale: whole };
  }
  const small = smallWords(tokens, at);
  if (small !== undefined) return scaled(tokens, small);
  const doubled = lookUp(doubledScales, word);
  if (doubled !== undefined) {
    return { value: doubled.value, next: at + 1, scale: doubled.value / 2 };
  }
  const single = lookUp(scales, word);
  const isPlural = barePlurals.some((plural) => token?.text.endsWith(plural) === true);
  if (single === undefined || isPlural) return undefined;
  return scaled(tokens, { value: single.value, next: at + 1, scale: single.value });
};

/** A number with all its members, «3 ملايين و200 ألف», «ألف ومئتان». */
export const compound = (tokens: Token[], from: number, isDecimal: boolean): Part | undefined => {
  const first = member(tokens, from, isDecimal);
  if (first === undefined) return undefined;
  let { value, next, scale } = first;
  while (scale > 1) {
    const word = tokens[next]?.text ?? '';
    const skipped = word === 'و' && tokens[next + 1]?.inDigits === true ? 1 : 0;
    const isJoined =
      skipped > 0 || (word.startsWith('و') && (!units.has(word) || isAndEleven(tokens, next)));
    const further = isJoined ? member(tokens, next + skipped, false) : undefined;
    // «مليون ونصف»
    const half = further ? undefined : lookUp(fractions, word);
    if (half?.joined) return { value: value + half.value * scale, next: next + 1, scale: 1 };
    if (further === undefined || further.value >= scale) break;
    value += further.value;
    ({ next, scale } = further);
  }
  return { value, next, scale };
};

/** «الخامس», «الخامس عشر», «الخامس والعشرين»; «الأول» alone is mostly no number. */
export const ordinalAt = (tokens: Token[], at: number): Part | undefined => {
  const unit = lookUp(ordinals, textAt(tokens, at));
  if (unit === undefined) return undefined;
  const next = textAt(tokens, at + 1);
  const ten = lookUp(tens, next);
  if (units.get(next) === 10) return { value: unit.value + 10, next: at + 2, scale: 1 };
  if (ten?.joined === true) return { value: unit.value + ten.value, next: at + 2, scale: 1 };
  return unit.value > 2 ? { value: unit.value, next: at + 1, scale: 1 } : undefined;
};

/** «شهرين» is two. */
export const dualAt = (tokens: Token[], at: number): Part | undefined => {
  const word = tokens[at]?.text ?? '';
  const isDual = [word, word.replace(/^[وفبل]?(?:ال)?/, '')].some((form) => duals.test(form));
  return isDual ? { value: 2, next: at + 1, scale: 1 } : undefined;
};
