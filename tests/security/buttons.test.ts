import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { silentLog } from '../../src/lib/log.ts';
import { createClient, equipBot } from '../../src/telegram/bot.ts';
import { loadWords } from '../../src/telegram/words.ts';
import { answerSaying } from '../contracts/backends.ts';
import { createDigestDesk } from '../support/digest-desk.ts';
import { createMemoryStores } from '../support/memory-stores.ts';
import { startPlayground, testToken } from '../support/playground.ts';

const words = loadWords();
const own = 77;
const group = -10077;

/** What a client may send as the data of a button, though no button of this chat had it. */
const forged = [
  'redo:88-1-0',
  'shape:short:88-1-0',
  'vote:up:88-1-0',
  'follow:sport:88-1-0',
  'share:88-1-0',
  'redo:-10088-1-0',
  'redo:77',
  'redo:__proto__',
  `redo:${'9'.repeat(60)}`,
  'evidence:88-1-0',
  'evidence:../../etc',
  'forget:yes:88',
  'constructor',
  '',
];

/** What a member of a group may send, and its administrators alone may have done. */
const ofGroups = [
  't:+:economy',
  't:-:sport',
  't:-:*',
  'h:2300',
  'c:weekly',
  'z:Asia/Tokyo',
  'p:30',
  'now',
  'set:language:en',
  'set:shape:short',
  'set:t:-:sport',
  'set:z:Asia/Tokyo',
  'forget:yes',
];

describe('data of buttons that a reader made up', () => {
  let telegram: Awaited<ReturnType<typeof startPlayground>>;
  const redone: string[] = [];
  const forgotten: number[] = [];
  const called: string[] = [];
  const stores = createMemoryStores();
  const desk = createDigestDesk({ start: Date.parse('2026-11-23T10:00:00Z') });
  let press: (data: string, chat?: number) => Promise<void>;

  beforeAll(async () => {
    telegram = await startPlayground();
    for (const reader of [own, 88]) {
      const id = `${reader}-1-0`;
      await stores.deliveries.open(id, 5);
      await stores.deliveries.conclude(id, { kind: 'summary', key: `k${reader}` });
      await stores.summaries.ask(`k${reader}`, { id, reader, language: 'ar' });
      await stores.summaries.finish(`k${reader}`, { answer: answerSaying('خبر') });
    }
    const bot = createClient({ token: testToken, apiRoot: telegram.origin });
    await bot.init();
    equipBot({
      ...stores,
      bot,
      words,
      accept: async () => 0,
      revise: async (id: string) => {
        redone.push(id);
        return 'begun';
      },
      cancel: async () => 0,
      forget: async (reader) => {
        forgotten.push(reader);
      },
      digestChat: desk,
      allowed: [],
      usesModel: false,
      example: '',
      feeds: [],
      log: silentLog,
    });
    // The playground's own buttons cannot be forged, so the update comes from here.
    bot.api.config.use(async (_, method) => {
      called.push(method);
      return { ok: true, result: true as never };
    });
    let update = 0;
    press = async (data, where = own) => {
      update += 1;
      const from = { id: own, is_bot: false, first_name: 'ليلى' };
      const chat =
        where === own
          ? { id: own, type: 'private' as const, first_name: 'ليلى' }
          : { id: where, type: 'supergroup' as const, title: 'الأخبار' };
      const message = { message_id: 5, date: 1, chat };
      const query = { id: String(update), from, chat_instance: '1', message, data };
      await bot.handleUpdate({ update_id: update, callback_query: query });
    };
  });
  afterAll(() => telegram.close());

  test.each(forged)('«%s» reaches nothing of another reader', async (data) => {
    await press(data);
    expect(redone).toEqual([]);
    expect(forgotten).toEqual([]);
    expect(called.filter((method) => method !== 'answerCallbackQuery')).toEqual([]);
    expect(await stores.feedback.recent(1)).toEqual([]);
  });

  test('that belongs to the own chat does what it says', async () => {
    await press('redo:77-1-0');
    await press('shape:short:77-1-0');
    await press('vote:fact:77-1-0');
    await press('forget:yes');
    expect(redone).toEqual(['77-1-0', '77-1-0']);
    expect((await stores.feedback.recent(1))[0]?.counts.fact).toBe(1);
    expect(forgotten).toEqual([own]);
  });

  test.each(ofGroups)(
    '«%s» changes nothing of a group for who is no administrator',
    async (data) => {
      const who = { reader: group, chat: group };
      await desk.subscriptions.follow(who, { kind: 'standing', id: 'sport' });
      await desk.subscriptions.setZone(who, 'Asia/Beirut');
      const before = await desk.subscriptions.of(group);
      const settings = await stores.readers.settings(group);
      for (const form of [data, `=${data}`]) await press(form, group);
      expect(await desk.subscriptions.of(group)).toEqual(before);
      expect(await stores.readers.settings(group)).toEqual(settings);
      expect(desk.queue).toEqual([]);
      expect(await desk.subscriptions.of(own)).toBeUndefined();
    },
  );
});
