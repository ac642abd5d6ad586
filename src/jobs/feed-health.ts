import type { Feed } from '../digest/feed.ts';
import type { FailureKind } from '../lib/failure.ts';
import type { DeadReason, FeedRecord } from './digest-ports.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The pause between two askings: short while there is news, longer where there seldom is. */
const pause = { leastMs: 10 * minuteMs, mostMs: 40 * minuteMs, growth: 1.4 } as const;
/** After a failure the pause doubles; a dead feed is still asked twice a day, and may come back. */
const retry = { firstMs: 10 * minuteMs, mostMs: 12 * hourMs } as const;
const frozenAfterMs = 14 * dayMs;
/** Failures in a row, and the time since the last answer, after which a feed counts as dead. */
const deadAfter = { failures: 6, silentMs: dayMs } as const;

/** What came of asking a feed once. `fresh` is how many items were not known. */
export type Asking =
  | { kind: 'news'; etag: string; lastModified: string; items: number; fresh: number }
  | { kind: 'unchanged' }
  | { kind: 'robots' }
  | { kind: 'failed'; failure: FailureKind; retryAfterMs: number };

/** What the entries of an answer say about their feed. */
export type Quality = { undatedShare: number; newestAt: number };

type Circumstances = { now: number; random: () => number };

export const newRecord = ({ url, outlet }: Feed): FeedRecord => ({
  url,
  outlet,
  askedAt: 0,
  answeredAt: 0,
  status: 'well',
  failures: 0,
  newestAt: 0,
  items: 0,
  undatedShare: 0,
  dead: '',
  etag: '',
  lastModified: '',
  dueAt: 0,
  pauseMs: pause.leastMs,
  announced: false,
});

/** Pauses are spread by a fifth, so that feeds that were started together part company. */
const spread = (ms: number, { random }: Circumstances): number => ms * (0.9 + random() / 5);

const deadReasonOf = (record: FeedRecord, now: number): DeadReason | '' => {
  const { failures, status, answeredAt, newestAt, items, undatedShare, askedAt } = record;
  if (status === 'robots') return 'robots';
  // A feed that never answered has been silent since it was first asked.
  const silent =
    answeredAt === 0 ? failures > 2 * deadAfter.failures : now - answeredAt > deadAfter.silentMs;
  if (status !== 'well') return failures >= deadAfter.failures && silent ? status : '';
  if (items > 0 && undatedShare === 1) return 'undated';
  return newestAt > 0 && askedAt - newestAt > frozenAfterMs ? 'frozen' : '';
};

/**
 * A feed's record after it was asked, with the time at which it is asked next. One that died anew of
 * something else is announced once more; one that came back stays announced until that is told.
 */
export const recordAfter = (
  before: FeedRecord,
  asking: Asking,
  quality: Quality | undefined,
  circumstances: Circumstances,
): FeedRecord => {
  const { now } = circumstances;
  const asked = { ...before, ...quality, askedAt: now };
  const after = { ...asked, ...changesBy(asking, before, circumstances) };
  const dead = deadReasonOf(after, now);
  const calm = dead === '' ? 0 : spread(retry.mostMs, circumstances);
  return {
    ...after,
    dead,
    announced: before.announced && (dead === '' || dead === before.dead),
    dueAt: Math.max(after.dueAt, calm === 0 ? 0 : now + calm),
  };
};

const changesBy = (
  asking: Asking,
  before: FeedRecord,
  circumstances: Circumstances,
): Partial<FeedRecord> => {
  const { now } = circumstances;
  if (asking.kind === 'failed' || asking.kind === 'robots') {
    const failures = before.failures + 1;
    const growing = Math.min(retry.firstMs * 2 ** (failures - 1), retry.mostMs);
    const asked = asking.kind === 'failed' ? asking.retryAfterMs : 0;
    return {
      status: asking.kind === 'failed' ? asking.failure : 'robots',
      failures,
      dueAt: now + Math.max(spread(growing, circumstances), asked),
    };
  }
  const hasNews = asking.kind === 'news' && asking.fresh > 0;
  const pauseMs = hasNews ? pause.leastMs : Math.min(before.pauseMs * pause.growth, pause.mostMs);
  const { etag, lastModified } = asking.kind === 'news' ? asking : before;
  return {
    status: 'well',
    failures: 0,
    answeredAt: now,
    pauseMs,
    etag,
    lastModified,
    dueAt: now + spread(pauseMs, circumstances),
    ...(asking.kind === 'news' ? { items: asking.items } : {}),
  };
};
