import { spawn } from 'node:child_process';

import { Failure } from '../lib/failure.ts';

type Options = {
  /** The program, poppler's `pdftotext`; found on the usual paths. */
  command?: string;
  timeoutMs?: number;
  /** Address space of the child, in KiB, where the system lets it be limited. */
  memoryKb?: number;
  /** Bytes of text that are read. */
  most?: number;
};

/** Gives the raw text of a PDF, its pages parted by form feeds. */
export type ExtractPdf = (bytes: Uint8Array, signal?: AbortSignal) => Promise<string>;

/** What the shell says where there is no such program. */
const notFound = 127;
const mostPages = '60';

/** Limits that not every system knows are left out there; time is limited in any case. */
const limited = 'ulimit -v "$1" 2>/dev/null; ulimit -t "$2" 2>/dev/null; shift 2; exec "$@"';

/**
 * Reads PDFs by a child process of its own, without the environment, limited in time, memory and
 * output, since the reader of a hostile format may crash or swell. Rejects with a Failure of kind
 * `pdf-reader-missing`, `file-encrypted`, `file-broken` or `too-long`.
 */
export const createExtractPdf = ({
  command = 'pdftotext',
  timeoutMs = 20_000,
  memoryKb = 1_000_000,
  most = 2 * 1024 * 1024,
}: Options = {}): ExtractPdf => {
  const seconds = String(Math.ceil(timeoutMs / 1_000));
  const reader = [command, '-enc', 'UTF-8', '-l', mostPages, '-', '-'];
  return (bytes, signal) =>
    new Promise((resolve, reject) => {
      const child = spawn('sh', ['-c', limited, 'sh', String(memoryKb), seconds, ...reader], {
        env: { PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin', LC_ALL: 'C' },
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        ...(signal === undefined ? {} : { signal }),
      });
      const chunks: Buffer[] = [];
      let size = 0;
      let complaint = '';
      const end = (failure: Failure): void => {
        child.kill('SIGKILL');
        reject(failure);
      };
      child.stdout.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > most) end(new Failure('too-long', `more than ${most} bytes of text in a PDF`));
        else chunks.push(chunk);
      });
      child.stderr.on('data', (chunk: Buffer) => {
        complaint = `${complaint}${chunk.toString('latin1')}`.slice(0, 4_000);
      });
      // A child that stops reading before the end says why by its exit code.
      child.stdin.on('error', () => {});
      child.on('error', () => end(new Failure('file-broken', 'reading the PDF was given up')));
      child.on('close', (code) => {
        if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
        else reject(failureOf(code, complaint));
      });
      child.stdin.end(bytes);
    });
};

/** The complaint may quote the file and stays out of the message. */
const failureOf = (code: number | null, complaint: string): Failure => {
  if (code === notFound) return new Failure('pdf-reader-missing', 'no pdftotext on this machine');
  if (/incorrect password|encrypt/i.test(complaint)) {
    return new Failure('file-encrypted', 'a PDF that asks for a password');
  }
  return new Failure('file-broken', `pdftotext ended with ${code ?? 'a signal'}`);
};

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
