/**
 * A sentence as printed, without the space around it. Offsets are UTF-16 units of the text;
 * `paragraph` counts the lines that hold anything, from 0.
 */
export type Sentence = { text: string; start: number; end: number; paragraph: number };

/** A quotation longer than this is taken for a forgotten mark. */
const longestQuotation = 1_000;

const isSpace = (character: string | undefined): boolean =>
  character === undefined || /\s/.test(character);

/**
 * The quotations of a line, from opening to closing mark. Guillemets nest; the other marks look the
 * same at both ends or are typed the wrong way round, so what stands beside them decides.
 */
const quotationsOf = (line: string): Map<number, number> => {
  const found = new Map<number, number>();
  const guillemets: number[] = [];
  let open = -1;
  const close = (from: number, to: number): void => {
    if (to - from <= longestQuotation) found.set(from, to);
  };
  for (const { 0: mark, index } of line.matchAll(/[«»"“”„‟]/g)) {
    const from = guillemets.at(-1);
    if (mark === '«') guillemets.push(index);
    else if (mark === '»') {
      if (from !== undefined) close(from, index);
      guillemets.pop();
    } else {
      const [before, after] = [line[index - 1], line[index + 1]];
      // Also «قال: " نحن هنا "», with a space on the wrong side.
      const opens = !isSpace(after) || /[:،]\s?$/.test(line.slice(Math.max(0, index - 2), index));
      const closes = !isSpace(before) || isSpace(after) || '.،,؛'.includes(after ?? '');
      if (open >= 0 && closes) {
        close(open, index);
        open = -1;
      } else open = opens ? index : -1;
    }
  }
  return found;
};

const isTerminator = (character: string | undefined): boolean =>
  character !== undefined && '.؟?!…۔'.includes(character);

const titles =
  /(?:^|[\s("«“.،])(?:[وفبلك]?\p{L}|mr|mrs|ms|dr|prof|st|no|vs|gen|sen|rep|gov|lt|col|sgt|jr|sr)$/iu;

/** Whether the full stop at `at` belongs to a number, a title, an initial or an address. */
const isInsideWord = (text: string, from: number, at: number): boolean => {
  const before = text.slice(Math.max(from, at - 12), at);
  const after = text.slice(at + 1, at + 40).trimStart();
  // «(بي. بي. سي)», «د.ب.أ», «زد.دي.إف»
  const open = before.lastIndexOf('(');
  if (open >= 0 && !before.includes(')', open) && /^[^().]{0,12}[).]/u.test(after)) return true;
  const next = text.slice(at + 1, at + 7);
  const isSpelled = /[\p{L}.]\.\p{L}{1,4}$/u.test(before) || /^\p{L}{1,4}\.\p{L}/u.test(next);
  if (isSpelled && /^\p{L}{1,4}(?!\p{L})/u.test(next)) return true;
  if (!isSpace(text[at + 1])) {
    const missingSpace =
      /(?:[\p{Script=Arabic}]{2}|\d)$/u.test(before) && /^\p{Script=Arabic}/u.test(next);
    return /^[\p{L}\p{N}]/u.test(next) && !(missingSpace && !/^\p{Nd}/u.test(next));
  }
  // «1. First», at the head of a list.
  if (/^\s*\p{Nd}{1,2}$/u.test(text.slice(from, at))) return true;
  // «عام 1445 هـ.» ends a sentence, «د. محمد» does not.
  if (/\p{Nd}\s?\p{L}ـ?$/u.test(before)) return false;
  if (titles.test(before.replaceAll('ـ', ''))) return after !== '';
  return /\p{Script=Latin}$/u.test(before) && /^\p{Ll}/u.test(after);
};

/** The end of the sentence that begins at `from`. */
const endOfSentence = (text: string, from: number, quotations: Map<number, number>): number => {
  const end = text.length;
  let at = from;
  let hasWord = false;
  while (at < end) {
    const character = text[at] ?? '';
    const close = quotations.get(at);
    if (close !== undefined) {
      hasWord = true;
      at = close + 1;
      // A full stop inside the closing mark ends the sentence as well as the quotation.
      if (text[close - 1] === '.' && isSpace(text[at])) return at;
      continue;
    }
    if (isTerminator(character) && hasWord) {
      let after = at + 1;
      while (after < end && isTerminator(text[after])) after += 1;
      const single = after === at + 1 && character === '.';
      if (!(single && isInsideWord(text, from, at))) {
        while (after < end && '"»”›)]’'.includes(text[after] ?? ' ')) after += 1;
        return after;
      }
    }
    hasWord ||= /[\p{L}\p{N}]/u.test(character);
    at += 1;
  }
  return end;
};

/** A piece of the text without the space around it. */
const pieceOf = (text: string, from: number, to: number, paragraph: number): Sentence => {
  const piece = text.slice(from, to);
  const start = from + piece.length - piece.trimStart().length;
  const end = start + piece.trim().length;
  return { text: text.slice(start, end), start, end, paragraph };
};

/**
 * The sentences of a text, in order; together they hold all that is not space. Ends are . ؟ ! … and
 * the ends of lines; not inside quotation marks, decimals, «د.», «أ.د.» and initials. A quotation
 * mark that is never closed ends nothing and holds nothing together.
 */
export const sentences = (text: string): Sentence[] => {
  const found: Sentence[] = [];
  let paragraph = 0;
  for (const { 0: line, index } of text.matchAll(/[^\n\r\u2028\u2029]+/g)) {
    if (line.trim() === '') continue;
    const quotations = quotationsOf(line);
    let at = 0;
    while (at < line.length) {
      const next = endOfSentence(line, at, quotations);
      const sentence = pieceOf(text, index + at, index + next, paragraph);
      if (sentence.text !== '') found.push(sentence);
      at = next;
    }
    paragraph += 1;
  }
  return found;
};
