import { Composer, type Context } from 'grammy';
import type { BotCommand } from 'grammy/types';

import { partyOf, type TurnOf } from '../turn.ts';
import type { Say } from '../words.ts';
import { createButtons } from './buttons.ts';
import type { SubscriptionParts } from './changes.ts';
import { createDigestButtons } from './digest-buttons.ts';
import { createOrders } from './orders.ts';
import { createReadOrder, subscriptionCommands } from './reading.ts';

type Collaborators = SubscriptionParts & { turnOf: TurnOf };

/**
 * The commands of subscriptions, the same as plain words in private, and their buttons. A group or a
 * channel follows topics as a reader does.
 */
export const createSubscriptionCommands = (collaborators: Collaborators): Composer<Context> => {
  const { words, turnOf, subscriptions } = collaborators;
  const { orders, changes } = createOrders(collaborators);
  const readOrder = createReadOrder(words);

  const composer = new Composer<Context>();
  const commands = composer.on('::bot_command');
  for (const name of subscriptionCommands) {
    commands.command(name, async (ctx) => {
      await orders[name](await turnOf(ctx), ctx.match.trim());
    });
  }
  // A forwarded post is an article, whatever its first word.
  composer.on('message:text', async (ctx, next) => {
    const isPlain = ctx.chat.type === 'private' && !ctx.msg.forward_origin;
    const order = isPlain ? readOrder(ctx.msg.text) : undefined;
    if (order) await orders[order.command](await turnOf(ctx), order.argument);
    else await next();
  });
  composer.on(
    'callback_query',
    createButtons({ ...collaborators, changes }),
    createDigestButtons(collaborators),
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
