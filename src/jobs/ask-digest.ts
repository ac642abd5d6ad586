import { outlets } from '../digest/story.ts';
import type { Topic } from '../digest/topic.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { OutputLanguage } from '../summary/summary.ts';
import type { Doubts, Stories } from './digest-ports.ts';
import type { Enqueue, Readers } from './ports.ts';
import { languageFor } from './settings.ts';
import type { Subscriptions, Who } from './subscribe.ts';
import {
  type Digest,
  type Digests,
  type DigestState,
  type Entry,
  slotDigestId,
  type Subscriber,
} from './subscription-ports.ts';
import { slotsToCome } from './timetable.ts';

type Collaborators = {
  digests: Digests;
  stories: Pick<Stories, 'load'>;
  doubts: Pick<Doubts, 'note'>;
  readers: Pick<Readers, 'settings'>;
  subscriptions: Pick<Subscriptions, 'lessOf'>;
  enqueue: Enqueue;
  clock: Clock;
  log: Log;
};

/** What comes of asking for a message: it is on its way, or it came before and does not come again. */
type Order = 'ordered' | 'came';

/** A message or a press that asks for a digest: its name makes the digest's id. */
type Asking = Who & { message: string; language: OutputLanguage };

/**
 * What readers do with digests: ask for one at once, turn its pages, and say what they do not want.
 * Every method may be repeated without harm; a digest of another reader's does nothing, and
 * `false` says so.
 */
export const createAskDigest = (collaborators: Collaborators) => {
  const { digests, readers, clock } = collaborators;
  const plan = createOrderDigest(collaborators);
  const order = async (digest: Digest): Promise<Order> =>
    (await plan(digest)).isOrdered ? 'ordered' : 'came';

  const ownDigest = async (reader: number, id: string) => {
    // Ids come from buttons, so from readers; they begin with the reader's own.
    if (!id.startsWith(`${reader}.`)) return undefined;
    const digest = await digests.load(id);
    return digest?.reader === reader ? digest : undefined;
  };

  const ownEntry: OwnEntry = async (reader, id, index) =>
    (await ownDigest(reader, id))?.snapshot?.[index];

  return {
    now: async ({ reader, chat, message, language }: Asking, topic?: Topic): Promise<Order> =>
      order({
        id: `${reader}.now.${message}`,
        reader,
        chat,
        language,
        output: languageFor(await readers.settings(reader), 'ar'),
        kind: 'now',
        at: clock.now(),
        ...(topic && { topic }),
        from: 0,
      }),
    /** The page of the digest's snapshot that begins there; undefined where there is none. */
    page: async (reader: number, id: string, from: number): Promise<Order | undefined> => {
      const digest = await ownDigest(reader, id);
      const { snapshot } = digest ?? {};
      if (digest === undefined || snapshot === undefined || from < 1 || from >= snapshot.length) {
        return undefined;
      }
      const { chat, language, output } = digest;
      const at = clock.now();
      const page = `${id.replace(/\.p\d+$/, '')}.p${from}`;
      return order({ id: page, reader, chat, language, output, kind: 'page', at, from, snapshot });
    },
    upcoming: createUpcoming(collaborators),
    ...createWishes(collaborators, ownEntry),
  };
};

/** Plans a digest and puts it into the queue, unless it has come; `isNew` where nobody had planned it. */
export const createOrderDigest =
  ({ digests, enqueue }: Pick<Collaborators, 'digests' | 'enqueue'>) =>
  async (digest: Digest): Promise<{ isNew: boolean; isOrdered: boolean }> => {
    const isNew = await digests.plan(digest);
    // Also where it was planned before: who planned it may have died before its job was stored.
    const isOrdered = isNew || (await digests.load(digest.id))?.state === 'planned';
    if (isOrdered) await enqueue('digests', digest.id, { request: digest.id });
    return { isNew, isOrdered };
  };

/** When the next digest comes; `isLater` where an earlier time has had its digest already. */
export type Upcoming = { at: number; isLater: boolean } | undefined;

/** A slot whose hour was changed is not sent again: then the next one is what comes. */
const createUpcoming =
  ({ digests, clock }: Collaborators) =>
  async (subscriber: Subscriber): Promise<Upcoming> => {
    let isLater = false;
    for (const slot of slotsToCome(subscriber, clock.now())) {
      const digest = await digests.load(slotDigestId(subscriber.reader, slot));
      if (digest === undefined || digest.state === 'planned' || wasEmpty(digest))
        return { at: slot.at, isLater };
      isLater = true;
    }
    return undefined;
  };

const wasEmpty = (digest: DigestState): boolean =>
  digest.state === 'closed' && digest.reason === 'empty';

export type AskDigest = ReturnType<typeof createAskDigest>;

type OwnEntry = (reader: number, id: string, index: number) => Promise<Entry | undefined>;

/** What readers say of the stories in their digests. */
const createWishes = (
  { digests, stories, doubts, subscriptions, clock, log }: Collaborators,
  ownEntry: OwnEntry,
) => ({
  /** Nothing of this story, nor of what belongs to it, comes again for thirty days; or it may. */
  mute: async (reader: number, id: string, index: number, muted: boolean): Promise<boolean> => {
    const entry = await ownEntry(reader, id, index);
    if (entry !== undefined) await digests.setMuted(reader, entry.story, muted);
    return entry !== undefined;
  },
  /** Less of the followed topic by which this story came, or as much as before; gives the topic. */
  less: async (who: Who, id: string, index: number, less: boolean): Promise<Topic | undefined> => {
    const entry = await ownEntry(who.reader, id, index);
    return entry && subscriptions.lessOf(who, entry.topic, less);
  },
  /** The outlets that a story was told from, in their order. */
  outletsOf: async (reader: number, id: string, index: number): Promise<string[]> => {
    const entry = await ownEntry(reader, id, index);
    const [stored] = entry === undefined ? [] : await stories.load([entry.story]);
    return stored === undefined ? [] : outlets(stored.story);
  },
  /** A reader says that words are given to the wrong source, or wrongly to this outlet. */
  doubt: async (reader: number, id: string, index: number, outlet: string): Promise<boolean> => {
    const entry = await ownEntry(reader, id, index);
    if (entry === undefined) return false;
    const { story, version } = entry;
    await doubts.note({ reader, story, version, outlet, at: clock.now() });
    log.warn({ story, version, outlet }, 'a reader says that a source is wrong');
    return true;
  },
});
