import type { Story, StoryItem } from '../../src/digest/story.ts';
import type { Topic } from '../../src/digest/topic.ts';
import { createAskDigest } from '../../src/jobs/ask-digest.ts';
import { createDeliverDigest, type DigestTelling } from '../../src/jobs/deliver-digest.ts';
import type { Doubt, Stories, StoredStory } from '../../src/jobs/digest-ports.ts';
import { createDigestTick } from '../../src/jobs/digest-tick.ts';
import { createTellStory, type SummariseStory } from '../../src/jobs/make-story-summary.ts';
import type { Enqueue, Job, Readers, Spending } from '../../src/jobs/ports.ts';
import { createPrepareDigest } from '../../src/jobs/prepare-digest.ts';
import { settingsSchema } from '../../src/jobs/settings.ts';
import { createSubscriptions } from '../../src/jobs/subscribe.ts';
import type { Digest } from '../../src/jobs/subscription-ports.ts';
import { asFailure, type Failure, failureRules } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMemoryDigests, type MemoryDigests } from './memory-digests.ts';

/** An item of news as a feed would carry it. */
export const anItem = (changes: Partial<StoryItem> & { id: string; time: number }): StoryItem => ({
  outlet: 'صحيفة النهر',
  url: `https://news.example/${changes.id}`,
  title: `عنوان الخبر ${changes.id}`,
  lead: `قالت البلدية إن الجسر ${changes.id} أُغلق صباح اليوم أمام السيارات للصيانة. وأضافت أن العمل يستمر أسبوعين.`,
  topics: [],
  language: 'ar',
  ...changes,
});

/** A shelf of stories as the pipeline of feeds would fill it. */
const createMemoryStories = () => {
  const shelf = new Map<string, StoredStory>();
  const newest = ({ story }: StoredStory): number => story.items.at(-1)?.time ?? 0;
  const since = (time: number, most = Infinity): StoredStory[] =>
    [...shelf.values()]
      .filter((stored) => newest(stored) >= time)
      .sort((one, other) => newest(other) - newest(one))
      .slice(0, most);
  const stories: Stories = {
    load: async (ids) => ids.flatMap((id) => structuredClone(shelf.get(id)) ?? []),
    ofTopic: async (topic, from, most) =>
      since(from)
        .filter(({ topics }) => topics[topic] !== undefined)
        .slice(0, most),
    recent: async (from, most) => since(from, most),
    addToTopic: async (topic, scores) => {
      for (const [id, score] of scores) {
        const stored = shelf.get(id);
        if (stored) shelf.set(id, { ...stored, topics: { ...stored.topics, [topic]: score } });
      }
    },
  };
  return {
    stories,
    /** Puts a story there, or an independent text more into one, which makes a new version. */
    publish: (item: StoryItem, topics: readonly string[], into = item.id): void => {
      const known = shelf.get(into);
      const story: Story =
        known === undefined
          ? { id: into, items: [item], related: [] }
          : { ...known.story, items: [...known.story.items, item] };
      shelf.set(into, {
        story,
        topics: Object.fromEntries(
          [...Object.keys(known?.topics ?? {}), ...topics].map((id) => [id, 1]),
        ),
        version: (known?.version ?? 0) + 1,
        changedAt: item.time,
      });
    },
    drop: (before: number): void => {
      for (const [id, stored] of shelf) if (newest(stored) < before) shelf.delete(id);
    },
  };
};

type Sent = { digest: Digest; telling: DigestTelling; at: number };

/** Thrown where a process dies: all that it would still have done does not happen. */
class Death extends Error {}

/**
 * Stores that a dying process can no longer reach: `dieAfter` so many calls it is dead, before or
 * after the last one had its effect, until `rise`.
 */
const createMortality = () => {
  let left = Infinity;
  let dead = false;
  let deaths = 0;
  const live = async <T>(act: () => Promise<T>): Promise<T> => {
    if (dead) throw new Death('dead');
    left -= 1;
    const last = left < 0;
    const done = last && deaths % 2 === 0 ? undefined : await act();
    if (!last) return done as T;
    dead = true;
    deaths += 1;
    throw new Death('killed');
  };
  return {
    live,
    mortal: <Store extends object>(store: Store): Store =>
      new Proxy(store, {
        get: (target, name) => {
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== 'function') return method;
          return (...values: unknown[]) => live(() => Reflect.apply(method, target, values));
        },
      }),
    dieAfter: (calls: number) => {
      left = calls;
    },
    rise: () => {
      dead = false;
      left = Infinity;
    },
    isDead: () => dead,
    deaths: () => deaths,
  };
};

type Options = {
  start: number;
  summarise?: SummariseStory;
  backend?: MemoryDigests;
};

/**
 * Digests from subscription to message, in memory and with a clock that the test moves: real jobs,
 * a queue that is run by hand, a chat of plain arrays.
 */
export const createDigestDesk = ({ start, summarise, backend }: Options) => {
  let now = start;
  const clock = { now: () => now };
  const lasting = backend ?? createMemoryDigests({ clock });
  const mortality = createMortality();
  const stores = {
    subscribers: mortality.mortal(lasting.subscribers),
    digests: mortality.mortal(lasting.digests),
    // Who waits for a dead maker waits in real time; here time stands still.
    storySummaries: lasting.storySummaries,
  };
  const shelf = createMemoryStories();
  const { stories } = shelf;
  const sent: Sent[] = [];
  const doubted: Doubt[] = [];
  const troubles: (Failure | 'arrives-in-doubt')[] = [];
  const queue: { queue: 'digests' | 'deliveries'; id: string }[] = [];
  const enqueue: Enqueue = (name, id) =>
    mortality.live(async () => {
      if (name !== 'digests' && name !== 'deliveries') return;
      if (!queue.some((job) => job.queue === name && job.id === id)) {
        queue.push({ queue: name, id });
      }
    });
  const spending: Pick<Spending, 'pausedUntil' | 'pauseUntil'> = {
    pausedUntil: async () => 0,
    pauseUntil: async () => {},
  };
  const readers: Pick<Readers, 'language' | 'settings'> = {
    language: async () => undefined,
    settings: async () => settingsSchema.parse({}),
  };
  const { tell, retell } = createTellStory({
    stories,
    storySummaries: stores.storySummaries,
    spending,
    summarise,
    maker: 'test',
    clock,
  });
  const shared = { ...stores, stories, enqueue, clock, readers, log: silentLog };
  const sendDigest = (digest: Digest, telling: DigestTelling): Promise<number> =>
    mortality.live(() => takeMessage(digest, telling));
  const takeMessage = async (digest: Digest, telling: DigestTelling): Promise<number> => {
    const trouble = troubles.shift();
    if (trouble !== undefined && trouble !== 'arrives-in-doubt') throw trouble;
    sent.push({ digest, telling, at: now });
    if (trouble === 'arrives-in-doubt') throw new Error('the answer was lost');
    return sent.length;
  };
  const jobs: { [Q in 'digests' | 'deliveries']: Job<{ request: string }> } = {
    digests: createPrepareDigest({
      ...shared,
      tellStory: tell,
      weigh: ({ story }) => story.items.length,
    }),
    deliveries: createDeliverDigest({
      ...shared,
      retellStory: retell,
      isCutOff: async () => false,
      sendDigest,
    }),
  };
  const subscriptions = createSubscriptions({
    ...shared,
    expand: async (text) => ({ must: [[[text]]], any: [], not: [], places: [], people: [] }),
    fit: (topic: Topic, { story }) =>
      topic.kind === 'free' && story.items.some(({ title }) => title.includes(topic.text)) ? 1 : 0,
  });
  const attempt = { signal: new AbortController().signal, log: silentLog };

  const work = async ({ queue: name, id }: (typeof queue)[number]): Promise<void> => {
    try {
      await jobs[name].run({ request: id }, attempt);
    } catch (thrown) {
      if (mortality.isDead()) {
        // Another process finds the job, as a queue gives out what was lost.
        mortality.rise();
        queue.push({ queue: name, id });
        return;
      }
      const { kind } = asFailure(thrown);
      if (failureRules[kind] === 'never')
        await jobs[name].giveUp({ request: id }, { kind }, attempt);
      else queue.push({ queue: name, id });
    }
  };

  return {
    clock,
    /** As they last, whoever dies. */
    stores: lasting,
    mortality,
    shelf,
    sent,
    queue,
    jobs,
    attempt,
    subscriptions,
    doubted,
    askDigest: createAskDigest({
      ...shared,
      subscriptions,
      doubts: { note: async (doubt) => void doubted.push(doubt) },
    }),
    tick: createDigestTick(shared),
    fail: (...trouble: typeof troubles) => troubles.push(...trouble),
    moveTo: (time: number) => {
      now = time;
    },
    /** Works until nothing is left to do; `most` jobs at the most. */
    settle: async (most = Infinity) => {
      for (let count = 0; count < most; count += 1) {
        const job = queue.shift();
        if (job === undefined) return;
        await work(job);
      }
    },
  };
};

export type DigestDesk = ReturnType<typeof createDigestDesk>;
