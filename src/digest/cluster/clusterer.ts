import type { FeedItem } from '../feed.ts';
import type { Placement } from '../story.ts';
import { createOpenStories, type OpenStory, type Original } from './open-stories.ts';
import { repeated, sketchOf } from './sketch.ts';
import { itemTerms, packTerms, unpackTerms } from './terms.ts';
import { cosine, emptyVector, hasTerm, sum, type Vector, vectorFrom } from './vectors.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** What of an item is compared. Times are milliseconds since 1970. */
export type Comparable = Pick<FeedItem, 'id' | 'title' | 'lead' | 'time'>;

export type Clusterer = {
  /**
   * The story of an item. The same items in the same order get the same stories; an item that came
   * before gets the same place again, without related stories. An item too old for the window opens
   * a story of its own.
   */
  add: (item: Comparable) => Placement;
  /** Puts an item into the story that it was put into before, as after a restart. */
  recall: (item: Comparable, story: string) => void;
  /** How many stories can still take items. */
  openStories: () => number;
};

const hour = 3_600_000;
/** A story without an item for so long is closed. */
const windowMs = 48 * hour;
/** Likeness falls by a factor of e with so long between an item and the middle of a story. */
const fadingMs = 80 * hour;
/** From here on it is the same report; from `related` on, another report of the same saga. */
const likeness = { same: 0.39, related: 0.25 };
/** A text of few terms shares fewer with its like: one of no more than a title may be so much less. */
const shortness = { allowance: 0.18, terms: 12 };
/**
 * What one's title says must stand in the other: reports of one saga share the words of their
 * background, reports of one event those of their titles. So much counts for and against.
 */
const titles = { weight: 0.3, usual: 0.55, most: 5 };
/** How much more alike an item must be to a story whose own items are less alike one another. */
const looseness = 0.25;
const mostRelated = 5;
const mostTerms = 80;
/** A longer story compares an item with its newest texts only. */
const mostOriginals = 40;
/** A text that repeats this share of another one within this time is its copy. */
const copyShare = 0.6;
const copyMs = 36 * hour;

/** An item as it is compared: its terms by weight, and what a story keeps of it. */
type Read = {
  vector: Vector;
  /** Of the vector's terms, in its order. */
  rarities: Float64Array;
  title: readonly number[];
  original: Original;
};

/** The share of a title that the other text has too, each term by its rarity. */
const covered = (
  title: readonly number[],
  text: Vector,
  rarity: (term: number) => number,
): number => {
  let [all, found] = [0, 0];
  for (const term of title) {
    const weight = rarity(term);
    all += weight;
    if (hasTerm(text, term)) found += weight;
  }
  return all === 0 ? titles.usual : found / all;
};

/** How alike an item and a story are, about between 0 and 1. */
const compare = (
  { vector, title, original: { time } }: Read,
  { centroid, items, middle, originals }: OpenStory,
  rarity: (term: number) => number,
): number => {
  const alike = cosine(vector, centroid) * (centroid.norm / items.length) ** looseness;
  const near = Math.exp(-Math.abs(time - middle) / fadingMs);
  // Most candidates are far from alike, whatever their titles say.
  if (alike + titles.weight * (1 - titles.usual) < likeness.related) return alike * near;
  const theirs = originals
    .slice(0, titles.most)
    .map((other) => covered(unpackTerms(other.title), vector, rarity));
  const ofTitles = (covered(title, centroid, rarity) + Math.max(...theirs)) / 2;
  return (alike + titles.weight * (ofTitles - titles.usual)) * near;
};

const originalOf = ({ originals }: OpenStory, { time, sketch }: Original): string | undefined =>
  originals.find(
    (other) => Math.abs(time - other.time) <= copyMs && repeated(other.sketch, sketch) >= copyShare,
  )?.item;

const opened = ({ vector, original }: Read): OpenStory => ({
  id: original.item,
  last: original.time,
  middle: original.time,
  centroid: sum(emptyVector, vector, mostTerms),
  items: [{ id: original.item }],
  originals: [original],
});

const joined = (story: OpenStory, { vector, original }: Read): OpenStory => {
  const copyOf = originalOf(story, original);
  const { items, originals, middle } = story;
  const { item: id, time } = original;
  return {
    id: story.id,
    last: Math.max(story.last, time),
    middle: middle + (time - middle) / (items.length + 1),
    centroid: sum(story.centroid, vector, mostTerms),
    items: [...items, copyOf === undefined ? { id } : { id, copyOf }],
    originals: copyOf === undefined ? [...originals, original].slice(-mostOriginals) : originals,
  };
};

/** Reads an item by the words that are known so far, and learns from it. */
const read = (item: Comparable, vocabulary: Vocabulary): Read => {
  const { weights, title, lead } = itemTerms(item);
  vocabulary.learn(weights.keys());
  const keys = Uint32Array.from(weights.keys()).sort();
  const rarities = Float64Array.from(keys, vocabulary.rarity);
  const heavy = Float32Array.from(keys, (key, at) => (weights.get(key) ?? 0) * (rarities[at] ?? 0));
  const { id, time } = item;
  return {
    vector: vectorFrom(keys, heavy),
    rarities,
    title,
    original: { item: id, time, sketch: sketchOf(lead), title: packTerms(title) },
  };
};

/**
 * Puts items together that report one event, each as it comes: TF-IDF of title and lead against the
 * centre of every open story, and each title against the other text.
 */
export const createClusterer = (): Clusterer => {
  const vocabulary = createVocabulary();
  const stories = createOpenStories();
  const places = new Map<string, string>();
  let newest = Number.NEGATIVE_INFINITY;

  const moveOn = ({ time }: Comparable): void => {
    newest = Math.max(newest, time);
    for (const { items } of stories.closeBefore(newest - windowMs)) {
      for (const { id } of items) places.delete(id);
    }
  };

  const keep = (story: OpenStory, { id }: Comparable): void => {
    stories.put(story);
    places.set(id, story.id);
  };

  const place = (item: Comparable): Placement => {
    const own = read(item, vocabulary);
    const near = stories
      .candidates(own, newest - windowMs)
      .map((story) => ({ story, score: compare(own, story, vocabulary.rarity) }))
      .filter(({ score }) => score >= likeness.related)
      .sort((one, other) => other.score - one.score);
    const least =
      likeness.same - shortness.allowance * Math.exp(-own.vector.keys.length / shortness.terms);
    const best = near[0] !== undefined && near[0].score >= least ? near[0].story : undefined;
    const story = best ? joined(best, own) : opened(own);
    keep(story, item);
    return placed(story, item.id, relatedOf(near, best));
  };

  return {
    add: (item) => {
      const known = stories.get(places.get(item.id) ?? '');
      if (known) return placed(known, item.id, []);
      moveOn(item);
      return place(item);
    },
    recall: (item, id) => {
      moveOn(item);
      const own = read(item, vocabulary);
      const story = stories.get(id);
      keep(story ? joined(story, own) : { ...opened(own), id }, item);
    },
    openStories: stories.size,
  };
};

const placed = ({ id: story, items }: OpenStory, item: string, related: string[]): Placement => {
  const copyOf = items.find(({ id }) => id === item)?.copyOf;
  return { story, ...(copyOf === undefined ? {} : { copyOf }), related };
};

const relatedOf = (near: readonly { story: OpenStory }[], best: OpenStory | undefined): string[] =>
  near.flatMap(({ story }) => (story === best ? [] : story.id)).slice(0, mostRelated);
