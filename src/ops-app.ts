import type { Foundation, Store } from './foundation.ts';
import type { AnnounceFeed, FeedReport } from './jobs/digest-ports.ts';
import { type TellOperators, createReport, type OperatorDesk } from './jobs/operators.ts';
import { createWatch, type Vitals } from './jobs/watch.ts';
import { repeat } from './lib/repeat.ts';
import { createAdminRoute } from './ops/admin/route.ts';
import { createMetrics } from './ops/metrics.ts';
import { createObserver, type Listener } from './ops/observe.ts';
import { createRecorder } from './ops/recorder.ts';
import type { Route } from './ops/web-server.ts';
import type { Queues } from './queue/queues.ts';
import { createTellOperators } from './telegram/tell-operators.ts';
import type { Words } from './telegram/words.ts';

type Parts = Foundation &
  Store & {
    queues: Queues;
    /** Who else is told of what happens. */
    listeners: readonly Listener[];
  };

/** What is there only once the web server and the bot are. */
type Front = {
  /** The address of this process' web server. */
  origin: string;
  api: Parameters<typeof createTellOperators>[0]['api'];
  words: Words;
  /** The name of this process. */
  holder: string;
};

type OpenedFront = {
  routes: Route[];
  /** What operators' commands need. */
  desk: OperatorDesk | undefined;
  announce: AnnounceFeed | undefined;
};

const watchEveryMs = 60_000;
/** Reviews are shown whole, so no more of them than a page can bear. */
const mostReviews = 30;

/**
 * What operators see: figures for Prometheus and for looking back, the dashboard, the commands in
 * the chat and the watch. Without operators there are only the figures.
 */
export const openOperations = (foundation: Parts) => {
  const { config, log, onStop, stores, queues, memory, listeners } = foundation;
  const metrics = createMetrics();
  metrics.watch({
    depths: queues.depths,
    redisMemory: memory,
    spentMicroUsd: stores.spending.spentToday,
  });
  const recorder = createRecorder({ stats: stores.stats, log });
  onStop(() => recorder.close());
  /** Routes of the dashboard, where this process has that role; no desk without operators. */
  const openFront = (front: Front): OpenedFront => {
    const { admins } = config;
    if (admins.length === 0) return { routes: [], desk: undefined, announce: undefined };
    const tell = createTellOperators({ ...front, readers: stores.readers, admins });
    const announce: AnnounceFeed = ({ outlet, dead }) =>
      tell(dead === '' ? 'feed-back' : 'feed-dead', { outlet, reason: dead });
    const desk = deskOf(foundation, front);
    if (!config.roles.has('ops')) return { routes: [], desk, announce };
    startWatch(foundation, front, tell);
    return { routes: [adminRoute(foundation, front, desk)], desk, announce };
  };
  const observer = createObserver([metrics.listener, recorder.listener, ...listeners]);
  return {
    registry: metrics.registry,
    observer,
    /** The same stores, whose readers are counted, and the updates that are given up. */
    stores: {
      ...stores,
      readers: recorder.measureReaders(stores.readers),
      inbox: observer.measureInbox(stores.inbox),
    },
    openFront,
  };
};

const deskOf = ({ config, stores, queues, memory }: Parts, { origin }: Front): OperatorDesk => {
  const { logins } = stores;
  const base = (config.web.publicUrl ?? origin).replace(/\/+$/, '');
  return {
    admins: config.admins,
    report: createReport({
      ...stores,
      budgetMicroUsd: config.dailyBudgetMicroUsd,
      depths: queues.depths,
      memory,
    }),
    feedback: (most) => stores.feedback.recent(most),
    feeds: feedsOf(stores),
    loginLink: async (operator) => {
      if (!(await logins.mayTry(`invite ${operator}`))) return undefined;
      return `${base}/admin/login?token=${await logins.invite(operator)}`;
    },
  };
};

const feedsOf =
  ({ feeds, doubts }: Store['stores']) =>
  async (): Promise<FeedReport[]> => {
    const [records, doubted] = await Promise.all([feeds.records(), doubts.byOutlet()]);
    return [...records.values()].map((record) => ({
      ...record,
      doubted: doubted.get(record.outlet) ?? 0,
    }));
  };

const adminRoute = (
  { config, clock, log, stores, queues }: Parts,
  { words }: Front,
  { admins, report }: OperatorDesk,
): Route =>
  createAdminRoute({
    logins: stores.logins,
    admins,
    words,
    publicUrl: config.web.publicUrl,
    revive: queues.revive,
    overview: async () => ({
      report: await report(),
      alarms: await stores.alarms.raised(),
      dead: await queues.dead(),
      feeds: await feedsOf(stores)(),
      feedback: await stores.feedback.recent(mostReviews),
      now: clock.now(),
    }),
    log,
  });

const startWatch = (foundation: Parts, { holder }: Front, tell: TellOperators): void => {
  const { stores, log, onStop } = foundation;
  const look = createWatch({
    ...stores,
    vitals: vitalsOf(foundation),
    holder,
    tell,
    everyMs: watchEveryMs,
  });
  onStop(repeat(look, { what: 'the watch', pauseMs: watchEveryMs, log }));
};

const vitalsOf = ({ config, clock, stores, queues, memory }: Parts) => {
  // A job that is tried again after a pause looks old for a moment: it is late if it still waits.
  let waitedBefore = 0;
  return async (): Promise<Vitals> => {
    const [spentMicroUsd, memoryNow, waited, callFailures] = await Promise.all([
      stores.spending.spentToday(),
      memory(),
      queues.waitedMs(clock.now()),
      stores.stats.callFailuresInARow(),
    ]);
    const waitedMs = Math.min(waited, waitedBefore);
    waitedBefore = waited;
    const budgetMicroUsd = config.dailyBudgetMicroUsd;
    return { spentMicroUsd, budgetMicroUsd, memory: memoryNow, waitedMs, callFailures };
  };
};
