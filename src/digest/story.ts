import { z } from 'zod';

import { type FeedItem, feedItemSchema } from './feed.ts';

/** An item within its story. A copy repeats the text of another item, as wire copy does. */
const storyItemSchema = feedItemSchema.extend({ copyOf: z.string().exactOptional() });
export type StoryItem = z.infer<typeof storyItemSchema>;

/**
 * One event with all that was published about it, earliest first. It is named after the item that
 * opened it and is never empty.
 */
export const storySchema = z.strictObject({
  id: z.string(),
  items: z.tuple([storyItemSchema], storyItemSchema).readonly(),
  /** Stories of the same saga that are not the same report; linked, not merged. */
  related: z.array(z.string()).readonly(),
});
export type Story = z.infer<typeof storySchema>;

/** Who speaks in an item: outlets of one owner are one voice. */
export const voiceOf = ({ owner, outlet }: FeedItem): string => owner ?? outlet;

/** Where the clusterer put an item. */
export type Placement = {
  story: string;
  copyOf?: string;
  /** Stories of the same saga, the nearest first. */
  related: readonly string[];
};

/** Puts an item into its story, or opens one with it. An item that is there already changes nothing. */
export const withItem = (
  story: Story | undefined,
  item: FeedItem,
  { story: id, copyOf, related }: Placement,
): Story => {
  const placed: StoryItem = copyOf === undefined ? item : { ...item, copyOf };
  const links = [...new Set([...(story?.related ?? []), ...related])];
  if (story === undefined) return { id, items: [placed], related: links };
  if (story.items.some((known) => known.id === item.id)) return story;
  const [first, ...rest] = [...story.items, placed].sort((one, other) => one.time - other.time);
  return { id, items: [first ?? placed, ...rest], related: links };
};

/**
 * How many voices tell the story in their own words: copies do not count, nor does a second outlet of
 * one owner.
 */
export const independentTexts = ({ items }: Story): number => {
  const own = items.filter(({ copyOf }) => copyOf === undefined);
  return new Set(own.map(voiceOf)).size;
};

/** How many items repeat another one's text. */
export const copies = ({ items }: Story): number =>
  items.filter(({ copyOf }) => copyOf !== undefined).length;

/** The outlets in the order in which they came, each once. */
export const outlets = ({ items }: Story): string[] => [
  ...new Set(items.map(({ outlet }) => outlet)),
];
