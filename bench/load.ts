import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { Redis } from 'ioredis';

import { labelledArticles, pasted } from '../tests/support/articles.ts';
import { startRedis } from './chaos/redis.ts';
import { type Child, startChild } from './processes.ts';
import { runOnce } from './way.ts';

/**
 * `npm run bench:load [--count 600]`: the whole way under load, beside the bare way in the same
 * run, by one and two worker processes; then one article from a thousand readers; then what Redis
 * keeps of an article and of a reader. With a model of 2 s there are twice as many articles: 64 at
 * once need 38 s for them, of which the second until all 64 places are taken is a small part.
 */
const token = '1000000:bench-token-of-nobody';

type Bot = { children: Child[]; stop: () => Promise<void> };

const together = (children: Child[]): Child => ({
  said: '',
  usage: () => {
    const all = children.map((child) => child.usage());
    return {
      cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      rssMb: all.reduce((sum, { rssMb }) => sum + rssMb, 0),
    };
  },
  stop: async () => {
    for (const child of children) await child.stop();
  },
  kill: async () => {
    for (const child of children) await child.kill();
  },
});

const openScene = async (delayMs: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-load-'));
  const redis = await startRedis();
  const [telegram, claude] = await Promise.all([
    startChild('bench/fake-telegram.ts', { ready: /(http:\S+)/ }),
    startChild('tests/support/fake-claude.ts', { ready: /(http:\S+)/ }),
  ]);
  const rules = [{ delayMs, answer: { kind: 'honest' } }];
  await fetch(`${claude.said}/__fake/script`, { method: 'POST', body: JSON.stringify({ rules }) });

  const mujaz = async (workers: number): Promise<Bot> => {
    const environment = {
      TELEGRAM_API_ROOT: telegram.said,
      TELEGRAM_BOT_TOKEN: token,
      ANTHROPIC_API_KEY: 'k',
      ANTHROPIC_BASE_URL: claude.said,
      REDIS_URL: redis.directUrl,
      DATA_DIR: folder,
      PORT: '0',
      LOG_LEVEL: 'warn',
      DAILY_BUDGET_USD: '100000',
    };
    const start = (ROLES: string) =>
      startChild('src/main.ts', { ready: /is ready/, environment: { ...environment, ROLES } });
    const working = 'articles,summaries,deliveries';
    const children = [await start(`ingress,${working}`)];
    for (let nth = 1; nth < workers; nth += 1) children.push(await start(working));
    return { children, stop: together(children).stop };
  };

  const bare = async (concurrency: number): Promise<Bot> => {
    const environment = {
      API_ROOT: telegram.said,
      CLAUDE_URL: claude.said,
      REDIS_URL: redis.directUrl,
      CONCURRENCY: String(concurrency),
    };
    const child = await startChild('bench/bare-bot.ts', { ready: /ready/, environment });
    return { children: [child], stop: child.stop };
  };

  return {
    telegram: telegram.said,
    claude: claude.said,
    url: redis.directUrl,
    mujaz,
    bare,
    close: async () => {
      await Promise.all([telegram.stop(), claude.stop()]);
      await redis.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const measure = async (delayMs: number, count: number): Promise<void> => {
  const scene = await openScene(delayMs);
  const redis = new Redis(scene.url);
  const used = async (): Promise<number> =>
    Number(/used_memory_dataset:(\d+)/.exec(await redis.info('memory'))?.[1] ?? 0);
  const rows: Record<string, object> = {};
  const bare = new Map<number, number>();
  // A process of Mujaz asks the model for 64 articles at once.
  const ways: [string, number, () => Promise<Bot>][] = [
    ['bare, 64 at once', 64, () => scene.bare(64)],
    ['mujaz, 1 process (64)', 64, () => scene.mujaz(1)],
    ['bare, 256 at once', 256, () => scene.bare(256)],
    ['mujaz, 2 processes (128)', 256, () => scene.mujaz(2)],
    ['mujaz, 4 processes (256)', 256, () => scene.mujaz(4)],
  ];
  for (const [name, beside, start] of ways) {
    const bot = await start();
    await runOnce(scene.telegram, together(bot.children), 50);
    const before = await used();
    const run = await runOnce(scene.telegram, together(bot.children), count);
    const bytes = ((await used()) - before) / count;
    await bot.stop();
    if (name.startsWith('bare')) bare.set(beside, run.perSecond);
    rows[name] = {
      'articles/s': run.perSecond.toFixed(1),
      'of bare': (run.perSecond / (bare.get(beside) ?? 1)).toFixed(2),
      'placeholder p50 ms': Math.round(run.placeholder50),
      'p99 ms': Math.round(run.placeholder99),
      'answer p50 ms': Math.round(run.answer50),
      'answer p99 ms': Math.round(run.answer99),
      'CPU ms/article': run.cpuMs.toFixed(2),
      'RSS MB': run.rssMb,
      'Redis bytes/article': Math.round(bytes),
    };
  }
  console.log(`\nModel of ${delayMs / 1000} s, ${count} articles at once, each another`);
  console.table(rows);
  redis.disconnect();
  await scene.close();
};

/** What Redis holds more after so many articles than before, per article, once all are answered. */
const measureSharing = async (readers: number): Promise<void> => {
  const scene = await openScene(200);
  const bot = await scene.mujaz(1);
  const redis = new Redis(scene.url);
  const used = async (): Promise<number> =>
    Number(/used_memory_dataset:(\d+)/.exec(await redis.info('memory'))?.[1] ?? 0);
  const calls = async (): Promise<number> => {
    const response = await fetch(`${scene.claude}/__fake/calls`);
    return ((await response.json()) as { calls: unknown[] }).calls.length;
  };
  const child = together(bot.children);
  await runOnce(scene.telegram, child, 20);
  const before = await used();
  await runOnce(scene.telegram, child, 400);
  const each = (await used()) - before;
  const long = await longLived(redis);

  const asked = await calls();
  const text = pasted(labelledArticles()[0]!).slice(0, 3_900);
  const same = await used();
  const run = await runOnce(scene.telegram, child, readers, () => text);
  console.log(`\n${readers} readers of one article: ${(await calls()) - asked} call of the model,`);
  console.log(`${readers} answers in ${(readers / run.perSecond).toFixed(1)} s`);
  console.log(`Redis: ${Math.round(each / 400)} bytes for a reader with an article of their own,`);
  console.log(`${Math.round(long / 420)} of them for longer than two days; and`);
  console.log(`${Math.round(((await used()) - same) / readers)} for one more reader of it`);
  redis.disconnect();
  await bot.stop();
  await scene.close();
};

/** Bytes of the keys that live longer than texts do. */
const longLived = async (redis: Redis): Promise<number> => {
  let bytes = 0;
  for (const key of await redis.keys('*')) {
    if ((await redis.ttl(key)) > 3 * 86_400) bytes += (await redis.memory('USAGE', key)) ?? 0;
  }
  return bytes;
};

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '600' },
    /** Only the last part: what readers of one article share, and what Redis keeps. */
    sharing: { type: 'boolean', default: false },
  },
});
if (!values.sharing) {
  await measure(0, Number(values.count));
  await measure(2_000, 2 * Number(values.count));
}
await measureSharing(1_000);
