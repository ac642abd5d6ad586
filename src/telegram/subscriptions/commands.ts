import { Composer, type Context, type InlineKeyboard } from 'grammy';
import type { BotCommand } from 'grammy/types';

import { changeText } from '../change-message.ts';
import { type LanguageOf, partyOf } from '../party.ts';
import type { Say } from '../words.ts';
import { createButtons } from './buttons.ts';
import type { SubscriptionParts, TurnOf } from './changes.ts';
import { createDigestButtons } from './digest-buttons.ts';
import { createOrders } from './orders.ts';
import { createReadOrder, subscriptionCommands } from './reading.ts';
import { asHtml } from './texts.ts';

type Collaborators = SubscriptionParts & { languageOf: LanguageOf };

/**
 * The commands of subscriptions, the same as plain words in private, and their buttons. A group or a
 * channel follows topics as a reader does.
 */
export const createSubscriptionCommands = (collaborators: Collaborators): Composer<Context> => {
  const { words, languageOf, subscriptions } = collaborators;
  const { orders, changes } = createOrders(collaborators);
  const readOrder = createReadOrder(words);

  const turnOf: TurnOf = async (ctx, place) => {
    if (ctx.chat === undefined) return undefined;
    const language = await languageOf(ctx);
    const answer = (text: string, keyboard?: InlineKeyboard) => {
      const html = asHtml(text, language);
      const options = { parse_mode: 'HTML' as const, ...(keyboard && { reply_markup: keyboard }) };
      return place === 'anew' ? ctx.reply(html, options) : changeText(ctx, html, keyboard);
    };
    const who = { reader: partyOf(ctx), chat: ctx.chat.id };
    return { ctx, who, say: words[language], language, answer };
  };

  const composer = new Composer<Context>();
  const commands = composer.on('::bot_command');
  for (const name of subscriptionCommands) {
    commands.command(name, async (ctx) => {
      const turn = await turnOf(ctx, 'anew');
      if (turn) await orders[name](turn, ctx.match.trim());
    });
  }
  // A forwarded post is an article, whatever its first word.
  composer.on('message:text', async (ctx, next) => {
    const isPlain = ctx.chat.type === 'private' && !ctx.msg.forward_origin;
    const order = isPlain ? readOrder(ctx.msg.text) : undefined;
    const turn = order && (await turnOf(ctx, 'anew'));
    if (order && turn) await orders[order.command](turn, order.argument);
    else await next();
  });
  composer.on(
    'callback_query',
    createButtons({ ...collaborators, changes, turnOf }),
    createDigestButtons({ ...collaborators, turnOf }),
  );
  composer.on('my_chat_member', async (ctx) => {
    const { status } = ctx.myChatMember.new_chat_member;
    await subscriptions.setBlocked(partyOf(ctx), status === 'kicked' || status === 'left');
  });
  return composer;
};

/** Orders and presses that change what comes to a chat, below a digest too; to turn a page changes nothing. */
export const isOfSubscriptions = (ctx: Context): boolean =>
  ctx.hasCommand([...subscriptionCommands]) ||
  /^=?(?:[thczZpu]:|now$|d:(?![pb]))/.test(ctx.callbackQuery?.data ?? '');

/** What Telegram's menu shows of these commands. */
export const subscriptionMenu = (say: Say): BotCommand[] =>
  subscriptionCommands.map((command) => ({ command, description: say(`command-${command}`) }));
