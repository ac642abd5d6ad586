import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

import { createArticleReader } from './article-reader.ts';
import { playgroundToken } from './config.ts';
import { deliverEither, openDigests } from './digests-app.ts';
import { openFeeds } from './feeds-app.ts';
import { type Foundation, openStore, type Store } from './foundation.ts';
import { startIngress } from './ingress-app.ts';
import type { Collaborators } from './jobs/collaborators.ts';
import { createDeliverAnswer } from './jobs/deliver-answer.ts';
import { createFindArticle } from './jobs/find-article.ts';
import { createMakeSummary, createSweep } from './jobs/make-summary.ts';
import type { Messenger } from './jobs/messenger.ts';
import type { Job, QueueName, Work } from './jobs/ports.ts';
import { createRecovery } from './jobs/recover-requests.ts';
import { createShowProgress } from './jobs/show-progress.ts';
import { repeat } from './lib/repeat.ts';
import { openModels } from './models.ts';
import { openOperations } from './ops-app.ts';
import { createHealth } from './ops/health.ts';
import { startHeartbeat } from './ops/heartbeat.ts';
import { createMetricsRoute } from './ops/metrics.ts';
import type { Observer } from './ops/observe.ts';
import { type Route, startWebServer } from './ops/web-server.ts';
import { openPlayground } from './playground-app.ts';
import { createQueues, type Queues } from './queue/queues.ts';
import { startWorkers } from './queue/workers.ts';
import type { Written } from './redis/written.ts';
import { createSummariser } from './summariser.ts';
import { createClient } from './telegram/bot.ts';
import { createDigestMessenger } from './telegram/digest-messenger.ts';
import { createDownloadFile } from './telegram/download.ts';
import { createMessenger } from './telegram/messenger.ts';
import { loadWords } from './telegram/words.ts';

export type App = {
  /** The address of the web server: the chat page, where there is one. */
  origin: string;
  /** Takes nothing new, lets what is at hand finish within ten seconds, and closes everything. */
  stop: () => Promise<void>;
};

/** Less was seen to start jobs twice when Redis or the way to it paused for seconds. */
const usualSilentMs = 30_000;

/**
 * Puts the parts together and starts those of this process' roles. Resolves when the process is
 * ready; rejects, with everything closed again, when a part cannot start.
 */
export const startApp = async ({
  config,
  clock,
  log,
  silentMs = usualSilentMs,
}: Pick<Foundation, 'config' | 'clock' | 'log'> & { silentMs?: number }): Promise<App> => {
  const closers: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).toReversed()) {
      try {
        await close();
      } catch (error) {
        log.warn({ error: String(error) }, 'a part did not close well');
      }
    }
  };
  try {
    const foundation = {
      config,
      clock,
      log,
      silentMs,
      onStop: (close: () => unknown) => closers.push(close),
    };
    return { origin: await assemble(foundation), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const assemble = async (foundation: Foundation): Promise<string> => {
  const { config, log, onStop } = foundation;
  const heartbeat = startHeartbeat();
  onStop(() => heartbeat.stop());
  const opened = await openStore(foundation);
  const queues = createQueues({ ...foundation, connection: opened.connections.ask });
  onStop(() => queues.close());

  const playground = openPlayground(foundation);
  const { listeners } = playground;
  const operations = openOperations({ ...foundation, ...opened, queues, listeners });
  const { stores, registry, observer: metrics } = operations;
  const store = { ...opened, stores };
  const routes: Route[] = [
    createMetricsRoute({ registry, token: config.web.metricsToken }),
    createHealth({ redis: opened.answers }),
    ...playground.routes,
  ];
  const web = await startWebServer({ ...config.web, routes, log });
  onStop(() => web.close());

  const { chat } = config;
  const telegram =
    chat.kind === 'telegram' ? chat : { token: playgroundToken, apiRoot: web.origin };
  const bot = createClient(telegram);
  const downloadFile = createDownloadFile({ ...telegram, api: bot.api });
  const words = loadWords();
  const messenger = metrics.measureMessenger(createMessenger({ api: bot.api, words }));
  const { enqueue } = queues;
  const holder = processName();
  const { origin } = web;
  const front = operations.openFront({ origin, api: bot.api, words, holder });
  routes.unshift(...front.routes);
  const { announce } = front;
  const feeds = openFeeds({ ...foundation, ...store, enqueue, origin, announce, holder });
  onStop(() => feeds.close());
  const models = openModels({ ...foundation, ...metrics, model: config.model });
  const digests = openDigests({
    ...foundation,
    ...store,
    ...feeds,
    enqueue,
    model: models.ofDigests,
    sendDigest: metrics.measureDigests(
      createDigestMessenger({ ...store.stores, api: bot.api, words }),
    ),
  });
  const shared = { ...foundation, ...store, queues, messenger, models, digests, feeds, holder };
  startJobs({ ...shared, downloadFile, metrics });
  if (config.roles.has('feeds')) onStop(await feeds.start());
  if (config.roles.has('ingress')) startIngress({ ...shared, ...front, bot, words, routes });
  return web.origin;
};

type Shared = Foundation &
  Store & {
    queues: Queues;
    messenger: Messenger;
    downloadFile: Collaborators['downloadFile'];
    metrics: Observer;
    models: ReturnType<typeof openModels>;
    digests: ReturnType<typeof openDigests>;
    feeds: ReturnType<typeof openFeeds>;
  };

/** The workers of this process' roles. */
const startJobs = (shared: Shared): void => {
  const { config, stores, queues, messenger, digests, log, silentMs, onStop } = shared;
  const work = createStartWork(shared);
  const progress = createShowProgress({ ...shared, ...stores });
  const common = { ...shared, ...stores, ...queues, progress };
  if (config.roles.has('deliveries')) {
    const answer = createDeliverAnswer({ ...stores, messenger });
    work('deliveries', deliverEither(answer, digests.deliver));
  }
  if (config.roles.has('feeds')) work('feeds', shared.feeds.poll);
  if (config.roles.has('digests')) {
    work('digests', digests.prepare);
    onStop(digests.startTicking());
  }
  const summariser = createSummariser({
    ...shared,
    model: shared.models.ofArticles,
    budget: stores.spending,
  });
  if (config.roles.has('articles')) {
    const { fetching } = config;
    const reader = createArticleReader({ ...shared, ...stores, ...summariser, fetching });
    onStop(() => reader.close());
    work('articles', createFindArticle({ ...common, ...summariser, ...reader }));
    const lifeOfStore = stores.written.life;
    const recover = createRecovery({ ...common, lifeOfStore, olderThanMs: silentMs });
    onStop(repeat(recover, { what: 'the recovery', pauseMs: silentMs, log }));
  }
  if (config.roles.has('summaries')) {
    work('summaries', createMakeSummary({ ...common, ...summariser }));
    const sweep = createSweep({ ...common, olderThanMs: silentMs });
    const tidy = () => Promise.all([sweep(), queues.clean()]);
    onStop(repeat(tidy, { what: 'the sweep', pauseMs: silentMs, log }));
  }
};

const processName = (): string => `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;

type Workplace = Foundation & Store & { queues: Queues; metrics: Observer };

/** How long running jobs may take to finish when the process is asked to stop. */
const stopDeadlineMs = 10_000;
/** How many jobs of a kind one process works on; models and sites are waited for, not computed. */
const concurrency = { articles: 16, summaries: 64, deliveries: 32, digests: 16, feeds: 4 } as const;
const minutesMs = 60_000;
/** How long a kind of job is tried: an answer that is made is worth a day of waiting for Telegram. */
const budgetMs = {
  // A file of Telegram's is waited for as long as Telegram may be away, a page less.
  articles: 20 * minutesMs,
  summaries: 20 * minutesMs,
  deliveries: 24 * 60 * minutesMs,
  digests: 10 * minutesMs,
  feeds: 5 * minutesMs,
} as const;

/** Works on one queue in this process until it stops, and measures how it goes. */
const createStartWork =
  ({ connections, queues, metrics, stores, clock, log, silentMs, onStop }: Workplace) =>
  <Q extends QueueName>(queue: Q, job: Job<Work[Q]>): void => {
    const workers = startWorkers({
      connection: connections.work,
      queues,
      queue,
      job: metrics.measureJob(queue, untilWritten(job, stores.written)),
      concurrency: concurrency[queue],
      budgetMs: budgetMs[queue],
      clock,
      log: log.child({ queue }),
      lockMs: silentMs,
    });
    onStop(() => workers.close(stopDeadlineMs));
  };

/** The same job, which is done only when what it has stored outlives the death of Redis. */
const untilWritten = <W>(job: Job<W>, written: Written): Job<W> => ({
  run: async (work, attempt) => {
    const since = await written.since();
    await job.run(work, attempt);
    await written.until(since);
  },
  giveUp: async (work, failure, attempt) => {
    const since = await written.since();
    await job.giveUp(work, failure, attempt);
    await written.until(since);
  },
});
