import { addToRow, clearRow, createCentres, none, rowHas, takeRow } from './centres.ts';
import type { Original, Reading } from './reading.ts';
import { createSearch } from './search.ts';

/** A story that can still take items. Times are milliseconds since 1970. */
export type OpenStory = {
  id: string;
  /** When its newest item was published, and the mean of all. */
  last: number;
  middle: number;
  items: string[];
  /** The newest of its texts, at most as many as an item is compared with. */
  originals: Original[];
  /** Where its centre stands: the sum of its items' vectors, each scaled to length 1. */
  row: number;
};

/** The open stories, to be found by the terms of their centres. */
export const createOpenStories = () => {
  const stories = new Map<string, OpenStory>();
  const byRow: (OpenStory | undefined)[] = [];
  const centres = createCentres();
  const search = createSearch(centres);

  return {
    size: (): number => stories.size,
    get: (id: string): OpenStory | undefined => stories.get(id),
    /** Whether the centre of any story has the term, and whether that of this one has it. */
    isHeld: (term: number): boolean => (centres.heads[term] ?? none) !== none,
    holds: ({ row }: OpenStory, term: number): boolean => rowHas(centres, row, term),
    /** The length of the centre. */
    norm: ({ row }: OpenStory): number => centres.norms[row] ?? 0,

    /** A story without items. */
    open: (id: string): OpenStory => {
      const row = takeRow(centres);
      const last = Number.NEGATIVE_INFINITY;
      const story: OpenStory = { id, last, middle: 0, items: [], originals: [], row };
      byRow[row] = story;
      return story;
    },

    /** Moves a story towards an item that joins it. */
    join: (story: OpenStory, own: Reading): void => {
      const { item, time } = own.original;
      addToRow(centres, story.row, own);
      story.items.push(item);
      story.last = Math.max(story.last, time);
      story.middle += (time - story.middle) / story.items.length;
      // Taken out first, so that the map stays in the order of change.
      stories.delete(story.id);
      stories.set(story.id, story);
    },

    /** Closes the stories without an item since `time` and gives them. */
    closeBefore: (time: number): OpenStory[] => {
      const closing: OpenStory[] = [];
      for (const story of stories.values()) {
        if (story.last >= time) break;
        closing.push(story);
      }
      for (const { id, row } of closing) {
        stories.delete(id);
        clearRow(centres, row);
        byRow[row] = undefined;
        centres.free.push(row);
      }
      return closing;
    },

    /** The stories with an item since `time` that are most like an item, with the cosine. */
    candidates: (item: Reading, time: number): { story: OpenStory; cosine: number }[] =>
      search(item, (row) => (byRow[row]?.last ?? time - 1) >= time).flatMap(({ row, cosine }) => {
        const story = byRow[row];
        return story ? [{ story, cosine }] : [];
      }),
  };
};

export type OpenStories = ReturnType<typeof createOpenStories>;
