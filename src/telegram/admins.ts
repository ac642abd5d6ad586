import { type Context, GrammyError, type NextFunction } from 'grammy';

import type { Say } from './words.ts';

/**
 * Whether whoever acts may change what holds for the whole chat: in private everybody may, elsewhere
 * its administrators, also those who write in the chat's own name.
 */
const mayAdminister = async (ctx: Context): Promise<boolean> => {
  const { chat, from, callbackQuery, msg } = ctx;
  if (chat === undefined) return false;
  if (chat.type === 'private') return true;
  if (callbackQuery === undefined && msg?.sender_chat?.id === chat.id) return true;
  if (from === undefined || (callbackQuery === undefined && msg?.sender_chat)) return false;
  try {
    const { status } = await ctx.getChatMember(from.id);
    return status === 'creator' || status === 'administrator';
  } catch (thrown) {
    // Telegram names no member: whoever it is, it is no administrator.
    if (thrown instanceof GrammyError && thrown.error_code < 429) return false;
    throw thrown;
  }
};

/** Lets administrators through and tells others that it is not for them. */
export const onlyAdministrators =
  (say: (ctx: Context) => Promise<Say>) =>
  async (ctx: Context, next: NextFunction): Promise<void> => {
    if (await mayAdminister(ctx)) return next();
    const text = (await say(ctx))('admins-only');
    if (ctx.callbackQuery) await ctx.answerCallbackQuery({ text, show_alert: true });
    else await ctx.reply(text);
  };
