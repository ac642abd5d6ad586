import { readConfig } from '../../src/config.ts';
import { openDigests } from '../../src/digests-app.ts';
import { openFeeds } from '../../src/feeds-app.ts';
import type { Job, QueueName, Work } from '../../src/jobs/ports.ts';
import { silentLog as log } from '../../src/lib/log.ts';
import { createQueues } from '../../src/queue/queues.ts';
import { startWorkers } from '../../src/queue/workers.ts';
import { connectRedis, queueConnections } from '../../src/redis/connect.ts';
import { createStores } from '../../src/redis/stores.ts';
import { createClient } from '../../src/telegram/bot.ts';
import { createDigestMessenger } from '../../src/telegram/digest-messenger.ts';
import { loadWords } from '../../src/telegram/words.ts';

/**
 * One process of feeds, digests and deliveries, whose clock stands until the director sets it: the
 * product's own rooms, queues and stores. Told `{ now, act }`, it does that and answers.
 */
export type Order = { nth: number; now: number; act: 'wait' | 'tick' | 'poll' | 'gather' };

const read = readConfig(process.env);
if ('problems' in read) throw new Error(read.problems.join('\n'));
const { config } = read;
const address = { socket: process.env['REDIS_SOCKET'] ?? '' };
const token = '1000000:weeks-of-digests';
let now = Number(process.env['NOW']);
const clock = { now: () => now };
const { redis } = await connectRedis({ address, log });
const stores = createStores({ redis, clock, log, dailyLimit: 50, budgetMicroUsd: 0 });
const connections = queueConnections(address);
const queues = createQueues({ connection: connections.ask, log });
const { enqueue } = queues;
const { api } = createClient({
  token,
  apiRoot: config.chat.kind === 'telegram' ? config.chat.apiRoot : '',
});
const origin = '';
const shared = {
  config,
  stores,
  connections,
  enqueue,
  clock,
  log,
  origin,
  holder: `${process.pid}`,
};
const feeds = openFeeds(shared);
const sendDigest = createDigestMessenger({ ...stores, api, words: loadWords() });
const digests = openDigests({ ...shared, model: undefined, isCutOff: feeds.isCutOff, sendDigest });

const work = <Q extends QueueName>(queue: Q, job: Job<Work[Q]>, concurrency: number): void => {
  // Whoever is silent for five seconds is dead: time stands still until another does the work.
  const backoff = { firstMs: 200, mostMs: 1_000 };
  const parts = { connection: connections.work, queues, queue, job, concurrency, clock, log };
  startWorkers({ ...parts, backoff, lockMs: 5_000 });
};
work('feeds', feeds.poll, 8);
work('digests', digests.prepare, 16);
work('deliveries', digests.deliver, 16);

const acts: Record<Order['act'], () => Promise<unknown>> = {
  wait: async () => {},
  tick: () => digests.tick(now),
  poll: feeds.plan,
  gather: async () => {
    while ((await feeds.gather()) > 0);
  },
};

const obey = async ({ nth, now: time, act }: Order): Promise<void> => {
  now = time;
  // What Redis interrupts is done again with the next order, as by the next minute.
  await acts[act]().catch(() => {});
  process.send?.({ nth });
};
process.on('message', (order: Order) => void obey(order));
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
