import type { FeedItem } from '../feed.ts';
import type { Placement, RelatedStory } from '../story.ts';
import { createOpenStories, type OpenStory } from './open-stories.ts';
import { repeated, type Sketch, sketchOf } from './sketch.ts';
import { createStoredState } from './stored-state.ts';
import { itemTerms } from './terms.ts';
import { cosine, emptyVector, sum, type Vector, vectorOf } from './vectors.ts';
import { createVocabulary } from './vocabulary.ts';

/** What of an item is compared. Times are milliseconds since 1970. */
export type Comparable = Pick<FeedItem, 'id' | 'title' | 'lead' | 'time'>;

export type Clusterer = {
  /**
   * The story of an item. The same items in the same order get the same stories; an item that came
   * before gets the same place again, without related stories. An item too old for the window opens
   * a story of its own.
   */
  add: (item: Comparable) => Placement;
  /** The parts that changed since the last call, to be stored; `undefined` removes one. */
  changes: () => ReadonlyMap<string, string | undefined>;
  /** How many stories can still take items. */
  openStories: () => number;
};

const hour = 3_600_000;
/** A story without an item for so long is closed. */
const windowMs = 48 * hour;
/** Likeness falls by a factor of e with so long between an item and the middle of a story. */
const fadingMs = 80 * hour;
/** From here on it is the same report; from `related` on, another report of the same saga. */
const likeness = { same: 0.43, related: 0.25 };
/** How much more alike an item must be to a story whose own items are less alike one another. */
const looseness = 0.25;
const mostRelated = 5;
const mostTerms = 80;
/** A longer story compares an item with its newest texts only. */
const mostOriginals = 40;
/** A text that repeats this share of another one within this time is its copy. */
const copyShare = 0.6;
const copyMs = 36 * hour;

/** How alike an item and a story are, between 0 and 1. */
const compare = (vector: Vector, time: number, { centroid, items, middle }: OpenStory): number =>
  cosine(vector, centroid) *
  (centroid.norm / items.length) ** looseness *
  Math.exp(-Math.abs(time - middle) / fadingMs);

const originalOf = ({ originals }: OpenStory, time: number, sketch: Sketch): string | undefined =>
  originals.find(
    (original) =>
      Math.abs(time - original.time) <= copyMs && repeated(original.sketch, sketch) >= copyShare,
  )?.item;

const opened = ({ id, time }: Comparable, vector: Vector, sketch: Sketch): OpenStory => ({
  id,
  last: time,
  middle: time,
  centroid: sum(emptyVector, vector, mostTerms),
  items: [{ id }],
  originals: [{ item: id, time, sketch }],
});

const joined = (
  story: OpenStory,
  { id, time }: Comparable,
  vector: Vector,
  sketch: Sketch,
): OpenStory => {
  const copyOf = originalOf(story, time, sketch);
  const { items, originals, middle } = story;
  return {
    id: story.id,
    last: Math.max(story.last, time),
    middle: middle + (time - middle) / (items.length + 1),
    centroid: sum(story.centroid, vector, mostTerms),
    items: [...items, copyOf === undefined ? { id } : { id, copyOf }],
    originals:
      copyOf === undefined
        ? [...originals, { item: id, time, sketch }].slice(-mostOriginals)
        : originals,
  };
};

/**
 * Puts items together that report one event, each as it comes: TF-IDF of title and lead against the
 * centre of every open story. `state` holds the parts that
 * earlier `changes` gave.
 */
export const createClusterer = ({
  state: parts = new Map(),
}: { state?: ReadonlyMap<string, string> } = {}): Clusterer => {
  const vocabulary = createVocabulary();
  const stories = createOpenStories(vocabulary);
  const state = createStoredState({ vocabulary, stories });
  const places = new Map<string, string>();
  let newest = Number.NEGATIVE_INFINITY;

  const remember = ({ id: story, items, last }: OpenStory): void => {
    for (const { id } of items) places.set(id, story);
    newest = Math.max(newest, last);
  };
  for (const story of state.load(parts)) remember(story);

  const closeOld = (): void => {
    for (const { id, items } of stories.closeBefore(newest - windowMs)) {
      for (const item of items) places.delete(item.id);
      state.changed(id);
    }
  };

  const place = (item: Comparable): Placement => {
    const { weights, lead } = itemTerms(item);
    vocabulary.learn(weights.keys());
    const vector = vectorOf(
      new Map(Array.from(weights, ([term, weight]) => [term, weight * vocabulary.rarity(term)])),
    );
    const near = stories
      .candidates(vector, newest - windowMs)
      .map((story) => ({ story, score: compare(vector, item.time, story) }))
      .filter(({ score }) => score >= likeness.related)
      .sort((one, other) => other.score - one.score);
    const best =
      near[0] !== undefined && near[0].score >= likeness.same ? near[0].story : undefined;
    const sketch = sketchOf(lead);
    const story = best ? joined(best, item, vector, sketch) : opened(item, vector, sketch);
    stories.put(story);
    state.changed(story.id);
    places.set(item.id, story.id);
    return placed(story, item.id, relatedOf(near.filter((other) => other.story !== best)));
  };

  return {
    add: (item) => {
      const known = stories.get(places.get(item.id) ?? '');
      if (known) return placed(known, item.id, []);
      newest = Math.max(newest, item.time);
      closeOld();
      return place(item);
    },
    changes: state.changes,
    openStories: stories.size,
  };
};

const placed = (
  { id: story, items }: OpenStory,
  item: string,
  related: RelatedStory[],
): Placement => {
  const copyOf = items.find(({ id }) => id === item)?.copyOf;
  return { story, ...(copyOf === undefined ? {} : { copyOf }), related };
};

const relatedOf = (near: readonly { story: OpenStory; score: number }[]): RelatedStory[] =>
  near.slice(0, mostRelated).map(({ story, score }) => ({ story: story.id, score }));
