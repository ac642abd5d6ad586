import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type LocalApp, openMujaz } from '../support/app-process.ts';
import { type FakeClaude, startFakeClaude } from '../support/fake-claude.ts';
import {
  type ChatMessage,
  enterPlayground,
  type Playroom,
  type Reader,
} from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';
import { samplesGathered } from '../support/samples.ts';

const plain = ({ text = '' }: ChatMessage) => text.replace(/[\u200E\u200F\u2066-\u2069]/g, '');
const isDigest = (message: ChatMessage) => plain(message).startsWith('موجزك ·');
const headlines = (message: ChatMessage): string[] =>
  plain(message)
    .split('\n')
    .flatMap((line) => /^(?:\[تحديث\] )?\d+\. (.+)$/.exec(line)?.[1] ?? []);

/** Asks until the sample feeds have been read and put into stories. */
const digestOf = async (reader: Reader, order = '/digest'): Promise<ChatMessage> => {
  for (let tries = 0; tries < 40; tries += 1) {
    const before = (await reader.answers()).at(-1)?.message_id ?? 0;
    await reader.sends(order);
    const answer = await reader.receives(() => true, { after: before });
    if (isDigest(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('no digest came');
};

const answerTo = async (reader: Reader, text: string): Promise<string> => {
  const before = (await reader.answers()).at(-1)?.message_id ?? 0;
  await reader.sends(text);
  return plain(await reader.receives(() => true, { after: before }));
};

describe.skipIf(!hasRedis)('a subscriber, without a key', () => {
  let app: LocalApp;
  let room: Playroom;
  let reader: Reader;
  let first: ChatMessage;

  beforeAll(async () => {
    app = await openMujaz();
    room = enterPlayground(app.origin);
    reader = await room.joins();
  });
  afterAll(() => app.stop());

  test('subscribes by buttons and words, and sets the hour of their city', async () => {
    await answerTo(reader, '/subscribe');
    await reader.presses('اقتصاد');
    await reader.presses('لبنان');
    const set = await answerTo(reader, 'الوقت ٧:٣٠ صباحا');
    expect(set).toContain('موجزك كل يوم في 07:30 بتوقيت بيروت.');
    for (const topic of ['سياسة', 'رياضة', 'تقنية', 'ثقافة', 'صحة', 'علوم']) {
      expect(await answerTo(reader, `اشترك ${topic}`)).toContain(`تتابع الآن: ${topic}`);
    }
  });

  test('gets a digest at once: headlines, outlets, how it was made', async () => {
    await samplesGathered(app);
    first = await digestOf(reader);
    expect(headlines(first).length).toBeGreaterThanOrEqual(3);
    expect(headlines(first).length).toBeLessThanOrEqual(7);
    expect(plain(first)).toContain('(بيروت)');
    expect(plain(first)).toContain('دون نموذج لغوي: الأسطر جُمل المصادر نفسها.');
    expect(first.entities?.some(({ type }) => type === 'text_link')).toBe(true);
    expect(Array.from(first.text ?? '').length).toBeLessThanOrEqual(4096);
  });

  test('turns the pages of the same digest, and nothing comes twice', async () => {
    const label = first.reply_markup?.inline_keyboard.flat()[0]?.text ?? '';
    const seen = headlines(first);
    if (label.startsWith('المزيد')) {
      await reader.presses(label);
      await reader.presses(label);
      const page = await reader.receives(isDigest, { after: first.message_id });
      seen.push(...headlines(page));
    }
    const again = await reader.sends('/digest');
    await reader.receives(({ message_id }) => message_id > (again[0]?.message_id ?? 0));
    for (const message of (await reader.answers()).filter(isDigest)) {
      if (message.message_id > (again[0]?.message_id ?? 0)) seen.push(...headlines(message));
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('mutes a story by its number', async () => {
    const newest = (await reader.answers()).findLast(isDigest)!;
    await reader.presses('كتم خبر');
    const numbers = (await reader.answers())
      .find(({ message_id }) => message_id === newest.message_id)
      ?.reply_markup?.inline_keyboard.flat()
      .map(({ text }) => text);
    expect(numbers?.at(-1)).toBe('رجوع');
    expect((await reader.presses(numbers?.[0] ?? '')).text).toContain('ثلاثين يومًا');
    await reader.presses('رجوع');
  });

  test('keeps all of it over a restart, and nothing after /forget', async () => {
    await app.stop();
    app = await openMujaz({}, app.dataDir);
    room = enterPlayground(app.origin);
    reader = await room.joins({ id: reader.id });
    expect(await answerTo(reader, '/topics')).toMatch(/• اقتصاد\n• سياسة[\s\S]*07:30 بتوقيت بيروت/);
    await answerTo(reader, '/forget');
    await reader.presses('نعم، احذف بياناتي');
    expect(await answerTo(reader, '/topics')).toContain('لا تتابع شيئًا بعد');
    const back = await answerTo(reader, 'اشترك اقتصاد');
    expect(back).toContain('بتوقيت أي مدينة؟');
  });

  test('a digest for one topic needs no subscription', async () => {
    const other = await room.joins();
    const digest = await digestOf(other, 'موجز اقتصاد');
    // Samples are shown as samples, and each event comes once with its outlets.
    expect(plain(digest)).toContain('زيت الزيتون');
    expect(plain(digest)).toContain('قناة السنديان (عيّنة)');
    expect(plain(digest).match(/ميناء رأس النخيل يخفض/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(await answerTo(other, '/topics')).toContain('لا تتابع شيئًا بعد');
  });
});

describe.skipIf(!hasRedis)('subscribers, with Claude’s stand-in', () => {
  let app: LocalApp;
  let claude: FakeClaude;

  beforeAll(async () => {
    claude = await startFakeClaude();
    app = await openMujaz({ ANTHROPIC_API_KEY: 'sk-ant-test', ANTHROPIC_BASE_URL: claude.url });
  });
  afterAll(async () => {
    await app.stop();
    await claude.close();
  });

  test('many readers of one topic share each story’s one call', async () => {
    claude.answerWith(({ body }) => {
      const content = body.messages?.at(-1)?.content;
      const text = typeof content === 'string' ? content : (content?.[0]?.text ?? '{}');
      const { outlets = [] } = JSON.parse(text) as {
        outlets?: { id: string; title: string; text: string }[];
      };
      const [outlet] = outlets;
      const sentence = (outlet?.text ?? '').split(/(?<=\.) /)[0] ?? '';
      const bullet = { text: sentence, evidence: sentence, outlet_id: outlet?.id ?? '' };
      const invented = { ...bullet, text: 'أعلن طارق المنشاوي تعويم 98765 مركبا' };
      const bullets = [invented, bullet].map((each) => ({ ...each, source_ids: [] }));
      const json = {
        headline: outlet?.title ?? '',
        bullets,
        sources: [],
        topics: [],
        differences: [],
      };
      return { kind: 'json', json };
    });
    const room = enterPlayground(app.origin);
    const readers = await Promise.all(Array.from({ length: 30 }, () => room.joins()));
    const [first] = readers;
    const digest = await digestOf(first!, 'موجز رياضة');
    const told = headlines(digest).length;
    expect(plain(digest)).toContain('نموذج لغوي');
    await Promise.all(readers.slice(1).map((reader) => reader.sends('موجز رياضة')));
    const all = await Promise.all(
      readers.slice(1).map((reader) => reader.receives(isDigest, { withinMs: 60_000 })),
    );
    for (const message of all) expect(plain(message)).not.toContain('طارق المنشاوي');
    const stories = claude.calls.filter(({ body }) => JSON.stringify(body).includes('outlets'));
    expect(stories.length).toBeLessThanOrEqual(told + 3);
    expect(stories.length).toBeGreaterThan(0);
    // Every call is billed to its task: what operators see of the money is all of it.
    await first!.sends('اشترك مهرجان السنديان');
    await first!.receives((message) => plain(message).includes('مهرجان السنديان'));
    const metrics = await (await fetch(`${app.origin}/metrics`)).text();
    const calls = [...metrics.matchAll(/^mujaz_model_seconds_count\{.*task="(.+?)".* (\d+)$/gm)];
    const tasks = calls.map(([, task]) => task);
    expect(tasks).toEqual(expect.arrayContaining(['digest', 'expand-topic']));
    expect(calls.reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(claude.calls.length);
  }, 120_000);
});
