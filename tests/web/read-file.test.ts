import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';

import { asFailure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { readDocx, zipEntries } from '../../src/web/docx.ts';
import { createExtractPdf } from '../../src/web/pdf.ts';
import { createReadFile } from '../../src/web/read-file.ts';
import { createReadPage } from '../../src/web/reading-threads.ts';
import { readLabelledArticle } from '../support/articles.ts';
import { docxOf, docxParts, pdfOf, zipOf } from '../support/documents.ts';
import { pictureOf } from '../support/fake-claude-pictures.ts';
import { encode, headline, newsPage, paragraphs } from '../support/web-pages.ts';

const readPage = createReadPage({ log: silentLog, timeoutMs: 20_000, memoryMb: 512 });
afterAll(() => readPage.close());
const readFile = createReadFile({ readPage, extractPdf: createExtractPdf() });

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
const unlessPoppler = hasPoppler ? '' : '(SKIPPED: no pdftotext on this machine)';

const article = readLabelledArticle('lebanon-port-file');
const lines = [article.title, ...article.text.split('\n\n')];
const plain = lines.join('\n\n');

const articleIn = async (bytes: Uint8Array) => {
  const content = await readFile(bytes);
  if (content.kind !== 'article') throw new Error('a picture');
  return content.article;
};
const failureOf = async (bytes: Uint8Array) =>
  readFile(bytes).then(
    () => 'read',
    (thrown: unknown) => asFailure(thrown).kind,
  );
const withoutSpaces = (text: string) => text.replaceAll(/\s+/g, '');

describe('a file of text', () => {
  const utf16 = (text: string) => Buffer.from(text, 'utf16le');
  const mark = Buffer.from([0xff, 0xfe]);
  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(plain)],
    ['UTF-8 with a mark', Buffer.concat([Buffer.from('\uFEFF'), Buffer.from(plain)])],
    ['windows-1256', encode(plain, 'windows-1256')],
    ['iso-8859-6', encode(plain, 'iso-8859-6')],
    ['UTF-16 with a mark', Buffer.concat([mark, utf16(plain)])],
    ['UTF-16 without one', utf16(plain)],
    ['UTF-16 the other way round', utf16(plain).swap16()],
  ])('in %s is read', async (_table, bytes) => {
    const read = await articleIn(bytes);
    expect(read.title).toBe(article.title);
    // The table of 1988 has no other quotation marks and no dash.
    expect(read.text.replaceAll(/["?]/g, '')).toBe(article.text.replaceAll(/["?]/g, ''));
    expect(read.language).toBe('ar');
  });

  test('of HTML is read as a page', async () => {
    const read = await articleIn(Buffer.from(newsPage()));
    expect(read.title).toBe(headline);
    expect(read.text).toBe(paragraphs.join('\n\n'));
  });
});

describe('a Word document', () => {
  test('is read in the order of its letters', async () => {
    const read = await articleIn(docxOf(lines));
    expect(read).toMatchObject({ title: article.title, text: article.text, language: 'ar' });
  });

  test('that swells when unpacked is refused by its own table of contents', async () => {
    const bomb = docxParts([]).map((part) =>
      part.name === 'word/document.xml'
        ? { ...part, content: Buffer.alloc(150_000_000, ' ') }
        : part,
    );
    expect(await failureOf(zipOf(bomb))).toBe('file-broken');
    // Not first by the memory of the thread that would have unpacked it.
    await expect(readDocx(zipOf(bomb))).rejects.toThrow(/bytes of XML/);
  });

  test('of thousands of parts is not looked through', async () => {
    const parts = Array.from({ length: 5_001 }, (_, nth) => ({
      name: `word/${nth}.xml`,
      content: Buffer.alloc(0),
    }));
    expect(() => zipEntries(zipOf(parts))).toThrow(/5001 entries/);
  });

  test('that lies about its sizes is refused before it swells', async () => {
    const liar = docxParts([]).map((part) =>
      part.name === 'word/document.xml'
        ? { ...part, content: Buffer.alloc(150_000_000, ' '), said: 1_000 }
        : part,
    );
    expect(await failureOf(zipOf(liar))).toBe('file-broken');
    await expect(readDocx(zipOf(liar))).rejects.toThrow(/cannot be unpacked/);
  });

  test('that is cut or no document is told as such', async () => {
    const whole = docxOf(lines);
    expect(await failureOf(whole.subarray(0, whole.length / 2))).toBe('file-broken');
    const sheet = [{ name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }];
    expect(await failureOf(zipOf(sheet))).toBe('file-unsupported');
  });

  test('with a password is told as such', async () => {
    const container = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    const locked = Buffer.from('EncryptedPackage', 'utf16le');
    expect(await failureOf(Buffer.concat([container, Buffer.alloc(600), locked]))).toBe(
      'file-encrypted',
    );
    expect(await failureOf(Buffer.concat([container, Buffer.alloc(600)]))).toBe('file-unsupported');
  });
});

describe.skipIf(!hasPoppler)(`a PDF ${unlessPoppler}`, () => {
  test('is read in paragraphs, with its headline', async () => {
    const read = await articleIn(pdfOf(lines));
    expect(read.title).toBe(article.title);
    expect(withoutSpaces(read.text)).toBe(withoutSpaces(article.text));
  });

  test('that begins late is one all the same', async () => {
    expect(await articleIn(Buffer.concat([Buffer.from('\n\n'), pdfOf(lines)]))).toBeDefined();
  });

  test.each<[string, Buffer, string]>([
    ['with a password', pdfOf(lines, { encrypted: true }), 'file-encrypted'],
    ['of scanned pages', pdfOf(lines, { blank: true }), 'pdf-scanned'],
    ['of garbage', Buffer.from('%PDF-1.7\nnothing'), 'file-broken'],
    [
      'without spaces between words',
      pdfOf(lines, { transform: (line) => line.replaceAll(' ', '') }),
      'pdf-garbled',
    ],
    [
      'whose ligatures are read the wrong way round',
      pdfOf(lines, { transform: (line) => line.replaceAll(/ل([اأإآ])/g, '$1ل') }),
      'pdf-garbled',
    ],
    [
      'whose lines are read from the left',
      pdfOf(lines, { transform: (line) => Array.from(line).reverse().join('') }),
      'pdf-garbled',
    ],
  ])('%s is told as such', async (_name, bytes, kind) => {
    expect(await failureOf(bytes)).toBe(kind);
  });
});

test('without a reader of PDFs that is said', async () => {
  const extractPdf = createExtractPdf({ command: 'no-such-reader-of-pdf' });
  const poor = createReadFile({ readPage, extractPdf });
  await expect(poor(pdfOf(lines))).rejects.toMatchObject({ kind: 'pdf-reader-missing' });
});

test('a reader of PDFs that hangs or talks without end is stopped', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-pdf-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const programOf = (name: string, does: string): string => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\nexec ${does}\n`, { mode: 0o755 });
    return path;
  };
  const talking = createExtractPdf({ command: programOf('talking', 'yes'), most: 100_000 });
  await expect(talking(pdfOf(lines))).rejects.toMatchObject({ kind: 'too-long' });
  const hanging = createExtractPdf({ command: programOf('hanging', 'sleep 60'), timeoutMs: 300 });
  await expect(hanging(pdfOf(lines))).rejects.toMatchObject({ kind: 'file-broken' });
  const stopping = AbortSignal.timeout(200);
  const stopped = createExtractPdf({ command: programOf('hanging', 'sleep 60') });
  await expect(stopped(pdfOf(lines), stopping)).rejects.toMatchObject({ kind: 'file-broken' });
});

describe('a file', () => {
  test.each<[string, Uint8Array]>([
    ['a program named .txt', Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(500, 3)])],
    ['a rich text', Buffer.from('{\\rtf1\\ansi نص}')],
    ['an old archive', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4])],
  ])('that is %s is told to be of no use', async (_name, bytes) => {
    expect(await failureOf(bytes)).toBe('file-unsupported');
  });

  test('of text without end is not read', async () => {
    expect(await failureOf(Buffer.alloc(5 * 1024 * 1024 + 1, 'word '))).toBe('too-long');
  });

  test('that is empty holds nothing to read', async () => {
    expect(await failureOf(Buffer.alloc(0))).toBe('nothing-to-read');
  });

  test('that is a picture is handed on as one', async () => {
    const bytes = pictureOf('نص');
    expect(await readFile(bytes)).toEqual({
      kind: 'picture',
      picture: { mediaType: 'image/png', bytes },
    });
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(8_000_000)]);
    expect(await failureOf(jpeg)).toBe('picture-too-large');
  });

  test('that was damaged anywhere ends in a Failure or an article, and nothing else', async () => {
    const seeds = [docxOf(lines), pdfOf(lines), Buffer.from(plain), Buffer.from(newsPage())];
    const damaged = fc
      .record({
        seed: fc.constantFrom(...seeds),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        noise: fc.uint8Array({ maxLength: 40 }),
        cut: fc.boolean(),
      })
      .map(({ seed, at, noise, cut }) => {
        const place = Math.floor(at * seed.length);
        const rest = cut ? Buffer.alloc(0) : seed.subarray(place + noise.length);
        return Buffer.concat([seed.subarray(0, place), noise, rest]);
      });
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        expect(await failureOf(bytes)).not.toBe('internal');
      }),
      { numRuns: 150 },
    );
  });
});
