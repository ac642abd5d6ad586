/** Letters that Arabic writers, keyboards and newsrooms use for one another. */
const unified: Record<string, string> = {
  ٱ: 'ا',
  ٲ: 'ا',
  ٳ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ے: 'ي',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ۃ: 'ه',
  گ: 'ك',
  ک: 'ك',
  ڪ: 'ك',
  ڭ: 'ك',
  ڤ: 'ف',
  پ: 'ب',
  چ: 'ج',
  ء: '',
  ـ: '',
  '٪': '%',
  '٫': '.',
  '٬': ',',
};

const letterPattern = /\p{L}/u;
const formatPattern = /\p{Cf}/u;

const latinDigit = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  return unified[character] ?? character;
};

/** One code point folded. Decomposing frees the hamza of أ ؤ ئ and all vowel signs as marks. */
const foldPoint = (point: string): string =>
  point
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/ \p{M}+|[\p{M}\p{Cf}]/gu, '')
    .replaceAll(/[^\p{ASCII}]/gu, latinDigit);

// Of the basic plane only, so that no text can make it grow beyond 65,536 entries.
const cache = new Map<string, string>();

const foldedPoint = (point: string): string => {
  const known = cache.get(point);
  if (known !== undefined) return known;
  const folded = foldPoint(point);
  if (point.length === 1) cache.set(point, folded);
  return folded;
};

/**
 * The spelling that comparisons are made in: compatibility forms and accents resolved; vowel signs,
 * tatweel, hamza, zero-width and direction marks dropped; alef, ya, ta marbuta and Persian letters
 * unified; digits and their separators Latin; lower case. Works code point by code point, so that
 * folding a part gives the part of the folded whole. Words that differ in these only become one
 * (على and علي): where that matters, look at the original.
 */
export const fold = (text: string): string => {
  let folded = '';
  for (const point of text) folded += foldedPoint(point);
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

/** Folds a text as `fold` does and remembers where each unit came from. */
export const foldWithMap = (original: string): Folded => {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let offset = 0;
  let afterLetter = false;
  let unclaimed = -1;
  for (const point of original) {
    const folded = foldedPoint(point);
    const next = offset + point.length;
    if (folded !== '') {
      for (let unit = 0; unit < folded.length; unit += 1) {
        starts.push(unclaimed >= 0 ? unclaimed : offset);
        ends.push(next);
      }
      text += folded;
      afterLetter = letterPattern.test(point);
      unclaimed = -1;
    } else if (!formatPattern.test(point)) {
      // A sign without a unit of its own belongs to the letter before it, else to the next one.
      if (afterLetter) ends[ends.length - 1] = next;
      else if (unclaimed < 0) unclaimed = offset;
    }
    offset = next;
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
