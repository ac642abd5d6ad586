import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createAcceptRequest } from '../../src/jobs/accept-request.ts';
import { createReviseAnswer } from '../../src/jobs/revise-answer.ts';
import type { DigestState } from '../../src/jobs/subscription-ports.ts';
import { slotsToCome } from '../../src/jobs/timetable.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createClient, equipBot } from '../../src/telegram/bot.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { startPolling } from '../../src/telegram/polling.ts';
import { loadWords } from '../../src/telegram/words.ts';
import { anItem, createDigestDesk, type DigestDesk } from '../support/digest-desk.ts';
import { createMemoryStores } from '../support/memory-stores.ts';
import { startPlayground, testToken } from '../support/playground.ts';
import { type ChatMessage, enterPlayground, type Reader } from '../support/reader.ts';

const words = loadWords();
/** Noon in Beirut, a Monday. */
const noon = Date.parse('2026-11-23T10:00:00Z');

let room: Awaited<ReturnType<typeof startPlayground>>;
let desk: DigestDesk;
let reader: Reader;
let stop: () => Promise<void>;

beforeAll(async () => {
  room = await startPlayground();
  desk = createDigestDesk({ start: noon });
  const stores = createMemoryStores();
  const bot = createClient({ token: testToken, apiRoot: room.origin });
  const enqueue = async (): Promise<void> => {};
  const messenger = createMessenger({ api: bot.api, words });
  equipBot({
    ...stores,
    bot,
    words,
    accept: createAcceptRequest({ ...stores, messenger, enqueue, log: silentLog }),
    revise: createReviseAnswer({ ...stores, messenger, enqueue, log: silentLog }),
    cancel: async () => 0,
    forget: async () => {},
    digestChat: desk,
    allowed: [],
    usesModel: false,
    example: '',
    feeds: [],
    log: silentLog,
  });
  const polling = startPolling({ bot, words, lease: stores.lease, holder: 'one', log: silentLog });
  stop = () => polling.stop();
});
beforeEach(async () => {
  desk.shelf.drop(Infinity);
  reader = await enterPlayground(room.origin).joins();
});
afterAll(async () => {
  await stop();
  await room.close();
});

const plain = ({ text = '' }: ChatMessage) => text.replace(/[\u200E\u200F\u2066-\u2069]/g, '');

/** What the bot says to this, by a new message. */
const answerTo = async (text: string): Promise<string> => {
  const before = (await reader.answers()).at(-1)?.message_id ?? 0;
  await reader.sends(text);
  return plain(await reader.receives(() => true, { after: before }));
};
const mine = () => desk.subscriptions.of(reader.id);
const labels = async (): Promise<string[]> =>
  ((await reader.answers()).at(-1)?.reply_markup?.inline_keyboard ?? [])
    .flat()
    .map(({ text }) => text);
/** What the newest message says after a press. */
const after = async (label: string): Promise<string> => {
  await reader.presses(label);
  return plain((await reader.answers()).at(-1)!);
};

describe('subscribing', () => {
  test('by buttons: topic, country, hour', async () => {
    expect(await answerTo('/subscribe')).toContain('ماذا تريد أن تتابع؟');
    expect(await after('رياضة')).toMatch(/تتابع الآن: رياضة.*بتوقيت أي مدينة؟/s);
    expect(await after('لبنان')).toContain('موجزك كل يوم في 07:00 بتوقيت بيروت.');
    expect(await answerTo('/time')).toContain('في أي ساعة تريد موجزك؟');
    expect(await after('08:00')).toContain('موجزك كل يوم في 08:00 بتوقيت بيروت.');
    expect(await mine()).toMatchObject({
      topics: [{ kind: 'standing', id: 'sport' }],
      zone: 'Asia/Beirut',
      country: 'LB',
      times: ['08:00', '19:00'],
    });
  });

  test('by words alone', async () => {
    await answerTo('اشترك رياضة');
    await answerTo('المنطقة بيروت');
    expect(await answerTo('الوقت ٧:٣٠ مساء')).toContain('موجزك كل يوم في 19:30 بتوقيت بيروت.');
    expect(await answerTo('مواضيعي')).toMatch(/مواضيعك\n• رياضة/);
  });

  test('to a topic in one’s own words is shown first, with its latest news', async () => {
    desk.shelf.publish(anItem({ id: 'a', title: 'سوريا تفتح معبرا', time: noon }), []);
    const shown = await answerTo('/subscribe سوريا');
    expect(shown).toContain('«سوريا»: آخر ما وصل عن هذا الموضوع');
    expect(shown).toContain('سوريا تفتح معبرا (صحيفة النهر)');
    expect(await labels()).toEqual(['✓ هذا ما أريد', 'أضيق', 'أوسع']);
    expect((await mine())?.topics ?? []).toEqual([]);
    expect(await after('أوسع')).toContain('أوسع: تكفي كلمة');
    expect(await labels()).toEqual(['✓ هذا ما أريد', 'أضيق']);
    expect(await after('✓ هذا ما أريد')).toContain('تتابع الآن: سوريا');
    expect((await mine())?.topics).toMatchObject([{ kind: 'free', text: 'سوريا' }]);
  });

  test.each([
    ['/subscribe ؟', 'اكتب كلمة واحدة على الأقل'],
    [`/subscribe ${'كلمة '.repeat(14)}`, 'أطول من أن يكون موضوعًا'],
    ['/unsubscribe', 'لا تتابع شيئًا بعد'],
    ['/topics', 'لا تتابع شيئًا بعد'],
    ['/digest', 'لا تتابع شيئًا بعد'],
    ['/time غدا', 'لم أفهم الساعة'],
    ['/time 25:00', 'لم أفهم الساعة'],
    ['/timezone قرية بعيدة', 'لا أعرف هذه المدينة'],
    ['/timezone طرابلس', 'أيّها تقصد؟'],
    ['/pause', 'لا تتابع شيئًا بعد'],
    ['/resume', 'الموجز غير متوقف'],
    ['/digest ؟', 'اكتب كلمة واحدة على الأقل'],
  ])('%s is answered by what to do instead', async (order, answer) => {
    expect(await answerTo(order)).toContain(answer);
  });

  test('to a topic and its rhythm in one sentence', async () => {
    const shown = await answerTo('اشترك سوريا كل صباح');
    expect(shown).toContain('«سوريا»: لم يصل عنه شيء');
    await reader.presses('✓ هذا ما أريد');
    expect(await answerTo('المنطقة بيروت')).toContain('كل يوم في 07:00 بتوقيت بيروت');
    expect(await answerTo('اشترك رياضة واقتصاد أسبوعيا')).toMatch(
      /تتابع الآن: رياضة، اقتصاد[^]*مرة في الأسبوع/,
    );
    expect(await answerTo('اشترك ثقافة وفن')).toContain('تتابع الآن: ثقافة');
    expect(await answerTo('اشترك سوريا')).toContain('تتابع من قبل: سوريا');
    expect((await mine())?.topics).toHaveLength(4);
  });

  test('to a topic whose name is markup shows the name as it was written', async () => {
    expect(await answerTo('/subscribe <b>نهر</b> & "بحر"')).toContain('«<b>نهر</b> & "بحر"»');
    await reader.presses('✓ هذا ما أريد');
    await answerTo('المنطقة بيروت');
    expect(await answerTo('/topics')).toContain('• <b>نهر</b> & "بحر"');
  });

  test('ends at twenty topics with a word on what to do', async () => {
    await answerTo('المنطقة بيروت');
    for (let nth = 0; nth < 20; nth += 1) {
      const query = { must: [], any: [], not: [], places: [], people: [] };
      const text = `موضوع ${'طويل '.repeat(9)}${nth}`;
      await desk.subscriptions.follow(
        { reader: reader.id, chat: reader.id },
        { kind: 'free', id: `t${nth}`, text, query },
      );
    }
    expect(await answerTo('اشترك رياضة')).toContain('بلغت 20 موضوعًا');
    expect(await answerTo('/topics')).toContain('• موضوع طويل');
    expect((await labels()).length).toBe(22);
  });

  test('to a second topic of the same name is one topic', async () => {
    await answerTo('اشترك رياضة');
    await answerTo('/subscribe الرياضة');
    expect((await mine())?.topics).toHaveLength(1);
  });
});

describe('changing one’s mind', () => {
  beforeEach(async () => {
    await answerTo('اشترك رياضة');
    await answerTo('اشترك اقتصاد');
    await answerTo('المنطقة القاهرة');
  });

  test('ends one topic by its name, another by its button, and all at once', async () => {
    expect(await answerTo('ألغ اشتراك رياضه')).toContain('لم تعد تتابع: رياضة');
    expect(await after('تراجع')).toContain('تتابع الآن: رياضة');
    expect(await answerTo('إلغاء الاشتراك رياضة')).toContain('لم تعد تتابع: رياضة');
    expect(await answerTo('/unsubscribe زراعة')).toContain('لا تتابع موضوعًا بهذا الاسم');
    await answerTo('/unsubscribe');
    expect(await after('✕ اقتصاد')).toContain('لم تعد تتابع: اقتصاد');
    await answerTo('اشترك رياضة');
    await answerTo('اشترك علوم');
    await answerTo('/unsubscribe');
    expect(await after('إلغاء الكل')).toContain('أُلغيت اشتراكاتك كلها');
    expect((await mine())?.topics).toEqual([]);
    expect(await after('تراجع')).toContain('تتابع الآن: رياضة، علوم');
    expect((await mine())?.topics).toHaveLength(2);
  });

  test('two hours make two digests a day, and a button one a week', async () => {
    expect(await answerTo('غير الوقت الى ٨ صباحا')).toContain('كل يوم في 08:00 بتوقيت القاهرة');
    expect(await answerTo('/time 07:30 19:00')).toContain('كل يوم في 07:30 و19:00 بتوقيت القاهرة');
    await answerTo('/time');
    expect(await after('كل أسبوع')).toContain('مرة في الأسبوع، الجمعة في 07:30 بتوقيت القاهرة');
  });

  test('a pause is seen, and ended', async () => {
    expect(await answerTo('أوقف')).toContain('كم يومًا أوقف الموجز؟');
    expect(await after('7 أيام')).toContain('ويعود الثلاثاء، 1 ديسمبر في 07:00');
    expect(await answerTo('أعد الموجز')).toContain('موجزك كل يوم في 07:00');
    expect(await answerTo('أوقف الموجز ٣ أيام')).toContain('ويعود الجمعة، 27 نوفمبر في 07:00');
    expect(await after('تراجع')).toContain('عاد الموجز');
    expect(await answerTo('/pause 90')).toContain('من 1 إلى 30');
  });

  const settleNext = async (to: DigestState): Promise<void> => {
    const { subscriptions, stores } = desk;
    const [slot] = slotsToCome((await subscriptions.of(reader.id))!, noon);
    const id = `${reader.id}.${slot!.date}.${slot!.name}`;
    const common = { reader: reader.id, chat: reader.id, at: noon, from: 0 } as const;
    await stores.digests.plan({ ...common, id, language: 'ar', kind: 'slot' });
    await stores.digests.settle(id, to);
  };

  test('an hour moved behind one at which there was nothing to tell still counts', async () => {
    await settleNext({ state: 'closed', reason: 'empty' });
    expect(await answerTo('الوقت ٩')).not.toContain('والقادم');
  });

  test('an hour moved behind a digest that has come says when the next one comes', async () => {
    await settleNext({ state: 'sent', messageId: 1 });
    expect(await answerTo('الوقت ٩')).toMatch(/في 09:00[^]*والقادم الأربعاء، 25 نوفمبر في 09:00/);
  });

  test('less of a topic is seen among the topics, and ends where it is asked for again', async () => {
    await desk.subscriptions.lessOf({ reader: reader.id, chat: reader.id }, 'sport', true);
    expect(await answerTo('/topics')).toContain('• رياضة (أقل من غيره؛ لإعادته: «اشترك رياضة»)');
    await answerTo('اشترك رياضة');
    expect(await answerTo('/topics')).toMatch(/• رياضة$/m);
  });

  test('a topic that was made wider meanwhile is ended by its older button too', async () => {
    await answerTo('/subscribe نهر الفرات');
    await reader.presses('✓ هذا ما أريد');
    const narrow = (await mine())?.topics.find(({ kind }) => kind === 'free')?.id ?? '';
    const { ended } = await desk.subscriptions.unfollow(
      { reader: reader.id, chat: reader.id },
      narrow.replace(/u$/, 'w'),
    );
    expect(ended).toMatchObject([{ text: 'نهر الفرات' }]);
  });

  test('a shut chat gets nothing until it is opened again', async () => {
    await reader.blocks();
    while (!(await mine())?.blocked) await new Promise((resolve) => setTimeout(resolve, 10));
    await reader.unblocks();
    while ((await mine())?.blocked) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await mine()).toMatchObject({ blocked: false, zone: 'Africa/Cairo' });
  });
});

test('every button fits into Telegram’s 64 bytes', async () => {
  for (const order of ['/subscribe', '/time', '/timezone', '/timezone أمريكا', '/pause']) {
    await answerTo(order);
    const data = ((await reader.answers()).at(-1)?.reply_markup?.inline_keyboard ?? [])
      .flat()
      .map(({ callback_data = '' }) => callback_data);
    expect(data.length).toBeGreaterThan(0);
    for (const each of data) expect(Buffer.byteLength(each)).toBeLessThanOrEqual(64);
  }
});
