/** Letters that Arabic writers, keyboards and newsrooms use for one another, and signs in two scripts. */
const unified = new Map(
  'اٱٲٳ يىیېے هةہھەۃ كگکڪڭ فڤ بپ جچ %٪ .٫ ,٬'
    .split(' ')
    .flatMap(([letter = '', ...others]) => others.map((other) => [other, letter] as const))
    .concat([
      ['ء', ''],
      ['ـ', ''],
    ]),
);

const letterPattern = /\p{L}/u;
const formatPattern = /\p{Cf}/u;
/** Honorifics of many letters in one sign; whole texts of them would grow eighteenfold. */
const honorifics = /[\uFDFA\uFDFB]/;

const latinDigit = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  return unified.get(character) ?? character;
};

/** One code point folded. Decomposing frees the hamza of أ ؤ ئ and all vowel signs as marks. */
const foldPoint = (point: string): string =>
  point
    .replace(honorifics, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/ \p{M}+|[\p{M}\p{Cf}]/gu, '')
    .replaceAll(/[^\p{ASCII}]/gu, latinDigit);

/** What has been folded of the basic plane, by code unit; made whole at once, as a list with gaps is slow. */
const known = Array.from<string | undefined>({ length: 0x1_00_00 });

const foldedAt = (text: string, at: number): string => {
  const unit = text.charCodeAt(at);
  const found = known[unit];
  if (found !== undefined) return found;
  const point = String.fromCodePoint(text.codePointAt(at) ?? unit);
  const folded = foldPoint(point);
  if (point.length === 1 && (unit < 0xd800 || unit > 0xdfff)) known[unit] = folded;
  return folded;
};

/** How many units the code point at a place takes. */
const widthAt = (text: string, at: number): number =>
  text.charCodeAt(at) < 0xd800 || (text.codePointAt(at) ?? 0) <= 0xffff ? 1 : 2;

/**
 * The spelling that comparisons are made in: compatibility forms and accents resolved; vowel signs,
 * tatweel, hamza, zero-width and direction marks dropped; alef, ya, ta marbuta and Persian letters
 * unified; digits and their separators Latin; lower case. Works code point by code point, so that
 * folding a part gives the part of the folded whole. Words that differ in these only become one
 * (على and علي): where that matters, look at the original.
 */
export const fold = (text: string): string => {
  let folded = '';
  for (let at = 0; at < text.length; at += widthAt(text, at)) folded += foldedAt(text, at);
  return folded;
};

/**
 * A folded text and the way back. `original.slice(start(a), end(b))` is what `text.slice(a, b)` was
 * printed as, with the vowel signs and tatweel that belong to it. All offsets are UTF-16 units and
 * never leave the original; both functions never decrease.
 */
export type Folded = {
  text: string;
  start: (index: number) => number;
  end: (index: number) => number;
};

/** Words, numbers, months and passages are looked for in one text, one after another. */
let latest: { original: string; folded: Folded } | undefined;

/** Folds a text as `fold` does and remembers where each unit came from. */
export const foldWithMap = (original: string): Folded => {
  if (latest?.original !== original) latest = { original, folded: foldAnew(original) };
  return latest.folded;
};

const foldAnew = (original: string): Folded => {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let last = '';
  let unclaimed = -1;
  let next = 0;
  for (let at = 0; at < original.length; at = next) {
    const folded = foldedAt(original, at);
    next = at + widthAt(original, at);
    if (folded !== '') {
      for (let unit = 0; unit < folded.length; unit += 1) {
        starts.push(unclaimed >= 0 ? unclaimed : at);
        ends.push(next);
      }
      text += folded;
      last = folded;
      unclaimed = -1;
    } else if (!formatPattern.test(original.slice(at, next))) {
      // A sign without a unit of its own belongs to the letter before it, else to the next one.
      if (letterPattern.test(last)) ends[ends.length - 1] = next;
      else if (unclaimed < 0) unclaimed = at;
    }
  }
  return {
    text,
    start: (index) => starts[Math.max(0, index)] ?? original.length,
    end: (index) => (index <= 0 ? 0 : (ends[Math.min(index, ends.length) - 1] ?? 0)),
  };
};

/** The length of a text in code points, as Telegram's and our own limits for texts count. */
export const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};
