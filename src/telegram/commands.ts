import { Composer, type Context } from 'grammy';
import type { BotCommand } from 'grammy/types';

import type { Uses } from './bot-parts.ts';
import { escapeHtml } from './html.ts';
import { createReadOrder } from './plain-words.ts';
import { subscriptionMenu } from './subscriptions/commands.ts';
import type { Say } from './words.ts';

/** Commands that readers see in Telegram's menu, in its order. */
const names = ['start', 'help', 'settings', 'privacy', 'forget'] as const;
type Command = (typeof names)[number];

type Parts = Uses<'words' | 'turnOf'> & {
  start: (ctx: Context, payload: string) => Promise<void>;
  settings: (ctx: Context) => Promise<unknown>;
  privacy: (ctx: Context) => Promise<unknown>;
  askToForget: (ctx: Context) => Promise<unknown>;
};

/** /start, /help, /settings, /privacy, /forget, the same as plain words, and a kind word for any other. */
export const createCommands = (collaborators: Parts) => {
  const { words, start, settings, privacy, askToForget, turnOf } = collaborators;
  const tell = async (ctx: Context, word: string) => {
    const { put, say } = await turnOf(ctx);
    await put(escapeHtml(say(word)));
  };
  const answers: Record<Command, (ctx: Context, argument: string) => Promise<unknown>> = {
    start,
    help: (ctx) => tell(ctx, 'help'),
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
      await tell(ctx, 'unknown-command');
      return;
    }
    const order = readOrder(ctx.msg.text);
    if (order?.argument !== '') await next();
    else await answers[order.command](ctx, '');
  });
  return commands;
};

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
