import { describe, expect, test } from 'vitest';

import { readFeedList } from '../../src/web/feed-list.ts';

describe('a list of feeds', () => {
  test('in JSON needs an address and an outlet, and takes the rest as given', () => {
    const list = [
      { url: 'https://a.example/rss', outlet: 'المرفأ' },
      {
        url: 'https://b.example/rss',
        outlet: 'الميناء',
        country: 'LB',
        language: 'ar',
        topics: ['sport'],
        owner: 'دار',
      },
    ];
    expect(readFeedList(JSON.stringify(list))).toEqual([
      { url: 'https://a.example/rss', outlet: 'المرفأ', country: '', language: 'ar', topics: [] },
      list[1],
    ]);
  });

  test('in OPML takes topics from folders and categories that are named so', () => {
    const opml = `<?xml version="1.0"?><opml version="2.0"><body>
      <outline text="Sport"><outline type="rss" text="الملعب" xmlUrl="https://a.example/rss"/></outline>
      <outline type="rss" title="السوق" text="x" xmlUrl="https://b.example/rss" category="/economy,x"/></body></opml>`;
    expect(readFeedList(opml)).toMatchObject([
      { url: 'https://a.example/rss', outlet: 'الملعب', topics: ['sport'] },
      { url: 'https://b.example/rss', outlet: 'السوق', topics: ['economy'] },
    ]);
  });

  test('counts an address once', () => {
    const twice = [1, 2].map((each) => ({ url: 'https://a.example/rss', outlet: `م${each}` }));
    expect(readFeedList(JSON.stringify(twice))).toHaveLength(1);
  });

  test.each([
    ['', 'neither JSON nor OPML'],
    ['<html>', 'neither JSON nor OPML'],
    ['[]', 'names no feed'],
    ['[{"url":"ftp://a.example","outlet":"م"}]', 'entry 0.url: must be an http or https address'],
    ['[{"url":"https://a.example","outlet":"م","topics":["gossip"]}]', 'entry 0.topics.0'],
  ])('that is wrong says what and where: %s', (text, message) => {
    expect(() => readFeedList(text)).toThrow(message);
  });
});
