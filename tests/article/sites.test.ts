import { expect, test } from 'vitest';

import { destinationOf } from '../../src/article/links.ts';

const post = 'https://t.me/quiet_news/41?embed=1&mode=tme';

test.each([
  ['https://t.me/quiet_news/41', post],
  ['https://t.me/s/quiet_news/41', post],
  ['https://telegram.me/quiet_news/41?single', post],
  ['https://t.me/quiet_news/7/41', post],
])('%s is a post on Telegram', (link, url) => {
  expect(destinationOf(link)).toEqual({ kind: 'telegram-post', url });
});

test.each([
  ['https://t.me/quiet_news', 'link-of-channel'],
  ['https://t.me/+AbCdEf', 'link-of-channel'],
  ['https://t.me/joinchat/AbCdEf', 'link-of-channel'],
  ['https://t.me/c/1234567/41', 'link-of-channel'],
  ['https://news.google.com/rss/articles/CBMiX', 'link-of-aggregator'],
  ['https://x.com/someone/status/1', 'link-of-network'],
  ['https://mobile.twitter.com/someone/status/1', 'link-of-network'],
  ['https://www.facebook.com/someone/posts/1', 'link-of-network'],
  ['https://m.facebook.com/story.php?id=1', 'link-of-network'],
  ['https://www.instagram.com/p/abc/', 'link-of-network'],
  ['https://www.youtube.com/watch?v=abc', 'link-of-video'],
  ['https://youtu.be/abc', 'link-of-video'],
  ['https://vm.tiktok.com/abc', 'link-of-video'],
])('%s shows nothing that could be read', (link, failure) => {
  expect(destinationOf(link)).toEqual({ kind: 'failure', failure });
});

test.each([
  ['https://www.google.com/url?q=https://example.com/a&sa=D', 'https://example.com/a'],
  ['https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.com%2Fa&h=x', 'https://example.com/a'],
  ['https://www.google.com/amp/s/example.com/a', 'https://example.com/a'],
  ['https://t.me/iv?url=https%3A%2F%2Fexample.com%2Fa&rhash=1', 'https://example.com/a'],
])('%s leads on', (link, url) => {
  expect(destinationOf(link)).toEqual({ kind: 'page', url });
});

test.each([
  'https://example.com/x.com',
  'https://notfacebook.com/a',
  'https://telegra.ph/Some-Page-11-23',
  'https://blog.youtube.example/a',
  'https://sub.x.com.example/a',
  'https://www.google.com/url?q=javascript:alert(1)',
  'no address',
])('%s is a page like any other', (link) => {
  expect(destinationOf(link)).toEqual({ kind: 'page', url: link });
});

test('what leads on to what shows nothing shows nothing', () => {
  expect(destinationOf('https://www.google.com/url?q=https://x.com/a/status/1')).toEqual({
    kind: 'failure',
    failure: 'link-of-network',
  });
});
