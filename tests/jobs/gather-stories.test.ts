import { describe, expect, test } from 'vitest';

import type { FeedItem } from '../../src/digest/feed.ts';
import { copies, independentTexts, outlets } from '../../src/digest/story.ts';
import type { Topic } from '../../src/digest/topic.ts';
import { createGatherStories } from '../../src/jobs/gather-stories.ts';
import type { Lease } from '../../src/jobs/turns.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createFeeds } from '../../src/redis/feeds.ts';
import { createStories } from '../../src/redis/stories.ts';
import { createArrivals, createStoryLedger } from '../../src/redis/story-ledger.ts';
import { createLease } from '../../src/redis/turns.ts';
import { createTestClock, redisForTests } from '../contracts/backends.ts';
import { itemFor, named, onEachDigestBackend } from '../contracts/digest-backends.ts';
import type { MemoryDigestStores } from '../support/memory-digest-stores.ts';
import { hasRedis } from '../support/redis.ts';

const start = Date.parse('2026-11-23T10:00:00Z');
const minute = 60_000;

const bridge = [
  'أعلنت بلدية وادي الزيتون إعادة فتح جسر نهر السرو أمام السيارات بعد إصلاح أضرار الفيضان.',
  'وقال رئيس البلدية ناجي الحلو إن الإصلاح كلف 3 ملايين دينار وإن الشاحنات تنتظر فحصا ثانيا.',
  'وكان الفيضان قد جرف عمودين من أعمدة الجسر قبل شهرين وقطع الطريق بين ضفتي الوادي.',
].join(' ');
const cup = [
  'أحرز فريق الفنار كأس المدن لكرة القدم بفوزه على السنابل بركلات الترجيح في النهائي.',
  'وتصدى الحارس رامي حداد لركلتين أمام 18 ألف متفرج في ملعب رأس النخيل.',
].join(' ');

const reports: FeedItem[] = [
  itemFor({
    id: 'bridge-1',
    outlet: 'المرفأ',
    url: 'https://marfa.example/1',
    title: 'إعادة فتح جسر نهر السرو في وادي الزيتون',
    lead: bridge,
    time: start,
  }),
  itemFor({
    id: 'cup-1',
    outlet: 'الملعب',
    url: 'https://malab.example/1',
    title: 'الفنار بطل كأس المدن بركلات الترجيح',
    lead: cup,
    time: start + minute,
    topics: ['sport'],
  }),
  itemFor({
    id: 'bridge-copy',
    outlet: 'الميناء',
    url: 'https://mina.example/1',
    title: 'إعادة فتح جسر نهر السرو في وادي الزيتون',
    lead: bridge,
    time: start + 20 * minute,
  }),
  itemFor({
    id: 'bridge-2',
    outlet: 'السنديان',
    url: 'https://sindyan.example/1',
    title: 'جسر نهر السرو في وادي الزيتون يفتح بعد 61 يوما من الفيضان',
    lead: 'فتحت بلدية وادي الزيتون جسر نهر السرو أمام السيارات بعد الفيضان. وقال رئيس البلدية ناجي الحلو إن الشاحنات ممنوعة حتى فحص ثان.',
    time: start + 40 * minute,
  }),
];

const floods: Topic = {
  kind: 'free',
  id: 'floods',
  text: 'فيضان',
  query: { must: [[['فيضان']]], any: [], not: [], places: [], people: [] },
};

/** Routes by a word, so that what is tested is who is asked about what. */
const routeByWord = (item: FeedItem, topics: readonly Topic[]) =>
  new Map(
    topics
      .filter((topic) =>
        topic.kind === 'free' ? item.lead.includes(topic.text) : item.topics.includes(topic.id),
      )
      .map((topic) => [topic.id, 1] as const),
  );

const free = { hold: async () => true };

const gatherer = (
  stores: Pick<MemoryDigestStores, 'arrivals' | 'stories' | 'ledger'>,
  { holder = 'a', lease = free }: { holder?: string; lease?: Pick<Lease, 'hold'> } = {},
) =>
  createGatherStories({
    ...stores,
    lease,
    holder,
    route: routeByWord,
    topicsRead: async () => [floods],
    clock: createTestClock(),
    log: silentLog,
  });

const receive = (stores: Pick<MemoryDigestStores, 'arrivals'>, items: readonly FeedItem[]) =>
  stores.arrivals.receive(items.map((item) => named(item, `link ${item.url}`)));

onEachDigestBackend('Gathering stories', (open) => {
  test('puts one event of several outlets into one story, with who was first and who copied', async () => {
    const stores = open();
    await receive(stores, reports);
    expect(await gatherer(stores)()).toBe(4);
    const found = await stores.stories.recent(0);
    expect(found.map(({ story }) => story.id)).toEqual(['bridge-1', 'cup-1']);
    const { story } = found[0]!;
    expect(outlets(story)).toEqual(['المرفأ', 'الميناء', 'السنديان']);
    expect([independentTexts(story), copies(story)]).toEqual([2, 1]);
    expect(await stores.arrivals.waiting(10)).toEqual([]);
  });

  test('routes a new story to standing topics, and every item to what readers asked for', async () => {
    const stores = open();
    await receive(stores, reports);
    await gatherer(stores)();
    const ids = async (topic: string) =>
      (await stores.stories.ofTopic(topic, 0)).map(({ story }) => story.id);
    expect(await ids('sport')).toEqual(['cup-1']);
    expect(await ids('floods')).toEqual(['bridge-1']);
    expect(await ids('economy')).toEqual([]);
  });

  test('lets a story’s version grow by a new figure in a title, and not by a copy', async () => {
    const stores = open();
    const gather = gatherer(stores);
    const version = async () => (await stores.stories.load(['bridge-1']))[0]?.version;
    await receive(stores, reports.slice(0, 1));
    await gather();
    expect(await version()).toBe(1);
    await receive(stores, reports.slice(2, 3));
    await gather();
    expect(await version()).toBe(1);
    await receive(stores, reports.slice(3));
    await gather();
    expect(await version()).toBe(2);
  });

  test('goes on after a restart as if there had been none', async () => {
    const [whole, restarted] = [open(), open()];
    await receive(whole, reports);
    await gatherer(whole)();
    const expected = await whole.stories.recent(0);
    for (const report of reports) {
      await receive(restarted, [{ ...report }]);
      await gatherer(restarted)();
    }
    const found = await restarted.stories.recent(0);
    expect(found.map(({ story }) => story)).toEqual(expected.map(({ story }) => story));
  });

  test('does nothing where another process holds the lease', async () => {
    const stores = open();
    await receive(stores, reports);
    const gather = gatherer(stores, { lease: { hold: async () => false } });
    expect(await gather()).toBe(0);
    expect(await stores.arrivals.waiting(10)).toHaveLength(4);
  });

  test('does a batch again whose commit came too late', async () => {
    const stores = open();
    const [slow, quick] = [gatherer(stores), gatherer(stores)];
    await receive(stores, reports.slice(0, 1));
    await slow();
    await receive(stores, reports.slice(1, 3));
    await quick();
    await receive(stores, reports.slice(3));
    // Its clusterer knows nothing of what the other one did: the first try is refused.
    expect(await slow()).toBe(0);
    expect(await slow()).toBe(1);
    const [first] = await stores.stories.load(['bridge-1']);
    expect(first?.story.items.map(({ id }) => id)).toEqual(['bridge-1', 'bridge-copy', 'bridge-2']);
  });

  test('keeps what waits where the stories cannot be written', async () => {
    const stores = open();
    await receive(stores, reports);
    const failing = {
      ...stores.ledger,
      commit: () => Promise.reject(new Error('Redis is away')),
    };
    await expect(gatherer({ ...stores, ledger: failing })()).rejects.toThrow('away');
    expect(await gatherer(stores)()).toBe(4);
    expect(await stores.stories.recent(0)).toHaveLength(2);
  });
});

describe.skipIf(!hasRedis)('two processes that gather at once', () => {
  const { redis } = redisForTests();

  test('put every item into one story, once', async () => {
    const clock = createTestClock();
    const parts = { redis: redis(), clock, log: silentLog };
    const stores = {
      feeds: createFeeds(parts),
      arrivals: createArrivals(parts),
      stories: createStories(parts),
      ledger: createStoryLedger(parts),
    };
    const lease = createLease(parts);
    const both = ['a', 'b'].map((holder) => gatherer(stores, { holder, lease }));
    const many = Array.from({ length: 80 }, (_, at) =>
      itemFor({
        ...reports[at % 2]!,
        id: `i${at}`,
        url: `https://x.example/${at}`,
        time: start + at,
      }),
    );
    for (let at = 0; at < many.length; at += 8) {
      await receive(stores, many.slice(at, at + 8));
      await Promise.all(both.map((gather) => gather()));
      await lease.release('stories', 'a');
    }
    const found = await stores.stories.recent(0);
    const ids = found.flatMap(({ story }) => story.items.map(({ id }) => id));
    expect(ids).toHaveLength(80);
    expect(new Set(ids).size).toBe(80);
    expect(found).toHaveLength(2);
    expect(await stores.arrivals.waiting(10)).toEqual([]);
  });
});
