import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { expandTopic } from '../../src/digest/route/expand-topic.ts';
import { standingTopics } from '../../src/digest/topic.ts';
import { createSubscriptions } from '../../src/jobs/subscribe.ts';
import type { Subscriber } from '../../src/jobs/subscription-ports.ts';
import { silentLog as log } from '../../src/lib/log.ts';
import { createQueues } from '../../src/queue/queues.ts';
import { connectRedis, queueConnections } from '../../src/redis/connect.ts';
import { startOwnRedis } from '../../src/redis/own-server.ts';
import { createStores } from '../../src/redis/stores.ts';
import { createChance, startFeeds } from './news.ts';
import { startTelegram } from './telegram.ts';
import type { Order } from './worker.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const zones =
  'Africa/Cairo Asia/Beirut Asia/Gaza Africa/Casablanca Asia/Damascus Asia/Amman Asia/Riyadh Asia/Tehran Asia/Kathmandu Europe/Berlin America/New_York Australia/Sydney'.split(
    ' ',
  );
/** Half past midnight is an hour that some of these zones skip. */
const hours = ['00:30', '06:15', '07:00', '07:30', '12:00', '23:30'];
const wishes = ['مستشفى الأطفال', 'معرض الكتاب', 'ميناء الحاويات', 'ماراثون'];
const feedCount = 30;

type Plan = { folder: string; from: number; days: number; readers: number; seed: number };

/** Processes that do the product's work; one that is killed is replaced at once. */
const createCrew = async (environment: () => Record<string, string>) => {
  const crew = new Set<ChildProcess>();
  const answers = new Map<number, () => void>();
  let orders = 0;
  const hire = async (): Promise<void> => {
    const child = fork(join(import.meta.dirname, 'worker.ts'), {
      env: { PATH: process.env['PATH'], ...environment() },
    });
    crew.add(child);
    child.once('exit', () => crew.delete(child));
    await new Promise<void>((resolve) => {
      child.on('message', (said: { ready?: true; nth?: number }) =>
        said.ready ? resolve() : answers.get(said.nth ?? 0)?.(),
      );
      child.once('exit', () => resolve());
    });
  };
  const order = (child: ChildProcess, now: number, act: Order['act']): Promise<void> =>
    new Promise((resolve) => {
      const nth = (orders += 1);
      const done = (): void => {
        child.off('exit', done);
        answers.delete(nth);
        resolve();
      };
      answers.set(nth, done);
      child.once('exit', done);
      child.send({ nth, now, act } satisfies Order);
    });
  return {
    hire,
    /** All take the time; then `act` is done by one of them, or by all at once. */
    act: async (now: number, act: Order['act'], by: 'one' | 'all'): Promise<void> => {
      await Promise.all([...crew].map((child) => order(child, now, 'wait')));
      const doing = by === 'all' ? [...crew] : [...crew].slice(0, 1);
      await Promise.all(doing.map((child) => order(child, now, act)));
    },
    kill: async (): Promise<void> => {
      const [victim] = crew;
      if (victim === undefined) return;
      const gone = new Promise((resolve) => victim.once('exit', resolve));
      victim.kill('SIGKILL');
      await gone;
    },
    close: (): void => {
      for (const child of crew) child.kill('SIGKILL');
    },
  };
};

/** Plays the fortnight, minute by minute where anything is due. */
export const simulate = async ({ folder, from, days, readers, seed }: Plan) => {
  const end = from + days * day;
  const chance = createChance(seed);
  let now = from;
  const clock = { now: () => now };
  // It comes back by itself when it is killed, with what it had written.
  const server = await startOwnRedis({ folder: join(folder, 'redis'), log });
  const telegram = await startTelegram(clock);
  const feeds = await startFeeds(clock, { count: feedCount, from, days, seed });
  const feedsFile = join(folder, 'feeds.json');
  writeFileSync(feedsFile, JSON.stringify(feeds.list));
  const address = { socket: server.socket };
  const { redis, close } = await connectRedis({ address, log });
  const stores = createStores({ redis, clock, log, dailyLimit: 50, budgetMicroUsd: 0 });
  const queues = createQueues({ connection: queueConnections(address).ask, log });
  const subscriptions = createSubscriptions({
    ...stores,
    clock,
    expand: async (text, breadth) => expandTopic(text, breadth),
    fit: () => 0,
  });
  const crew = await createCrew(() => ({
    REDIS_SOCKET: server.socket,
    NOW: String(now),
    FEEDS_FILE: feedsFile,
    LINK_ALLOW_HOSTS: feeds.hosts.join(','),
    TELEGRAM_BOT_TOKEN: '1000000:weeks-of-digests',
    TELEGRAM_API_ROOT: telegram.origin,
  }));

  const who = (reader: number) => ({ reader, chat: reader });
  const people: Subscriber[] = [];
  for (let reader = 1; reader <= readers; reader += 1) {
    for (const wish of [chance(7), chance(7)]) {
      await subscriptions.follow(who(reader), { kind: 'standing', id: standingTopics[wish]! });
    }
    if (chance(4) === 0) {
      const { topic } = await subscriptions.propose(wishes[chance(wishes.length)]!);
      await subscriptions.follow(who(reader), topic);
    }
    await subscriptions.setZone(who(reader), zones[reader % zones.length]!);
    const first = hours[chance(hours.length)]!;
    const both = chance(4) === 0 && first < '12:00';
    const rhythm = chance(10) === 0 ? { cadence: 'weekly' as const } : {};
    people.push(
      await subscriptions.setRhythm(who(reader), {
        times: both ? [first, '18:45'] : [first],
        ...(both ? {} : rhythm),
      }),
    );
  }
  /** Readers whose schedule is not what it was: their slots are not checked to the minute. */
  const moved = new Set<number>();
  /** Nobody ticks: processes are being replaced, for two hours, and for six. */
  const outages = [
    { from: from + 5.3 * day, until: from + 5.3 * day + 2 * hour },
    { from: from + 9.6 * day, until: from + 9.6 * day + 6 * hour },
  ];
  const counts = { kills: 0, redisRestarts: 0, inFlight: 0, changes: 0, blocked: 0, ticks: 0 };

  const isIdle = async (): Promise<boolean> => {
    const depths = await queues.depths().catch(() => undefined);
    return (
      depths !== undefined &&
      (['digests', 'deliveries', 'feeds'] as const).every(
        (queue) => depths[queue].waiting + depths[queue].active + depths[queue].delayed === 0,
      )
    );
  };
  const settle = async (): Promise<void> => {
    // Twice: between two looks a job may have gone from one queue to the next.
    while (!((await isIdle()) && (await isIdle()))) await pause(5);
  };
  const disturb = async (): Promise<void> => {
    await pause(5 + chance(60));
    const active = (await queues.depths().catch(() => undefined))?.deliveries.active ?? 32;
    if (chance(4) === 0) {
      counts.redisRestarts += 1;
      // Every send under way may lose its row's answer: those of both workers at the most.
      counts.inFlight += Math.max(active, 32);
      const [, pid] = /process_id:(\d+)/.exec(await redis.info('server')) ?? [];
      process.kill(Number(pid), chance(2) === 0 ? 'SIGKILL' : 'SIGTERM');
      await pause(100);
      return;
    }
    counts.kills += 1;
    await crew.kill();
    counts.inFlight += (await queues.depths()).deliveries.active;
    await crew.hire();
  };
  const changeMind = async (): Promise<void> => {
    const reader = 1 + chance(Math.ceil(readers / 10));
    moved.add(reader);
    counts.changes += 1;
    if (chance(6) === 0) {
      telegram.shut.add(reader);
      counts.blocked += 1;
    } else if (chance(3) === 0) {
      await subscriptions.setZone(who(reader), zones[chance(zones.length)]!);
    } else {
      await subscriptions.setRhythm(who(reader), { times: [hours[chance(hours.length)]!] });
    }
  };

  await Promise.all([crew.hire(), crew.hire()]);
  const disturbances = new Set(Array.from({ length: days }, () => chance(days * 8)));
  let busyMinutes = 0;
  let polledAt = 0;
  for (now = from; now < end + 2 * hour; now += minute) {
    if (outages.some((outage) => now >= outage.from && now < outage.until)) continue;
    if (now - polledAt >= 3 * hour) {
      polledAt = now;
      await crew.act(now, 'poll', 'one');
      await settle();
      await crew.act(now, 'gather', 'all');
      if (chance(2) === 0 && now < end) await changeMind();
    }
    const [, next = Infinity] = await redis.zrange('mujaz:due:{digests}', '0', '0', 'WITHSCORES');
    if (Number(next) > now) continue;
    counts.ticks += 1;
    busyMinutes += 1;
    if (chance(60) === 0) telegram.troubles.push('flood');
    if (chance(400) === 0) {
      telegram.troubles.push('lost-answer');
      counts.inFlight += 1;
    }
    const ticking = crew.act(now, 'tick', chance(4) === 0 ? 'all' : 'one');
    if (disturbances.has(Math.floor((now - from) / (3 * hour))) && busyMinutes % 5 === 0) {
      disturbances.delete(Math.floor((now - from) / (3 * hour)));
      await disturb();
    }
    await ticking;
    await settle();
  }
  return {
    plan: { from, end, outages },
    people,
    moved,
    counts,
    stores,
    sent: telegram.sent,
    telegram: telegram.counts,
    feeds: { items: feeds.items, asked: feeds.asked(), records: await stores.feeds.records() },
    close: async (): Promise<void> => {
      crew.close();
      await queues.close();
      telegram.close();
      feeds.close();
      close();
      await server.stop();
    },
  };
};

export type Outcome = Awaited<ReturnType<typeof simulate>>;
