import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createAcceptRequest } from '../../src/jobs/accept-request.ts';
import type { Messenger } from '../../src/jobs/messenger.ts';
import { createMoveChat } from '../../src/jobs/move-chat.ts';
import { noOrigin } from '../../src/jobs/request.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createClient, equipBot } from '../../src/telegram/bot.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { startPolling } from '../../src/telegram/polling.ts';
import { loadWords } from '../../src/telegram/words.ts';
import { createDigestDesk, type DigestDesk } from '../support/digest-desk.ts';
import { createMemoryStores, type MemoryStores } from '../support/memory-stores.ts';
import { startPlayground, testToken } from '../support/playground.ts';
import { enterPlayground, type Playroom, type Reader } from '../support/reader.ts';
import { article } from '../support/telegram-message.ts';

const { ar, en } = loadWords();

describe('a group', () => {
  let telegram: Awaited<ReturnType<typeof startPlayground>>;
  let playroom: Playroom;
  let stores: MemoryStores;
  let desk: DigestDesk;
  let accepted: string[];
  let messenger: Messenger;
  let stop: () => Promise<void>;
  let owner: Reader;
  let member: Reader;

  beforeAll(async () => {
    telegram = await startPlayground();
    playroom = enterPlayground(telegram.origin);
    desk = createDigestDesk({ start: Date.parse('2026-11-23T10:00:00Z') });
    stores = createMemoryStores();
    accepted = [];
    const bot = createClient({ token: testToken, apiRoot: telegram.origin });
    const words = { ar, en };
    messenger = createMessenger({ api: bot.api, words });
    const enqueue = async (_queue: string, id: string) => {
      accepted.push(id);
    };
    equipBot({
      ...stores,
      bot,
      words,
      accept: createAcceptRequest({ ...stores, messenger, enqueue, log: silentLog }),
      revise: async () => 'expired',
      cancel: async () => 0,
      forget: async () => {},
      moveChat: createMoveChat({
        ...stores,
        subscribers: desk.stores.subscribers,
        clock: desk.clock,
      }),
      digestChat: desk,
      example: '',
      feeds: [],
      allowed: [],
      usesModel: false,
      log: silentLog,
    });
    const polling = startPolling({
      bot,
      words,
      lease: stores.lease,
      holder: 'one',
      log: silentLog,
    });
    stop = () => polling.stop();
    owner = await playroom.joins({ first_name: 'المشرفة' });
    member = await playroom.joins({ first_name: 'عضو' });
  });
  afterAll(async () => {
    await stop();
    await telegram.close();
  });

  const found = async (type: 'group' | 'supergroup' | 'channel', founder = owner) => {
    const members = [founder.id, member.id];
    const id = await playroom.founds({ type, title: 'الأخبار', members });
    return { id, owner: founder.in(id), member: member.in(id) };
  };
  const said =
    (id: string) =>
    ({ text = '' }: { text?: string }) =>
      text.replace('\u200F', '') === ar(id);
  /** What the bot was told is done with, once this word has come back. */
  const isQuiet = async (reader: Reader): Promise<number> => {
    const before = (await reader.answers()).length;
    const [asked] = await reader.sends('/help@mujaz_test_bot');
    await reader.receives(said('group-hello'), { after: asked!.message_id });
    return before;
  };

  test('is greeted once, in the language of whoever brought the bot, and not in a channel', async () => {
    const { owner } = await found('group');
    await owner.receives(said('group-hello'));
    const stranger = await playroom.joins({ language_code: 'fr' });
    const foreign = await found('supergroup', stranger);
    await foreign.owner.receives(({ text }) => text === en('group-hello'));
    await foreign.member.sends('/summary');
    await foreign.member.receives(({ text }) => text === en('summary-how'));
    const channel = await found('channel');
    await channel.owner.sends('/summary');
    await channel.owner.receives(said('summary-how'));
    expect(await channel.owner.answers()).toHaveLength(1);
  });

  test('has a message summarised by the command and by a mention, and is left alone otherwise', async () => {
    const { id, member } = await found('supergroup');
    const [news] = await member.sends(article);
    await member.sends('هل قرأتم هذا؟');
    await member.sends('@mujaz_test_bot لخّص', { replyTo: news!.message_id });
    await member.receives(said('placeholder'));
    const [asked] = await member.sends('/summary', { replyTo: news!.message_id });
    await member.receives(said('placeholder'), { after: asked!.message_id });
    expect(accepted.filter((request) => request.startsWith(`${id}-`))).toHaveLength(2);
    expect(await isQuiet(member)).toBe(3);
  });

  test('may ask for six articles a minute, and is told so once', async () => {
    const { id, member } = await found('group');
    for (let count = 0; count < 9; count += 1) await member.sends(`/summary ${article} ${count}`);
    await member.receives(said('chat-flood'));
    await isQuiet(member);
    expect(accepted.filter((request) => request.startsWith(`${id}-`))).toHaveLength(6);
    expect((await member.answers()).filter(said('chat-flood'))).toHaveLength(1);
  });

  test('follows topics by its administrators alone, by command and by button', async () => {
    const { id, owner, member } = await found('group');
    await member.sends('/subscribe رياضة');
    await member.receives(said('admins-only'));
    expect(await desk.subscriptions.of(id)).toBeUndefined();
    await owner.sends('/subscribe');
    await owner.receives(({ text }) => (text ?? '').includes('ماذا تريد'));
    expect(await member.presses('رياضة')).toMatchObject({ text: ar('admins-only'), alert: true });
    await owner.presses('رياضة');
    expect(await desk.subscriptions.of(id)).toMatchObject({ chat: id, topics: [{ id: 'sport' }] });
  });

  test('is not taken at its word: what would be an order in private is talk here', async () => {
    const { id, owner } = await found('group');
    await owner.sends('@mujaz_test_bot اشترك رياضة');
    await owner.receives(said('summary-how'));
    expect(await desk.subscriptions.of(id)).toBeUndefined();
  });

  test('and a channel follows topics by a post of its own', async () => {
    const { id, owner } = await found('channel');
    await owner.sends('/subscribe رياضة');
    await owner.receives(({ text }) => (text ?? '').includes('رياضة'));
    expect(await desk.subscriptions.of(id)).toMatchObject({ reader: id, chat: id });
  });

  test('keeps to the topic of a forum', async () => {
    const asker = await playroom.joins();
    const id = await playroom.founds({
      type: 'supergroup',
      title: 'منتدى',
      members: [owner.id, asker.id],
      is_forum: true,
    });
    const here = asker.in(id);
    const [news] = await here.sends(article, { thread: 77 });
    await here.sends('/summary', { replyTo: news!.message_id, thread: 77 });
    await here.receives(said('placeholder'));
    const [sent] = await here.calls('sendMessage').then((calls) => calls.slice(-1));
    expect(sent!.params).toMatchObject({ message_thread_id: 77 });
  });

  test('that becomes a supergroup keeps what it follows, and gets its answers there', async () => {
    const { id, owner } = await found('group');
    await owner.sends('/subscribe رياضة');
    await owner.receives(({ text }) => (text ?? '').includes('رياضة'));
    const grown = await playroom.migrates(id);
    await expect
      .poll(async () => (await desk.subscriptions.of(grown))?.topics)
      .toEqual([{ kind: 'standing', id: 'sport' }]);
    expect(await desk.subscriptions.of(id)).toBeUndefined();
    const request = { id: `${id}-1-0`, chat: id, message: 1, thread: 0, reader: owner.id };
    const rest = { subject: { kind: 'text', text: '' }, origin: noOrigin, at: 0 } as const;
    const failure = { kind: 'failure', failure: 'expired' } as const;
    await messenger.send({ ...request, ...rest, language: 'ar' }, failure);
    await owner.in(grown).receives(said('failure-expired'));
  });

  test('gets no digests once the bot is thrown out', async () => {
    const { id, owner } = await found('group');
    await owner.sends('/subscribe رياضة');
    await owner.receives(({ text }) => (text ?? '').includes('رياضة'));
    await owner.blocks();
    await expect.poll(async () => (await desk.subscriptions.of(id))?.blocked).toBe(true);
  });
});
