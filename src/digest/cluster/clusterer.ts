import type { Placement } from '../story.ts';
import { createOpenStories, type OpenStories, type OpenStory } from './open-stories.ts';
import { type Comparable, type Original, type Reading, readItem, unpacked } from './reading.ts';
import { repeated } from './sketch.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

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
/** A longer story compares an item with its newest texts only. */
const mostOriginals = 40;
/** A text that repeats this share of another one within this time is its copy. */
const copyShare = 0.6;
const copyMs = 36 * hour;

const originalOf = ({ originals }: OpenStory, own: Original): string | undefined =>
  originals.find(
    (other) => Math.abs(own.time - other.time) <= copyMs && repeated(other, own) >= copyShare,
  )?.item;

/** Says how alike an item and a story are, about between 0 and 1, whose cosine is known. */
const createComparison = (stories: OpenStories, { rarity }: Vocabulary) => {
  /** The share of a title that the other text has too, each term by its rarity. */
  const covered = (title: readonly number[], has: (term: number) => boolean): number => {
    let [all, found] = [0, 0];
    for (const term of title) {
      const weight = rarity(term);
      all += weight;
      if (has(term)) found += weight;
    }
    return all === 0 ? titles.usual : found / all;
  };

  return (own: Reading, story: OpenStory, cosine: number): number => {
    const alike = cosine * (stories.norm(story) / story.items.length) ** looseness;
    const near = Math.exp(-Math.abs(own.original.time - story.middle) / fadingMs);
    // Most candidates are far from alike, whatever their titles say.
    if (alike + titles.weight * (1 - titles.usual) < likeness.related) return alike * near;
    const theirs = story.originals
      .slice(0, titles.most)
      .map(({ title }) => covered(unpacked(title), (term) => own.terms.includes(term)));
    const ours = covered(own.title, (term) => stories.holds(story, term));
    const ofTitles = (ours + Math.max(...theirs)) / 2;
    return (alike + titles.weight * (ofTitles - titles.usual)) * near;
  };
};

/**
 * Puts items together that report one event, each as it comes: TF-IDF of title and lead against the
 * centre of every open story, and each title against the other text.
 */
export const createClusterer = (): Clusterer => {
  const stories = createOpenStories();
  const vocabulary = createVocabulary(stories.isHeld);
  const compare = createComparison(stories, vocabulary);
  const places = new Map<string, { story: OpenStory; copyOf: string | undefined }>();
  let newest = Number.NEGATIVE_INFINITY;

  const read = (item: Comparable): Reading => {
    newest = Math.max(newest, item.time);
    for (const { items } of stories.closeBefore(newest - windowMs)) {
      for (const id of items) places.delete(id);
    }
    return readItem(item, vocabulary);
  };

  const join = (story: OpenStory, own: Reading): string | undefined => {
    const copyOf = originalOf(story, own.original);
    stories.join(story, own);
    if (copyOf === undefined) story.originals.push(own.original);
    if (story.originals.length > mostOriginals) story.originals.shift();
    places.set(own.original.item, { story, copyOf });
    return copyOf;
  };

  const place = (item: Comparable): Placement => {
    const own = read(item);
    const near = stories
      .candidates(own, newest - windowMs)
      .map(({ story, cosine }) => ({ story, score: compare(own, story, cosine) }))
      .filter(({ score }) => score >= likeness.related)
      .sort((one, other) => other.score - one.score);
    const least =
      likeness.same - shortness.allowance * Math.exp(-own.terms.length / shortness.terms);
    const best = near[0] !== undefined && near[0].score >= least ? near.shift()?.story : undefined;
    const related = near.slice(0, mostRelated).map(({ story }) => story.id);
    const story = best ?? stories.open(item.id);
    return placement(story, join(story, own), related);
  };

  return {
    add: (item) => {
      const known = places.get(item.id);
      return known ? placement(known.story, known.copyOf, []) : place(item);
    },
    recall: (item, id) => {
      const own = read(item);
      join(stories.get(id) ?? stories.open(id), own);
    },
    openStories: stories.size,
  };
};

const placement = (
  { id: story }: OpenStory,
  copyOf: string | undefined,
  related: string[],
): Placement => ({ story, ...(copyOf === undefined ? {} : { copyOf }), related });
