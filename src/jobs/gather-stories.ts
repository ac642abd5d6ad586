import { setImmediate } from 'node:timers/promises';

import { type Clusterer, createClusterer } from '../digest/cluster/clusterer.ts';
import type { FeedItem } from '../digest/feed.ts';
import { bringsNewFact } from '../digest/new-fact.ts';
import { type Placement, type Story, withItem } from '../digest/story.ts';
import { everyStanding, type Topic } from '../digest/topic.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import {
  type Arrivals,
  type Stories,
  type StoredStory,
  type StoryLedger,
  type TopicsRead,
} from './digest-ports.ts';
import type { Lease } from './turns.ts';

type Collaborators = {
  arrivals: Pick<Arrivals, 'waiting'>;
  stories: Pick<Stories, 'load' | 'recent'>;
  ledger: StoryLedger;
  lease: Pick<Lease, 'hold'>;
  /** The name of this process. */
  holder: string;
  /** The topics that an item belongs to, with their scores. */
  route: (item: FeedItem, topics: readonly Topic[]) => ReadonlyMap<string, number>;
  topicsRead: TopicsRead;
  clock: Clock;
  log: Log;
};

const storiesLease = 'stories';
const batchSize = 200;
const leaseMs = 30_000;
/** What no clusterer puts a further item into is not recalled. */
const openMs = 48 * 3_600_000;
const mostOpen = 40_000;
/** A story of more items takes no more: what the later ones say was said. */
const mostItems = 120;

/**
 * Puts the news that wait into stories until none is left, and gives how many these were. Only the
 * process that holds the lease does; the others find nothing to do. The clusterer stays in memory
 * between two runs, and is taught by the stored stories after a restart. Where another process has
 * committed meanwhile, or a commit is in doubt, the batch is done again from what is stored.
 */
export const createGatherStories = (collaborators: Collaborators) => {
  const { arrivals, ledger, lease, holder, topicsRead, log } = collaborators;
  let open: { clusterer: Clusterer; commits: number } | undefined;

  const gatherBatch = async (): Promise<number> => {
    const waiting = await arrivals.waiting(batchSize);
    if (waiting.length === 0) return 0;
    const { clusterer, commits } = open ?? (await reopen(collaborators));
    // In doubt until the commit is answered.
    open = undefined;
    const items = waiting.filter((item) => item !== undefined);
    const placed = items.map((item) => ({ item, placement: clusterer.add(item) }));
    const free = (await topicsRead()).filter(({ kind }) => kind === 'free');
    const stories = await storiesWith(collaborators, placed, free);
    if (!(await ledger.commit({ after: commits, items: waiting.length, stories }))) return 0;
    open = { clusterer, commits: commits + 1 };
    log.info({ items: items.length, stories: stories.length }, 'news put into stories');
    return waiting.length;
  };

  return async (): Promise<number> => {
    let gathered = 0;
    while (await lease.hold(storiesLease, holder, leaseMs)) {
      const batch = await gatherBatch();
      gathered += batch;
      if (batch < batchSize) return gathered;
    }
    open = undefined;
    return gathered;
  };
};

/** A clusterer that knows the stories which can still take items, taught without holding up others. */
const reopen = async ({ ledger, stories, clock }: Collaborators) => {
  const commits = await ledger.commits();
  const clusterer = createClusterer();
  const known = (await stories.recent(clock.now() - openMs, mostOpen))
    .flatMap(({ story }) => story.items.map((item) => ({ item, story: story.id })))
    .sort((one, other) => one.item.time - other.item.time);
  for (const [at, { item, story }] of known.entries()) {
    if (at % batchSize === 0) await setImmediate();
    clusterer.recall(item, story);
  }
  return { clusterer, commits };
};

type Placed = { item: FeedItem; placement: Placement };

/** The stories that a batch opened or changed, as they are to be stored. */
const storiesWith = async (
  { stories, route, clock }: Pick<Collaborators, 'stories' | 'route' | 'clock'>,
  placed: readonly Placed[],
  free: readonly Topic[],
): Promise<StoredStory[]> => {
  const ids = [...new Set(placed.map(({ placement }) => placement.story))];
  const known = new Map((await stories.load(ids)).map((stored) => [stored.story.id, stored]));
  for (const { item, placement } of placed) {
    const before = known.get(placement.story);
    if (before !== undefined && before.story.items.length >= mostItems) continue;
    const story = withItem(before?.story, item, placement);
    // The topics of the field are those of the story's opening; a later copy says nothing new.
    const asked = before === undefined ? [...everyStanding, ...free] : free;
    const scores = placement.copyOf === undefined ? route(item, asked) : new Map<string, number>();
    const isNews = before === undefined || isUpdate(before.story, story, item);
    known.set(placement.story, {
      story,
      topics: merged(before?.topics ?? {}, scores),
      version: (before?.version ?? 0) + (isNews ? 1 : 0),
      changedAt: isNews ? clock.now() : before.changedAt,
    });
  }
  return [...known.values()];
};

const isUpdate = (before: Story, after: Story, { id }: FeedItem): boolean => {
  const placed = after.items.find((item) => item.id === id);
  return placed !== undefined && before !== after && bringsNewFact(before, placed);
};

const merged = (
  known: StoredStory['topics'],
  found: ReadonlyMap<string, number>,
): StoredStory['topics'] => {
  const better = [...found].filter(([topic, score]) => score > (known[topic] ?? 0));
  return { ...known, ...Object.fromEntries(better) };
};
