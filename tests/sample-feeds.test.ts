import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createClusterer } from '../src/digest/cluster/clusterer.ts';
import type { FeedItem } from '../src/digest/feed.ts';
import { route } from '../src/digest/route/route.ts';
import { standingTopics, type Topic } from '../src/digest/topic.ts';
import { keepItems } from '../src/jobs/keep-items.ts';
import { silentLog } from '../src/lib/log.ts';
import { startWebServer, type WebServer } from '../src/ops/web-server.ts';
import { createSampleFeeds, sampleArticles } from '../src/sample-feeds.ts';
import { decodePage } from '../src/web/decode.ts';
import { createReadFeed } from '../src/web/feed.ts';
import { createFetchPage } from '../src/web/fetch-page.ts';
import { createReadPage } from '../src/web/reading-threads.ts';

const clock = { now: () => Date.parse('2026-11-23T12:00:00Z') };
const samples = createSampleFeeds({ clock });
const standing: Topic[] = standingTopics.map((id) => ({ kind: 'standing', id }));

let server: WebServer;
let items: FeedItem[];
let options: { allowHosts: string[]; userAgent: string; log: typeof silentLog };

beforeAll(async () => {
  server = await startWebServer({
    host: '127.0.0.1',
    port: 0,
    routes: [samples.route],
    log: silentLog,
  });
  options = { allowHosts: [new URL(server.origin).host], userAgent: 'Mujaz/0.1', log: silentLog };
  const readFeed = createReadFeed({ ...options, clock });
  items = [];
  for (const feed of samples.feedsAt(server.origin)) {
    const answer = await readFeed(feed, { etag: '', lastModified: '' });
    if (answer.kind !== 'news') throw new Error(`${feed.url} answered ${answer.kind}`);
    const kept = keepItems(answer.entries, { feed, now: clock.now() });
    items.push(...kept.items.map(({ item }) => item));
  }
  await readFeed.close();
});
afterAll(() => server.close());

describe('the sample news of the playground', () => {
  test('are news of today, shown as samples', () => {
    expect(items.length).toBeGreaterThan(20);
    for (const { time, outlet, lead } of items) {
      expect(clock.now() - time).toBeLessThan(24 * 3_600_000);
      expect(outlet).toContain('(عيّنة)');
      expect(lead).toContain('عيّنة من تأليف موجز');
    }
  });

  test('bring something to every standing topic', () => {
    const found = new Set(items.flatMap((item) => [...route(item, standing).keys()]));
    expect(standingTopics.filter((topic) => !found.has(topic))).toEqual([]);
  });

  test('are ten events, each of several outlets', () => {
    const clusterer = createClusterer();
    const stories = new Map<string, Set<string>>();
    for (const item of [...items].sort((one, other) => one.time - other.time)) {
      const { story } = clusterer.add(item);
      stories.set(story, (stories.get(story) ?? new Set()).add(item.outlet));
    }
    expect([...stories.values()].map(({ size }) => size).filter((size) => size > 1)).toHaveLength(
      10,
    );
    expect(stories.size).toBe(10);
  });

  test('have pages whose whole articles can be read', async () => {
    const fetchPage = createFetchPage(options);
    const readPage = createReadPage({ log: silentLog });
    const [first] = items;
    const page = await fetchPage(first!.url);
    expect(decodePage(page.bytes, page.contentType)).toContain(first!.title);
    const article = await readPage(page);
    expect(article.title).toBe(first!.title);
    expect(article.text).toContain(first!.lead.slice(0, 80));
    await Promise.all([fetchPage.close(), readPage.close()]);
  });

  test('answer nothing else', async () => {
    for (const path of ['/samples/', '/samples/x.xml', '/samples/2026-11-23/x', '/other']) {
      expect((await fetch(`${server.origin}${path}`)).status).toBe(404);
    }
  });
});

test('there are sample articles long enough to be summarised', () => {
  expect(sampleArticles().map(({ text }) => text.length > 800)).toEqual([true, true, true, true]);
});
