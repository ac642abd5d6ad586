import { expect, test } from 'vitest';

import { createForgetReader } from '../../src/jobs/forget-reader.ts';
import { anArticle, createNewsroom } from '../support/newsroom.ts';

test('who asks to be forgotten loses jobs first, then requests, then all that other stores know', async () => {
  const room = createNewsroom();
  await room.accept(room.request({ message: 1 }));
  const steps: string[] = [];
  const { requests } = room.stores;
  const forget = createForgetReader({
    requests: {
      ...requests,
      forget: async (reader) => {
        steps.push(`requests of ${reader}`);
        await requests.forget(reader);
      },
    },
    discard: async (reader, ids) => {
      steps.push(`jobs of ${reader}: ${ids.join()}`);
    },
    memories: [
      {
        forget: async (reader) => {
          steps.push(`settings of ${reader}`);
        },
      },
    ],
  });
  await forget(7);
  expect(steps).toEqual(['jobs of 7: 7-1-0', 'requests of 7', 'settings of 7']);
  expect(await requests.idsOf(7)).toEqual([]);
});

test('what is still being read for somebody who asks to be forgotten leaves nothing behind', async () => {
  const room = createNewsroom();
  const { requests, texts } = room.stores;
  room.script.fetchPage = async (url) => {
    await requests.forget(7);
    const bytes = Buffer.from(anArticle.text);
    return { url, bytes, contentType: 'text/html', etag: '', lastModified: '' };
  };
  const subject = { kind: 'link', url: 'https://news.example/1' } as const;
  await room.accept(room.request({ message: 1, subject }));
  await room.settle();
  const key = `key${anArticle.text.length}arstandard`;
  expect(await texts.load(key)).toBeUndefined();
  expect(await room.stores.summaries.isUnderWay(key)).toBe(false);
  expect(await room.stores.deliveries.claim(7, key, 'later')).toBe('later');
  expect(room.queue).toEqual([]);
});
