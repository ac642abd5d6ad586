import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { silentLog } from '../src/lib/log.ts';
import { startOwnRedis } from '../src/redis/own-server.ts';
import { labelledArticles, pasted } from '../tests/support/articles.ts';
import { type Child, percentile, startChild } from './processes.ts';

/**
 * The whole way of an article, from the update to the edited answer, beside the bare way in the
 * same run: `node bench/way.ts`. Texts differ from one another, so that each costs a model call.
 */
const token = '1000000:bench-token-of-nobody';

type Stat = { placeholder: number; answer: number };

const texts = (count: number): string[] => {
  const articles = labelledArticles().filter(({ language = 'ar' }) => language === 'ar');
  return Array.from({ length: count }, (_, index) => {
    const article = articles[index % articles.length]!;
    // Within Telegram's limit for one message, and unlike every other text of the run.
    return `${pasted(article).slice(0, 3_900)}\n\nهذه النسخة رقم ${index} من ${Math.random()}.`;
  });
};

export const runOnce = async (
  telegram: string,
  bot: Child,
  count: number,
  textOf?: () => string,
) => {
  const before = bot.usage();
  const body = JSON.stringify(texts(count).map((text) => textOf?.() ?? text));
  const started = performance.now();
  await fetch(`${telegram}/load`, { method: 'POST', body });
  for (;;) {
    const stats = (await (await fetch(`${telegram}/stats`)).json()) as Stat[];
    const done = stats.filter(({ answer }) => answer > 0);
    if (done.length === count) {
      const seconds = (performance.now() - started) / 1000;
      const after = bot.usage();
      return {
        perSecond: count / seconds,
        placeholder50: percentile(
          done.map(({ placeholder }) => placeholder),
          0.5,
        ),
        answer50: percentile(
          done.map(({ answer }) => answer),
          0.5,
        ),
        answer99: percentile(
          done.map(({ answer }) => answer),
          0.99,
        ),
        cpuMs: ((after.cpuSeconds - before.cpuSeconds) * 1000) / count,
        rssMb: after.rssMb,
      };
    }
    if (performance.now() - started > 240_000) throw new Error(`only ${done.length} of ${count}`);
    await pause(50);
  }
};

const compare = async (delayMs: number, count: number, rounds: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-'));
  const redis = await startOwnRedis({ folder: join(folder, 'bare'), log: silentLog });
  const claude = await startChild('tests/support/fake-claude.ts', { ready: /(http:\S+)/ });
  const rules = [{ delayMs, answer: { kind: 'honest' } }];
  await fetch(`${claude.said}/__fake/script`, { method: 'POST', body: JSON.stringify({ rules }) });

  const ways = {
    bare: (apiRoot: string) =>
      startChild('bench/bare-bot.ts', {
        ready: /ready/,
        environment: { API_ROOT: apiRoot, CLAUDE_URL: claude.said, REDIS_SOCKET: redis.socket },
      }),
    mujaz: (apiRoot: string) =>
      startChild('src/main.ts', {
        ready: /is ready/,
        environment: {
          TELEGRAM_API_ROOT: apiRoot,
          TELEGRAM_BOT_TOKEN: token,
          ANTHROPIC_API_KEY: 'k',
          ANTHROPIC_BASE_URL: claude.said,
          DATA_DIR: join(folder, 'mujaz'),
          PORT: '0',
          LOG_LEVEL: 'warn',
          DAILY_BUDGET_USD: '100000',
        },
      }),
  };
  const best: Record<string, Awaited<ReturnType<typeof runOnce>>[]> = { bare: [], mujaz: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, start] of Object.entries(ways)) {
      const telegram = await startChild('bench/fake-telegram.ts', { ready: /(http:\S+)/ });
      const bot = await start(telegram.said);
      await runOnce(telegram.said, bot, 50);
      best[name]?.push(await runOnce(telegram.said, bot, count));
      await bot.stop();
      await telegram.stop();
    }
  }
  await claude.stop();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
  return best;
};

export const benchWay = async (): Promise<void> => {
  for (const { delayMs, count, rounds } of [
    { delayMs: 0, count: 600, rounds: 3 },
    { delayMs: 2_000, count: 320, rounds: 1 },
  ]) {
    const runs = await compare(delayMs, count, rounds);
    console.log(
      `\nThe whole way, model of ${delayMs / 1000} s, concurrency 64, ${count} articles, ${rounds} rounds`,
    );
    const median = (
      name: string,
      key: 'perSecond' | 'placeholder50' | 'answer50' | 'answer99' | 'cpuMs' | 'rssMb',
    ) =>
      percentile(
        (runs[name] ?? []).map((run) => run[key]),
        0.5,
      );
    console.table(
      Object.fromEntries(
        Object.keys(runs).map((name) => [
          name,
          {
            'articles/s': median(name, 'perSecond').toFixed(1),
            'placeholder p50 ms': Math.round(median(name, 'placeholder50')),
            'answer p50 ms': Math.round(median(name, 'answer50')),
            'answer p99 ms': Math.round(median(name, 'answer99')),
            'CPU ms/article': median(name, 'cpuMs').toFixed(2),
            'RSS MB': median(name, 'rssMb'),
          },
        ]),
      ),
    );
    const ratio = median('mujaz', 'perSecond') / median('bare', 'perSecond');
    console.log(`ratio mujaz / bare: ${ratio.toFixed(2)}`);
  }
};

if (import.meta.main) await benchWay();
