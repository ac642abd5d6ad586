import { describe, expect, test } from 'vitest';

import type { FetchPage, ReadPage } from '../../src/article/ports.ts';
import type { Story, StoryItem } from '../../src/digest/story.ts';
import { createTextsOf } from '../../src/jobs/story-texts.ts';
import { Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { itemFor } from '../contracts/digest-backends.ts';

const fetchPage: FetchPage = async (url) => {
  if (url.includes('gone')) throw new Failure('page-missing', 'answered 404');
  return { url, bytes: new Uint8Array(), contentType: 'text/html' };
};
const readPage: ReadPage = async ({ url }) => ({
  title: `عنوان ${url}`,
  text: url.includes('wall')
    ? 'اختر ملفات الارتباط التي تقبلها ثم تابع القراءة. '.repeat(9)
    : `أعيد فتح الجسر بعد الفيضان. ${'نص كامل. '.repeat(2_000)}`,
  language: 'ar',
  outlet: '',
  author: '',
  date: '',
  url,
});
const textsOf = createTextsOf({ fetchPage, readPage, log: silentLog });

const item = (id: string, given: Partial<StoryItem> = {}): StoryItem => ({
  ...itemFor({ id, outlet: id, url: `https://${id}.example/1`, time: Number(id.slice(1)) }),
  ...given,
});
const story = (first: StoryItem, ...rest: StoryItem[]): Story => ({
  id: first.id,
  items: [first, ...rest],
  related: [],
});
const { signal } = new AbortController();

describe('the texts of a story', () => {
  test('are whole articles, bounded, one of each voice, in the order in which they came', async () => {
    const owner = 'دار واحدة';
    const texts = await textsOf(
      story(
        item('o1', { owner }),
        item('o2', { owner, lead: 'أطول من الأول. '.repeat(9) }),
        item('o3'),
      ),
      signal,
    );
    expect(texts.map(({ item: { id } }) => id)).toEqual(['o2', 'o3']);
    expect(texts[0]?.prose.title).toBe('عنوان https://o2.example/1');
    expect(texts[0]?.prose.text.length).toBeLessThanOrEqual(8_000);
  });

  test('are four at the most, own texts before copies', async () => {
    const items = ['o2', 'o3', 'o4', 'o5'].map((id) => item(id));
    const texts = await textsOf(story(item('o1', { copyOf: 'o2' }), ...items), signal);
    expect(texts.map(({ item: { id } }) => id)).toEqual(['o2', 'o3', 'o4', 'o5']);
  });

  test('are the feed’s words where a page gives no article, or another text', async () => {
    const gone = item('o1', { url: 'https://gone.example/1', lead: 'ما قاله الموجز.' });
    const bare = item('o2', { url: 'https://gone.example/2', lead: '' });
    const walled = item('o3', { url: 'https://wall.example/1', lead: 'أول الخبر.' });
    const texts = await textsOf(story(gone, bare, walled), signal);
    expect(texts.map(({ prose }) => prose.text)).toEqual([
      'ما قاله الموجز.',
      bare.title,
      'أول الخبر.',
    ]);
  });

  test('are given up when they are no longer wanted', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'));
    const gone = item('o1', { url: 'https://gone.example/1' });
    await expect(textsOf(story(gone), stopped)).rejects.toThrow('404');
  });
});
