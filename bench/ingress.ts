import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { Redis } from 'ioredis';

import { startRedis } from './chaos/redis.ts';
import { type Child, startChild } from './processes.ts';
import { texts } from './way.ts';

/**
 * `npm run bench:ingress [--count 3000] [--rounds 3]`: how many updates a second are taken in, as far
 * as the job, beside the bare way in the same run, by long poll and by webhook; then as many while
 * the ingress is killed five times: none may be lost, and none have its effect twice.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '3' },
  },
});
const count = Number(values.count);
/** Taken in before the clock starts: an ingress lives for days, and its code is compiled in the first seconds. */
const warmUp = 2_000;
const secret = 'bench-webhook-secret';
const redis = await startRedis();
const store = new Redis(redis.directUrl);
const telegram = await startChild('bench/fake-telegram.ts', { ready: /(http:\S+)/ });
const shared = { REDIS_URL: redis.directUrl, LOG_LEVEL: 'error', PORT: '0' };

const startBare = (ingress: string): Promise<Child> =>
  startChild('bench/bare-bot.ts', {
    ready: /ready(?: at (\S+))?/,
    environment: { ...shared, API_ROOT: telegram.said, INGRESS: ingress },
  });
const startMujaz = (environment: Record<string, string> = {}): Promise<Child> =>
  startChild('src/main.ts', {
    ready: /is ready on Telegram\. Health: (\S+)\/healthz/,
    environment: {
      ...shared,
      ROLES: 'ingress',
      TELEGRAM_BOT_TOKEN: '1000000:bench-token-of-nobody',
      TELEGRAM_API_ROOT: telegram.said,
      ...environment,
    },
  });

const ask = async <T>(path: string, body?: string): Promise<T> => {
  const init = body === undefined ? {} : { method: 'POST', body };
  return (await (await fetch(`${telegram.said}${path}`, init)).json()) as T;
};
const load = (updates: string[]) => ask('/load', JSON.stringify(updates));
const allConfirmed = async (): Promise<void> => {
  while ((await ask<number>('/unconfirmed')) > 0) await pause(20);
};

/** Updates a second of a process that polls. */
const polled = async (): Promise<number> => {
  await load(texts(warmUp));
  await allConfirmed();
  const prepared = texts(count);
  const started = performance.now();
  await load(prepared);
  await allConfirmed();
  return (count * 1_000) / (performance.now() - started);
};

let lastUpdate = 10_000_000;
/** Updates a second of a process that is pushed to, 64 at a time. */
const pushed = async (address: string): Promise<number> => {
  const headers = {
    'content-type': 'application/json',
    'x-telegram-bot-api-secret-token': secret,
  };
  const push = async (text: string): Promise<void> => {
    lastUpdate += 1;
    const chat = { id: lastUpdate, type: 'private', first_name: 'r' };
    const from = { ...chat, is_bot: false };
    const message = { message_id: 1, date: Math.floor(Date.now() / 1_000), chat, from, text };
    const body = JSON.stringify({ update_id: lastUpdate, message });
    const response = await fetch(address, { method: 'POST', headers, body });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`answered ${response.status}`);
  };
  const run = async (all: string[]): Promise<void> => {
    const next = all.values();
    const line = async (): Promise<void> => {
      for (const text of next) await push(text);
    };
    await Promise.all(Array.from({ length: 64 }, line));
  };
  await run(texts(warmUp));
  const prepared = texts(count);
  const started = performance.now();
  await run(prepared);
  return (count * 1_000) / (performance.now() - started);
};

const hook = {
  TELEGRAM_WEBHOOK_URL: 'https://mujaz.invalid/hook',
  TELEGRAM_WEBHOOK_SECRET: secret,
};
const ways: Record<string, () => Promise<{ child: Child; measure: () => Promise<number> }>> = {
  'bare, polling': async () => {
    const child = await startBare('polling');
    return { child, measure: polled };
  },
  'mujaz, polling': async () => {
    const child = await startMujaz();
    return { child, measure: polled };
  },
  'bare, webhook': async () => {
    const child = await startBare('webhook');
    return { child, measure: () => pushed(child.said) };
  },
  'mujaz, webhook': async () => {
    const child = await startMujaz(hook);
    // Telegram's own calls come before it may be asked.
    await pause(500);
    return { child, measure: () => pushed(`${child.said}/hook`) };
  },
};

const rates: Record<string, number[]> = {};
const cpu: Record<string, number> = {};
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const [name, start] of Object.entries(ways)) {
    const { child, measure } = await start();
    const before = child.usage().cpuSeconds;
    (rates[name] ??= []).push(await measure());
    cpu[name] = ((child.usage().cpuSeconds - before) * 1e6) / (count + warmUp);
    await child.stop();
    await store.flushall();
  }
}
const median = (of: number[]): number => of.toSorted((a, b) => a - b)[of.length >> 1] ?? 0;
const ratio = (name: string): string =>
  (median(rates[`mujaz, ${name}`] ?? []) / median(rates[`bare, ${name}`] ?? [])).toFixed(2);
console.table(
  Object.fromEntries(
    Object.entries(rates).map(([name, found]) => [
      name,
      {
        'updates/s, median': Math.round(median(found)),
        'each round': found.map(Math.round).join(' '),
        'CPU µs/update': Math.round(cpu[name] ?? 0),
      },
    ]),
  ),
);
console.log(`of the bare way: polling ${ratio('polling')}, webhook ${ratio('webhook')}`);

/** Killed when a sixth more has been confirmed each time. */
await load(texts(count));
let child = await startMujaz();
for (let kills = 1; kills <= 5; kills += 1) {
  while ((await ask<number>('/unconfirmed')) > count - (count * kills) / 6) await pause(5);
  await child.kill();
  child = await startMujaz();
}
await allConfirmed();
await pause(1_000);
await child.stop();
const sent = await ask<{ sent: number }[]>('/stats');
const jobs = await store.zcard('mujaz:{articles}:prioritized');
const waiting = await store.llen('mujaz:{articles}:wait');
const delayed = await store.zcard('mujaz:{articles}:delayed');
const stored = (await store.keys('mujaz:request:*')).length;
const deliveries = await store.keys('mujaz:delivery:*');
const states = await Promise.all(deliveries.map((key) => store.hget(key, 'placeholder')));
console.log(
  `${count} updates, ingress killed 5 times: ${stored} requests, ${jobs + waiting + delayed} jobs, ` +
    `${count - stored} lost, ${jobs + waiting + delayed - stored} twice, ` +
    `${sent.filter((one) => one.sent > 1).length} placeholders shown twice, ` +
    `${states.filter((state) => state === 'sending').length} left behind`,
);
store.disconnect();
await telegram.stop();
await redis.close();
