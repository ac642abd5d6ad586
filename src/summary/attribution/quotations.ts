import type { Quotation } from './attribution.ts';

const closers: Record<string, string> = { '«': '»', '“': '”', '”': '”', '„': '”', '"': '"' };

/** A quotation longer than this is taken for a forgotten mark. */
const longest = 1_500;

/**
 * The texts between quotation marks, marks and outer blanks left out, in order and never nested.
 * A mark that is not closed in its paragraph opens nothing.
 */
export const quotationsIn = (text: string): Quotation[] => {
  const found: Quotation[] = [];
  let at = 0;
  let lineEnd = -1;
  while (at < text.length) {
    if (at > lineEnd) {
      const next = text.indexOf('\n', at);
      lineEnd = next < 0 ? text.length : next;
    }
    const closer = closers[text[at] ?? ''];
    if (closer !== undefined) {
      const close = text.slice(at + 1, Math.min(lineEnd, at + 1 + longest)).indexOf(closer);
      if (close > 0) {
        const inner = text.slice(at + 1, at + 1 + close);
        const start = at + 1 + inner.length - inner.trimStart().length;
        const words = inner.trim();
        if (words !== '') found.push({ start, end: start + words.length, text: words });
        at += close + 2;
        continue;
      }
    }
    at += 1;
  }
  return found;
};
