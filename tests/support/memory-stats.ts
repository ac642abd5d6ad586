import { figures, type Counts, type Figure, type Stats } from '../../src/jobs/stats.ts';
import type { Clock } from '../../src/lib/clock.ts';

const hourMs = 3_600_000;

/** The Stats port on a plain map; the battery of tests/contracts holds for it too. */
export const createMemoryStats = ({ clock }: { clock: Clock }): Stats => {
  const sums = new Map<string, number>();
  const readers = new Map<number, Set<number>>();
  let inARow = 0;
  const startOf = (lengthMs: number) => clock.now() - (clock.now() % lengthMs);

  const add = async (counts: Counts): Promise<void> => {
    for (const [figure, labels] of Object.entries(counts)) {
      for (const [label, by] of Object.entries(labels)) {
        for (const length of [hourMs, 24 * hourMs]) {
          const key = JSON.stringify([length, startOf(length), figure, label]);
          sums.set(key, (sums.get(key) ?? 0) + by);
        }
      }
    }
    if (counts.calls) inARow = 0;
    else for (const by of Object.values(counts['call-failures'] ?? {})) inARow += by;
  };
  const periods = (lengthMs: number, most: number) =>
    Array.from({ length: most }, (_, n) => {
      const start = startOf(lengthMs) - (most - 1 - n) * lengthMs;
      const counts: Partial<Record<Figure, Record<string, number>>> = {};
      for (const [key, by] of sums) {
        const [length, at, name, label] = JSON.parse(key) as [number, number, string, string];
        const figure = figures.find((known) => known === name);
        if (length === lengthMs && at === start && figure) (counts[figure] ??= {})[label] = by;
      }
      return { start, counts };
    });

  return {
    add,
    meet: async (some) => {
      const day = startOf(24 * hourMs);
      readers.set(day, new Set([...(readers.get(day) ?? []), ...some]));
    },
    hours: async (most) => periods(hourMs, most),
    days: async (most) =>
      periods(24 * hourMs, most).map(({ start, counts }) => {
        const count = readers.get(start)?.size ?? 0;
        return { start, counts: count > 0 ? { ...counts, readers: { all: count } } : counts };
      }),
    callFailuresInARow: async () => inARow,
  };
};
