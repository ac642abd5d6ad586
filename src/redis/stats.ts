import { figures, type Counts, type Period, type Stats } from '../jobs/stats.ts';
import { keys, lifetimes } from './keys.ts';
import { dayOf } from './spending.ts';
import { guarded, script, type StoreParts } from './store.ts';

/** KEYS: hour, day, failures in a row. ARGV: lifetime, answered calls, failed ones; field, by … */
const addCounts = script(`
for i = 4, #ARGV, 2 do
  for k = 1, 2 do redis.call('HINCRBY', KEYS[k], ARGV[i], ARGV[i + 1]) end
end
for k = 1, 2 do redis.call('EXPIRE', KEYS[k], ARGV[1]) end
if tonumber(ARGV[2]) > 0 then redis.call('DEL', KEYS[3])
elseif tonumber(ARGV[3]) > 0 then
  redis.call('INCRBY', KEYS[3], ARGV[3])
  redis.call('EXPIRE', KEYS[3], 86400)
end`);

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const hourOf = (time: number): string => new Date(time).toISOString().slice(0, 13);

/** The counts in Redis: a hash for each hour and each day, and the day's readers as a sketch. */
export const createStats = ({ redis, clock }: StoreParts): Stats => {
  const add = async (counts: Counts): Promise<void> => {
    const fields = Object.entries(counts).flatMap(([figure, labels]) =>
      Object.entries(labels).flatMap(([label, by]) => [`${figure} ${label}`, Math.round(by)]),
    );
    const now = clock.now();
    const [hour, day] = [keys.stats(hourOf(now)), keys.stats(dayOf(now))];
    const calls = [sumOf(counts.calls), sumOf(counts['call-failures'])];
    await addCounts(redis, [hour, day, keys.callFailures], [lifetimes.stats, ...calls, ...fields]);
  };

  const periods = (starts: number[], nameOf: (time: number) => string): Promise<Period[]> =>
    Promise.all(
      starts.map(async (start) => ({
        start,
        counts: countsOf(await redis.hgetall(keys.stats(nameOf(start)))),
      })),
    );

  return guarded<Stats>({
    add,
    meet: async (readers) => {
      const sketch = keys.dayReaders(dayOf(clock.now()));
      await redis.pfadd(sketch, ...readers);
      await redis.expire(sketch, lifetimes.stats);
    },
    hours: (most) => periods(startsOf(clock.now(), hourMs, most), hourOf),
    days: async (most) => {
      const days = await periods(startsOf(clock.now(), dayMs, most), dayOf);
      return Promise.all(
        days.map(async ({ start, counts }) => {
          const readers = await redis.pfcount(keys.dayReaders(dayOf(start)));
          return { start, counts: readers > 0 ? { ...counts, readers: { all: readers } } : counts };
        }),
      );
    },
    callFailuresInARow: async () => Number((await redis.get(keys.callFailures)) ?? 0),
  });
};

const startsOf = (now: number, lengthMs: number, most: number): number[] => {
  const last = now - (now % lengthMs);
  return Array.from({ length: most }, (_, n) => last - (most - 1 - n) * lengthMs);
};

const sumOf = (labels: Readonly<Record<string, number>> = {}): number =>
  Object.values(labels).reduce((sum, by) => sum + by, 0);

const countsOf = (stored: Record<string, string>): Counts => {
  const counts: Partial<Record<(typeof figures)[number], Record<string, number>>> = {};
  for (const [field, by] of Object.entries(stored)) {
    const cut = field.indexOf(' ');
    const figure = figures.find((known) => known === field.slice(0, cut));
    // A figure of another version counts as absent.
    if (figure !== undefined) (counts[figure] ??= {})[field.slice(cut + 1)] = Number(by);
  }
  return counts;
};
