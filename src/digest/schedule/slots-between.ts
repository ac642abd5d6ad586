import { DateTime } from 'luxon';

/** When digests are wanted, on the clock of a zone. */
type Wanted = {
  cadence: 'daily' | 'twice' | 'weekly';
  /** Local hours `HH:MM`; the second one counts for `twice`. */
  times: readonly string[];
  /** An IANA zone. */
  zone: string;
  /** ISO code of the country whose weekend a weekly digest begins; may be empty. */
  country: string;
};

/** One time at which a digest is due: the day and the slot of the reader's own calendar. */
export type Slot = {
  /** `2026-04-24` in the reader's zone. */
  date: string;
  /** Which of the day's digests it is; it stays the same when the hour is changed. */
  name: string;
  at: number;
};

/** Countries whose weekend is Friday and Saturday, or Friday (CLDR 48, weekData). */
const fridays = new Set('AF BH DZ EG IQ IR JO KW LY OM PS QA SA SD SY YE'.split(' '));

const friday = 5;
const saturday = 6;

/**
 * The times later than `after` and not later than `until`, in milliseconds since 1970, in their
 * order. Where the clocks skip an hour, what falls into it comes as much later; where they repeat
 * one, it comes once. A weekly digest comes on the first day of the country's weekend.
 */
export const slotsBetween = (
  { cadence, times, zone, country }: Wanted,
  after: number,
  until: number,
): Slot[] => {
  const slots: Slot[] = [];
  const hours = times.slice(0, cadence === 'twice' ? 2 : 1);
  const weekday = fridays.has(country) ? friday : saturday;
  const last = DateTime.fromMillis(until, { zone }).plus({ days: 1 });
  // Noon is on every clock every day; some have no midnight on the day they are put forward.
  let day = DateTime.fromMillis(after, { zone }).set({ hour: 12 }).minus({ days: 1 });
  for (; day <= last; day = day.plus({ days: 1 })) {
    if (cadence === 'weekly' && day.weekday !== weekday) continue;
    for (const [index, time] of hours.entries()) {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      const { year, month } = day;
      const at = DateTime.fromObject(
        { year, month, day: day.day, hour, minute },
        { zone },
      ).toMillis();
      const date = day.toISODate();
      if (date !== null && at > after && at <= until)
        slots.push({ date, name: 'ab'[index] ?? '', at });
    }
  }
  return slots.sort((one, other) => one.at - other.at);
};
