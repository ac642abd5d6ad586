import type { Sketch } from './sketch.ts';
import { createTermIndex, type Listed, type Wanted } from './term-index.ts';
import type { PackedTerms } from './terms.ts';
import type { Vector } from './vectors.ts';

/** A text of its own within a story, by which later items are known as its copies or as its like. */
export type Original = { item: string; time: number; sketch: Sketch; title: PackedTerms };

/** A story that can still take items, as it is compared. Times are milliseconds since 1970. */
export type OpenStory = {
  id: string;
  /** When its newest item was published, and the mean of all. */
  last: number;
  middle: number;
  /** The sum of its items' vectors, each scaled to length 1. */
  centroid: Vector;
  items: readonly { id: string; copyOf?: string }[];
  /** The newest of its texts, at most as many as an item is compared with. */
  originals: readonly Original[];
};

/** A term in more than one item of fifty finds too many stories and tells them too little apart. */
const leastRarity = Math.log(50);
const queryTerms = 12;

/** An item's vector, with the rarity of each of its terms. */
type Sought = { vector: Vector; rarities: Float64Array };

const mostCandidates = 24;

/**
 * The open stories with an index by their terms. A search looks at the rarest terms of an item only,
 * so that its cost grows with the stories that share them and not with all.
 */
export const createOpenStories = () => {
  const stories = new Map<string, Listed<OpenStory>>();
  const index = createTermIndex<OpenStory>();

  const rarest = ({ vector: { keys, weights }, rarities }: Sought): Wanted[] => {
    const found: (Wanted & { rarity: number })[] = [];
    for (const [at, term] of keys.entries()) {
      const rarity = rarities[at] ?? 0;
      // A term that no story has would only take the place of one that finds something.
      if (rarity < leastRarity || !index.has(term)) continue;
      found.push({ term, weight: weights[at] ?? 0, rarity });
    }
    return found
      .sort((one, other) => other.rarity - one.rarity || one.term - other.term)
      .slice(0, queryTerms);
  };

  return {
    size: (): number => stories.size,
    get: (id: string): OpenStory | undefined => stories.get(id),

    /** Opens a story, or puts a changed one in the place of what it was. */
    put: (story: OpenStory): void => {
      const known = stories.get(story.id);
      const before = new Set(known?.centroid.keys);
      const listed = known
        ? Object.assign(known, story)
        : { ...story, open: true, query: 0, likeness: 0 };
      // Taken out first, so that the map stays in the order of change.
      stories.delete(story.id);
      stories.set(story.id, listed);
      for (const term of listed.centroid.keys) if (!before.has(term)) index.list(term, listed);
    },

    /** Closes the stories without an item since `time` and gives them. */
    closeBefore: (time: number): OpenStory[] => {
      const closing: Listed<OpenStory>[] = [];
      for (const story of stories.values()) {
        if (story.last >= time) break;
        closing.push(story);
      }
      for (const story of closing) stories.delete(story.id);
      index.close(closing);
      return closing;
    },

    /** The stories with an item since `time` that share the most of an item's rare terms. */
    candidates: (item: Sought, time: number): OpenStory[] =>
      index
        .find(rarest(item))
        .filter(({ last }) => last >= time)
        .sort((one, other) => other.likeness - one.likeness || (one.id < other.id ? -1 : 1))
        .slice(0, mostCandidates),
  };
};
