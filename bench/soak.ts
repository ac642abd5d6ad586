import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { Redis } from 'ioredis';

import { startFakeClaude } from '../tests/support/fake-claude.ts';
import { startRedis } from './chaos/redis.ts';
import { createTexts, finalOf } from './chaos/stage.ts';
import { startTelegram } from './chaos/telegram.ts';
import { percentile, startChild } from './processes.ts';

/**
 * `npm run soak [--minutes 20] [--rate 8]`: one process of all roles under a steady load, a line a
 * minute. What should stay flat: latency, memory, Redis, and the lag of the event loop.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    /** Articles a second: half of what `bench:load` prints for one process. */
    rate: { type: 'string', default: '8' },
  },
});
const [telegram, claude, redis] = await Promise.all([
  startTelegram(),
  startFakeClaude(),
  startRedis(),
]);
const bot = await startChild('--max-semi-space-size=16 src/main.ts', {
  ready: /is ready on Telegram\. Health: (\S+)\/healthz/,
  environment: {
    REDIS_URL: redis.directUrl,
    TELEGRAM_BOT_TOKEN: '1000000:soak-token-of-nobody',
    TELEGRAM_API_ROOT: telegram.origin,
    ANTHROPIC_API_KEY: 'k',
    ANTHROPIC_BASE_URL: claude.url,
    DAILY_BUDGET_USD: '100000',
    PORT: '0',
    LOG_LEVEL: 'warn',
  },
});
claude.script([{ delayMs: 500, answer: { kind: 'honest' } }]);
const store = new Redis(redis.directUrl);
const textOf = createTexts();
const rows: object[] = [];
let reader = 0;

for (let minute = 1; minute <= Number(values.minutes); minute += 1) {
  const first = reader;
  const until = Date.now() + 60_000;
  const cpuBefore = bot.usage().cpuSeconds;
  while (Date.now() < until) {
    reader += 1;
    telegram.says(1_000_000 + reader, textOf(reader));
    await pause(1_000 / Number(values.rate));
  }
  await pause(3_000);
  const chats = Array.from({ length: reader - first }, (_, nth) =>
    telegram.chats.get(1_000_001 + first + nth),
  );
  const took = chats.flatMap((chat) => {
    const [answer] = chat ? finalOf(chat) : [];
    return chat && answer ? [answer.answeredAt - chat.sentAt] : [];
  });
  const figures = await (await fetch(`${bot.said}/metrics`)).text();
  const lag = /^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(figures)?.[1];
  const heap = /^nodejs_heap_size_total_bytes (\S+)/m.exec(figures)?.[1];
  const { rssMb, cpuSeconds } = bot.usage();
  const memory = /used_memory:(\d+)/.exec(await store.info('memory'))?.[1];
  const row = {
    minute,
    sent: chats.length,
    answered: took.length,
    'p50 ms': percentile(took, 0.5),
    'p99 ms': percentile(took, 0.99),
    'RSS MB': rssMb,
    'of it heap MB': Math.round(Number(heap ?? 0) / 1_048_576),
    'Redis MB': Math.round(Number(memory ?? 0) / 10_485.76) / 100,
    'CPU %': Math.round(((cpuSeconds - cpuBefore) / 63) * 100),
    'lag p99 ms': lag === undefined ? 'none' : Math.round(Number(lag) * 1_000),
  };
  rows.push(row);
  console.log(JSON.stringify(row));
  // What was judged is forgotten here, so that only the product's memory is seen to grow.
  for (const [id] of telegram.chats) telegram.chats.delete(id);
  claude.calls.length = 0;
}
console.table(rows);
store.disconnect();
await bot.stop();
await Promise.all([telegram.close(), claude.close()]);
await redis.close();
