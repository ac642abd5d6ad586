import { describe, expect, test } from 'vitest';

import { decodePage } from '../../src/web/decode.ts';
import { encode, headline, newsPage, paragraphs } from '../support/web-pages.ts';

const [sentence] = paragraphs;
const unlabelled = newsPage().replace('<meta charset="utf-8">', '');

const labelled = (label: string): string =>
  unlabelled.replace('<head>', `<head><meta http-equiv="x" content="text/html; charset=${label}">`);

describe('the bytes of an Arabic page', () => {
  test.each(['windows-1256', 'iso-8859-6'])('in %s are read by their meta element', (label) => {
    const page = decodePage(encode(labelled(label), label), 'text/html');
    expect(page).toContain(headline);
  });

  test.each(['windows-1256', 'iso-8859-6'])('in %s are read without any label', (label) => {
    expect(decodePage(encode(unlabelled, label), '')).toContain(headline);
  });

  test.each([
    ['windows-1256', 'iso-8859-1'],
    ['windows-1256', 'utf-8'],
    ['iso-8859-6', 'windows-1256'],
    ['windows-1256', 'no-such-table'],
  ])('in %s are read although the header says %s', (label, wrong) => {
    const bytes = encode(labelled(wrong), label);
    expect(decodePage(bytes, `text/html; charset=${wrong}`)).toContain(headline);
  });

  test('in UTF-8 are read whatever the labels say', () => {
    const bytes = Buffer.from(labelled('windows-1256'));
    expect(decodePage(bytes, 'text/html; charset=iso-8859-6')).toContain(sentence);
  });

  test('in UTF-8 with a broken byte lose that letter only', () => {
    const bytes = Buffer.concat([Buffer.from([0xd8, 0x20]), Buffer.from(unlabelled)]);
    expect(decodePage(bytes, '')).toContain(sentence);
  });

  test('behind a byte order mark are read by it', () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(unlabelled, 'utf16le')]);
    expect(decodePage(wide, 'text/html; charset=utf-8')).toContain(headline);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(unlabelled)]);
    expect(decodePage(marked, '').startsWith('<!doctype')).toBe(true);
  });
});

test('a page in another language keeps the table that it declares', () => {
  const french = '<meta charset="iso-8859-1"><p>L’été à Genève, déjà</p>'.replace('’', "'");
  expect(decodePage(Buffer.from(french, 'latin1'), '')).toContain('été à Genève');
});
