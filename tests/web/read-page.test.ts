import { afterEach, describe, expect, test } from 'vitest';

import type { Page } from '../../src/article/ports.ts';
import { asFailure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createReadPage } from '../../src/web/reading-threads.ts';
import { headline, newsPage } from '../support/web-pages.ts';

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

const reader = (options: Partial<Parameters<typeof createReadPage>[0]> = {}) => {
  const readPage = createReadPage({ log: silentLog, ...options });
  opened.push(readPage);
  return readPage;
};

const page = (html: string): Page => ({
  url: 'https://news.example/story/1',
  bytes: Buffer.from(html),
  contentType: 'text/html',
});

/** Two million lists within the limits of JSON-LD. */
const flood =
  `<script type="application/ld+json">[${'[[]],'.repeat(50_000)}0]</script>`.repeat(20) +
  newsPage();

const kindOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'an article',
    (error: unknown) => asFailure(error).kind,
  );

/** A page that takes a while. */
const heavy = `<main>${'<p>كلمة، <b>وأخرى</b> <i>ثالثة</i></p>'.repeat(6_000)}</main>`;

describe('reading pages in a worker thread', () => {
  test('gives the article', async () => {
    const article = await reader()(page(newsPage()));
    expect(article).toMatchObject({ title: headline, outlet: 'صحيفة الميناء', language: 'ar' });
  });

  test('gives the failure that was found there, with its kind', async () => {
    expect(await kindOf(reader()(page('<div>'.repeat(1_000))))).toBe('page-hostile');
    expect(await kindOf(reader()(page('<p>قصير</p>')))).toBe('page-without-article');
  });

  test('ends a page that takes too long, and takes the next one', async () => {
    const readPage = reader({ timeoutMs: 1 });
    const [first, second] = [page(heavy), page(heavy)].map((each) => kindOf(readPage(each)));
    expect(await first).toBe('page-hostile');
    expect(await second).toBe('page-hostile');
  });

  test('survives a page that eats the memory of its thread', async () => {
    const readPage = reader({ memoryMb: 32, timeoutMs: 20_000 });
    expect(await kindOf(readPage(page(flood)))).toBe('page-hostile');
    expect(await kindOf(readPage(page(newsPage())))).toBe('an article');
  });

  test('reads pages one after the other in a thread, each with its own result', async () => {
    const readPage = reader({ workers: 2 });
    const titles = Array.from({ length: 12 }, (_, index) => `الخبر رقم ${index} من أخبار الميناء`);
    const articles = await Promise.all(
      titles.map((title) => readPage(page(newsPage({ title }).replaceAll(headline, title)))),
    );
    expect(articles.map(({ title }) => title)).toEqual(titles);
  });

  test('refuses what the line has no room for', async () => {
    const readPage = reader({ line: 1 });
    const pages = [1, 2, 3].map(() => kindOf(readPage(page(newsPage()))));
    expect(await Promise.all(pages)).toEqual(['an article', 'an article', 'page-in-line']);
  });

  test('lets go of a page that nobody waits for any more', async () => {
    const readPage = reader();
    const controller = new AbortController();
    const given = kindOf(readPage(page(heavy), controller.signal));
    const next = kindOf(readPage(page(newsPage())));
    controller.abort();
    expect(await given).toBe('page-unreachable');
    expect(await next).toBe('an article');
  });

  test('refuses all that waits when it is closed, and all that comes later', async () => {
    const readPage = reader();
    const waiting = [1, 2, 3].map(() => kindOf(readPage(page(heavy))));
    await readPage.close();
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => 'page-in-line'));
    expect(await kindOf(readPage(page(newsPage())))).toBe('page-in-line');
  });
});
