import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createAcceptRequest } from '../../src/jobs/accept-request.ts';
import { createCancelRequests } from '../../src/jobs/cancel-requests.ts';
import { Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createClient, equipBot } from '../../src/telegram/bot.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { startPolling } from '../../src/telegram/polling.ts';
import { startWebhook } from '../../src/telegram/webhook.ts';
import { loadWords } from '../../src/telegram/words.ts';
import { createMemoryStores } from '../support/memory-stores.ts';
import { startPlayground, testToken } from '../support/playground.ts';
import { enterPlayground } from '../support/reader.ts';

const words = loadWords();
const article = 'قال الوزير إن المشروع يبدأ الشهر المقبل في ثلاث محافظات. '.repeat(6);

let room: Awaited<ReturnType<typeof startPlayground>>;
let closers: (() => unknown)[];

beforeEach(async () => {
  room = await startPlayground();
  closers = [];
});
afterEach(async () => {
  for (const close of closers.toReversed()) await close();
  await room.close();
});

/** A bot on the playground whose accepted requests are written down. */
const openBot = ({ allowed = [] as number[] } = {}) => {
  const stores = createMemoryStores();
  const bot = createClient({ token: testToken, apiRoot: room.origin });
  const accepted: string[] = [];
  const trouble: Failure[] = [];
  const accept = createAcceptRequest({
    ...stores,
    messenger: createMessenger({ api: bot.api, words }),
    enqueue: async (_queue, id) => {
      const failure = trouble.shift();
      if (failure) throw failure;
      accepted.push(id);
    },
    log: silentLog,
  });
  const redone: string[] = [];
  const forget = (reader: number) => stores.requests.forget(reader);
  const revise = async (id: string) => {
    redone.push(id);
    return 'begun' as const;
  };
  equipBot({
    ...stores,
    bot,
    words,
    accept,
    revise,
    cancel: createCancelRequests({ ...stores, enqueue: async () => {} }),
    forget,
    allowed,
    usesModel: false,
    example: '',
    feeds: [],
    log: silentLog,
  });
  return { ...stores, bot, accepted, redone, trouble };
};

const poll = ({ bot, lease }: ReturnType<typeof openBot>, holder = 'one') => {
  const polling = startPolling({ bot, words, lease, holder, log: silentLog });
  closers.push(() => polling.stop());
  return polling;
};

const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
};

describe('updates by long poll', () => {
  test('an update whose work could not be stored comes again, and is answered once', async () => {
    const mujaz = openBot();
    mujaz.trouble.push(
      new Failure('store-away', 'no Redis'),
      new Failure('store-away', 'no Redis'),
    );
    poll(mujaz);
    const reader = await enterPlayground(room.origin).joins();
    await reader.sends(article);
    await until(() => mujaz.accepted.length === 1);
    expect(await reader.answers()).toHaveLength(1);
  });

  test('an update delivered twice has its effect once', async () => {
    const mujaz = openBot();
    poll(mujaz);
    const playroom = enterPlayground(room.origin);
    const reader = await playroom.joins();
    await reader.sends(article);
    await until(() => mujaz.accepted.length === 1);
    await playroom.repeatsUpdates(1);
    await reader.sends('/help');
    await reader.receives((message) => (message.text ?? '').startsWith('ما الذي'));
    expect(mujaz.accepted).toHaveLength(1);
    expect(await reader.answers()).toHaveLength(2);
  });

  test('messages of one chat are handled in their order', async () => {
    const mujaz = openBot();
    const reader = await enterPlayground(room.origin).joins();
    for (let count = 0; count < 10; count += 1) await reader.sends(`${article} ${count}`);
    poll(mujaz);
    await until(() => mujaz.accepted.length === 10);
    const ids = mujaz.accepted.map((id) => Number(id.split('-')[1]));
    expect(ids).toEqual(ids.toSorted((one, other) => one - other));
  });

  test('a handler that hangs delays nobody else', async () => {
    const mujaz = openBot();
    const playroom = enterPlayground(room.origin);
    const stuck = await playroom.joins();
    await playroom.fault({
      method: 'sendMessage',
      chat: stuck.id,
      times: 1,
      outcome: { delayMs: 4_000 },
    });
    poll(mujaz);
    await stuck.sends(article);
    const others = await Promise.all(Array.from({ length: 5 }, () => playroom.joins()));
    for (const other of others) await other.sends(article);
    await until(() => mujaz.accepted.length === 5);
    expect(mujaz.accepted.some((id) => id.startsWith(`${stuck.id}-`))).toBe(false);
    await until(() => mujaz.accepted.length === 6);
  });

  test('only one process polls, and the next takes over when it leaves', async () => {
    const first = openBot();
    const second = openBot();
    const polling = poll(first);
    const reader = await enterPlayground(room.origin).joins();
    await reader.sends(article);
    await until(() => first.accepted.length === 1);
    poll({ ...second, lease: first.lease }, 'two');
    await polling.stop();
    await reader.sends(`${article} ثانية`);
    await until(() => second.accepted.length === 1);
    expect(first.accepted).toHaveLength(1);
  });

  test('newer updates begin beside the last ones of a full batch, and only finished ones are confirmed', async () => {
    const mujaz = openBot();
    const { bot } = mujaz;
    const waiting = Array.from({ length: 150 }, (_, nth) => ({ update_id: nth + 1 }));
    const begun: number[] = [];
    const offsets: number[] = [];
    const late = Promise.withResolvers<void>();
    bot.handleUpdate = async ({ update_id: id }) => {
      begun.push(id);
      if (id > 90 && id <= 100) await late.promise;
    };
    bot.api.config.use(async (call, method, payload, signal) => {
      if (method !== 'getUpdates') return call(method, payload, signal);
      const { offset = 0 } = payload as { offset?: number };
      offsets.push(offset);
      await new Promise(setImmediate);
      const result = waiting.filter(({ update_id: id }) => id >= offset).slice(0, 100);
      return { ok: true, result } as never;
    });
    poll(mujaz);
    await until(() => begun.length === 150);
    expect(offsets.at(-1)).toBe(91);
    late.resolve();
    await until(() => offsets.at(-1) === 151);
    expect(new Set(begun).size).toBe(begun.length);
  });

  test('a stranger is told once that the bot is private', async () => {
    const mujaz = openBot({ allowed: [42] });
    poll(mujaz);
    const reader = await enterPlayground(room.origin).joins();
    await reader.sends(article);
    await reader.receives(({ text }) => text === words.ar('not-allowed'));
    for (const update of [9_001, 9_002]) {
      const chat = { id: reader.id, type: 'private' as const, first_name: 'غريب' };
      const from = { id: reader.id, is_bot: false, first_name: 'غريب' };
      const message = { message_id: update, date: 1, chat, from, text: article };
      await mujaz.bot.handleUpdate({ update_id: update, message });
    }
    expect(mujaz.accepted).toEqual([]);
    expect(await reader.answers()).toHaveLength(1);
  });

  test('the menus of commands are set in both languages, for private chats and for groups', async () => {
    poll(openBot());
    const playroom = enterPlayground(room.origin);
    await until(async () => (await playroom.calls('setMyCommands')).length === 4);
    const places = (await playroom.calls('setMyCommands')).map(
      ({ params: { language_code, scope } }) => [language_code, (scope as { type: string })?.type],
    );
    expect(places).toEqual([
      [undefined, undefined],
      [undefined, 'all_group_chats'],
      ['en', undefined],
      ['en', 'all_group_chats'],
    ]);
  });
});

describe('the language of the words', () => {
  test('is that of the reader’s Telegram at first sight, until the reader chooses', async () => {
    const mujaz = openBot();
    poll(mujaz);
    const playroom = enterPlayground(room.origin);
    const [arab, turk] = [await playroom.joins(), await playroom.joins({ language_code: 'tr' })];
    await arab.sends('/unknown');
    await arab.receives(({ text }) => text === words.ar('unknown-command'));
    await turk.sends('/unknown');
    await turk.receives(({ text }) => text === words.en('unknown-command'));
    await mujaz.readers.setLanguage(turk.id, 'ar');
    await turk.sends('/unknown');
    await turk.receives(({ text }) => text === words.ar('unknown-command'));
    expect(await mujaz.readers.language(arab.id)).toBeUndefined();
  });
});

describe('updates by webhook', () => {
  const listen = async (mujaz: ReturnType<typeof openBot>) => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const webhook = startWebhook(
      { bot: mujaz.bot, words, log: silentLog },
      { url, secret: 'right-secret' },
    );
    server.on('request', (request, response) => {
      void webhook.route(request, response).then((handled) => {
        if (!handled) response.writeHead(404).end();
      });
    });
    closers.push(
      () => server.close(),
      () => webhook.stop(),
    );
    return url;
  };

  test('a message comes in by the webhook', async () => {
    const mujaz = openBot();
    await listen(mujaz);
    await until(async () => (await enterPlayground(room.origin).calls('setWebhook')).length === 1);
    const reader = await enterPlayground(room.origin).joins();
    await reader.sends(article);
    await until(() => mujaz.accepted.length === 1);
    expect(await reader.answers()).toHaveLength(1);
  });

  test('who does not know the secret is refused', async () => {
    const mujaz = openBot();
    const url = await listen(mujaz);
    await mujaz.bot.init();
    const update = { update_id: 1, message: { message_id: 1, date: 0, text: article } };
    for (const secret of ['wrong-secret', '']) {
      const { status } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
        body: JSON.stringify(update),
      });
      expect(status).toBe(401);
    }
    expect(mujaz.accepted).toEqual([]);
  });

  test.each([
    ['is larger than any of Telegram’s', 'x'.repeat(1024 * 1024 + 1)],
    ['does not say how large it is', new Blob(['{}']).stream()],
  ])('what %s is not read', async (_name, body) => {
    const mujaz = openBot();
    const url = await listen(mujaz);
    await mujaz.bot.init();
    const headers = { 'x-telegram-bot-api-secret-token': 'right-secret' };
    const options = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await fetch(url, options)).status).toBe(413);
  });

  test('an update that could not be stored is answered by an error, so that it comes again', async () => {
    const mujaz = openBot();
    mujaz.trouble.push(new Failure('store-away', 'no Redis'));
    await listen(mujaz);
    await until(async () => (await enterPlayground(room.origin).calls('setWebhook')).length === 1);
    const reader = await enterPlayground(room.origin).joins();
    await reader.sends(article);
    await until(() => mujaz.accepted.length === 1);
    expect(mujaz.trouble).toEqual([]);
  });
});
