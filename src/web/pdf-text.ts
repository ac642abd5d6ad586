import { Failure } from '../lib/failure.ts';

/** Letters as a font draws them; in a text they are a sign of its having been read glyph by glyph. */
const presentation = /[\uFB50-\uFDFF\uFE70-\uFEFC]/g;
const arabicLetter = /[\u0620-\u064A\u066E-\u06D3]/g;
const anyLetter = /\p{L}/gu;
/** Signs of a font without a way back to letters. */
const unmapped = /[\uE000-\uF8FF\uFFFD]/g;
/** «اإلهراءات» for «الإهراءات»: a ligature of lam and alef, read the wrong way round. No word begins so. */
const swappedLigature = /(?<!\p{L})[وفبك]?ا[إأآا]ل\p{L}{2}/gu;
const articleAl = /(?<!\p{L})[وفبك]{0,2}ال\p{L}{2}/gu;
/** «لا» at the end of words and «ة» at their beginning: lines read from the left. */
const reversedArticle = /\p{L}{2}لا(?!\p{L})/gu;
const reversedTa = /(?<!\p{L})ة\p{L}/gu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Fewer letters than this in a whole file are a page number or a stamp on a scanned picture. */
const leastLetters = 100;

/**
 * A run from left to right within an Arabic line. The space that follows it in speech stands before
 * it in print, and was copied there.
 */
const leftToRight = /\u202A(\s*)([^\u202A-\u202C]*?)(\s*)\u202C/g;
const directions = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

const quality = (raw: string, text: string): void => {
  const letters = count(text, anyLetter);
  if (letters < leastLetters) throw new Failure('pdf-scanned', `${letters} letters in a PDF`);
  const garbled = (why: string): Failure => new Failure('pdf-garbled', `a PDF with ${why}`);
  if (count(raw, unmapped) * 20 > letters) throw garbled('letters that its fonts do not name');
  const arabic = count(text, arabicLetter);
  if (arabic * 2 < letters) return;
  if (count(raw, presentation) * 3 > arabic) throw garbled('glyphs for letters');
  if (count(text, /\s/g) * 12 < letters) throw garbled('no spaces between words');
  const swapped = count(text, swappedLigature);
  if (swapped > 0 && (swapped >= 3 || swapped * 20 > count(text, articleAl))) {
    throw garbled('swapped letters');
  }
  if (count(text, reversedArticle) + count(text, reversedTa) > count(text, articleAl)) {
    throw garbled('lines read from the left');
  }
};

/** Lines that stand on most pages, and page numbers. */
const withoutFurniture = (pages: readonly string[][]): string[] => {
  const keyOf = (line: string): string => line.replaceAll(/[\d٠-٩]+/g, '#');
  const onPages = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set(page.map(keyOf))) onPages.set(key, (onPages.get(key) ?? 0) + 1);
  }
  const isFurniture = (line: string): boolean =>
    /^[\s\d٠-٩/|–-]+$/.test(line) ||
    (pages.length >= 3 && (onPages.get(keyOf(line)) ?? 0) * 2 > pages.length);
  return pages.flatMap((page) => page.filter((line) => !isFurniture(line)));
};

/**
 * Lines as printed, joined to paragraphs: one that ends well before the others do is the last of its
 * paragraph, or a headline. Empty lines tell nothing: they follow the spacing, not the paragraphs.
 */
const paragraphsOf = (lines: readonly string[]): string[] => {
  const widths = lines.map(({ length }) => length).sort((one, other) => one - other);
  const usual = widths[Math.floor(widths.length * 0.8)] ?? 0;
  const paragraphs: string[] = [];
  let open = '';
  for (const line of lines) {
    open = open === '' ? line : `${open} ${line}`;
    const endsShort = line.length < usual * 0.75;
    const endsSentence = /[.؟?!]["»”]?$/.test(line) && line.length < usual * 0.95;
    if (endsShort || endsSentence) {
      paragraphs.push(open);
      open = '';
    }
  }
  return open === '' ? paragraphs : [...paragraphs, open];
};

/**
 * The text of a PDF in paragraphs, from what `pdftotext` prints. Throws a Failure `pdf-scanned` or
 * `pdf-garbled` where it cannot be trusted: a wrong letter in a name is worse than no answer.
 */
export const textOfPdf = (raw: string): string => {
  const plain = raw
    .replaceAll(leftToRight, '$3$2$1')
    .replaceAll(directions, '')
    .replaceAll(/[\uFB50-\uFDFF\uFE70-\uFEFC]+/g, (glyphs) => glyphs.normalize('NFKC'));
  quality(raw, plain);
  const pages = plain.split('\f').map((page) =>
    page
      .split('\n')
      .map((line) => line.replaceAll(/\s+/g, ' ').trim())
      .filter((line) => line !== ''),
  );
  return paragraphsOf(withoutFurniture(pages)).join('\n\n');
};
