import type { Slot } from '../digest/schedule/slots-between.ts';
import type { Log } from '../lib/log.ts';
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
    const total = { planned: 0, leftOut: 0 };
    for (;;) {
      const due = await subscribers.takeDue(now, taken);
      const looks = due.map(async (reader) => {
        try {
          return await lookAt(reader, now);
        } catch (error) {
          // The reader is due again in two minutes; one must not hold up the others.
          log.warn({ error: String(error) }, 'a subscriber could not be looked at');
          return { planned: 0, leftOut: 0 };
        }
      });
      for (const { planned, leftOut } of await Promise.all(looks)) {
        total.planned += planned;
        total.leftOut += leftOut;
      }
      if (due.length < taken) return total;
    }
  };
};

/** What is due for one reader, and when to look next. */
const createLookAt = (collaborators: Collaborators) => {
  const { subscribers } = collaborators;
  const { digestFor, send, leaveOut } = createFates(collaborators);

  return async (reader: number, now: number): Promise<Outcome> => {
    const outcome = { planned: 0, leftOut: 0 };
    const subscriber = await subscribers.load(reader);
    if (subscriber === undefined) {
      await subscribers.setDue(reader, undefined);
      return outcome;
    }
    const owed = owedSlots(subscriber, now);
    for (const [index, slot] of owed.entries()) {
      const digest = await digestFor(subscriber, slot);
      // Of several that an outage has left behind, the newest says it all.
      const isLast = index === owed.length - 1;
      if (isLast && isTimely(slot.at, subscriber, now)) {
        outcome.planned += Number(await send(digest));
      } else {
        outcome.leftOut += Number(await leaveOut(digest));
      }
    }
    await subscribers.setDue(reader, nextLook(subscriber, now));
    return outcome;
  };
};

/** What can become of a slot: a digest that is planned, or one that is left out. */
const createFates = ({ subscribers, digests, readers, enqueue, log }: Collaborators) => {
  const close = createCloseDigest({ subscribers, digests });
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

  const send = async (digest: Digest): Promise<boolean> => {
    const isNew = await digests.plan(digest);
    // Also where it was planned before: who planned it may have died before its job was stored.
    if (isNew || (await digests.load(digest.id))?.state === 'planned') {
      await enqueue('digests', digest.id, { request: digest.id });
    }
    return isNew;
  };

  const leaveOut = async (digest: Digest): Promise<boolean> => {
    await digests.plan(digest);
    if ((await digests.load(digest.id))?.state !== 'planned') return false;
    await close(digest, 'late');
    log.warn({ request: digest.id }, 'a digest was left out: too late');
    return true;
  };

  return { digestFor, send, leaveOut };
};

type Outcome = { planned: number; leftOut: number };
