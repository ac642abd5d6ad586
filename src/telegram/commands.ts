import { Composer, type Context } from 'grammy';
import type { BotCommand } from 'grammy/types';

import { escapeHtml } from './html.ts';
import { createReadOrder } from './plain-words.ts';
import { subscriptionMenu } from './subscriptions/commands.ts';
import type { Say, Words } from './words.ts';

/** Commands that readers see in Telegram's menu, in its order. */
const names = ['start', 'help', 'settings', 'privacy', 'forget'] as const;
type Command = (typeof names)[number];

type Collaborators = {
  words: Words;
  start: (ctx: Context, payload: string) => Promise<void>;
  settings: (ctx: Context) => Promise<void>;
  privacy: (ctx: Context) => Promise<void>;
  askToForget: (ctx: Context) => Promise<void>;
  say: (ctx: Context) => Promise<Say>;
};

/** /start, /help, /settings, /privacy, /forget, the same as plain words, and a kind word for any other. */
export const createCommands = (collaborators: Collaborators) => {
  const { words, start, settings, privacy, askToForget, say } = collaborators;
  const answers: Record<Command, (ctx: Context, argument: string) => Promise<unknown>> = {
    start,
    help: async (ctx) => reply(ctx, (await say(ctx))('help')),
    settings,
    privacy,
    forget: askToForget,
  };

  const readOrder = createReadOrder(words, names);
  const commands = new Composer<Context>();
  const named = commands.on('::bot_command');
  for (const name of names) {
    named.command(name, async (ctx) => {
      await answers[name](ctx, ctx.match.trim());
    });
  }
  commands.on('message:text', async (ctx, next) => {
    if (/^\/[a-z]/i.test(ctx.msg.text)) {
      await reply(ctx, (await say(ctx))('unknown-command'));
      return;
    }
    const order = readOrder(ctx.msg.text);
    if (order?.argument !== '') await next();
    else await answers[order.command](ctx, '');
  });
  return commands;
};

const reply = (ctx: Context, text: string) => ctx.reply(escapeHtml(text), { parse_mode: 'HTML' });

const listed = (commands: readonly string[], say: Say): BotCommand[] =>
  commands.map((command) => ({ command, description: say(`command-${command}`) }));

/** The menu of commands for Telegram, in one language. */
export const commandMenu = (say: Say): BotCommand[] => [
  ...listed([...names.slice(0, 2), 'cancel'], say),
  ...subscriptionMenu(say),
  ...listed(names.slice(2), say),
];

/** The same for groups: what everybody there may do. */
export const groupMenu = (say: Say): BotCommand[] => listed(['summary', 'cancel', 'help'], say);
