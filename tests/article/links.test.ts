import { describe, expect, test } from 'vitest';

import { canonicalLink, isMostlyLinks, linksIn } from '../../src/article/links.ts';

describe('links in a message', () => {
  test.each([
    ['with its scheme', 'اقرأ https://a.com/story/1 الآن', ['https://a.com/story/1']],
    ['in capitals', 'HTTPS://EXAMPLE.com/Path', ['https://example.com/Path']],
    ['without a scheme', 't.me/channel/123', ['https://t.me/channel/123']],
    ['with www', 'www.youm7.com/story', ['https://www.youm7.com/story']],
    ['as a bare host', 'انظر alarabiya.net، ثم عد', ['https://alarabiya.net/']],
    ['on a local machine', 'look: http://127.0.0.1:8080/flood', ['http://127.0.0.1:8080/flood']],
    ['on localhost', 'http://localhost:3000/flood', ['http://localhost:3000/flood']],
    ['by an IPv6 address', 'http://[::1]/x', ['http://[::1]/x']],
    ['at the end of a sentence', 'انظر https://a.com/x.', ['https://a.com/x']],
    ['before an Arabic comma', 'https://a.com/x، وقال', ['https://a.com/x']],
    ['in brackets', '(https://a.com/x)', ['https://a.com/x']],
    ['with brackets of its own', 'https://a.com/x_(y)', ['https://a.com/x_(y)']],
    ['in guillemets', '«https://a.com/x»', ['https://a.com/x']],
    ['glued to an Arabic word', 'https://a.com/123وقال', ['https://a.com/123']],
    [
      'with Arabic words in its path',
      'https://ar.wikipedia.org/wiki/سوريا_اليوم.',
      [
        'https://ar.wikipedia.org/wiki/%D8%B3%D9%88%D8%B1%D9%8A%D8%A7_%D8%A7%D9%84%D9%8A%D9%88%D9%85',
      ],
    ],
    ['twice, once', 'https://a.com/x https://a.com/x?utm_source=y', ['https://a.com/x']],
    ['two of them', 'a.com/1 b.com/2', ['https://a.com/1', 'https://b.com/2']],
    ['hidden by a direction mark', 'https://a.com/\u202ex', ['https://a.com/']],
  ])('a link is found %s', (_, text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  test.each([
    'x@example.com',
    'node.js',
    'U.S. and/or',
    '3.5/10',
    'https://',
    'http://[',
    'نص بلا رابط',
    '12.5',
    'أ.ف.ب',
    'انتهت الحرب.وقال',
    'javascript:alert(1)',
    'ftp://a.b/c',
  ])('«%s» is none', (text) => {
    expect(linksIn(text)).toEqual([]);
  });
});

describe('the canonical form of a link', () => {
  test.each([
    ['https://a.com/x?utm_source=t&id=5&fbclid=z#top', 'https://a.com/x?id=5'],
    ['https://a.com/x?igshid=1&gclid=2&igsh=3&mc_cid=4', 'https://a.com/x'],
    ['https://A.com:443/X', 'https://a.com/X'],
    ['https://a.com/x?q=%20a+b&utm_medium=c', 'https://a.com/x?q=%20a+b'],
    ['https://a.com/x?b=1&b=2', 'https://a.com/x?b=1&b=2'],
    ['https://a.com/x?amp=1&spmx=2', 'https://a.com/x?amp=1&spmx=2'],
    ['no address', 'no address'],
  ])('%s', (url, canonical) => {
    expect(canonicalLink(url)).toBe(canonical);
  });
});

describe('a message that is mostly links', () => {
  const article = 'قال الوزير إن الحكومة ستدرس الأمر في وقت قريب من هذا العام. '.repeat(6);

  test('is a link and a few words', () => {
    expect(isMostlyLinks('https://a.com/story')).toBe(true);
    expect(isMostlyLinks('ما رأيكم في هذا الخبر؟ https://a.com/story')).toBe(true);
    expect(isMostlyLinks(`https://a.com/${'x'.repeat(2_000)}`)).toBe(true);
  });

  test('is several links with a title each', () => {
    const list = Array.from(
      { length: 5 },
      (_, nth) => `عنوان خبر قصير عن أمر ما\nhttps://a.com/${nth}`,
    );
    expect(isMostlyLinks(list.join('\n'))).toBe(true);
  });

  test('is not an article that holds a link', () => {
    expect(isMostlyLinks(`${article}\nhttps://a.com/story`)).toBe(false);
  });
});
