/** What is counted, and by which label. A label is never a reader, nor words of a text. */
export const figures = [
  /** Summaries that reached a reader, by `how reason` of the answer. */
  'answers',
  /** Failures that a reader was told, by kind. */
  'failures',
  /** Digests that reached a reader, by what they told. */
  'digests',
  /** Jobs that were done, by `queue second`: the least of `stageSeconds` that was enough. */
  'stages',
  /** Lines of summaries, by version of the prompt. */
  'checked',
  'repaired',
  'dropped',
  /** Calls that a model answered, and what all calls cost, by model. */
  'calls',
  'micro-usd',
  /** Calls that a model failed, by kind of failure. */
  'call-failures',
  /** Readers who had sent nothing for forty days, if ever. */
  'new-readers',
  /** Readers of the day, counted to about one in a hundred; of hours nothing is known. */
  'readers',
] as const;
export type Figure = (typeof figures)[number];

/** Whole numbers by figure and label. */
export type Counts = Partial<Record<Figure, Readonly<Record<string, number>>>>;

/** An hour or a day in UTC: when it began, in milliseconds since 1970, and what was counted. */
export type Period = { start: number; counts: Counts };

/** What operators look back on, shared by all processes: hours and days of the last forty days. */
export type Stats = {
  add: (counts: Counts) => Promise<void>;
  /** Notes that these readers asked for something today. */
  meet: (readers: readonly number[]) => Promise<void>;
  /** The last so many hours or days, the present one included, oldest first. */
  hours: (most: number) => Promise<Period[]>;
  days: (most: number) => Promise<Period[]>;
  /** Calls that failed since a model last answered. */
  callFailuresInARow: () => Promise<number>;
};

/** The steps by which the time of a job is counted; a longer one counts as `more`. */
export const stageSeconds = [0.1, 0.3, 1, 3, 10, 30, 100, 300] as const;

/** The sum of a figure over all periods, by label. */
export const tally = (periods: readonly Period[], figure: Figure): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { counts } of periods) {
    for (const [label, by] of Object.entries(counts[figure] ?? {})) {
      sums[label] = (sums[label] ?? 0) + by;
    }
  }
  return sums;
};

/** The sum of a figure over all periods and labels. */
export const total = (periods: readonly Period[], figure: Figure): number =>
  Object.values(tally(periods, figure)).reduce((sum, by) => sum + by, 0);
