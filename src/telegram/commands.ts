import { Composer, type Context, InlineKeyboard } from 'grammy';
import type { BotCommand } from 'grammy/types';

import type { ForgetReader } from '../jobs/forget-reader.ts';
import { escapeHtml } from './html.ts';
import { subscriptionMenu } from './subscriptions/commands.ts';
import { isNamed, type Say, type Words } from './words.ts';

/** Commands that readers see in Telegram's menu, in its order. */
const names = ['start', 'help', 'privacy', 'forget'] as const;
type Command = (typeof names)[number];

type Collaborators = {
  words: Words;
  forget: ForgetReader;
  usesModel: boolean;
  say: (ctx: Context) => Promise<Say>;
};

/** /start, /help, /privacy, /forget, the same as plain words, and a kind word for any other. */
export const createCommands = ({ words, forget, usesModel, say }: Collaborators) => {
  const answers: Record<Command, (ctx: Context, say: Say) => Promise<unknown>> = {
    start: (ctx, say) => reply(ctx, say('start')),
    help: (ctx, say) => reply(ctx, say('help')),
    privacy: (ctx, say) => reply(ctx, say('privacy', { model: usesModel ? 'yes' : 'no' })),
    forget: (ctx, say) =>
      reply(
        ctx,
        say('forget-question'),
        new InlineKeyboard()
          .text(say('forget-yes'), 'forget:yes')
          .row()
          .text(say('forget-no'), 'forget:no'),
      ),
  };

  const commands = new Composer<Context>();
  for (const name of names) {
    commands.command(name, async (ctx) => {
      await answers[name](ctx, await say(ctx));
    });
  }
  commands.on('message:text', async (ctx, next) => {
    if (/^\/[a-z]/i.test(ctx.msg.text)) {
      await reply(ctx, (await say(ctx))('unknown-command'));
      return;
    }
    const named = names.find((name) => isNamed(name, ctx.msg.text, words));
    if (named === undefined) await next();
    else await answers[named](ctx, await say(ctx));
  });
  commands.callbackQuery(/^forget:(yes|no)$/, async (ctx) => {
    const words = await say(ctx);
    const agreed = ctx.match[1] === 'yes';
    if (agreed) {
      await forget(ctx.from.id);
    }
    await ctx.editMessageText(words(agreed ? 'forgotten' : 'forget-cancelled'));
    await ctx.answerCallbackQuery();
  });
  return commands;
};

const reply = (ctx: Context, text: string, keyboard?: InlineKeyboard) =>
  ctx.reply(escapeHtml(text), {
    parse_mode: 'HTML',
    ...(keyboard ? { reply_markup: keyboard } : {}),
  });

/** The menu of commands for Telegram, in one language. */
export const commandMenu = (say: Say): BotCommand[] => [
  ...names.slice(0, 2).map((command) => ({ command, description: say(`command-${command}`) })),
  ...subscriptionMenu(say),
  ...names.slice(2).map((command) => ({ command, description: say(`command-${command}`) })),
];
