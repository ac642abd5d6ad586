import { type Slot, slotsBetween } from '../digest/schedule/slots-between.ts';
import { remembering } from '../lib/remember.ts';
import { quietHours, type Subscriber } from './subscription-ports.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The digests of one hour are spread over this long, each reader always at the same place. */
export const spreadMs = 4 * minuteMs;
/** A digest that comes so soon after its time is on time, also at night: the reader chose the hour. */
const onTimeMs = 15 * minuteMs;
/** Later than this a digest is left out, and in quiet hours every late one is. */
const latestMs = 4 * hourMs;
/** How far back missed slots are looked for; of an outage of days only the last one is owed a word. */
const lookBackMs = 26 * hourMs;
/** Two days or weeks, since a slot may have been sent already, and a day more for clocks that change. */
const lookAheadMs = { daily: 3 * dayMs, twice: 3 * dayMs, weekly: 15 * dayMs } as const;

/** What tells a reader's night. */
type Where = Pick<Subscriber, 'zone' | 'quiet'>;

const isReady = ({ zone, topics, blocked }: Subscriber): boolean =>
  zone !== '' && topics.length > 0 && !blocked;

const voidUntil = ({ since, pausedUntil }: Subscriber): number => Math.max(since, pausedUntil);

/** By Knuth's multiplicative hash: neighbouring ids lie far apart. */
const delayOf = ({ reader }: Subscriber): number =>
  Math.floor(((Math.imul(reader, 2_654_435_761) >>> 0) / 2 ** 32) * (spreadMs / 1000)) * 1000;

/** Slots whose time has come for this reader and that no change or pause has made void. */
export const owedSlots = (subscriber: Subscriber, now: number): Slot[] => {
  const until = now - delayOf(subscriber);
  const after = Math.max(now - lookBackMs, voidUntil(subscriber));
  return isReady(subscriber) && after < until ? slotsBetween(subscriber, after, until) : [];
};

/** The slots to come, the next one first; none where nothing is to come. */
export const slotsToCome = (subscriber: Subscriber, now: number): Slot[] => {
  const after = Math.max(now - delayOf(subscriber), voidUntil(subscriber));
  const until = after + lookAheadMs[subscriber.cadence];
  return isReady(subscriber) ? slotsBetween(subscriber, after, until) : [];
};

/** When the tick must look at this reader next; undefined where nothing is to come. */
export const nextLook = (subscriber: Subscriber, now: number): number | undefined => {
  const [slot] = slotsToCome(subscriber, now);
  return slot && slot.at + delayOf(subscriber);
};

/** Whether a digest that was due then may still be sent. */
export const isTimely = (dueAt: number, where: Where, now: number): boolean => {
  const late = now - dueAt;
  return late <= onTimeMs || (late <= latestMs && !isQuiet(where, now));
};

/** Formatters are dear to make, and there are few zones. */
const clockOf = remembering(
  1_000,
  (timeZone) => new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }),
);

/** Whether it is a time at which the reader wants no sound. */
export const isQuiet = ({ zone, quiet }: Where, now: number): boolean => {
  const { from, until } = quietHours[quiet];
  const hour = Number(clockOf(zone || 'UTC').format(now));
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
};
