import { Bot } from 'grammy';
import { afterEach, expect, test } from 'vitest';

import { startPlayground } from '../support/playground.ts';
import { enterPlayground } from '../support/reader.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const start = async () => {
  const local = await startPlayground();
  closers.push(local.close);
  const bot = new Bot(local.token, { client: { apiRoot: local.origin } });
  return { ...local, bot, room: enterPlayground(local.origin) };
};

const runs = (bot: Bot): void => {
  const running = bot.start();
  closers.push(async () => {
    await bot.stop();
    await running;
  });
};

test('a bot made with grammY answers a reader, edits its answer and hears a button', async () => {
  const { bot, room } = await start();
  bot.on('message:text', async (ctx) => {
    const sent = await ctx.reply('لحظة…', { reply_parameters: { message_id: ctx.msgId } });
    await ctx.api.editMessageText(ctx.chatId, sent.message_id, `<b>قلت:</b> ${ctx.msg.text}`, {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'المزيد', callback_data: 'more' }]] },
    });
  });
  bot.on('callback_query:data', (ctx) => ctx.answerCallbackQuery(`هاك ${ctx.callbackQuery.data}`));
  runs(bot);
  const reader = await room.joins();
  const [sent] = await reader.sends('مرحبا 👋 https://example.com');
  const answer = await reader.receives((message) => message.text?.startsWith('قلت') ?? false);
  expect(answer.text).toBe('قلت: مرحبا 👋 https://example.com');
  expect(answer.reply_to_message?.message_id).toBe(sent!.message_id);
  expect(answer.entities).toEqual([
    { type: 'bold', offset: 0, length: 4 },
    { type: 'url', offset: 14, length: 19 },
  ]);
  expect(await reader.presses('المزيد')).toEqual({ text: 'هاك more', alert: false, url: '' });
});
