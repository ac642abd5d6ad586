import type { Closing, Digest, Digests, Subscriber, Subscribers } from './subscription-ports.ts';
import { isTimely } from './timetable.ts';

/** Why a digest that was planned is not owed any more. What a reader asks for is always owed. */
export const whyNot = (
  { kind, at }: Digest,
  subscriber: Subscriber | undefined,
  now: number,
): Closing | undefined => {
  if (kind !== 'slot') return undefined;
  if (subscriber === undefined || subscriber.topics.length === 0) return 'unsubscribed';
  if (subscriber.blocked) return 'blocked';
  if (subscriber.pausedUntil > now) return 'paused';
  return isTimely(at, subscriber, now) ? undefined : 'late';
};

/** Ends a digest that is not sent. Where that is our fault, the next one of its reader says so. */
export const createCloseDigest =
  ({ subscribers, digests }: { subscribers: Subscribers; digests: Digests }) =>
  async ({ id, reader, kind, at }: Digest, reason: Closing): Promise<void> => {
    if (kind === 'slot' && (reason === 'late' || reason === 'failed')) {
      await subscribers.change(reader, (known) => known && { ...known, missedAt: at });
    }
    await digests.settle(id, { state: 'closed', reason });
  };
