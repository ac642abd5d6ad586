import type { Clock } from '../lib/clock.ts';
import { createCloseDigest, whyNot } from './close-digest.ts';
import { composeSnapshot, entriesOf, type WeighStory } from './compose-snapshot.ts';
import type { Stories } from './digest-ports.ts';
import type { TellStory } from './make-story-summary.ts';
import type { Enqueue, Job, Work } from './ports.ts';
import type { FindTwins } from './same-report.ts';
import type { Digest, Digests, Entry, Subscriber, Subscribers } from './subscription-ports.ts';

type Collaborators = {
  subscribers: Subscribers;
  digests: Digests;
  stories: Stories;
  tellStory: TellStory;
  weigh: WeighStory;
  findTwins?: FindTwins | undefined;
  enqueue: Enqueue;
  clock: Clock;
};

const hourMs = 3_600_000;
/**
 * How far back a digest reaches: two days, so that nothing is lost to a digest in doubt or an hour
 * that was changed. What was told before does not count again.
 */
const reachMs = { daily: 48 * hourMs, twice: 48 * hourMs, weekly: 8 * 24 * hourMs } as const;
/** After a pause, and for a new reader, only this much of what came before. */
const catchUpMs = 24 * hourMs;

/**
 * The `digests` job: what there is to tell one reader, and its stories' summaries; then it is a
 * delivery. Giving up delivers what is there, by the outlets' own sentences, or word that a digest
 * which was asked for could not be made.
 */
export const createPrepareDigest = (collaborators: Collaborators): Job<Work['digests']> => {
  const { subscribers, digests, tellStory, enqueue, clock } = collaborators;

  const compose = async (
    digest: Digest,
    subscriber: Subscriber | undefined,
    signal: AbortSignal,
  ): Promise<readonly Entry[]> => {
    const now = clock.now();
    const topics = digest.topic ? [digest.topic] : (subscriber?.topics ?? []);
    const snapshot = await composeSnapshot(
      collaborators,
      {
        topics,
        less: subscriber?.less ?? {},
        told: await digests.told(digest.reader),
        since: Math.max(
          now - reachMs[subscriber?.cadence ?? 'daily'],
          (subscriber?.since ?? now) - catchUpMs,
        ),
        now,
      },
      signal,
    );
    return digests.compose(digest.id, snapshot);
  };

  const close = createCloseDigest(collaborators);
  const deliver = (id: string) => enqueue('deliveries', id, { request: id, digest: true });

  return {
    run: async ({ request: id }, { signal, log }) => {
      const digest = await digests.load(id);
      if (digest?.state !== 'planned') return;
      const subscriber = await subscribers.load(digest.reader);
      const reason = whyNot(digest, subscriber, clock.now());
      if (reason !== undefined) {
        await close(digest, reason);
        log.info({ reason }, 'a digest is not sent');
        return;
      }
      const snapshot = digest.snapshot ?? (await compose(digest, subscriber, signal));
      const { entries } = entriesOf(
        { ...digest, snapshot: [...snapshot] },
        await digests.told(digest.reader),
      );
      await Promise.all(
        entries.map(({ entry: { story, version } }) =>
          tellStory({ story, version }, digest.output ?? digest.language, signal),
        ),
      );
      log.info({ stories: entries.length, of: snapshot.length }, 'digest prepared');
      await deliver(id);
    },
    giveUp: async ({ request: id }, { kind }, { log }) => {
      log.warn({ failure: kind }, 'the summaries of a digest could not all be made');
      const digest = await digests.load(id);
      if (digest === undefined) return;
      if (digest.snapshot !== undefined || digest.kind !== 'slot') await deliver(id);
      else await close(digest, 'failed');
    },
  };
};
