import type { FeedReport } from './digest-ports.ts';
import type { Feedback } from './feedback.ts';
import type { QueueName, Spending } from './ports.ts';
import type { Period, Stats } from './stats.ts';

/** How many jobs of a queue are where. */
export type Depth = { waiting: number; active: number; delayed: number; dead: number };

/** A job for which nothing more is done until an operator says so; `id` is its request or feed. */
export type DeadWork = {
  queue: QueueName;
  /** What the queue knows it by: names it where it is to be tried again. */
  job: string;
  id: string;
  reason: string;
  diedAt: number;
};

/** What an operator sees at a glance: the last day by hours, two weeks by days, and how it stands. */
export type Report = {
  hours: readonly Period[];
  days: readonly Period[];
  spentMicroUsd: number;
  budgetMicroUsd: number;
  depths: Record<QueueName, Depth>;
  memory: { used: number; most: number };
};

type Sources = {
  stats: Stats;
  spending: Spending;
  budgetMicroUsd: number;
  depths: () => Promise<Record<QueueName, Depth>>;
  memory: () => Promise<{ used: number; most: number }>;
};

/** Reads everything at once; rejects with a Failure of kind `store-away` where Redis is away. */
export const createReport =
  ({ stats, spending, budgetMicroUsd, depths, memory }: Sources) =>
  async (): Promise<Report> => {
    const [hours, days, spentMicroUsd, depthsNow, memoryNow] = await Promise.all([
      stats.hours(24),
      stats.days(14),
      spending.spentToday(),
      depths(),
      memory(),
    ]);
    return { hours, days, spentMicroUsd, budgetMicroUsd, depths: depthsNow, memory: memoryNow };
  };

/** What operators can ask for in the chat. */
export type OperatorDesk = {
  /** Who they are, by their Telegram ids. */
  admins: readonly number[];
  report: () => Promise<Report>;
  /** What readers thought of the last summaries. */
  feedback: Feedback['recent'];
  /** Undefined where no feeds are asked. */
  feeds?: (() => Promise<readonly FeedReport[]>) | undefined;
  /** The address of a login that works once; undefined after too many. */
  loginLink: (operator: number) => Promise<string | undefined>;
};
