import { setTimeout as pause } from 'node:timers/promises';

import { labelledArticles, pasted } from '../../tests/support/articles.ts';
import { type FakeClaude, startFakeClaude } from '../../tests/support/fake-claude.ts';
import { type PageServer, startPageServer } from '../../tests/support/page-server.ts';
import { startTestCluster } from '../../tests/support/redis-cluster.ts';
import { percentile } from '../processes.ts';
import { type Crew, startCrew } from './crew.ts';
import { type ChaosRedis, startRedis } from './redis.ts';
import { type Chat, startTelegram, type Telegram, webhookSecret } from './telegram.ts';

export const roles = ['ingress', 'articles', 'summaries', 'deliveries'] as const;
export type RoleName = (typeof roles)[number];

/** What a scenario may do its worst to. */
export type Stage = {
  telegram: Telegram;
  claude: FakeClaude;
  redis: ChaosRedis;
  /** Instead of `redis`, where the scenario wants one. */
  cluster?: Awaited<ReturnType<typeof startTestCluster>> | undefined;
  pages: PageServer;
  crews: Record<RoleName, Crew>;
  /** Resolves after this time, or the part of it that the haste of this play leaves. */
  lasts: (ms: number) => Promise<void>;
};

/** One scenario: what goes wrong while readers send their articles. */
export type Scenario = {
  name: string;
  /** Lasts a quarter of an hour: played only where its name is asked for. */
  isLong?: boolean;
  /** How long all are waited for, where even at its best it takes longer than usual. */
  patienceMs?: number;
  /** Runs beside the sending, begun when some have sent; the judging waits for its end. */
  strike?: (stage: Stage) => Promise<void>;
  /** Before anything is sent; `textOf` makes articles that nobody else sends. */
  prepare?: (stage: Stage, textOf: (nth: number) => string) => void;
  /** What the reader of this number sends, instead of a text of their own. */
  text?: (nth: number, stage: Stage, own: string) => string;
  /** Readers whose answer may be a failure or late: the guilty ones. */
  guilty?: (nth: number) => boolean;
  /** Processes of each role. */
  crew?: Partial<Record<RoleName, number>>;
  environment?: Record<string, string>;
  webhook?: boolean;
  /** Has three Redis masters with AOF instead of one Redis. */
  isClustered?: boolean;
};

/** What became of those who sent. All but `sent` and `answered` ought to be 0. */
export type Verdict = {
  sent: number;
  answered: number;
  /** Without any answer when patience ended, and those whose answer is a failure though innocent. */
  lost: number;
  failed: number;
  /** Chats with more than one answer, and how many of them the product itself was in doubt about. */
  twice: number;
  inDoubt: number;
  /** Placeholders that nobody turned into anything. */
  leftover: number;
  /** Answered later than a minute and a half after it was sent. */
  late: number;
  p50s: number;
  p99s: number;
  /** Summaries by the model and without it. */
  byModel: number;
  calls: number;
};

const lateMs = 90_000;
const usualPatienceMs = 420_000;
const longPatienceMs = 1_200_000;
const perSecond = 25;
const firstChat = 1_000_000;
export const firstOther = 2_000_000;

/** Articles that differ from one another, so that each costs a summary of its own. */
export const createTexts = () => {
  const articles = labelledArticles().filter(({ language = 'ar' }) => language === 'ar');
  return (nth: number): string => {
    const article = articles[nth % articles.length]!;
    return `${pasted(article).slice(0, 3_900)}\n\nهذه النسخة رقم ${nth} من ${Math.random()}.`;
  };
};

/**
 * Plays one scenario with so many readers through real processes, and judges how it ended. With a
 * haste of three, troubles last a third of their time.
 */
export const play = async (scenario: Scenario, readers: number, haste = 1): Promise<Verdict> => {
  const textOf = createTexts();
  const stage = { ...(await build(scenario)), lasts: (ms: number) => pause(ms / haste) };
  scenario.prepare?.(stage, textOf);
  try {
    const textFor = (nth: number): string => {
      const own = textOf(nth);
      return scenario.text?.(nth, stage, own) ?? own;
    };
    const strike = pause(Math.min(3_000, (readers / perSecond) * 250)).then(() =>
      scenario.strike?.(stage),
    );
    strike.catch(() => {});
    for (let nth = 0; nth < readers; nth += 1) {
      stage.telegram.says(firstChat + nth, textFor(nth));
      await pause(1_000 / perSecond);
    }
    await strike;
    const { patienceMs = scenario.isLong ? longPatienceMs : usualPatienceMs } = scenario;
    await settled(stage.telegram, readers, patienceMs);
    return judge(scenario, stage);
  } finally {
    await Promise.all(Object.values(stage.crews).map((crew) => crew.stop()));
    await Promise.all([stage.telegram.close(), stage.claude.close(), stage.pages.close()]);
    await Promise.all([stage.redis.close(), stage.cluster?.stop()]);
  }
};

const build = async (scenario: Scenario): Promise<Omit<Stage, 'lasts'>> => {
  const { crew = {}, environment = {}, webhook, isClustered } = scenario;
  const [telegram, claude, redis, pages, cluster] = await Promise.all([
    startTelegram(),
    startFakeClaude(),
    startRedis(),
    startPageServer(),
    isClustered ? startTestCluster({ lasting: true }) : undefined,
  ]);
  claude.script([{ delayMs: 300, answer: { kind: 'honest' } }]);
  const shared = {
    REDIS_URL: cluster?.urls.join(',').replaceAll(',redis://', ',') ?? redis.url,
    TELEGRAM_BOT_TOKEN: '1000000:chaos-token-of-nobody',
    TELEGRAM_API_ROOT: telegram.origin,
    ANTHROPIC_API_KEY: 'k',
    ANTHROPIC_BASE_URL: claude.url,
    DAILY_BUDGET_USD: '100000',
    LINK_ALLOW_HOSTS: pages.host,
    ...environment,
  };
  const hook = {
    TELEGRAM_WEBHOOK_URL: 'https://mujaz.invalid/hook',
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
  };
  const start = (role: RoleName, size: number): Promise<Crew> =>
    startCrew(
      { ...shared, ROLES: role, ...(role === 'ingress' && webhook ? hook : {}) },
      crew[role] ?? size,
    );
  const [ingress, articles, summaries, deliveries] = await Promise.all([
    start('ingress', webhook ? 2 : 1),
    start('articles', 1),
    start('summaries', 2),
    start('deliveries', 1),
  ]);
  const stage = {
    telegram,
    claude,
    redis,
    cluster,
    pages,
    crews: { ingress, articles, summaries, deliveries },
  };
  if (webhook) telegram.pushTo(ingress.origins().map((origin) => `${origin}/hook`));
  return stage;
};

const isPlaceholder = (text: string): boolean => text.includes('⏳');
const isSummary = (text: string): boolean => /لخّصه نموذج لغوي|جُمل من المقال نفسه/.test(text);

/** Those who are judged; a scenario may let others write besides. */
const judged = ({ chats }: Telegram) =>
  [...chats.entries()].filter(([id]) => id < firstOther).map(([id, chat]) => ({ id, chat }));

export const finalOf = ({ messages }: Chat) =>
  [...messages.values()].filter(({ text }) => !isPlaceholder(text));

/** Waits until everybody has an answer or patience ends, and a little longer for second ones. */
const settled = async (telegram: Telegram, readers: number, withinMs: number): Promise<void> => {
  const deadline = Date.now() + withinMs;
  const answered = (): number =>
    judged(telegram).filter(({ chat }) => finalOf(chat).length > 0).length;
  while (answered() < readers && Date.now() < deadline) await pause(200);
  await pause(3_000);
};

const judge = (scenario: Scenario, { telegram, claude, crews }: Stage): Verdict => {
  const all = judged(telegram).map(({ id, chat }) => ({
    guilty: scenario.guilty?.(id - firstChat) ?? false,
    chat,
    answers: finalOf(chat),
  }));
  const innocent = all.filter(({ guilty }) => !guilty);
  const tookMs = innocent.flatMap(({ chat, answers: [first] }) =>
    first ? [first.answeredAt - chat.sentAt] : [],
  );
  const texts = all.flatMap(({ answers }) => answers.map(({ text }) => text));
  const logged = Object.values(crews)
    .map((crew) => crew.output())
    .join('\n');
  const count = (of: typeof all, check: (one: (typeof all)[number]) => boolean): number =>
    of.filter(check).length;
  return {
    sent: all.length,
    answered: count(all, ({ answers }) => answers.length > 0),
    lost: count(all, ({ answers }) => answers.length === 0),
    failed: count(innocent, ({ answers }) => answers.some(({ text }) => !isSummary(text))),
    twice: count(all, ({ answers }) => answers.length > 1),
    inDoubt: logged.split('an answer in doubt is sent again').length - 1,
    leftover: count(all, ({ chat, answers }) => chat.messages.size > answers.length),
    late: tookMs.filter((ms) => ms > lateMs).length,
    p50s: Math.round(percentile(tookMs, 0.5) / 100) / 10,
    p99s: Math.round(percentile(tookMs, 0.99) / 100) / 10,
    byModel: texts.filter((text) => text.includes('لخّصه نموذج لغوي')).length,
    calls: claude.calls.length,
  };
};
