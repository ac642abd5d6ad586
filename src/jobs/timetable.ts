import { quietHours, type Subscriber } from './subscription-ports.ts';

/** One time at which a digest is due: the day and the slot of the reader's own calendar. */
export type Slot = {
  /** `2026-04-24` in the reader's zone. */
  date: string;
  /** Which of the day's digests it is; it stays the same when the hour is changed. */
  name: string;
  at: number;
};

/** When digests are due: what the schedule is made of, and nothing about the reader. */
type Plan = Pick<Subscriber, 'cadence' | 'times' | 'zone' | 'country'>;

/** All slots later than `after` and not later than `until`, in their order. */
export type SlotsBetween = (plan: Plan, after: number, until: number) => Slot[];

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

export type Timetable = {
  /** Slots whose time has come for this reader and that no change or pause has made void. */
  owed: (subscriber: Subscriber, now: number) => Slot[];
  /** When the tick must look at this reader next; undefined where nothing is to come. */
  next: (subscriber: Subscriber, now: number) => number | undefined;
  /** The slots to come, the next one first; none where nothing is to come. */
  upcoming: (subscriber: Subscriber, now: number) => Slot[];
  /** Whether a digest that was due then may still be sent. */
  timely: (dueAt: number, where: Where, now: number) => boolean;
  /** Whether it is a time at which the reader wants no sound. */
  isQuiet: (where: Where, now: number) => boolean;
};

/** What is due when, on the clock of each reader's own zone. */
export const createTimetable = (slotsBetween: SlotsBetween): Timetable => {
  const localHour = createLocalHour();
  const upcoming: Timetable['upcoming'] = (subscriber, now) => {
    const after = Math.max(now - delayOf(subscriber.reader), voidUntil(subscriber));
    const until = after + lookAheadMs[subscriber.cadence];
    return isReady(subscriber) ? slotsBetween(subscriber, after, until) : [];
  };
  return {
    upcoming,
    owed: (subscriber, now) => {
      const until = now - delayOf(subscriber.reader);
      const after = Math.max(now - lookBackMs, voidUntil(subscriber));
      return isReady(subscriber) && after < until ? slotsBetween(subscriber, after, until) : [];
    },
    next: (subscriber, now) => {
      const [slot] = upcoming(subscriber, now);
      return slot && slot.at + delayOf(subscriber.reader);
    },
    timely: (dueAt, where, now) => {
      const late = now - dueAt;
      return late <= onTimeMs || (late <= latestMs && !isQuiet(where, now));
    },
    isQuiet,
  };

  function isQuiet({ zone, quiet }: Where, now: number): boolean {
    const { from, until } = quietHours[quiet];
    const hour = localHour(zone || 'UTC', now);
    return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
  }
};

const isReady = ({ zone, topics, blocked }: Subscriber): boolean =>
  zone !== '' && topics.length > 0 && !blocked;

const voidUntil = ({ since, pausedUntil }: Subscriber): number => Math.max(since, pausedUntil);

/** By Knuth's multiplicative hash: neighbouring ids lie far apart. */
const delayOf = (reader: number): number =>
  Math.floor(((Math.imul(reader, 2_654_435_761) >>> 0) / 2 ** 32) * (spreadMs / 1000)) * 1000;

/** Formatters are dear to make, and there are few zones. */
const createLocalHour = () => {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (timeZone: string, at: number): number => {
    const format =
      formats.get(timeZone) ??
      new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' });
    formats.set(timeZone, format);
    return Number(format.format(at));
  };
};
