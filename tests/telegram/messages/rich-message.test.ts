import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readRichMessage } from '../../../src/telegram/messages/rich-message.ts';

const textOf = (...blocks: unknown[]) => readRichMessage({ blocks }).text;

describe('a rich message', () => {
  test.each<[string, unknown, string]>([
    [
      'a paragraph',
      { type: 'paragraph', text: ['قال ', { type: 'bold', text: 'فلان' }] },
      'قال فلان',
    ],
    ['a list', { type: 'list', items: [{ label: '1', blocks: [{ text: 'أول' }] }] }, 'أول'],
    [
      'a quotation with its credit',
      { type: 'blockquote', blocks: [{ text: 'قول' }], credit: 'قائل' },
      'قول\n\nقائل',
    ],
    [
      'a table',
      {
        type: 'table',
        cells: [
          [{ text: 'أ' }, { text: 'ب' }],
          [{ text: 'ج' }, {}],
        ],
      },
      'أ ب\n\nج ',
    ],
    [
      'a folded part',
      { type: 'details', summary: 'عنوان', blocks: [{ text: 'متن' }] },
      'عنوان\n\nمتن',
    ],
    [
      'a picture’s caption',
      { type: 'photo', photo: [], caption: { text: 'تعليق', credit: 'مصور' } },
      'تعليق\n\nمصور',
    ],
    ['an emoji of its own', { text: { type: 'custom_emoji', alternative_text: '👍' } }, '👍'],
    ['a kind of tomorrow', { type: 'hologram', blocks: [{ type: 'x', text: 'نص' }] }, 'نص'],
  ])('says what stands in %s', (_name, block, expected) => {
    expect(textOf(block)).toBe(expected);
  });

  test('names the links of its words and buttons', () => {
    const blocks = [
      { type: 'paragraph', text: { type: 'url', text: 'هنا', url: 'https://example.com/a' } },
      { type: 'buttons', buttons: [{ text: 'زر', url: 'https://example.com/b' }] },
    ];
    expect(readRichMessage({ blocks }).links).toEqual([
      'https://example.com/a',
      'https://example.com/b',
    ]);
  });

  test('is read to a certain depth only', () => {
    let block: object = { text: 'قاع' };
    for (let depth = 0; depth < 10_000; depth += 1) block = { blocks: [block] };
    expect(textOf(block)).toBe('');
    let text: unknown = 'قاع';
    for (let depth = 0; depth < 10_000; depth += 1) text = [text];
    expect(textOf({ text })).toBe('');
  });

  test('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.anything({ withObjectString: false }), (anything) => {
        readRichMessage(anything);
        readRichMessage({ blocks: [anything, { text: anything, cells: [[anything]] }] });
      }),
    );
  });
});
