import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Bot, GrammyError, HttpError, InputFile, webhookCallback } from 'grammy';
import { afterEach, describe, expect, test } from 'vitest';

import { breachOf } from '../../src/playground/schema.ts';
import { startPlayground } from '../support/playground.ts';
import { enterPlayground } from '../support/reader.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const start = async (options: Parameters<typeof startPlayground>[0] = {}) => {
  const local = await startPlayground(options);
  closers.push(local.close);
  const { api } = new Bot(local.token, { client: { apiRoot: local.origin } });
  return { ...local, api, room: enterPlayground(local.origin) };
};

/** A chat whose user has written once, so that the bot may write to it. */
const startOpen = async (options: Parameters<typeof startPlayground>[0] = {}) => {
  const local = await start(options);
  const reader = await local.room.joins({ id: 42 });
  const [message] = await reader.sends('سلام');
  return { ...local, reader, first: message!.message_id };
};

type Local = Awaited<ReturnType<typeof startOpen>>;

const refusalOf = async (call: Promise<unknown>): Promise<string> => {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GrammyError)) throw new Error(`Not refused but: ${String(error)}`);
  return `${error.error_code} ${error.description}`;
};

describe('refusals, in Telegram’s words', () => {
  const keyboard = (data: string) => ({
    reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: data }]] },
  });
  const notModified =
    '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

  test.each<[string, string, (local: Local) => Promise<unknown>]>([
    [
      'an empty text',
      '400 Bad Request: message text is empty',
      ({ api }) => api.sendMessage(42, ''),
    ],
    [
      'a text of marks alone',
      '400 Bad Request: message text is empty',
      ({ api }) => api.sendMessage(42, ' \u200f\n'),
    ],
    [
      'a long caption',
      '400 Bad Request: message caption is too long',
      ({ api }) =>
        api.sendDocument(42, new InputFile(Buffer.from('x')), { caption: 'غ'.repeat(1025) }),
    ],
    [
      'an empty file',
      '400 Bad Request: file must be non-empty',
      ({ api }) => api.sendDocument(42, new InputFile(Buffer.alloc(0), 'x.txt')),
    ],
    [
      'a quote that is not in the message',
      '400 Bad Request: QUOTE_TEXT_INVALID',
      ({ api, first }) =>
        api.sendMessage(42, 'x', { reply_parameters: { message_id: first, quote: 'وداع' } }),
    ],
    [
      'a topic where there are none',
      '400 Bad Request: message thread not found',
      ({ api }) => api.sendMessage(42, 'x', { message_thread_id: 5 }),
    ],
    [
      'a parameter that nobody has looked at',
      '400 Bad Request: parameter "allow_paid_broadcast" is not supported by the playground',
      ({ api }) => api.sendMessage(42, 'x', { allow_paid_broadcast: true }),
    ],
    [
      'a long text',
      '400 Bad Request: message is too long',
      ({ api }) => api.sendMessage(42, 'غ'.repeat(4097)),
    ],
    [
      'broken markup',
      `400 Bad Request: can't parse entities: Unsupported start tag "x" at byte offset 0`,
      ({ api }) => api.sendMessage(42, '<x>', { parse_mode: 'HTML' }),
    ],
    ['an unknown chat', '400 Bad Request: chat not found', ({ api }) => api.sendMessage(43, 'x')],
    [
      'a user who never wrote',
      "403 Forbidden: bot can't initiate conversation with a user",
      async ({ api, room }) => {
        await room.joins({ id: 44 });
        await api.sendMessage(44, 'x');
      },
    ],
    [
      'a user who blocked the bot',
      '403 Forbidden: bot was blocked by the user',
      async ({ api, reader }) => {
        await reader.blocks();
        await api.sendMessage(42, 'x');
      },
    ],
    [
      'a reply to nothing',
      '400 Bad Request: message to be replied not found',
      ({ api }) => api.sendMessage(42, 'x', { reply_parameters: { message_id: 1 } }),
    ],
    [
      '65 bytes of callback data',
      '400 Bad Request: BUTTON_DATA_INVALID',
      ({ api }) => api.sendMessage(42, 'x', keyboard('ك'.repeat(33))),
    ],
    [
      'an edit of nothing',
      '400 Bad Request: message to edit not found',
      ({ api }) => api.editMessageText(42, 1, 'x'),
    ],
    [
      'an edit of the user’s message',
      "400 Bad Request: message can't be edited",
      ({ api, first }) => api.editMessageText(42, first, 'x'),
    ],
    [
      'an edit that changes nothing',
      notModified,
      async ({ api }) => {
        const { message_id } = await api.sendMessage(42, '<b>x</b>', {
          parse_mode: 'HTML',
          ...keyboard('a'),
        });
        await api.editMessageText(42, message_id, '<b>x</b>', {
          parse_mode: 'HTML',
          ...keyboard('a'),
        });
      },
    ],
    [
      'the same keyboard again',
      notModified,
      async ({ api }) => {
        const { message_id } = await api.sendMessage(42, 'x', keyboard('a'));
        await api.editMessageReplyMarkup(42, message_id, keyboard('a'));
      },
    ],
    [
      'a deletion of nothing',
      '400 Bad Request: message to delete not found',
      ({ api }) => api.deleteMessage(42, 1),
    ],
    [
      'an answer to no query',
      '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
      ({ api }) => api.answerCallbackQuery('1'),
    ],
    [
      'a reaction off the list',
      '400 Bad Request: REACTION_INVALID',
      ({ api, first }) =>
        api.setMessageReaction(42, first, [{ type: 'emoji', emoji: '🚀' as '👀' }]),
    ],
    [
      'an unknown action',
      '400 Bad Request: wrong parameter action in request',
      ({ api }) => api.sendChatAction(42, 'thinking' as 'typing'),
    ],
    [
      'an Arabic command',
      '400 Bad Request: BOT_COMMAND_INVALID',
      ({ api }) => api.setMyCommands([{ command: 'موجز', description: 'x' }]),
    ],
    [
      'a bad secret',
      '400 Bad Request: secret token contains unallowed characters',
      ({ api }) => api.setWebhook('https://example.com', { secret_token: 'سر' }),
    ],
    [
      'a webhook in the clear',
      '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
      ({ api }) => api.setWebhook('http://example.com'),
    ],
    [
      'an unknown file',
      '400 Bad Request: wrong file_id or the file is temporarily unavailable',
      ({ api }) => api.getFile('x'),
    ],
    [
      'a file over 20 MB',
      '400 Bad Request: file is too big',
      async ({ api, reader, playground }) => {
        await reader.attaches([{ kind: 'document', name: 'a.pdf', size: 21 * 1024 * 1024 }]);
        const file = playground.api.world.room(42)!.messages.at(-1)!.document!;
        await api.getFile(file.file_id);
      },
    ],
    [
      'a parameter that does not exist',
      '400 Bad Request: unknown parameter "disable_web_page_preview"',
      ({ api }) => api.sendMessage(42, 'x', { disable_web_page_preview: true } as object),
    ],
    [
      'a method that does not exist',
      '404 Not Found: method not found',
      ({ api }) =>
        (api.raw as unknown as { sendWidget: (x: object) => Promise<unknown> }).sendWidget({
          chat_id: 42,
        }),
    ],
  ])('%s', async (_, expected, act) => {
    expect(await refusalOf(act(await startOpen()))).toBe(expected);
  });

  test('a wrong token is refused before anything else', async () => {
    const { origin } = await start();
    const stranger = new Bot('1:x', { client: { apiRoot: origin } });
    expect(await refusalOf(stranger.api.getMe())).toBe('401 Unauthorized');
  });

  test('a server that is not strict ignores a parameter it does not know, as Telegram does', async () => {
    const { api } = await startOpen({ strict: false });
    await expect(api.sendMessage(42, 'x', { rtl: true } as object)).resolves.toMatchObject({
      text: 'x',
    });
  });
});

describe('what a bot can do', () => {
  test('a reply that may do without its message is sent without it', async () => {
    const { api } = await startOpen();
    const reply = { message_id: 1, allow_sending_without_reply: true };
    const sent = await api.sendMessage(42, 'x', { reply_parameters: reply });
    expect(sent.reply_to_message).toBeUndefined();
  });

  test('an edit without a keyboard takes the keyboard away', async () => {
    const { api, reader } = await startOpen();
    const { message_id } = await api.sendMessage(42, 'x', {
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] },
    });
    await api.editMessageText(42, message_id, 'y');
    const answer = await reader.receives(({ text }) => text === 'y');
    expect(answer.reply_markup).toBeUndefined();
  });

  test('commands are kept for each language and scope', async () => {
    const { api } = await start();
    const arabic = [{ command: 'help', description: 'مساعدة' }];
    await api.setMyCommands(arabic, { language_code: 'ar' });
    expect(await api.getMyCommands({ language_code: 'ar' })).toEqual(arabic);
    expect(await api.getMyCommands()).toEqual([]);
  });

  test('a form with a file named in Arabic is read, and so are JSON fields within it', async () => {
    const { origin, token, api, reader } = await startOpen();
    const sent = await api.sendDocument(42, new InputFile(Buffer.from('نص'), 'ملف.txt'), {
      caption: '<b>خذ</b>',
      parse_mode: 'HTML',
    });
    expect(sent).toMatchObject({
      caption: 'خذ',
      caption_entities: [{ type: 'bold', offset: 0, length: 2 }],
      document: { file_name: 'ملف.txt', file_size: 4 },
    });
    expect(breachOf('Message', sent)).toBeUndefined();
    const { file_path } = await api.getFile(sent.document.file_id);
    const fetched = await fetch(`${origin}/file/bot${token}/${file_path}`);
    expect(await fetched.text()).toBe('نص');
    // A file that is there already goes by its id.
    await expect(api.sendDocument(42, sent.document.file_id)).resolves.toMatchObject({
      document: { file_name: 'ملف.txt' },
    });
    const form = new FormData();
    form.set('chat_id', '42');
    form.set('text', '12');
    form.set('reply_markup', '{"inline_keyboard":[[{"text":"زر","callback_data":"a"}]]}');
    form.set('link_preview_options', '{"is_disabled":true}');
    const response = await fetch(`${origin}/bot${token}/SENDMESSAGE`, {
      method: 'POST',
      body: form,
    });
    expect(response.status).toBe(200);
    const answer = await reader.receives(({ text }) => text === '12');
    expect(answer.reply_markup?.inline_keyboard[0]?.[0]?.text).toBe('زر');
  });

  test('a call by address alone is understood', async () => {
    const { origin, token } = await startOpen();
    const response = await fetch(`${origin}/bot${token}/sendMessage?chat_id=42&text=x`);
    expect(await response.json()).toMatchObject({ ok: true, result: { text: 'x' } });
  });

  test('a file that a user sent can be fetched by its path', async () => {
    const { api, reader, origin, token, playground } = await startOpen();
    await reader.attaches(
      [{ kind: 'document', name: 'تقرير.txt', type: 'text/plain', content: Buffer.from('نص') }],
      'خذ',
    );
    const message = playground.api.world.room(42)!.messages.at(-1)!;
    expect(message).toMatchObject({ caption: 'خذ', document: { file_name: 'تقرير.txt' } });
    const file = await api.getFile(message.document!.file_id);
    const response = await fetch(`${origin}/file/bot${token}/${file.file_path}`);
    expect(await response.text()).toBe('نص');
  });
});

describe('updates', () => {
  test('stay until they are confirmed, then are gone', async () => {
    const { api, reader } = await startOpen();
    await reader.sends('ثانية');
    const first = await api.getUpdates();
    expect(first.map(({ message }) => message?.text)).toEqual(['سلام', 'ثانية']);
    expect(await api.getUpdates()).toEqual(first);
    const rest = await api.getUpdates({ offset: first[1]!.update_id });
    expect(rest).toEqual([first[1]]);
    expect(await api.getUpdates({ offset: first[1]!.update_id + 1 })).toEqual([]);
  });

  test('a poll that waits is answered by the next message', async () => {
    const { api, room } = await start();
    const waiting = api.getUpdates({ timeout: 20 });
    await (await room.joins()).sends('هنا');
    expect((await waiting)[0]?.message?.text).toBe('هنا');
  });

  test('a second poller sends the first one away with 409', async () => {
    const { api } = await start();
    let first = '';
    void refusalOf(api.getUpdates({ timeout: 20 })).then((reason) => {
      first = reason;
    });
    // Which of two requests arrives first is not ours to say: the second one asks until it was.
    await expect
      .poll(async () => {
        await api.getUpdates();
        return first;
      })
      .toBe(
        '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      );
  });

  test('only the kinds that the bot asks for are kept', async () => {
    const { api, reader } = await startOpen();
    await api.getUpdates({ allowed_updates: ['edited_message'] });
    const [message] = await reader.sends('لا يُسأل عنها');
    await reader.edits(message!.message_id, 'معدّلة');
    const updates = await api.getUpdates({ offset: -1 });
    expect(updates).toMatchObject([{ edited_message: { text: 'معدّلة' } }]);
  });

  test('all four kinds of origin, an album, a block and an edit arrive in their shapes', async () => {
    const { api, reader } = await startOpen();
    await reader.forwards({ text: 'أ', channel: 'قناة', username: 'ch', post: 7 });
    await reader.forwards({ text: 'ب', person: 'سلمى' });
    await reader.forwards({ text: 'ج', hidden: 'مجهول' });
    await reader.forwards({ text: 'د', group: 'مجموعة' });
    await reader.attaches(
      [
        { kind: 'photo', size: 5 },
        { kind: 'photo', size: 6 },
      ],
      'ألبوم',
    );
    await reader.blocks();
    const updates = await api.getUpdates();
    expect(updates.map(({ message }) => message?.forward_origin?.type).filter(Boolean)).toEqual([
      'channel',
      'user',
      'hidden_user',
      'chat',
    ]);
    const album = updates.filter(({ message }) => message?.media_group_id !== undefined);
    expect(album).toHaveLength(2);
    expect(new Set(album.map(({ message }) => message?.media_group_id)).size).toBe(1);
    expect(updates.at(-1)?.my_chat_member?.new_chat_member.status).toBe('kicked');
    expect(updates.flatMap((update) => breachOf('Update', update) ?? [])).toEqual([]);
  });

  test('of rich posts, quotations from elsewhere and topics arrive in their shapes', async () => {
    const { api, room, reader } = await startOpen();
    const origin = { type: 'hidden_user', date: 1, sender_user_name: 'مجهول' };
    const blocks = [
      { type: 'paragraph', text: ['أ', { type: 'url', text: 'ب', url: 'https://a.example' }] },
    ];
    await reader.sendsRaw({ rich_message: { blocks, is_rtl: true }, origin });
    await reader.sendsRaw({ text: 'لخّص', quote: 'جملة', external_reply: { origin } });
    const forum = await room.founds({
      type: 'supergroup',
      title: 'ن',
      is_forum: true,
      members: [42],
    });
    await reader.in(forum).sends('/summary', { thread: 7 });
    const updates = (await api.getUpdates()).slice(1);
    expect(updates.map(({ message }) => message ?? {})).toMatchObject([
      { rich_message: { blocks }, forward_origin: origin },
      { external_reply: { origin }, quote: { text: 'جملة', is_manual: true } },
      {},
      { message_thread_id: 7, is_topic_message: true },
    ]);
    expect(updates.flatMap((update) => breachOf('Update', update) ?? [])).toEqual([]);
    await expect(reader.sendsRaw({ rich_message: { blocks: [{ type: 'poem' }] } })).rejects.toThrow(
      'value blocks.0.type',
    );
  });

  test('can be delivered in reverse, none of them lost by the offset', async () => {
    const { api, room, reader } = await startOpen();
    await api.getUpdates({ offset: (await api.getUpdates())[0]!.update_id + 1 });
    await room.disordersUpdates(2);
    await reader.sends('أولى');
    expect(await api.getUpdates()).toEqual([]);
    await reader.sends('ثانية');
    expect((await api.getUpdates()).map(({ message }) => message?.text)).toEqual(['ثانية', 'أولى']);
  });

  test('can be delivered twice, under the same id', async () => {
    const { api, room } = await startOpen();
    const [update] = await api.getUpdates();
    await api.getUpdates({ offset: update!.update_id + 1 });
    await room.repeatsUpdates(1);
    expect(await api.getUpdates({ offset: update!.update_id + 1 })).toEqual([update]);
    expect(await api.getUpdates({ offset: update!.update_id + 1 })).toEqual([]);
  });
});

describe('groups and channels', () => {
  test('in a group the bot hears commands, its name and replies to it, and nothing else', async () => {
    const { api, room, reader } = await startOpen();
    const other = await room.joins({ first_name: 'عمر' });
    const group = await room.founds({
      type: 'supergroup',
      title: 'الأخبار',
      members: [reader.id, other.id],
    });
    const question = await api.sendMessage(group, 'نعم؟');
    await reader.in(group).sends('حديث لا يعنيه');
    await reader.in(group).sends('/summary');
    await other.in(group).sends('ما رأيك @mujaz_test_bot ؟');
    await other.in(group).sends('جواب', { replyTo: question.message_id });
    const heard = (await api.getUpdates()).filter(({ message }) => message?.chat.id === group);
    expect(heard.map(({ message }) => [message?.from?.id, message?.text])).toEqual([
      [reader.id, '/summary'],
      [other.id, 'ما رأيك @mujaz_test_bot ؟'],
      [other.id, 'جواب'],
    ]);
  });

  test('a bot is told when it is added, and may not write once it is thrown out', async () => {
    const { api, room, reader } = await startOpen();
    const group = await room.founds({ type: 'group', title: 'مجموعة', members: [reader.id] });
    await reader.in(group).blocks();
    expect(await refusalOf(api.sendMessage(group, 'x'))).toBe(
      '403 Forbidden: bot was kicked from the group chat',
    );
    const changes = (await api.getUpdates()).flatMap(({ my_chat_member: change }) => change ?? []);
    expect(
      changes.map((change) => [change.old_chat_member.status, change.new_chat_member.status]),
    ).toEqual([
      ['left', 'member'],
      ['member', 'kicked'],
    ]);
  });

  test('a group’s founder owns it, and strangers are not in it', async () => {
    const { api, room, reader } = await startOpen();
    const other = await room.joins({ id: 43 });
    const stranger = await room.joins({ id: 44 });
    const group = await room.founds({
      type: 'supergroup',
      title: 'ن',
      members: [reader.id, other.id],
    });
    const ids = [reader.id, other.id, stranger.id, 123_456];
    const members = await Promise.all(ids.map((id) => api.getChatMember(group, id)));
    expect(members.map(({ status }) => status)).toEqual(['creator', 'member', 'left', 'member']);
    expect(members.flatMap((member) => breachOf('ChatMember', member) ?? [])).toEqual([]);
  });

  test('a group that became a supergroup says where it went', async () => {
    const { api, room, reader } = await startOpen();
    const group = await room.founds({ type: 'group', title: 'ن', members: [reader.id] });
    const supergroup = await room.migrates(group);
    const error: unknown = await api.sendMessage(group, 'x').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: supergroup },
    });
    await expect(api.sendMessage(supergroup, 'x')).resolves.toHaveProperty('message_id');
    const told = (await api.getUpdates()).flatMap(({ message }) => message ?? []).slice(1);
    expect(told).toMatchObject([
      { chat: { id: group }, migrate_to_chat_id: supergroup },
      { chat: { id: supergroup }, migrate_from_chat_id: group },
    ]);
  });

  test('a channel’s posts have no author, and the bot may post by its name', async () => {
    const { api, room, reader } = await startOpen();
    const channel = await room.founds({
      type: 'channel',
      title: 'قناة',
      username: 'my_channel',
      members: [reader.id],
    });
    await reader.in(channel).sends('منشور');
    const [post] = (await api.getUpdates()).flatMap(({ channel_post }) => channel_post ?? []);
    expect(post).toMatchObject({ text: 'منشور', sender_chat: { title: 'قناة' } });
    expect(post?.from).toBeUndefined();
    await reader.in(channel).edits(post!.message_id, 'منشور معدّل');
    expect((await api.getUpdates({ offset: -1 }))[0]).toMatchObject({
      edited_channel_post: { text: 'منشور معدّل', sender_chat: { id: channel } },
    });
    const own = await api.sendMessage('@my_channel', 'x');
    expect(own).toMatchObject({ chat: { id: channel }, sender_chat: { id: channel } });
    expect(own.from).toBeUndefined();
    await expect(api.editMessageText(channel, own.message_id, 'y')).resolves.toHaveProperty('text');
  });
});

describe('a webhook', () => {
  /** A bot behind grammY's own adapter; `failures` of its first answers are 500. */
  const listen = async (token: string, apiRoot: string, failures = 0) => {
    const bot = new Bot(token, { client: { apiRoot } });
    const heard: string[] = [];
    bot.on('message:text', (ctx) => {
      heard.push(ctx.msg.text);
    });
    await bot.init();
    const callback = webhookCallback(bot, 'http', { secretToken: 'secret-1' });
    let left = failures;
    const server = createServer((req, res) => {
      if (left-- > 0) res.writeHead(500).end();
      else callback(req, res).catch(() => res.destroy());
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    closers.push(async () => server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, heard, bot };
  };

  test('gets each update with the secret, again after a failure, and ends polling', async () => {
    const { api, reader, token, origin } = await startOpen();
    const { url, heard } = await listen(token, origin, 1);
    await api.setWebhook(url, { secret_token: 'secret-1' });
    await reader.sends('ثانية');
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['سلام', 'ثانية']);
    await expect.poll(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0);
    expect((await api.getWebhookInfo()).last_error_message).toContain('500');
    expect(await refusalOf(api.getUpdates())).toContain("409 Conflict: can't use getUpdates");
    await api.deleteWebhook();
    expect(await api.getUpdates()).toEqual([]);
  });

  test('with another secret is not believed by the bot', async () => {
    const { api, token, origin } = await startOpen();
    const { url, heard } = await listen(token, origin);
    await api.setWebhook(url, { secret_token: 'another' });
    await expect.poll(async () => (await api.getWebhookInfo()).last_error_message).toContain('401');
    expect(heard).toEqual([]);
  });
});

describe('faults', () => {
  test('Telegram’s own limits can be asked for: a burst, then one a second in a chat', async () => {
    let now = 1_800_000_000_000;
    const { api, room } = await startOpen({ clock: { now: () => now } });
    await room.limits(true);
    for (const text of ['1', '2', '3']) await api.sendMessage(42, text);
    expect(await refusalOf(api.sendMessage(42, '4'))).toBe('429 Too Many Requests: retry after 1');
    await api.sendChatAction(42, 'typing');
    now += 1_000;
    await api.sendMessage(42, '4');
    const group = await room.founds({ type: 'group', title: 'ن', members: [42] });
    for (let count = 0; count < 20; count++) await api.sendMessage(group, `${count}`);
    expect(await refusalOf(api.sendMessage(group, '20'))).toBe(
      '429 Too Many Requests: retry after 3',
    );
    await room.clearFaults();
    await api.sendMessage(group, '20');
  });

  test('429 names the seconds, as often as it was told to', async () => {
    const { api, room } = await startOpen();
    await room.fault({ method: 'sendMessage', times: 1, outcome: { status: 429, retry_after: 7 } });
    const error: unknown = await api.sendMessage(42, 'x').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      error_code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    });
    await expect(api.sendMessage(42, 'x')).resolves.toMatchObject({ text: 'x' });
  });

  test('meet only the chat and the words that they name', async () => {
    const { api, room } = await startOpen();
    await room.fault({ chat: 42, contains: 'قنبلة', outcome: { status: 502 } });
    await expect(api.sendMessage(42, 'وردة')).resolves.toMatchObject({ text: 'وردة' });
    expect(await refusalOf(api.sendMessage(42, 'قنبلة'))).toBe('502 Bad Gateway');
    await room.clearFaults();
    await expect(api.sendMessage(42, 'قنبلة')).resolves.toMatchObject({ text: 'قنبلة' });
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('a connection dropped %s the effect leaves %i messages', async (drop, count) => {
    const { api, room, reader } = await startOpen();
    await room.fault({ method: 'sendMessage', times: 1, outcome: { drop } });
    await expect(api.sendMessage(42, 'x')).rejects.toBeInstanceOf(HttpError);
    expect(await reader.answers()).toHaveLength(count);
  });
});

describe('after a restart', () => {
  test('the chat is there, ids go on, and what was not confirmed comes again', async () => {
    const storage = await mkdtemp(join(tmpdir(), 'playground-'));
    closers.push(() => rm(storage, { recursive: true }));
    const before = await startOpen({ storage });
    const { message_id } = await before.api.sendMessage(42, 'قبل');
    const [unconfirmed] = await before.api.getUpdates();
    await before.close();
    const after = await start({ storage });
    const reader = await after.room.joins({ id: 42 });
    expect((await reader.chat()).map(({ text }) => text)).toEqual(['سلام', 'قبل']);
    expect(await after.api.getUpdates()).toEqual([unconfirmed]);
    const [next] = await reader.sends('بعد');
    expect(next!.message_id).toBeGreaterThan(message_id);
    const updates = await after.api.getUpdates({ offset: -1 });
    expect(updates[0]!.update_id).toBeGreaterThan(unconfirmed!.update_id);
  });
});

describe('the door', () => {
  test.each([
    ['a foreign name', { host: 'evil.example' }, 403],
    ['a foreign page', { origin: 'https://evil.example' }, 403],
    ['its own page', {}, 200],
  ])('%s', async (_, headers, status) => {
    const { origin } = await start();
    const { port } = new URL(origin);
    // fetch forbids setting Host; the raw client does not.
    const { request } = await import('node:http');
    const got = await new Promise<number>((resolve, reject) => {
      request({ port, host: '127.0.0.1', path: '/sim/chats', headers }, (res) => {
        res.resume();
        resolve(res.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
    expect(got).toBe(status);
  });

  test('the page comes under a policy that lets nothing else in', async () => {
    const { origin } = await start();
    const response = await fetch(origin);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  test.each([
    ['no JSON', 'users', '{'],
    ['a wrong shape', 'users', '{"first_name":1}'],
    ['a text of a megabyte', 'chats/42/messages', JSON.stringify({ text: 'x'.repeat(1e6) })],
  ])('%s is refused with a reason', async (_, path, body) => {
    const { origin } = await startOpen();
    const response = await fetch(`${origin}/sim/${path}`, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: expect.any(String) as string });
  });
});
