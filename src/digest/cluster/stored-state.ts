import { z } from 'zod';

import type { OpenStories, OpenStory } from './open-stories.ts';
import { vectorFrom } from './vectors.ts';
import type { TermCounts, Vocabulary } from './vocabulary.ts';

/** Names change with the form of the parts: those of another form are dropped, and learnt anew. */
const storyPrefix = 'story-2:';
const termsPrefix = 'terms-1:';
/** So many additions to the vocabulary are kept before it is written as one. */
const mostTermParts = 200;

const bytes = z.base64();

const storySchema = z.object({
  last: z.number(),
  middle: z.number(),
  keys: bytes,
  weights: bytes,
  items: z.array(z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string()])])),
  originals: z.array(
    z.object({ item: z.string(), time: z.number(), bins: bytes, runs: z.number(), title: bytes }),
  ),
});

const termsSchema = z.object({ items: z.number(), keys: bytes, counts: bytes });

const encode = ({ buffer, byteOffset, byteLength }: NodeJS.ArrayBufferView): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

/** The bytes in memory of their own: typed arrays must begin at a multiple of their width. */
const decode = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text, 'base64')).buffer;

const encodeUnits = (units: string): string => Buffer.from(units, 'utf16le').toString('base64');

const decodeUnits = (text: string): string => Buffer.from(text, 'base64').toString('utf16le');

const encodeStory = ({ last, middle, centroid, items, originals }: OpenStory): string =>
  JSON.stringify({
    last,
    middle,
    keys: encode(centroid.keys),
    weights: encode(centroid.weights),
    items: items.map(({ id, copyOf }) => (copyOf === undefined ? [id] : [id, copyOf])),
    originals: originals.map(({ item, time, sketch: { bins, runs }, title }) => ({
      item,
      time,
      bins: encodeUnits(bins),
      runs,
      title: encodeUnits(title),
    })),
  } satisfies z.infer<typeof storySchema>);

const decodeStory = (id: string, text: string): OpenStory => {
  const { last, middle, keys, weights, items, originals } = storySchema.parse(JSON.parse(text));
  return {
    id,
    last,
    middle,
    centroid: vectorFrom(new Uint32Array(decode(keys)), new Float32Array(decode(weights))),
    items: items.map(([id, copyOf]) => (copyOf === undefined ? { id } : { id, copyOf })),
    originals: originals.map(({ item, time, bins, runs, title }) => ({
      item,
      time,
      sketch: { bins: decodeUnits(bins), runs },
      title: decodeUnits(title),
    })),
  };
};

const encodeTerms = ({ items, terms }: TermCounts): string =>
  JSON.stringify({
    items,
    keys: encode(Uint32Array.from(terms.keys())),
    counts: encode(Uint32Array.from(terms.values())),
  } satisfies z.infer<typeof termsSchema>);

const decodeTerms = (text: string): TermCounts => {
  const { items, keys, counts } = termsSchema.parse(JSON.parse(text));
  const numbers = new Uint32Array(decode(counts));
  return {
    items,
    terms: new Map(Array.from(new Uint32Array(decode(keys)), (key, at) => [key, numbers[at] ?? 0])),
  };
};

/** Keeps account of what must be stored, so that each call stores only what changed. */
export const createStoredState = ({ vocabulary, stories }: Live) => {
  const terms = createStoredTerms(vocabulary);
  const touched = new Set<string>();

  return {
    changed: (id: string): void => {
      touched.add(id);
    },

    /** Takes in stored parts and gives their stories, the one changed first at the head. */
    load: (parts: ReadonlyMap<string, string>): OpenStory[] => {
      const loaded: OpenStory[] = [];
      for (const [name, part] of parts) {
        if (name.startsWith(storyPrefix)) {
          loaded.push(decodeStory(name.slice(storyPrefix.length), part));
        } else if (name.startsWith(termsPrefix)) terms.load(name, part);
        else terms.drop(name);
      }
      loaded.sort((one, other) => one.last - other.last || (one.id < other.id ? -1 : 1));
      for (const story of loaded) stories.put(story);
      return loaded;
    },

    changes: (): ReadonlyMap<string, string | undefined> => {
      const changes = terms.changes();
      for (const id of touched) {
        const story = stories.get(id);
        changes.set(`${storyPrefix}${id}`, story && encodeStory(story));
      }
      touched.clear();
      return changes;
    },
  };
};

type Live = { vocabulary: Vocabulary; stories: OpenStories };

/** The vocabulary as a row of additions, now and then written as one. */
const createStoredTerms = (vocabulary: Vocabulary) => {
  let dropped: string[] = [];
  let names: string[] = [];

  const addition = (): [string, TermCounts] | undefined => {
    const learnt = vocabulary.takeUnsaved();
    if (learnt.items === 0) return undefined;
    if (!vocabulary.forget() && names.length < mostTermParts) {
      const name = `${termsPrefix}${names.length}`;
      names.push(name);
      return [name, learnt];
    }
    dropped.push(...names);
    names = [`${termsPrefix}0`];
    return [`${termsPrefix}0`, vocabulary.all()];
  };

  return {
    load: (name: string, part: string): void => {
      vocabulary.add(decodeTerms(part));
      names.push(name);
    },
    drop: (name: string): void => {
      dropped.push(name);
    },
    changes: (): Map<string, string | undefined> => {
      const added = addition();
      const changes = new Map<string, string | undefined>(dropped.map((name) => [name, undefined]));
      if (added) changes.set(added[0], encodeTerms(added[1]));
      dropped = [];
      return changes;
    },
  };
};
