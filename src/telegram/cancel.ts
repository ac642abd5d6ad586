import { Composer, type Context } from 'grammy';

import type { Uses } from './bot-parts.ts';
import { createReadOrder } from './plain-words.ts';
import { replyTo } from './take-in.ts';

type Parts = Uses<'cancel' | 'words' | 'say'>;

/** /cancel, in private also as a plain word: what its writer waits for in this chat ends. */
export const createCancel = ({ cancel, words, say }: Parts): Composer<Context> => {
  const readOrder = createReadOrder(words, ['cancel']);
  const composer = new Composer<Context>();
  composer.on(['message:text', 'channel_post:text'], async (ctx, next) => {
    const { msg: message, chat } = ctx;
    const isWord = chat.type === 'private' && readOrder(message.text)?.argument === '';
    if (!ctx.hasCommand('cancel') && !isWord) return next();
    const count = await cancel(message.sender_chat?.id ?? message.from?.id ?? chat.id, chat.id);
    const speak = await say(ctx);
    const text = count > 0 ? speak('cancel-done', { count }) : speak('cancel-nothing');
    await replyTo(ctx, message, text);
  });
  return composer;
};
