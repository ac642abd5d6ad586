import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type AppProcess, type LocalApp, openMujaz, startMujaz } from '../support/app-process.ts';
import { pasted, readLabelledArticle } from '../support/articles.ts';
import { invented } from '../support/fake-claude-summaries.ts';
import { type FakeClaude, startFakeClaude } from '../support/fake-claude.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import {
  type ChatMessage,
  enterPlayground,
  type Playroom,
  type Reader,
} from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';

const samplePath = join(import.meta.dirname, '../../../shared/data/sample-article.txt');
const hasSample = existsSync(samplePath);
if (!hasSample) console.warn('SKIPPED: the sample article is not beside the repository');

/** Words of the page around the sample article, none of which may reach a reader. */
const boilerplate =
  /placeholder|واتساب|WhatsApp|الأكثر قراءة|arrow|مدار الساعة|اقليمي ودولي|تابع كل/;

const plain = ({ text = '' }: ChatMessage) => text.replace(/[\u200E\u200F\u2066-\u2069]/g, '');
const isAnswer = (message: ChatMessage) => plain(message).includes('من قال ماذا');
const article = readLabelledArticle('algeria-savings-bank');

const page = ({ title, text }: typeof article) => `<!doctype html><html lang="ar" dir="rtl"><head>
  <title>${title} | صحيفة المدى البعيد</title>
  <meta property="og:site_name" content="صحيفة المدى البعيد">
  <meta property="article:published_time" content="2026-11-20T09:30:00+01:00">
  </head><body><nav><a href="/">الرئيسية</a> <a href="/eco">اقتصاد</a></nav>
  <article><h1>${title}</h1>${text
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('')}</article>
  <aside><h3>الأكثر قراءة</h3><a href="/x">خبر آخر لا علاقة له</a></aside></body></html>`;

const checkSampleAnswer = (message: ChatMessage) => {
  const text = plain(message);
  expect(text).toContain('سكاي نيوز عربية · 23 ديسمبر 2024، 20:01');
  expect(text).toMatch(/• يوري أوشاكوف، مستشار الكرملين للسياسة الخارجية/);
  expect(text).toMatch(/• فلاديمير بوتين.*: «.+»/);
  expect(text).toMatch(/تقارير إخبارية \(غير مسمّى\)/);
  expect(text).not.toMatch(boilerplate);
  const quotes = [...text.matchAll(/: «(.+)»/g)].map(([, quote]) => quote!);
  const printed = readFileSync(samplePath, 'utf8');
  for (const quote of quotes) expect(printed).toContain(quote);
};

describe.skipIf(!hasRedis)('a reader and Mujaz as real processes, without a key', () => {
  let app: AppProcess;
  let pages: PageServer;
  let room: Playroom;
  let reader: Reader;

  beforeAll(async () => {
    pages = await startPageServer({ '/bank': { body: page(article) } });
    app = await startMujaz({ LINK_ALLOW_HOSTS: pages.host });
    room = enterPlayground(app.origin);
    reader = await room.joins();
  });
  afterAll(async () => {
    await app.stop();
    await pages.close();
  });

  test.skipIf(!hasSample)(
    'the sample article comes back as bullets and who said what',
    async () => {
      await reader.sends(readFileSync(samplePath, 'utf8'));
      const answer = await reader.receives(isAnswer);
      checkSampleAnswer(answer);
      expect(plain(answer)).toContain('لم يُستخدم نموذج لغوي');
      expect(await reader.answers()).toHaveLength(1);
    },
  );

  test('a link comes back as the summary of its page, under the page’s outlet and date', async () => {
    const other = await room.joins();
    await other.sends(`${pages.origin}/bank?utm_source=telegram`);
    const text = plain(await other.receives(isAnswer));
    expect(text.startsWith(article.title)).toBe(true);
    expect(text).toContain('صحيفة المدى البعيد · 20 نوفمبر 2026، 09:30 · المصدر');
    expect(text).toContain('كمال بوعزيز');
    expect(text).not.toMatch(/الأكثر قراءة|خبر آخر|الرئيسية/);
  });

  test('a forwarded post names its channel as the outlet', async () => {
    const other = await room.joins();
    await other.forwards({
      channel: 'قناة الأخبار الهادئة',
      username: 'quiet_news',
      post: 41,
      text: pasted(article),
    });
    const text = plain(await other.receives(isAnswer));
    expect(text).toContain('قناة الأخبار الهادئة');
  });

  test('the state survives a restart: an article sent before is still known', async () => {
    await app.stop();
    app = await startMujaz({ LINK_ALLOW_HOSTS: pages.host }, app.dataDir);
    const again = await enterPlayground(app.origin).joins({ id: reader.id });
    const [before] = await again.answers();
    await again.sends(pasted(article));
    await again.receives(isAnswer, { after: before?.message_id ?? 0 });
    await again.sends(pasted(article));
    const repeat = await again.receives((message) => plain(message).includes('سبق أن أرسلت'));
    expect(repeat.reply_to_message).toBeDefined();
  });

  test('SIGTERM ends it in good order, its own Redis included', async () => {
    const { socket } = /"socket":"(?<socket>[^"]+)"/.exec(app.output())?.groups ?? {};
    expect(existsSync(socket!)).toBe(true);
    expect(await app.stop()).toBe(0);
    expect(existsSync(socket!)).toBe(false);
  });
});

describe.skipIf(!hasRedis)('a reader and Mujaz with Claude’s stand-in', () => {
  let app: LocalApp;
  let claude: FakeClaude;
  let room: Playroom;

  beforeAll(async () => {
    claude = await startFakeClaude();
    app = await openMujaz({ ANTHROPIC_API_KEY: 'sk-ant-test', ANTHROPIC_BASE_URL: claude.url });
    room = enterPlayground(app.origin);
  });
  afterAll(async () => {
    await app.stop();
    await claude.close();
  });

  test.skipIf(!hasSample)('the sample article is summarised by the model and checked', async () => {
    const reader = await room.joins();
    await reader.sends(readFileSync(samplePath, 'utf8'));
    const text = plain(await reader.receives(isAnswer));
    expect(text).toContain('سكاي نيوز عربية · 23 ديسمبر 2024، 20:01');
    expect(text).toContain('لخّصه نموذج لغوي، وطوبقت أسطره بنص المقال');
    expect(text).not.toMatch(boilerplate);
  });

  test('an invented minister, number and quote reach nobody', async () => {
    claude.script([], { kind: 'inventing' });
    const reader = await room.joins();
    await reader.sends(pasted(readLabelledArticle('egypt-train-verdict')));
    const text = plain(await reader.receives(isAnswer));
    expect(claude.calls.map(({ task }) => task)).toContain('repair');
    for (const invention of Object.values(invented)) expect(text).not.toContain(invention);
    expect(text).toMatch(/حُذف/);
    // The page's inspector shows the way of the article, and what its models cost.
    await expect
      .poll(async () => (await reader.steps()).map(({ title }) => title))
      .toEqual(['articles', 'summaries', 'deliveries']);
    const notes = (await reader.steps()).map(({ note }) => note).join('\n');
    expect(notes).toMatch(/ summarize \d+ ms, \$0\.\d{4} · .* repair \d+ ms, .*dropped/);
  });

  test('sixty readers of one article cost one call of the model', async () => {
    claude.reset();
    const text = pasted(readLabelledArticle('jordan-bus-drivers'));
    const readers = await Promise.all(Array.from({ length: 60 }, () => room.joins()));
    await Promise.all(readers.map((reader) => reader.sends(text)));
    await Promise.all(readers.map((reader) => reader.receives(isAnswer, { withinMs: 60_000 })));
    expect(claude.calls).toHaveLength(1);
    const chats = await Promise.all(readers.map((reader) => reader.answers()));
    expect(chats.map((said) => said.filter(isAnswer).length)).toEqual(readers.map(() => 1));
  }, 90_000);
});
