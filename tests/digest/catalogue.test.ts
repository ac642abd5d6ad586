import { describe, expect, test } from 'vitest';

import { builtInFeeds } from '../../src/digest/catalogue.ts';

describe('the built-in catalogue', () => {
  const feeds = builtInFeeds();

  test('names each address once, with an outlet', () => {
    expect(new Set(feeds.map(({ feed }) => feed.url)).size).toBe(feeds.length);
    expect(feeds.filter(({ feed }) => feed.outlet === '')).toEqual([]);
  });

  test('has 29 feeds that were seen to work, from several countries', () => {
    const checked = feeds.filter((each) => each.checked).map(({ feed }) => feed);
    expect(checked).toHaveLength(29);
    expect(new Set(checked.map(({ country }) => country)).size).toBeGreaterThan(8);
  });

  test('lists public channels by the pages that they have for everybody', () => {
    const channels = feeds.filter(({ feed }) => feed.url.startsWith('https://t.me/s/'));
    expect(channels).toHaveLength(14);
    expect(channels.filter(({ checked }) => checked)).toEqual([]);
  });
});
