const minute = 60_000;
const hour = 60 * minute;

/** A local time of day on one date: when it is, and whether the clocks show it at all. */
type LocalTime = { date: string; at: number; exists: boolean };

/**
 * Local times found by looking at the clock minute by minute, without a time-zone library: slow, and
 * therefore independent of the product's way.
 */
export const createLocalClock = () => {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const wall = (zone: string, at: number): string => {
    const format =
      formats.get(zone) ??
      new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'short',
      });
    formats.set(zone, format);
    return format.format(at);
  };
  const known = new Map<string, LocalTime | undefined>();

  /** The first minute of that date that shows this time or a later one. */
  const find = (zone: string, date: string, time: string): LocalTime | undefined => {
    const wanted = `${date} ${time}`;
    const near = Date.parse(`${date}T${time}:00Z`);
    // No zone is further from UTC than this.
    for (let at = near - 14 * hour; at <= near + 15 * hour; at += hour) {
      if (wall(zone, at + hour) < wanted) continue;
      for (let fine = at; fine <= at + hour; fine += minute) {
        const shown = wall(zone, fine);
        if (shown >= wanted) {
          return shown.startsWith(date) ? { date, at: fine, exists: shown === wanted } : undefined;
        }
      }
    }
    return undefined;
  };

  return {
    /** When the clocks of a zone show this time between two moments, once for each date. */
    times: (zone: string, time: string, from: number, until: number): LocalTime[] => {
      const found: LocalTime[] = [];
      for (let day = from - 24 * hour; day <= until + 24 * hour; day += 24 * hour) {
        const date = new Date(day).toISOString().slice(0, 10);
        const key = `${zone} ${date} ${time}`;
        if (!known.has(key)) known.set(key, find(zone, date, time));
        const when = known.get(key);
        if (when !== undefined && when.at > from && when.at <= until) found.push(when);
      }
      return found;
    },
  };
};
