import { autoRetry } from '@grammyjs/auto-retry';
import { run, sequentialize } from '@grammyjs/runner';
import { Bot, GrammyError } from 'grammy';
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

test('grammY’s runner takes in many chats at once and each chat in its order', async () => {
  const { bot, room } = await start();
  const heard = new Map<number, string[]>();
  bot.use(sequentialize((ctx) => String(ctx.chatId)));
  bot.on('message:text', async (ctx) => {
    heard.set(ctx.chatId, [...(heard.get(ctx.chatId) ?? []), ctx.msg.text]);
    await ctx.reply(ctx.msg.text);
  });
  const runner = run(bot, { runner: { silent: true, fetch: { allowed_updates: ['message'] } } });
  closers.push(() => runner.stop());
  const readers = await Promise.all([room.joins(), room.joins(), room.joins()]);
  const texts = ['1', '2', '3', '4'];
  for (const text of texts) await Promise.all(readers.map((reader) => reader.sends(text)));
  for (const reader of readers) {
    await reader.receives(({ text }) => text === '4');
    expect(heard.get(reader.id)).toEqual(texts);
  }
});

test('grammY’s auto-retry waits out a 429, and gives up on a 403', async () => {
  const { bot, room } = await start();
  bot.api.config.use(autoRetry());
  const reader = await room.joins();
  await reader.sends('سلام');
  await room.fault({ method: 'sendMessage', times: 1, outcome: { status: 429, retry_after: 1 } });
  await bot.api.sendMessage(reader.id, 'بعد انتظار');
  expect((await reader.calls('sendMessage')).map(({ status }) => status)).toEqual([429, 200]);
  await reader.blocks();
  await expect(bot.api.sendMessage(reader.id, 'x')).rejects.toBeInstanceOf(GrammyError);
});
