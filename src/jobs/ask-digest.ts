import type { Topic } from '../digest/topic.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { OutputLanguage } from '../summary/summary.ts';
import type { Enqueue } from './ports.ts';
import type { Subscriptions, Who } from './subscribe.ts';
import type { Digest, Digests } from './subscription-ports.ts';

type Collaborators = {
  digests: Digests;
  subscriptions: Pick<Subscriptions, 'lessOf'>;
  enqueue: Enqueue;
  clock: Clock;
  log: Log;
};

/** A message that asks for a digest: its number makes the digest's id. */
type Asking = Who & { message: number; language: OutputLanguage };

/**
 * What readers do with digests: ask for one at once, turn its pages, and say what they do not want.
 * Every method may be repeated without harm; a digest of another reader's does nothing, and
 * `false` says so.
 */
export const createAskDigest = ({ digests, subscriptions, enqueue, clock, log }: Collaborators) => {
  const order = async (digest: Digest): Promise<void> => {
    await digests.plan(digest);
    if ((await digests.load(digest.id))?.state === 'planned') {
      await enqueue('digests', digest.id, { request: digest.id });
    }
  };

  const ownDigest = async (reader: number, id: string) => {
    // Ids come from buttons, so from readers; they begin with the reader's own.
    if (!id.startsWith(`${reader}.`)) return undefined;
    const digest = await digests.load(id);
    return digest?.reader === reader ? digest : undefined;
  };

  const ownEntry = async (reader: number, id: string, index: number) =>
    (await ownDigest(reader, id))?.snapshot?.[index];

  return {
    now: ({ reader, chat, message, language }: Asking, topic?: Topic): Promise<void> =>
      order({
        id: `${reader}.now.${message}`,
        reader,
        chat,
        language,
        kind: 'now',
        at: clock.now(),
        ...(topic && { topic }),
        from: 0,
      }),
    /** The page of the digest's snapshot that begins there; each page is sent once. */
    page: async (reader: number, id: string, from: number): Promise<boolean> => {
      const digest = await ownDigest(reader, id);
      const { snapshot } = digest ?? {};
      if (digest === undefined || snapshot === undefined || from < 1 || from >= snapshot.length) {
        return false;
      }
      const { chat, language } = digest;
      const at = clock.now();
      const page = `${id.replace(/\.p\d+$/, '')}.p${from}`;
      await order({ id: page, reader, chat, language, kind: 'page', at, from, snapshot });
      return true;
    },
    /** Nothing of this story, nor of what belongs to it, comes again for thirty days. */
    mute: async (reader: number, id: string, index: number): Promise<boolean> => {
      const entry = await ownEntry(reader, id, index);
      if (entry !== undefined) await digests.mute(reader, entry.story);
      return entry !== undefined;
    },
    /** Less of the topic by which this story came. */
    less: async (who: Who, id: string, index: number): Promise<boolean> => {
      const entry = await ownEntry(who.reader, id, index);
      if (entry !== undefined) await subscriptions.lessOf(who, entry.topic);
      return entry !== undefined;
    },
    /** A reader says that a line names the wrong source: for operators. */
    wrongSource: async (reader: number, id: string, index: number): Promise<boolean> => {
      const entry = await ownEntry(reader, id, index);
      if (entry !== undefined) {
        const { story, version } = entry;
        log.warn({ story, version }, 'a reader says that a source is wrong');
      }
      return entry !== undefined;
    },
  };
};

export type AskDigest = ReturnType<typeof createAskDigest>;
