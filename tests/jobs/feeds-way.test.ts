import { describe, expect, test } from 'vitest';

import type { Feed } from '../../src/digest/feed.ts';
import type { Topic } from '../../src/digest/topic.ts';
import type {
  FeedAnswer,
  FeedEntry,
  FeedHealth,
  ReadFeed,
  TopicsRead,
} from '../../src/jobs/digest-ports.ts';
import { createPlanPolls } from '../../src/jobs/plan-polls.ts';
import { createPollFeed } from '../../src/jobs/poll-feed.ts';
import type { Attempt } from '../../src/jobs/ports.ts';
import { Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createTestClock } from '../contracts/backends.ts';
import { createMemoryDigestStores } from '../support/memory-digest-stores.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const feedOf = (name: string, given: Partial<Feed> = {}): Feed => ({
  url: `https://${name}.example/rss`,
  outlet: name,
  country: 'LB',
  language: 'ar',
  topics: [],
  ...given,
});

const sport: Topic = { kind: 'standing', id: 'sport' };
const syria: Topic = {
  kind: 'free',
  id: 'syria',
  text: 'سوريا',
  query: { must: [[['سوريا']]], any: [], not: [], places: [], people: [] },
};

/** Feeds that a test writes, asked by the real jobs with stores in memory. */
const createFeedRoom = ({
  feeds = [feedOf('marfa')],
  topicsRead = async () => [sport],
}: { feeds?: Feed[]; topicsRead?: TopicsRead } = {}) => {
  const clock = createTestClock();
  const stores = createMemoryDigestStores({ clock });
  const script = {
    read: (async () => ({ kind: 'unchanged', crawlDelayMs: 0 })) as ReadFeed,
  };
  const queue: string[] = [];
  const told: FeedHealth[] = [];
  const asked: string[] = [];
  const plan = createPlanPolls({
    feeds: stores.feeds,
    listed: feeds,
    topicsRead,
    enqueue: async (_queue, _id, work) => {
      if ('feed' in work && !queue.includes(work.feed)) queue.push(work.feed);
    },
    clock,
  });
  const poll = createPollFeed({
    ...stores,
    feedOf: (url) => feeds.find((feed) => feed.url === url),
    readFeed: (feed, known, signal) => {
      asked.push(feed.url);
      return script.read(feed, known, signal);
    },
    announce: async (health) => void told.push(health),
    clock,
    random: () => 0.5,
  });
  const attempt: Attempt = { signal: new AbortController().signal, log: silentLog };
  return {
    ...stores,
    clock,
    script,
    queue,
    told,
    asked,
    plan,
    /** Plans and asks whatever is due. */
    turn: async () => {
      await plan();
      for (const feed of queue.splice(0)) await poll.run({ feed }, attempt);
    },
    run: (feed: string) => poll.run({ feed }, attempt),
  };
};

const entry = (given: Partial<FeedEntry> = {}): FeedEntry => ({
  guid: '',
  url: 'https://marfa.example/1',
  outlet: '',
  title: 'إعادة فتح جسر النهر بعد الفيضان',
  lead: 'قال محافظ المدينة إن الجسر فتح صباح اليوم.',
  time: Date.parse('2026-11-23T19:00:00Z'),
  ...given,
});

const news = (...entries: FeedEntry[]): FeedAnswer => ({
  kind: 'news',
  entries,
  etag: '',
  lastModified: '',
  crawlDelayMs: 0,
});

describe('feeds are asked', () => {
  test('only where somebody reads what they bring', async () => {
    const feeds = [
      feedOf('all'),
      feedOf('sports', { topics: ['sport'] }),
      feedOf('money', { topics: ['economy'] }),
    ];
    const plannedFor = async (...topics: Topic[]) => {
      const room = createFeedRoom({ feeds, topicsRead: async () => topics });
      await room.plan();
      return room.queue.map((url) => new URL(url).host.split('.')[0]);
    };
    expect(await plannedFor()).toEqual([]);
    expect(await plannedFor(sport)).toEqual(['all', 'sports']);
    expect(await plannedFor(syria)).toEqual(['all', 'sports', 'money']);
  });

  test('one of each host at a time, with a pause between two', async () => {
    const feeds = ['a', 'b'].map((path) => feedOf(path, { url: `https://one.example/${path}` }));
    const room = createFeedRoom({ feeds });
    await room.turn();
    await room.turn();
    expect(room.asked).toEqual(['https://one.example/a']);
    room.clock.pass(10_001);
    await room.turn();
    expect(room.asked).toEqual(['https://one.example/a', 'https://one.example/b']);
  });

  test('not before the pause is over that their site asks for', async () => {
    const feeds = ['a', 'b'].map((path) => feedOf(path, { url: `https://one.example/${path}` }));
    const room = createFeedRoom({ feeds });
    room.script.read = async () => ({ kind: 'unchanged', crawlDelayMs: 120_000 });
    await room.turn();
    room.clock.pass(119_000);
    await room.turn();
    expect(room.asked).toHaveLength(1);
    room.clock.pass(2_000);
    await room.turn();
    expect(room.asked).toHaveLength(2);
  });

  test('again after ten minutes while there is news, ever more seldom where there is none', async () => {
    const room = createFeedRoom();
    const pauses: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      room.script.read = async () => (round === 0 ? news(entry()) : news());
      const before = room.clock.now();
      await room.turn();
      const [record] = (await room.feeds.records()).values();
      pauses.push(Math.round((record!.dueAt - before) / minute));
      room.clock.pass(record!.dueAt - before);
    }
    expect(pauses.slice(0, 4)).toEqual([10, 14, 20, 27]);
    expect(Math.max(...pauses)).toBe(40);
  });

  test('with what their last answer was named by', async () => {
    const room = createFeedRoom();
    const known: object[] = [];
    room.script.read = async (_feed, { etag, lastModified }) => {
      known.push({ etag, lastModified });
      return { ...news(), etag: '"v1"', lastModified: 'Mon' } as FeedAnswer;
    };
    await room.run('https://marfa.example/rss');
    await room.run('https://marfa.example/rss');
    expect(known).toEqual([
      { etag: '', lastModified: '' },
      { etag: '"v1"', lastModified: 'Mon' },
    ]);
  });

  test('no longer once they are taken from the list', async () => {
    const room = createFeedRoom();
    await room.feeds.save({ ...(await recordOf(room)), url: 'https://gone.example/rss' });
    await room.run('https://gone.example/rss');
    expect(room.asked).toEqual(['https://marfa.example/rss']);
    expect(await room.feeds.load('https://gone.example/rss')).toBeUndefined();
  });
});

const recordOf = async (room: ReturnType<typeof createFeedRoom>) => {
  await room.turn();
  const [record] = (await room.feeds.records()).values();
  return record!;
};

describe('of what a feed brings', () => {
  const kept = async (...entries: FeedEntry[]): Promise<string[]> => {
    const room = createFeedRoom();
    room.script.read = async () => news(...entries);
    await room.turn();
    return (await room.arrivals.waiting(100)).map((item) => item!.url);
  };
  const now = createTestClock().now();

  test('undated, future and old items are dropped', async () => {
    const urls = await kept(
      entry({ url: 'https://marfa.example/undated', time: undefined }),
      entry({ url: 'https://marfa.example/ahead', time: now + 61 * minute }),
      entry({ url: 'https://marfa.example/old', time: now - 96 * hour - 1 }),
      entry({ url: 'https://marfa.example/good', time: now + 59 * minute }),
    );
    expect(urls).toEqual(['https://marfa.example/good']);
  });

  test('an item is one item by its GUID, its link or its text', async () => {
    const first = entry({ guid: 'g1', url: 'https://marfa.example/1?utm_source=rss' });
    const urls = await kept(
      first,
      entry({ guid: 'g1', url: 'https://marfa.example/moved', lead: 'نص آخر تماما.' }),
      entry({ guid: 'g2', url: 'https://marfa.example/1', lead: 'نص ثالث غير ذلك.' }),
      entry({ guid: 'g3', url: 'https://marfa.example/again' }),
      entry({ guid: 'g4', url: 'https://marfa.example/other', lead: 'هذا خبر ثان عن الجسر.' }),
    );
    expect(urls).toEqual(['https://marfa.example/1', 'https://marfa.example/other']);
  });

  test('the same text of another outlet is another item', async () => {
    const room = createFeedRoom({ feeds: [feedOf('marfa'), feedOf('mina')] });
    room.script.read = async ({ outlet }) => news(entry({ url: `https://${outlet}.example/1` }));
    await room.turn();
    const outlets = (await room.arrivals.waiting(100)).map((item) => item!.outlet);
    expect(outlets).toEqual(['marfa', 'mina']);
  });
});

describe('the health of a feed', () => {
  test('shows its newest item, its undated share and its last answer', async () => {
    const room = createFeedRoom();
    const undated = entry({ time: undefined, url: 'https://marfa.example/2' });
    const ahead = entry({ time: room.clock.now() + 2 * hour, url: 'https://marfa.example/3' });
    room.script.read = async () => news(entry(), undated, ahead, undated);
    expect(await recordOf(room)).toMatchObject({
      status: 'well',
      items: 4,
      undatedShare: 0.5,
      newestAt: entry().time,
      failures: 0,
      dead: '',
    });
  });

  const failing = async (room: ReturnType<typeof createFeedRoom>, untilHours: number) => {
    const end = room.clock.now() + untilHours * hour;
    while (room.clock.now() < end) {
      await room.turn();
      room.clock.pass(10 * minute);
    }
  };

  test('backs off while it fails, is told dead once with the reason, and is still asked', async () => {
    const room = createFeedRoom();
    room.script.read = async () => news(entry());
    await room.turn();
    room.script.read = async () => {
      throw new Failure('page-refused', 'answered 403');
    };
    await failing(room, 72);
    expect(room.told).toHaveLength(1);
    expect(room.told[0]).toMatchObject({ dead: 'page-refused', outlet: 'marfa' });
    expect(room.asked.length).toBeGreaterThan(6);
    expect(room.asked.length).toBeLessThan(20);
  });

  test('that came back to life is told of once, and again when it dies again', async () => {
    const room = createFeedRoom();
    const fails: ReadFeed = async () => {
      throw new Failure('page-missing', 'answered 404');
    };
    room.script.read = fails;
    await failing(room, 120);
    expect(room.told).toHaveLength(1);
    room.script.read = async () => news(entry({ time: room.clock.now() }));
    await failing(room, 14);
    expect(room.told.map(({ dead }) => dead)).toEqual(['page-missing', '']);
    room.script.read = fails;
    await failing(room, 72);
    expect(room.told.map(({ dead }) => dead)).toEqual(['page-missing', '', 'page-missing']);
  });

  test.each([
    ['frozen', () => news(entry({ time: createTestClock().now() - 15 * day }))],
    ['undated', () => news(entry({ time: undefined }))],
    ['robots', (): FeedAnswer => ({ kind: 'robots' })],
  ])('tells of a feed that is %s', async (dead, answer) => {
    const room = createFeedRoom();
    room.script.read = async () => answer();
    await failing(room, 48);
    expect(room.told.map((health) => health.dead)).toEqual([dead]);
  });

  test('waits for as long as the site asks', async () => {
    const room = createFeedRoom();
    room.script.read = async () => {
      throw new Failure('page-unreachable', 'answered 429', { retryAfterMs: 50 * minute });
    };
    await room.turn();
    room.clock.pass(49 * minute);
    await room.turn();
    expect(room.asked).toHaveLength(1);
    room.clock.pass(2 * minute);
    await room.turn();
    expect(room.asked).toHaveLength(2);
  });
});
