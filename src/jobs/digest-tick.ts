import type { Slot } from '../digest/schedule/slots-between.ts';
import type { Log } from '../lib/log.ts';
import { createOrderDigest } from './ask-digest.ts';
import { createCloseDigest } from './close-digest.ts';
import type { Enqueue, Readers } from './ports.ts';
import { languageFor } from './settings.ts';
import {
  type Digest,
  type Digests,
  slotDigestId,
  type Subscriber,
  type Subscribers,
} from './subscription-ports.ts';
import { isTimely, nextLook, owedSlots } from './timetable.ts';

type Collaborators = {
  subscribers: Subscribers;
  digests: Digests;
  readers: Pick<Readers, 'language' | 'settings'>;
  enqueue: Enqueue;
  log: Log;
};

/** How many readers are taken, and looked at side by side. */
const taken = 200;

/**
 * Looks at every reader whose time has come and puts what is due into the queue. Any number of
 * processes may tick at once, and each may die at any point: the digest's id is made of reader, local
 * date and slot, so that each slot is one digest, however often it is looked at. Gives how many were
 * planned and how many had to be left out.
 */
export const createDigestTick = (collaborators: Collaborators) => {
  const { subscribers, log } = collaborators;
  const lookAt = createLookAt(collaborators);

  return async (now: number): Promise<Outcome> => {
    const outcome = { planned: 0, leftOut: 0 };
    for (;;) {
      const due = await subscribers.takeDue(now, taken);
      const looks = due.map((reader) =>
        lookAt(reader, now, outcome).catch((error: unknown) => {
          // The reader is due again in two minutes; one must not hold up the others.
          log.warn({ error: String(error) }, 'a subscriber could not be looked at');
        }),
      );
      await Promise.all(looks);
      if (due.length < taken) return outcome;
    }
  };
};

type Outcome = { planned: number; leftOut: number };

/** Plans or leaves out what is due for one reader, counts it, and says when to look next. */
const createLookAt = (collaborators: Collaborators) => {
  const { subscribers, digests, readers, log } = collaborators;
  const close = createCloseDigest(collaborators);
  const order = createOrderDigest(collaborators);
  const digestFor = async ({ reader, chat }: Subscriber, slot: Slot): Promise<Digest> => ({
    id: slotDigestId(reader, slot),
    reader,
    chat,
    language: (await readers.language(reader)) ?? 'ar',
    output: languageFor(await readers.settings(reader), 'ar'),
    kind: 'slot',
    at: slot.at,
    from: 0,
  });

  const leaveOut = async (digest: Digest): Promise<boolean> => {
    await digests.plan(digest);
    if ((await digests.load(digest.id))?.state !== 'planned') return false;
    await close(digest, 'late');
    log.warn({ request: digest.id }, 'a digest was left out: too late');
    return true;
  };

  return async (reader: number, now: number, outcome: Outcome): Promise<void> => {
    const subscriber = await subscribers.load(reader);
    if (subscriber === undefined) return subscribers.setDue(reader, undefined);
    const owed = owedSlots(subscriber, now);
    for (const [index, slot] of owed.entries()) {
      const digest = await digestFor(subscriber, slot);
      // Of several that an outage has left behind, the newest says it all.
      const isLast = index === owed.length - 1;
      if (isLast && isTimely(slot.at, subscriber, now)) {
        if ((await order(digest)).isNew) outcome.planned += 1;
      } else if (await leaveOut(digest)) outcome.leftOut += 1;
    }
    return subscribers.setDue(reader, nextLook(subscriber, now));
  };
};
