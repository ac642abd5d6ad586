import type { Topic } from '../digest/topic.ts';
import type { Clock } from '../lib/clock.ts';
import { asFailure, type Failure } from '../lib/failure.ts';
import { createCloseDigest, whyNot } from './close-digest.ts';
import { entriesOf, type PlacedEntry } from './compose-snapshot.ts';
import type { Stories } from './digest-ports.ts';
import type { RetellStory } from './make-story-summary.ts';
import type { Job, Work } from './ports.ts';
import { createWithRelated, type Related } from './related-stories.ts';
import type {
  Digest,
  Digests,
  DigestState,
  Subscriber,
  Subscribers,
  ToldStory,
} from './subscription-ports.ts';
import { isQuiet } from './timetable.ts';

/** What one message of a digest says. The chat finds the words. */
export type DigestTelling =
  | {
      kind: 'stories';
      stories: (PlacedEntry & { told: ToldStory; related: Related[] })[];
      /** Where the next page begins, and how many stories it has left. */
      next: number;
      left: number;
      zone: string;
      /** The last digest that had to be left out; 0 where none was. */
      missedAt: number;
      /** Topics of which there was nothing for a week, told once until there is something again. */
      quiet: Quiet[];
    }
  /** Asked for, and there is nothing that the reader was not told. */
  | { kind: 'nothing-new' }
  /** Asked for, and it could not be made. */
  | { kind: 'not-made' }
  /** Nothing for a week. */
  | { kind: 'silence'; quiet: Quiet[] };

/** A topic that went quiet, and whether that is because all its feeds have died. */
export type Quiet = { topic: Topic; isCutOff: boolean };

/** Sends a digest, without a sound where `silent` says so; rejects as `Messenger.send` does. */
export type SendDigest = (
  digest: Digest & { silent?: boolean },
  telling: DigestTelling,
  signal?: AbortSignal,
) => Promise<number>;

type Collaborators = {
  subscribers: Subscribers;
  digests: Digests;
  stories: Pick<Stories, 'ofTopic' | 'load'>;
  /** Whether every feed that could bring this topic is dead. */
  isCutOff: (topic: Topic) => Promise<boolean>;
  retellStory: RetellStory;
  sendDigest: SendDigest;
  clock: Clock;
};

const weekMs = 7 * 86_400_000;
/** Another digest of the same reader may tell a story at the same moment, and then this one yields. */
const mostTries = 5;

type Planned = { digest: Digest; subscriber: Subscriber | undefined };

/**
 * The delivery of a digest: sent once or not at all. What is in doubt is not repeated; it is counted,
 * and its stories stay eligible for the next digest.
 */
export const createDeliverDigest = (collaborators: Collaborators): Job<Work['deliveries']> => {
  const { subscribers, digests, clock } = collaborators;
  const take = createTake(collaborators);
  const send = createSend(collaborators);
  const close = createCloseDigest(collaborators);

  return {
    run: async ({ request: id }, { signal, log }) => {
      const digest = await digests.load(id);
      if (digest === undefined) return;
      if (digest.state === 'sending') {
        await digests.settle(id, { state: 'doubt' });
        log.warn({ doubt: 'digest' }, 'a digest in doubt is not sent again');
        return;
      }
      if (digest.state !== 'planned') return;
      const subscriber = await subscribers.load(digest.reader);
      const reason = whyNot(digest, subscriber, clock.now());
      if (reason !== undefined) {
        await close(digest, reason);
        return;
      }
      const telling = await take({ digest, subscriber });
      if (telling === undefined) return;
      await send({ digest, subscriber }, telling, signal);
      log.info({ told: telling.kind }, 'digest delivered');
    },
    giveUp: async ({ request: id }, { kind }, { log }) => {
      log.warn({ failure: kind }, 'a digest could not be delivered');
      const digest = await digests.load(id);
      if (digest?.state === 'planned') await close(digest, 'failed');
    },
  };
};

/** What may be sent now, with its stories taken; undefined where nothing is to be sent. */
const createTake = (collaborators: Collaborators) => {
  const { digests, retellStory } = collaborators;
  const quietOf = createQuiet(collaborators);
  const withRelated = createWithRelated(collaborators.stories);

  const tellingOf = async ({ digest, subscriber }: Planned): Promise<DigestTelling | undefined> => {
    if (digest.kind !== 'slot' && digest.snapshot === undefined) return { kind: 'not-made' };
    const known = await digests.told(digest.reader);
    const { entries, next, left } = entriesOf(digest, known);
    const retold = await Promise.all(
      entries.map(async (placed) => {
        const told = await retellStory(placed.entry, digest.output ?? digest.language);
        return told === undefined || told.summary.headline === '' ? [] : [{ ...placed, told }];
      }),
    );
    const stories = await withRelated(retold.flat(), known);
    if (digest.kind !== 'slot' && stories.length === 0) return { kind: 'nothing-new' };
    const quiet =
      digest.kind === 'slot' && subscriber ? await quietOf(subscriber, stories.length > 0) : [];
    if (stories.length > 0) {
      const { zone = '', missedAt = 0 } = subscriber ?? {};
      return { kind: 'stories', stories, next, left, zone, missedAt, quiet };
    }
    return quiet.length > 0 ? { kind: 'silence', quiet } : undefined;
  };

  const take = async (planned: Planned, tries = 0): Promise<DigestTelling | undefined> => {
    const { id } = planned.digest;
    const telling = await tellingOf(planned);
    if (telling === undefined || tries >= mostTries) {
      await digests.settle(id, { state: 'closed', reason: telling ? 'told' : 'empty' });
      return undefined;
    }
    const entries = telling.kind === 'stories' ? telling.stories.map(({ entry }) => entry) : [];
    const begun = await digests.begin(id, entries);
    if (begun === 'told') return take(planned, tries + 1);
    return begun === 'begun' ? telling : undefined;
  };
  return take;
};

/**
 * The topics that a reader was told nothing of for a week. In a digest that is full of others only
 * those count that nothing came in on; where there is no digest, whatever the reason.
 */
const createQuiet =
  ({ stories, isCutOff, clock }: Collaborators) =>
  async ({ topics, heard, since }: Subscriber, isFull: boolean): Promise<Quiet[]> => {
    const weekAgo = clock.now() - weekMs;
    const isUntold = ({ id }: Topic): boolean => {
      const last = heard[id] ?? since;
      return last > 0 && last <= weekAgo;
    };
    const found: Quiet[] = [];
    for (const topic of topics.filter(isUntold)) {
      if (isFull && (await stories.ofTopic(topic.id, weekAgo, 1)).length > 0) continue;
      found.push({ topic, isCutOff: await isCutOff(topic) });
    }
    return found;
  };

/** Sends, and settles what has become of it; rejects where sending it again may help. */
const createSend = (collaborators: Collaborators) => {
  const { subscribers, digests, sendDigest, clock } = collaborators;
  const afterFailure = async ({ reader }: Digest, { kind }: Failure): Promise<DigestState> => {
    if (kind === 'chat-flooded' || kind === 'chat-unreachable') return { state: 'planned' };
    if (kind === 'message-rejected') return { state: 'closed', reason: 'rejected' };
    if (kind === 'chat-closed') {
      await subscribers.change(reader, (known) => known && { ...known, blocked: true });
      await subscribers.setDue(reader, undefined);
      return { state: 'closed', reason: 'blocked' };
    }
    return { state: 'doubt' };
  };

  return async (
    { digest, subscriber }: Planned,
    telling: DigestTelling,
    signal: AbortSignal,
  ): Promise<void> => {
    const { id, reader } = digest;
    let messageId: number;
    try {
      const silent =
        digest.kind === 'slot' && subscriber !== undefined && isQuiet(subscriber, clock.now());
      messageId = await sendDigest({ ...digest, silent }, telling, signal);
    } catch (thrown) {
      const failure = asFailure(thrown);
      const state = await afterFailure(digest, failure);
      await digests.settle(id, state);
      if (state.state === 'doubt') return;
      throw failure;
    }
    await digests.settle(id, { state: 'sent', messageId });
    if (subscriber === undefined || !('quiet' in telling)) return;
    const told = telling.kind === 'stories' ? telling.stories.map(({ entry }) => entry.topic) : [];
    const heard = Object.fromEntries([
      ...told.map((topic) => [topic, clock.now()] as const),
      ...telling.quiet.map(({ topic }) => [topic.id, 0] as const),
    ]);
    await subscribers.change(
      reader,
      (known) => known && { ...known, heard: heardOf(known, heard), missedAt: 0 },
    );
  };
};

/** Only of topics that are still followed. */
const heardOf = ({ topics, heard }: Subscriber, newly: Subscriber['heard']): Subscriber['heard'] =>
  Object.fromEntries(
    Object.entries({ ...heard, ...newly }).filter(([id]) => topics.some((each) => each.id === id)),
  );
