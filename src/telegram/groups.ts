import { Composer, type Context } from 'grammy';

import type { Uses } from './bot-parts.ts';
import { addressedIn } from './messages/addressed.ts';
import { isEvent } from './messages/read-message.ts';
import { replyTo } from './take-in.ts';

/**
 * What is said to the bot in whatever kind of chat: /summary, and among people a mention. Everything
 * else there is none of its business and gets no answer.
 */
export const createAddressed = ({
  takeIn,
  readers,
  say,
}: Uses<'takeIn' | 'readers' | 'say'>): Composer<Context> => {
  const addressed = new Composer<Context>();
  addressed.on(['message', 'edited_message', 'channel_post'], async (ctx, next) => {
    const { msg: message, chat } = ctx;
    const asked = isEvent(message) ? undefined : addressedIn(message, ctx.me);
    if (asked === undefined) return next();
    const mayAsk = chat.type === 'private' || (await readers.mayAsk(chat.id));
    if (!mayAsk) {
      const words = (await readers.mayTellOfFlood(chat.id)) ? await say(ctx) : undefined;
      if (words) await replyTo(ctx, message, words('chat-flood'));
    } else if (asked === 'nothing') {
      await replyTo(ctx, message, (await say(ctx))('summary-how'));
    } else {
      await takeIn(ctx, message, [asked]);
    }
  });
  return addressed;
};

/** Being brought into a group, asked for help there, and a group that becomes a supergroup. */
export const createGroups = ({ moveChat, say }: Uses<'moveChat' | 'say'>): Composer<Context> => {
  const groups = new Composer<Context>();
  groups.on('message:migrate_to_chat_id', async ({ chat, msg }) => {
    await moveChat?.(chat.id, msg.migrate_to_chat_id);
  });
  groups.on('message:migrate_from_chat_id', async ({ chat, msg }) => {
    await moveChat?.(msg.migrate_from_chat_id, chat.id);
  });

  const hello = async (ctx: Context) => ctx.reply((await say(ctx))('group-hello'));
  groups.on('my_chat_member', async (ctx, next) => {
    const { old_chat_member: before, new_chat_member: now } = ctx.myChatMember;
    const wasOut = before.status === 'left' || before.status === 'kicked';
    const isIn = now.status === 'member' || now.status === 'administrator';
    // In a channel everybody would read it.
    if (wasOut && isIn && ctx.chat.type !== 'channel') await hello(ctx);
    await next();
  });
  groups.chatType(['group', 'supergroup']).command(['start', 'help'], async (ctx) => {
    await hello(ctx);
  });
  return groups;
};
