import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseHtml } from '../../src/playground/html.ts';
import { formatBotText } from '../../src/playground/text.ts';

const entity = (type: string, offset: number, length: number, more: object = {}) => ({
  type,
  offset,
  length,
  ...more,
});

describe('Telegram’s HTML', () => {
  // The rules stand in tdlib, MessageEntity.cpp, parse_html.
  test.each([
    ['<b>غ</b>', 'غ', [entity('bold', 0, 1)]],
    ['<strong>a</strong><em>b</em>', 'ab', [entity('bold', 0, 1), entity('italic', 1, 1)]],
    ['👋 <i>x</i>', '👋 x', [entity('italic', 3, 1)]],
    ['<b>a<i>b</i></b>', 'ab', [entity('italic', 1, 1), entity('bold', 0, 2)]],
    ['<B>a</B >', 'a', [entity('bold', 0, 1)]],
    ['<b>a</>', 'a', [entity('bold', 0, 1)]],
    ['<b></b>x', 'x', []],
    ['&lt;b&gt; &amp; &quot; &#1571; &#x623;', '<b> & " أ أ', []],
    ['&nbsp;&LT;&copy;', '&nbsp;&LT;&copy;', []],
    ['&amp;lt;', '&lt;', []],
    [
      '<a href="https://example.com/?a=1&amp;b=2">x</a>',
      'x',
      [entity('text_link', 0, 1, { url: 'https://example.com/?a=1&b=2' })],
    ],
    [
      "<a href='example.com'>x</a>",
      'x',
      [entity('text_link', 0, 1, { url: 'http://example.com/' })],
    ],
    ['<a href="javascript:alert(1)">x</a>', 'x', []],
    [
      '<a>example.com</a>',
      'example.com',
      [entity('text_link', 0, 11, { url: 'http://example.com/' })],
    ],
    ['<blockquote expandable>q</blockquote>', 'q', [entity('expandable_blockquote', 0, 1)]],
    ['<blockquote>q</blockquote>', 'q', [entity('blockquote', 0, 1)]],
    [
      '<pre><code class="language-js">x</code></pre>',
      'x',
      [entity('pre', 0, 1, { language: 'js' })],
    ],
    ['<code class="language-js">x</code>', 'x', [entity('code', 0, 1)]],
    ['<span class="tg-spoiler">x</span>', 'x', [entity('spoiler', 0, 1)]],
    ['a > b', 'a > b', []],
  ])('reads %s', (source, text, entities) => {
    expect(parseHtml(source)).toEqual({ text, entities });
  });

  test.each([
    ['<x>a</x>', 'Unsupported start tag "x" at byte offset 0'],
    ['مرحبا <script>', 'Unsupported start tag "script" at byte offset 11'],
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['<br/>', 'Unsupported start tag "br/" at byte offset 0'],
    ['a <b', 'Unclosed start tag at byte offset 2'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<b>a', "Can't find end tag corresponding to start tag b"],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-emoji emoji-id="x">a</tg-emoji>', 'Invalid custom emoji identifier specified'],
  ])('refuses %s in Telegram’s words', (source, error) => {
    expect(parseHtml(source)).toEqual({ error });
  });

  test('escaped text comes back as it was, whatever it holds', () => {
    const escape = (text: string): string =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, bold) => {
        const parsed = parseHtml(`${escape(before)}<b>${escape(bold)}</b>`);
        expect(parsed).toEqual({
          text: before + bold,
          entities: bold === '' ? [] : [entity('bold', before.length, bold.length)],
        });
      }),
    );
  });

  test('any input gives a text or a reason, with every entity inside the text', () => {
    const piece = fc.constantFrom(
      '<b>',
      '</b>',
      '<a href="',
      '">',
      '&',
      '&#',
      'x',
      '<',
      '>',
      '👋',
      "'",
      '=',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const parsed = parseHtml(pieces.join(''));
        const { text, entities } = 'error' in parsed ? { text: '', entities: [] } : parsed;
        const outside = entities.filter(
          ({ offset, length }) => length < 1 || offset < 0 || offset + length > text.length,
        );
        expect(outside).toEqual([]);
      }),
    );
  });
});

describe('a text on its way into a chat', () => {
  const formatted = (text: string, parse_mode?: string) => formatBotText({ text, parse_mode });

  test.each([
    ['انظر https://example.com/أخبار، ثم', [['url', 'https://example.com/أخبار']]],
    ['(www.example.com)', [['url', 'www.example.com']]],
    ['موقع aljazeera.net.', [['url', 'aljazeera.net']]],
    ['/start@mujaz_bot و/help', [['bot_command', '/start@mujaz_bot']]],
    [
      'اسأل @durov و #خبر_عاجل',
      [
        ['mention', '@durov'],
        ['hashtag', '#خبر_عاجل'],
      ],
    ],
    ['بريد a.b@example.com', [['email', 'a.b@example.com']]],
    ['12:30 و 1.5 و and/or', []],
  ])('finds what Telegram would find in %s', (text, expected) => {
    const found = formatted(text);
    if (!('entities' in found)) throw new Error(found.description);
    expect(
      found.entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]),
    ).toEqual(expected);
  });

  test('a link with its own target hides the address it shows', () => {
    expect(formatted('<a href="https://a.com">b.com</a>', 'HTML')).toEqual({
      text: 'b.com',
      entities: [entity('text_link', 0, 5, { url: 'https://a.com/' })],
    });
  });

  test('control characters and the old bidi marks go, isolates stay, entities move along', () => {
    expect(formatted('\u202b  a\r\n\u2067<b>x</b>\u2069\u202c  ', 'HTML')).toEqual({
      text: 'a\n\u2067x\u2069',
      entities: [entity('bold', 3, 1)],
    });
  });

  test('a quotation within a quotation is dropped', () => {
    const text = '<blockquote>a<blockquote>b</blockquote></blockquote>';
    expect(formatted(text, 'HTML')).toEqual({ text: 'ab', entities: [entity('blockquote', 0, 2)] });
  });

  test('4,096 are counted after parsing and in code points, so that an emoji is one', () => {
    expect(formatted(`<b>${'👋'.repeat(4096)}</b>`, 'HTML')).toMatchObject({
      entities: [{ length: 8192 }],
    });
    expect(formatted('غ'.repeat(4097))).toMatchObject({
      description: 'Bad Request: message is too long',
    });
  });

  test('32,768 bytes are the most that is read at all', () => {
    expect(formatted('&amp;'.repeat(6554), 'HTML')).toMatchObject({
      description: 'Bad Request: text is too long',
    });
  });
});
