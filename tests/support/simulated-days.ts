import { join } from 'node:path';

import type { FeedRecord } from '../../src/jobs/digest-ports.ts';
import { newRecord } from '../../src/jobs/feed-health.ts';
import type { Feedback, Judged } from '../../src/jobs/feedback.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createQueues } from '../../src/queue/queues.ts';
import { startWorkers } from '../../src/queue/workers.ts';
import type { RedisAddress } from '../../src/redis/client.ts';
import { connectRedis, queueConnections } from '../../src/redis/connect.ts';
import { createFeedback } from '../../src/redis/feedback.ts';
import { createFeeds } from '../../src/redis/feeds.ts';
import { startOwnRedis } from '../../src/redis/own-server.ts';
import { createSpending } from '../../src/redis/spending.ts';
import { createStats } from '../../src/redis/stats.ts';
import { answerSchema } from '../../src/summary/answer.ts';
import { extractiveSummary } from '../../src/summary/extractive.ts';
import { readLabelledArticle } from './articles.ts';
import { storeParts } from './redis.ts';

const hourMs = 3_600_000;
const model = 'claude-haiku-5-5';
const prompts = ['3+9f2c41d07ab3', '4+51ce0a88d2f7'] as const;

/** The same figures on every run: a share of 0 to 1 for each step. */
const chances = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

/** How much is read at an hour: little at night, most at breakfast and in the evening (UTC+3). */
const appetite = (hour: number): number =>
  [3, 2, 2, 4, 9, 16, 20, 18, 14, 12, 12, 13, 14, 13, 12, 13, 15, 19, 22, 20, 15, 10, 6, 4][hour]!;

/** Most want their digest at breakfast (UTC+3), some in the evening. */
const digestsAt = (hour: number, readers: number): Record<string, number> => {
  const share = { 3: 0.1, 4: 0.35, 5: 0.2, 6: 0.05, 16: 0.1, 17: 0.15 }[hour] ?? 0;
  const due = Math.round(share * readers);
  return due === 0 ? {} : { stories: due - Math.floor(due / 9), silence: Math.floor(due / 9) };
};

/**
 * Fills a Redis with two weeks of a service of some hundred readers, the last hours of which the
 * model was away for a while: counts, money, feeds in every condition and a few dead jobs.
 */
const fillSimulatedDays = async (address: RedisAddress): Promise<void> => {
  const { redis, close } = await connectRedis({ address, log: silentLog });
  const end = Date.now();
  let time = end - 13 * 24 * hourMs;
  const clock = { now: () => time };
  const stats = createStats({ ...storeParts(redis), clock });
  const spending = createSpending({ ...storeParts(redis), clock, budgetMicroUsd: 1e9 });
  const chance = chances(20_261_123);
  let readers = 60;

  for (; time <= end; time += hourMs) {
    const day = 13 - (end - time) / (24 * hourMs);
    const hoursLeft = (end - time) / hourMs;
    const wanted = Math.round(
      appetite(new Date(time).getUTCHours()) * (1 + day / 8) * (0.7 + chance() * 0.6),
    );
    const isAway = hoursLeft >= 5 && hoursLeft < 7;
    const away = isAway ? Math.round(wanted * 0.8) : 0;
    const failed = Math.round(wanted * (0.05 + chance() * 0.06));
    const made = Math.max(0, wanted - away - failed);
    const called = Math.ceil(made * 0.8);
    const lines = called * 9;
    const prompt = day < 9 ? prompts[0] : prompts[1];
    const dropped = Math.round(lines * (day < 9 ? 0.041 : 0.017));
    const cost = called * Math.round(2_100 + chance() * 900);
    await stats.add({
      answers: {
        'model ': made,
        'extractive model-away': away,
        'extractive not-grounded': Math.round(made * 0.02),
      },
      failures: {
        'page-paywalled': Math.ceil(failed * 0.4),
        'page-unreachable': Math.floor(failed * 0.3),
        'too-short': Math.floor(failed * 0.2),
        'page-needs-script': Math.floor(failed * 0.15),
      },
      digests: digestsAt(new Date(time).getUTCHours(), readers),
      stages: {
        'articles 0.3': Math.round(wanted * 0.7),
        'articles 1': Math.round(wanted * 0.2),
        'articles 3': Math.round(wanted * 0.1),
        'summaries 3': Math.round(called * 0.6),
        'summaries 10': Math.round(called * 0.38),
        'summaries 30': isAway ? 9 : 0,
        'deliveries 0.1': wanted,
        'feeds 1': 40,
        'feeds 10': 3,
      },
      checked: { [prompt]: lines },
      repaired: { [prompt]: Math.round(lines * 0.03) },
      dropped: { [prompt]: dropped },
      calls: { [model]: called },
      'call-failures': isAway ? { 'model-busy': 14 } : {},
      'micro-usd': { [model]: cost },
    });
    await spending.settle(0, cost);
    for (let n = 0; n < wanted / 3; n += 1) {
      const isNew = chance() < 0.12;
      if (isNew) readers += 1;
      await stats.meet([900_000 + (isNew ? readers : Math.floor(chance() * readers))]);
      if (isNew) await stats.add({ 'new-readers': { all: 1 } });
    }
  }

  await leaveOpinions(createFeedback(storeParts(redis)));
  await fillFeeds(redis, end);
  await leaveDeadJobs(address);
  close();
};

/** The same in the own Redis of a DATA_DIR that no Mujaz runs on yet. */
export const fillDataDir = async (dataDir: string): Promise<void> => {
  const server = await startOwnRedis({ folder: join(dataDir, 'redis'), log: silentLog });
  await fillSimulatedDays({ socket: server.socket });
  await server.stop();
};

/** What readers thought of the summaries of two articles. */
const leaveOpinions = async (feedback: Feedback): Promise<void> => {
  const judged = (name: string): Judged => {
    const { title, text } = readLabelledArticle(name);
    const summary = extractiveSummary({ title, text, language: 'ar' });
    const answer = answerSchema.parse({
      summary,
      how: 'model',
      reason: '',
      model,
      prompt: prompts[1],
      checked: 9,
      repaired: 0,
      dropped: 0,
      faults: [],
      costMicroUsd: 2_400,
    });
    return { key: name, title, text, textLanguage: 'ar', answer };
  };
  for (const [reader, name, verdict] of [
    [1, 'syria-bakery-line', 'up'],
    [2, 'syria-bakery-line', 'up'],
    [3, 'syria-bakery-line', 'missing'],
    [4, 'yemen-fishers-sea', 'source'],
  ] as const) {
    await feedback.note(reader, judged(name), verdict);
  }
};

const fillFeeds = async (redis: Parameters<typeof createFeeds>[0]['redis'], now: number) => {
  const feeds = createFeeds({ ...storeParts(redis), clock: systemClock });
  const feed = (host: string, outlet: string, change: Partial<FeedRecord>): FeedRecord => ({
    ...newRecord({ url: `https://${host}/rss`, outlet, country: '', language: 'ar', topics: [] }),
    askedAt: now - 240_000,
    answeredAt: now - 240_000,
    newestAt: now - 1_500_000,
    items: 30,
    ...change,
  });
  for (const record of [
    feed('alnahar.example', 'النهر الإخبارية', {}),
    feed('sahel.example', 'صحيفة الساحل', { newestAt: now - 7_000_000 }),
    feed('midan.example', 'الميدان', {}),
    feed('west.example', 'Western Wire', { newestAt: now - 600_000 }),
    feed('jabal.example', 'راديو الجبل', { status: 'page-unreachable', failures: 2 }),
    feed('madar.example', 'وكالة المدار', { newestAt: now - 17 * 24 * hourMs, dead: 'frozen' }),
    feed('bahr.example', 'بحر نيوز', { status: 'robots', failures: 9, dead: 'robots' }),
  ]) {
    await feeds.save(record);
  }
};

/** Jobs whose failure could not even be told: they wait for an operator. */
const leaveDeadJobs = async (address: RedisAddress): Promise<void> => {
  const queues = createQueues({ connection: queueConnections(address).ask, log: silentLog });
  const fail = async (): Promise<void> => {
    throw new Failure('message-rejected', "Telegram: 400 Bad Request: can't parse entities");
  };
  const workers = startWorkers({
    connection: queueConnections(address).work,
    queues,
    queue: 'deliveries',
    job: { run: fail, giveUp: fail },
    concurrency: 4,
    lockMs: 30_000,
    clock: systemClock,
    log: silentLog,
    budgetMs: 1,
    backoff: { firstMs: 5, mostMs: 10 },
  });
  for (const request of ['880012-4711-0', '880377-1290-0', '881204-83-0']) {
    await queues.enqueue('deliveries', request, { request });
  }
  while ((await queues.depths()).deliveries.dead < 3) {
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  await workers.close(1_000);
  await queues.close();
};
