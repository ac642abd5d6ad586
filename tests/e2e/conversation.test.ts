import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type LocalApp, openMujaz } from '../support/app-process.ts';
import { pasted, readLabelledArticle } from '../support/articles.ts';
import { type FakeClaude, startFakeClaude } from '../support/fake-claude.ts';
import {
  type ChatMessage,
  enterPlayground,
  type Playroom,
  type Reader,
} from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';

const plain = ({ text = '' }: ChatMessage) => text.replace(/[\u200E\u200F\u2066-\u2069]/g, '');
const says = (words: string | RegExp) => (message: ChatMessage) =>
  typeof words === 'string' ? plain(message).includes(words) : words.test(plain(message));
const bullets = (message: ChatMessage) => plain(message).match(/^• /gm)?.length ?? 0;
const labels = ({ reply_markup }: ChatMessage) =>
  reply_markup?.inline_keyboard.map((row) => row.map(({ text }) => text)) ?? [];
const newest = async (reader: Reader) => (await reader.answers()).at(-1)!;
const article = readLabelledArticle('algeria-savings-bank');

/** What the bot says to this by a new message. */
const answerTo = async (reader: Reader, text: string): Promise<ChatMessage> => {
  const before = (await reader.answers()).at(-1)?.message_id ?? 0;
  await reader.sends(text);
  return reader.receives(() => true, { after: before });
};

/** A reader's summary, with its buttons. */
const summaryFor = async (reader: Reader): Promise<ChatMessage> => {
  await reader.sends(pasted(article));
  return reader.receives((message) => labels(message).flat().includes('👍'));
};

const inArabic = {
  language_code: 'ar',
  example: 'أرني مثالًا',
  mark: 'مثال: خبر مؤلَّف للتجربة',
  pick: 'اختر مواضيع',
  pickQuestion: 'ماذا تريد أن تتابع؟',
  hint: 'زر «الأدلة»',
  rows: [
    ['أقصر', 'أطول', 'الأدلة'],
    ['👍', '👎', 'تابِع', 'مشاركة'],
  ],
  followed: 'تتابع الآن: اقتصاد.',
  zone: 'بتوقيت أي مدينة؟',
  complaint: 'معلومة خاطئة',
  thanks: 'شكرًا، سُجّل رأيك.',
  why: 'ما الذي لم يعجبك؟',
  back: 'رجوع',
  evidence: 'كل نقطة هنا جملة من المقال كما هي.',
  shared: 'عبر موجز: t.me/',
  settings: {
    length: ['طول الملخص', 'قصير'],
    digits: ['الأرقام', '١٢٣'],
    sources: ['من قال ماذا', 'مطويّ'],
    zone: ['المدينة', 'لبنان'],
    undo: '↩ تراجع',
    shown: /طول الملخص: قصير[^]*الأرقام: ١٢٣[^]*من قال ماذا: مطويّ[^]*المدينة: بيروت/,
  },
  privacy: 'ما الذي يُحفظ؟',
  copy: 'نسخة من بياناتي',
  forget: 'احذف بياناتي',
  sure: 'نعم، احذف بياناتي',
  topicsPage: 'المواضيع',
  field: 'اقتصاد',
  forgotten: 'حُذف كل ما كان محفوظًا عنك.',
  expired: 'لم يعد محفوظًا',
};
const inEnglish: typeof inArabic = {
  language_code: 'en',
  example: 'Show me an example',
  mark: 'Example: news invented for a trial',
  pick: 'Pick topics',
  pickQuestion: 'What would you like to follow?',
  hint: 'The button “Evidence”',
  rows: [
    ['Shorter', 'Longer', 'Evidence'],
    ['👍', '👎', 'Follow', 'Share'],
  ],
  followed: 'You now follow: Economy.',
  zone: 'By the clock of which city?',
  complaint: 'A wrong fact',
  thanks: 'Thank you, your opinion was noted.',
  why: 'What was wrong?',
  back: 'Back',
  evidence: 'Each point here is a sentence of the article as it stands.',
  shared: 'عبر موجز: t.me/',
  settings: {
    length: ['Length of summaries', 'Short'],
    digits: ['Digits', '١٢٣'],
    sources: ['Who said what', 'Folded'],
    zone: ['City', 'Lebanon'],
    undo: '↩ Undo',
    shown: /Length of summaries: Short[^]*Digits: ١٢٣[^]*Who said what: Folded[^]*City: Beirut/,
  },
  privacy: 'What is kept?',
  copy: 'A copy of my data',
  forget: 'Delete my data',
  sure: 'Yes, delete my data',
  topicsPage: 'Topics',
  field: 'Economy',
  forgotten: 'All that was kept of you has been deleted.',
  expired: 'no longer kept',
};

describe.skipIf(!hasRedis)('the conversation', () => {
  let app: LocalApp;
  let claude: FakeClaude;
  let room: Playroom;
  const operator = 4_000_001;

  const start = async (dataDir?: string): Promise<void> => {
    const environment = {
      ANTHROPIC_API_KEY: 'sk-ant-test',
      ANTHROPIC_BASE_URL: claude.url,
      ADMIN_IDS: String(operator),
    };
    app = await openMujaz(environment, dataDir);
    room = enterPlayground(app.origin);
  };
  beforeAll(async () => {
    claude = await startFakeClaude();
    await start();
  });
  afterAll(async () => {
    await app.stop();
    await claude.close();
  });

  describe.each([inArabic, inEnglish])('in $language_code', (words) => {
    const { language_code } = words;

    test('a newcomer sees an example and picks topics', async () => {
      const reader = await room.joins({ language_code });
      const hello = await answerTo(reader, '/start');
      expect(plain(hello).split('\n')).toHaveLength(2);
      expect(labels(hello)).toEqual([[words.example, words.pick]]);
      await reader.presses(words.example);
      const example = await reader.receives((message) => labels(message).flat().length > 2);
      expect(plain(example)).toContain(words.mark);
      expect(plain(example)).toContain(words.hint);
      await reader.presses(words.pick);
      await reader.receives(says(words.pickQuestion));
    });

    test('a link to a topic follows it at once, in the bot’s words or one’s own', async () => {
      const reader = await room.joins({ language_code });
      await reader.sends('/start topic_economy');
      expect(plain(await reader.receives(says(words.followed)))).toContain(words.followed);
      await reader.receives(says(words.zone));
      const name = Buffer.from('أسعار النفط').toString('base64url');
      await reader.sends(`/start topic_${name}`);
      await reader.receives(says('أسعار النفط'));
      const bad = await answerTo(await room.joins({ language_code }), '/start topic_%D9');
      expect(labels(bad)).toEqual([[words.example, words.pick]]);
    });

    test('the first summary teaches one thing, the second nothing', async () => {
      const reader = await room.joins({ language_code });
      const first = await summaryFor(reader);
      expect(plain(first)).toContain(words.hint);
      expect(labels(first)).toEqual(words.rows);
      await reader.sends(pasted(readLabelledArticle('egypt-school-meals')));
      const second = await reader.receives((message) => labels(message).length === 2, {
        after: first.message_id,
      });
      expect(plain(second)).not.toContain(words.hint);
    });

    test('shorter and longer change the same message, and back', async () => {
      const reader = await room.joins({ language_code });
      const { message_id } = await summaryFor(reader);
      const [[shorter = '', longer = ''] = []] = words.rows;
      const usual = bullets(await newest(reader));
      await reader.presses(shorter);
      await reader.receives(
        (message) => labels(message)[0]?.join() === `${longer},${words.rows[0]![2]}`,
      );
      expect((await newest(reader)).message_id).toBe(message_id);
      expect(bullets(await newest(reader))).toBeLessThan(usual);
      await reader.presses(longer);
      await reader.receives((message) => labels(message)[0]?.length === 3);
      expect(bullets(await newest(reader))).toBe(usual);
    });

    test('evidence, a copy and a topic are one press away', async () => {
      const reader = await room.joins({ language_code });
      await summaryFor(reader);
      const [[, , evidence = ''] = [], [, , follow = '', share = ''] = []] = words.rows;
      // The stand-in copies sentences: there is nothing behind them to send.
      expect(await reader.presses(evidence)).toEqual({
        text: words.evidence,
        alert: true,
        url: '',
      });
      await reader.presses(share);
      const copy = await reader.receives(says(words.shared));
      expect(labels(copy)).toEqual([]);
      await reader.presses(follow);
      expect(
        (await reader.presses('اقتصاد').catch(() => reader.presses('Economy'))).text,
      ).toContain(words.followed.split(':')[0]!);
      await reader.receives(says(words.zone));
    });

    test('an opinion is noted, with its reason, and can be taken back', async () => {
      const reader = await room.joins({ language_code });
      await summaryFor(reader);
      expect((await reader.presses('👎')).text).toBe(words.why);
      expect(labels(await newest(reader)).length).toBe(2);
      expect((await reader.presses(words.complaint)).text).toBe(words.thanks);
      expect(labels(await newest(reader))[1]?.[1]).toBe('👎 ✓');
      await reader.presses('👎 ✓');
      expect(labels(await newest(reader))[1]?.[1]).toBe('👎');
      await reader.presses('👍');
      expect(labels(await newest(reader))[1]?.[0]).toBe('👍 ✓');
    });

    test('settings change in one message, take effect, and are undone by one press', async () => {
      const reader = await room.joins({ language_code });
      const { message_id } = await answerTo(reader, '/settings');
      const { length, digits, sources, zone, undo, shown } = words.settings;
      for (const [page = '', choice = ''] of [length, digits, sources, zone]) {
        await reader.presses(page);
        await reader.presses(choice);
        if (choice !== zone[1]) await reader.presses(words.back);
      }
      expect((await newest(reader)).message_id).toBe(message_id);
      expect(plain(await newest(reader))).toMatch(shown);
      const summary = await summaryFor(reader);
      expect(labels(summary)[0]).toEqual([words.rows[0]![1], words.rows[0]![2]]);
      expect(plain(summary)).toMatch(/[٠-٩]/);
      expect(plain(summary)).not.toMatch(/\d/);
      await answerTo(reader, '/settings');
      await reader.presses(words.topicsPage);
      await reader.presses(words.field);
      expect(plain(await newest(reader))).toContain(`(${words.field})`);
      await reader.presses(undo);
      expect(plain(await newest(reader))).not.toContain(`(${words.field})`);
    });

    test('one’s data is explained, given as files, and deleted after one question', async () => {
      const reader = await room.joins({ language_code });
      await reader.sends('/start topic_economy');
      await reader.receives(says(words.zone));
      await summaryFor(reader);
      await reader.sends('/privacy');
      await reader.receives(says(words.privacy));
      await reader.presses(words.copy);
      const files = (await reader.chat()).flatMap(({ document }) => document?.file_name ?? []);
      expect(files).toEqual(['mujaz.json', 'mujaz.opml']);
      await reader.presses(words.forget);
      await reader.presses(words.sure);
      await reader.receives(says(words.forgotten));
      const [[shorter = ''] = []] = words.rows;
      const gone = await reader.presses(shorter);
      expect(gone).toMatchObject({ alert: true });
      expect(gone.text).toContain(words.expired);
    });
  });

  test('commands and descriptions are set in both languages', async () => {
    for (const method of ['setMyCommands', 'setMyDescription', 'setMyShortDescription']) {
      const languages = (await room.calls(method)).map(
        ({ params }) => params['language_code'] ?? '',
      );
      expect(new Set(languages)).toEqual(new Set(['', 'en']));
    }
  });

  test('buttons live through a restart; pressed twice they do no harm', async () => {
    const reader = await room.joins();
    const { message_id } = await summaryFor(reader);
    const settings = await answerTo(reader, '/settings');
    await app.stop();
    await start(app.dataDir);
    const again = await room.joins({ id: reader.id });
    const calls = claude.calls.length;
    await Promise.all([again.presses('أقصر'), again.presses('أقصر')]);
    await again.receives((message) => labels(message)[0]?.[0] === 'أطول');
    expect(claude.calls.length - calls).toBeLessThanOrEqual(1);
    for (const label of ['الأدلة', '👍', '👍 ✓', '👎', 'معلومة خاطئة', '👎 ✓', 'مشاركة', 'تابِع']) {
      await again.presses(label);
    }
    for (const label of ['ساعات الهدوء', 'رجوع', 'الأرقام', '١٢٣', '١٢٣', 'رجوع']) {
      await again.presses(label);
    }
    const changed = await again.receives(says('الأرقام: ١٢٣'));
    expect(changed.message_id).toBe(settings.message_id);
    await room.repeatsUpdates(6);
    expect((await again.answers()).filter((one) => one.message_id === message_id)).toHaveLength(1);
  });

  test('a group’s settings are changed by its administrators, and by nobody else', async () => {
    const [owner, member] = [await room.joins(), await room.joins()];
    const members = [owner.id, member.id];
    const id = await room.founds({ type: 'supergroup', title: 'أخبار الحي', members });
    const [there, other] = [owner.in(id), member.in(id)];
    await there.sends('/settings');
    const { message_id } = await there.receives(says('طول الملخص'));
    await other.presses('طول الملخص');
    expect(labels(await newest(there)).flat()).toContain('طول الملخص');
    await there.presses('طول الملخص');
    await there.presses('قصير');
    const changed = await there.receives(says('طول الملخص: قصير'));
    expect(changed.message_id).toBe(message_id);
  });

  test('operators are told what readers think, and get it as cases for the evaluation', async () => {
    const reader = await room.joins();
    await reader.sends(pasted(readLabelledArticle('lebanon-solar-coops')));
    await reader.receives((message) => labels(message).length === 2);
    await reader.presses('👎');
    await reader.presses('ينقصه شيء');
    const admin = await room.joins({ id: operator });
    const stats = await answerTo(admin, '/stats');
    expect(plain(stats)).toMatch(/آراء القرّاء .*👎 [1-9]/);
    expect(plain(stats)).toContain('ينقصه شيء: 1');
    await admin.presses('حالات للتقييم');
    const files = (await admin.chat()).flatMap(({ document }) => document?.file_name ?? []);
    expect(files).toEqual(['feedback.jsonl']);
  });
});
