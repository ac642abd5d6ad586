import { Composer, type Context, InlineKeyboard, InputFile } from 'grammy';

import type { FeedReport } from '../jobs/digest-ports.ts';
import { casesOf, complaints, countAgainst, countVerdicts, type Review } from '../jobs/feedback.ts';
import type { OperatorDesk, Report } from '../jobs/operators.ts';
import { queueNames } from '../jobs/ports.ts';
import { tally, total, type Period } from '../jobs/stats.ts';
import type { Uses } from './bot-parts.ts';
import { escapeHtml, label } from './html.ts';
import { createReadOrder } from './plain-words.ts';
import type { Say } from './words.ts';

const names = ['stats', 'feeds', 'login'] as const;
type OperatorCommand = (typeof names)[number];

/** /stats, /feeds and /login, and the same as plain words; for others these do not exist. */
export const createOperatorCommands = (
  desk: OperatorDesk,
  { words, say }: Uses<'words' | 'say'>,
) => {
  const texts: Record<OperatorCommand, (say: Say, operator: number) => Promise<string>> = {
    stats: async (say) => {
      const [report, reviews] = await Promise.all([desk.report(), desk.feedback(mostReviews)]);
      return [statsText(report, say), '', ...feedbackLines(reviews, say)].join('\n');
    },
    feeds: async (say) => feedsText(await desk.feeds?.(), say),
    login: async (say, operator) => {
      const link = await desk.loginLink(operator);
      return link === undefined ? say('login-too-many') : `${say('login-link')}\n${link}`;
    },
  };
  const readOrder = createReadOrder(words, names);
  const commands = new Composer<Context>();
  const own = commands.filter((ctx) => desk.admins.includes(ctx.from?.id ?? 0));
  const answer = async (ctx: Context, name: OperatorCommand): Promise<void> => {
    const text = await texts[name](await say(ctx), ctx.from?.id ?? 0);
    await ctx.reply(escapeHtml(text), {
      parse_mode: 'HTML',
      // A preview would open the link before its reader does.
      link_preview_options: { is_disabled: true },
      ...(name === 'stats' && { reply_markup: casesMenu(await say(ctx)) }),
    });
  };
  own.callbackQuery('feedback:cases', async (ctx) => {
    const cases = casesOf(await desk.feedback(mostCases));
    if (cases === '') {
      await ctx.answerCallbackQuery((await say(ctx))('cases-none'));
      return;
    }
    await ctx.replyWithDocument(new InputFile(Buffer.from(cases), 'feedback.jsonl'));
    await ctx.answerCallbackQuery();
  });
  for (const name of names) own.command(name, (ctx) => answer(ctx, name));
  own.on('message:text', async (ctx, next) => {
    const order = readOrder(ctx.msg.text);
    await (order?.argument === '' ? answer(ctx, order.command) : next());
  });
  return commands;
};

/** So many of the last judged summaries are counted, and so many exported. */
const mostReviews = 500;
const mostCases = 2_000;

const casesMenu = (say: Say): InlineKeyboard =>
  new InlineKeyboard().text(label(say('cases-button')), 'feedback:cases');

/** How readers judged, and what they complained of in the last summary that was not liked. */
const feedbackLines = (reviews: readonly Review[], say: Say): string[] => {
  const sums = countVerdicts(reviews);
  const why = complaints
    .filter((complaint) => sums[complaint] > 0)
    .map((complaint) => `• ${say(`complaint-${complaint}`)}: ${sums[complaint]}`);
  const counts = { count: reviews.length, up: sums.up, down: countAgainst(sums) };
  return [say('stats-feedback', counts), ...why];
};

const dollars = (microUsd: number): string => (microUsd / 1_000_000).toFixed(2);
const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576);

const statsText = (report: Report, say: Say): string => {
  const { days, spentMicroUsd, budgetMicroUsd, depths, memory } = report;
  const today = days.slice(-1);
  const week = days.slice(-7);
  const spent = dollars(spentMicroUsd);
  return [
    say('stats-today'),
    ...countLines(today, say),
    say('stats-readers', { count: total(today, 'readers'), new: total(today, 'new-readers') }),
    say('stats-money', { spent, budget: dollars(budgetMicroUsd) }),
    '',
    say('stats-week'),
    ...countLines(week, say),
    say('stats-new-readers', { new: total(week, 'new-readers') }),
    say('stats-money-week', { spent: dollars(total(week, 'micro-usd')) }),
    '',
    say('stats-now'),
    ...queueNames.map((name) =>
      say('stats-queue', { queue: say(`queue-${name}`), ...depths[name] }),
    ),
    memory.most > 0
      ? say('stats-memory', { used: megabytes(memory.used), most: megabytes(memory.most) })
      : say('stats-memory-unbounded', { used: megabytes(memory.used) }),
  ].join('\n');
};

/** How many articles were answered, how many were not, and mostly why. */
const countLines = (periods: readonly Period[], say: Say): string[] => {
  const model = tally(periods, 'answers')['model '] ?? 0;
  const failures = Object.entries(tally(periods, 'failures')).filter(([, count]) => count > 0);
  const often = failures.sort(([, one], [, other]) => other - one).slice(0, 3);
  return [
    say('stats-articles', { count: total(periods, 'answers'), model }),
    say('stats-failures', { count: total(periods, 'failures') }),
    ...often.map(([kind, count]) => `• ${say('stats-failure', { kind, count })}`),
  ];
};

/** As many feeds as one message holds. */
const mostFeeds = 25;

const feedsText = (feeds: readonly FeedReport[] | undefined, say: Say): string => {
  if (feeds === undefined || feeds.length === 0) return say('feeds-none');
  const dead = feeds.filter((feed) => feed.dead !== '');
  const failing = feeds.filter((feed) => feed.dead === '' && feed.status !== 'well');
  const ill = [...dead, ...failing];
  const well = feeds.length - ill.length;
  return [
    say('feeds-title', {
      count: feeds.length,
      well,
      failing: failing.length,
      dead: dead.length,
    }),
    ...ill.slice(0, mostFeeds).map((feed) => {
      const newest = feed.newestAt === 0 ? say('feed-never') : dayOf(feed.newestAt);
      return `• ${say('feeds-line', { outlet: feed.outlet, reason: feedReason(feed, say), newest })}`;
    }),
    ...(ill.length > mostFeeds ? [say('feeds-more', { count: ill.length - mostFeeds })] : []),
    ...doubtedOutlets(feeds).map(
      ([outlet, count]) => `• ${say('feeds-doubted', { outlet, count })}`,
    ),
  ].join('\n');
};

const doubtedOutlets = (feeds: readonly FeedReport[]): [string, number][] =>
  [...new Map(feeds.map(({ outlet, doubted }) => [outlet, doubted]))]
    .filter(([, doubted]) => doubted > 0)
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostFeeds);

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** What is wrong with a feed, in words; a failure by the name that the logs know it by. */
const feedReason = ({ dead, status }: FeedReport, say: Say): string => {
  const reason = dead === '' ? status : dead;
  return reason === 'frozen' || reason === 'undated' || reason === 'robots'
    ? say(`feed-${reason}`)
    : reason;
};
