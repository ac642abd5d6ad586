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

/** How operators come to the dashboard: by a link that works once, which opens a session. */
export type Logins = {
  /** The token of a link, for five minutes. */
  invite: (operator: number) => Promise<string>;
  /** Uses up an invitation and opens a session of twelve hours; undefined where it is none. */
  admit: (invitation: string) => Promise<string | undefined>;
  /** Whose session this is. */
  operatorOf: (session: string) => Promise<number | undefined>;
  end: (session: string) => Promise<void>;
  /** Counts a try; false where there were too many from there within a minute. */
  mayTry: (from: string) => Promise<boolean>;
};

/** What operators are warned of. */
export const alarmNames = ['budget', 'memory', 'queue', 'model'] as const;
export type AlarmName = (typeof alarmNames)[number];

/** The alarms that operators know of, shared by all processes. */
export type Alarms = {
  raised: () => Promise<ReadonlySet<AlarmName>>;
  raise: (name: AlarmName) => Promise<void>;
  clear: (name: AlarmName) => Promise<void>;
};

/** Says something to every operator; rejects with a Failure where it reached none of them. */
export type TellOperators = (
  message: string,
  values: Record<string, string | number>,
) => Promise<void>;
