import type { FeedItem } from '../../src/digest/feed.ts';
import type {
  Arrivals,
  Doubt,
  Doubts,
  FeedRecord,
  Feeds,
  ModelQuota,
  Stories,
  StoredStory,
  StoryLedger,
  Verdicts,
} from '../../src/jobs/digest-ports.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { systemClock } from '../../src/lib/clock.ts';

const dayMs = 86_400_000;

/** The ports of feeds and stories on plain maps; the batteries of tests/contracts hold for these too. */
export const createMemoryDigestStores = ({ clock = systemClock }: { clock?: Clock } = {}) => {
  const shelf: Shelf = {
    records: new Map(),
    hosts: new Map(),
    seen: new Map(),
    arrivals: [],
    stories: new Map(),
    commits: 0,
  };
  return {
    feeds: createFeeds(shelf, clock),
    arrivals: createArrivals(shelf, clock),
    stories: createStories(shelf),
    ledger: createLedger(shelf),
    doubts: createDoubts(),
    verdicts: createVerdicts(clock),
    quota: createQuota(clock),
  };
};

export type MemoryDigestStores = ReturnType<typeof createMemoryDigestStores>;

type Shelf = {
  records: Map<string, FeedRecord>;
  hosts: Map<string, number>;
  /** The day on which each name was met last. */
  seen: Map<string, number>;
  arrivals: FeedItem[];
  stories: Map<string, StoredStory>;
  commits: number;
};

const createFeeds = ({ records, hosts }: Shelf, clock: Clock): Feeds => ({
  records: async () => structuredClone(records),
  load: async (url) => structuredClone(records.get(url)),
  save: async (record) => {
    records.set(record.url, structuredClone(record));
  },
  remove: async (url) => {
    records.delete(url);
  },
  hosts: async () => new Map([...hosts].filter(([, until]) => until > clock.now())),
  spare: async (host, until) => {
    hosts.set(host, Math.max(until, hosts.get(host) ?? 0));
  },
});

const createArrivals = (shelf: Shelf, clock: Clock): Arrivals => ({
  receive: async (items) => {
    const today = Math.floor(clock.now() / dayMs);
    let fresh = 0;
    for (const { item, names } of items) {
      const known = names.some((name) => (shelf.seen.get(name) ?? -Infinity) > today - 5);
      for (const name of names) shelf.seen.set(name, today);
      if (known) continue;
      shelf.arrivals.push(structuredClone(item));
      fresh += 1;
    }
    return fresh;
  },
  waiting: async (most) => structuredClone(shelf.arrivals.slice(0, most)),
});

const createDoubts = (): Doubts => {
  let doubts: Doubt[] = [];
  const isSame = (one: Doubt, other: Doubt): boolean =>
    (['reader', 'story', 'version', 'outlet'] as const).every((key) => one[key] === other[key]);
  return {
    note: async (doubt) => {
      doubts = [doubt, ...doubts.filter((known) => !isSame(known, doubt))];
    },
    byOutlet: async () =>
      new Map(
        [...Map.groupBy(doubts, ({ outlet }) => outlet)].map(([outlet, by]) => [
          outlet,
          new Set(by.map(({ reader }) => reader)).size,
        ]),
      ),
    forget: async (reader) => {
      doubts = doubts.filter((doubt) => doubt.reader !== reader);
    },
  };
};

const newest = ({ story }: StoredStory): number => Math.max(...story.items.map(({ time }) => time));

const createStories = ({ stories }: Shelf): Stories => {
  const since = (time: number, most: number, topic?: string): StoredStory[] =>
    [...stories.values()]
      .filter((stored) => topic === undefined || topic in stored.topics)
      .filter((stored) => newest(stored) >= time)
      .sort((one, other) => newest(other) - newest(one))
      .slice(0, most)
      .map((stored) => structuredClone(stored));
  return {
    load: async (ids) =>
      ids.flatMap((id) => {
        const stored = stories.get(id);
        return stored === undefined ? [] : [structuredClone(stored)];
      }),
    ofTopic: async (topic, time, most = 200) => since(time, most, topic),
    recent: async (time, most = 1_000) => since(time, most),
    addToTopic: async (topic, scores) => {
      for (const [id, score] of scores) {
        const stored = stories.get(id);
        if (stored) stories.set(id, { ...stored, topics: { ...stored.topics, [topic]: score } });
      }
    },
  };
};

const createVerdicts = (clock: Clock): Verdicts => {
  const known = new Map<string, { same: boolean | undefined; until: number }>();
  const at = (pair: string) => {
    const verdict = known.get(pair);
    return verdict && verdict.until > clock.now() ? verdict : undefined;
  };
  return {
    of: async (pairs) => pairs.map((pair) => at(pair)?.same),
    claim: async (pairs) => {
      const free = pairs.filter((pair) => at(pair) === undefined);
      for (const pair of free) known.set(pair, { same: undefined, until: clock.now() + 300_000 });
      return free;
    },
    settle: async (verdicts) => {
      for (const [pair, same] of verdicts) {
        known.set(pair, { same, until: clock.now() + 4 * dayMs });
      }
    },
  };
};

const createQuota = (clock: Clock): ModelQuota => {
  const taken = new Map<string, number>();
  return {
    take: async (purpose, wanted, aDay) => {
      const key = `${purpose} ${Math.floor(clock.now() / dayMs)}`;
      const before = taken.get(key) ?? 0;
      taken.set(key, before + wanted);
      return Math.max(0, Math.min(wanted, aDay - before));
    },
  };
};

const createLedger = (shelf: Shelf): StoryLedger => ({
  commits: async () => shelf.commits,
  commit: async ({ after, items, stories }) => {
    if (after !== shelf.commits) return false;
    shelf.commits += 1;
    shelf.arrivals.splice(0, items);
    for (const stored of structuredClone(stories)) {
      const topics = { ...shelf.stories.get(stored.story.id)?.topics, ...stored.topics };
      shelf.stories.set(stored.story.id, { ...stored, topics });
    }
    return true;
  },
});
