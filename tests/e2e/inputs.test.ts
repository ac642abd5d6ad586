import { spawnSync } from 'node:child_process';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { loadWords } from '../../src/telegram/words.ts';
import { type LocalApp, openMujaz, startImpatientMujaz } from '../support/app-process.ts';
import { labelledArticles, pasted, readLabelledArticle } from '../support/articles.ts';
import { docxOf, pdfOf } from '../support/documents.ts';
import { pictureOf } from '../support/fake-claude-pictures.ts';
import { type FakeClaude, startFakeClaude } from '../support/fake-claude.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { startPlayground } from '../support/playground.ts';
import {
  type ChatMessage,
  enterPlayground,
  type Playroom,
  type Reader,
} from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';
import { encode, newsPage } from '../support/web-pages.ts';

const { ar } = loadWords();
const plain = ({ text = '' }: ChatMessage) => text.replace(/[\u200E\u200F\u2066-\u2069]/g, '');
const isAnswer = (message: ChatMessage) =>
  /لخّصه نموذج لغوي|جُمل من المقال نفسه/.test(plain(message));
const about = (title: string) => (message: ChatMessage) =>
  isAnswer(message) && plain(message).includes(title);
const saying = (id: string) => (message: ChatMessage) => plain(message) === ar(id);

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
const article = readLabelledArticle('lebanon-port-file');
const lines = [article.title, ...article.text.split('\n\n')];
const arabic = labelledArticles().filter(({ language = 'ar' }) => language === 'ar');

/** A text of some length that Telegram cuts into parts, each part with words of its own. */
const longText = (letters: number): { text: string; marks: string[] } => {
  const paragraphs = arabic.flatMap(({ text }) => text.split('\n\n'));
  const kept: string[] = [];
  while (kept.join('\n\n').length < letters) kept.push(paragraphs[kept.length]!);
  return { text: kept.join('\n\n'), marks: [kept[0]!, kept.at(-1)!] };
};

type Telegram = Awaited<ReturnType<typeof startPlayground>>;

/** Sends a message in the shape of Telegram's wire, with fields that no app of ours offers. */
const sendRaw = ({ playground }: Telegram, reader: Reader, fields: object): void => {
  const { world, queue } = playground.api;
  const room = world.room(reader.id)!;
  room.opened = true;
  const message = world.post(room, { from: room.members[0]!, ...fields });
  queue.push('message', message);
};

const count = async (reader: Reader, is: (message: ChatMessage) => boolean, wanted: number) => {
  await expect
    .poll(async () => (await reader.answers()).filter(is).length, { timeout: 25_000 })
    .toBe(wanted);
};

describe.skipIf(!hasRedis)('everything that a reader sends', () => {
  let app: LocalApp;
  let telegram: Telegram;
  let claude: FakeClaude;
  let pages: PageServer;
  let room: Playroom;
  /** What the model was asked about all of these texts at once. */
  const askedAbout = (...texts: string[]): string[] =>
    claude.calls
      .map(({ body }) => JSON.stringify(body).replaceAll('\\\\n', ' '))
      .filter((asked) => texts.every((text) => asked.includes(JSON.stringify(text).slice(1, -1))));

  beforeAll(async () => {
    pages = await startPageServer();
    for (const [nth, { title, text }] of arabic.entries()) {
      const body = text.split('\n\n').map((paragraph) => `<p>${paragraph}</p>`);
      const page = newsPage({ title, body: body.join('') }).replace(
        /<h1>.*?<\/h1>/,
        `<h1>${title}</h1>`,
      );
      pages.serve({ [`/${nth}`]: { body: page } });
    }
    claude = await startFakeClaude();
    telegram = await startPlayground();
    app = await openMujaz({
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.origin,
      ANTHROPIC_API_KEY: 'sk-ant-test',
      ANTHROPIC_BASE_URL: claude.url,
      LINK_ALLOW_HOSTS: pages.host,
    });
    room = enterPlayground(telegram.origin);
  });
  afterAll(async () => {
    await app.stop();
    await claude.close();
    await telegram.close();
    await pages.close();
  });

  test('five links in a message are five answers, and no page is fetched twice', async () => {
    const reader = await room.joins();
    const links = [0, 1, 2, 3, 4].map((nth) => `${pages.origin}/${nth}?fbclid=${nth}`);
    await reader.sends(`اقرأ:\n${links.join('\n')}`);
    for (const nth of [0, 1, 2, 3, 4]) await reader.receives(about(arabic[nth]!.title));
    const other = await room.joins();
    await other.sends(`${pages.origin}/3`);
    await other.receives(about(arabic[3]!.title));
    expect(await reader.answers()).toHaveLength(5);
    const hits = pages.hits.map((hit) => hit.replace(/\?.*/, ''));
    expect(hits.filter((hit) => /^\/[0-4]$/.test(hit)).toSorted()).toEqual([
      '/0',
      '/1',
      '/2',
      '/3',
      '/4',
    ]);
  });

  test('six links are too many', async () => {
    const reader = await room.joins();
    await reader.sends([0, 1, 2, 3, 4, 5].map((nth) => `${pages.origin}/${nth}`).join(' '));
    await reader.receives(saying('failure-too-many-links'));
  });

  test('a post’s public page and a page as telegra.ph builds them are articles', async () => {
    const [one, other] = [arabic[5]!, arabic[6]!];
    const paragraphs = (text: string) =>
      text
        .split('\n\n')
        .map((line) => `<p>${line}</p>`)
        .join('');
    const time = '<time datetime="2026-11-20T09:30:00+00:00">09:30</time>';
    pages.serve({
      '/s/quiet/41': {
        body: `<html><body><div class="tgme_widget_message" data-post="quiet/41">
          <a class="tgme_widget_message_owner_name">قناة الهدوء</a>
          <div class="tgme_widget_message_text">${pasted(one).replaceAll('\n', '<br>')}</div>
          <a class="tgme_widget_message_date" href="https://t.me/quiet/41">${time}</a></div></body></html>`,
      },
      '/Some-Page-11-23': {
        body: `<html><head><title>${other.title} – Telegraph</title><meta property="og:title" content="${other.title}"><meta property="og:site_name" content="Telegraph"></head>
          <body><main class="tl_article"><header class="tl_article_header"><h1>${other.title}</h1><address><a rel="author">ليلى</a></address></header>
          <article id="_tl_editor" class="tl_article_content">${paragraphs(other.text)}</article></main></body></html>`,
      },
    });
    const reader = await room.joins();
    await reader.sends(`${pages.origin}/s/quiet/41`);
    expect(plain(await reader.receives(about(one.title)))).toContain(
      'قناة الهدوء · 20 نوفمبر 2026',
    );
    await reader.sends(`${pages.origin}/Some-Page-11-23`);
    await reader.receives(about(other.title));
  });

  test('a link on the button of a post is followed', async () => {
    const reader = await room.joins();
    const button = { text: 'اقرأ الخبر', url: `${pages.origin}/29` };
    sendRaw(telegram, reader, { text: 'خبر', reply_markup: { inline_keyboard: [[button]] } });
    await reader.receives(about(arabic[29]!.title));
  });

  test('a post of each origin is read, a channel’s under its name', async () => {
    const [first, ...others] = arabic.slice(7, 11);
    const reader = await room.joins();
    await reader.forwards({ channel: 'قناة الهدوء', username: 'quiet', text: pasted(first!) });
    const told = plain(await reader.receives(about(first!.title)));
    expect(told).toContain('قناة الهدوء');
    const origins = [{ group: 'مجموعة' }, { person: 'ليلى' }, { hidden: 'سامر' }];
    for (const [nth, other] of others.entries()) {
      await reader.forwards({ ...origins[nth]!, text: pasted(other) });
      await reader.receives(about(other.title));
    }
    expect(await reader.answers()).toHaveLength(4);
  });

  test('a rich post, which has no text, is read by its blocks', async () => {
    const reader = await room.joins();
    const { title, text } = arabic[11]!;
    const blocks = [
      { type: 'heading', size: 1, text: title },
      ...text.split('\n\n').map((paragraph) => ({ type: 'paragraph', text: [paragraph] })),
      { type: 'kind-of-tomorrow', secret: 1 },
    ];
    sendRaw(telegram, reader, { rich_message: { blocks, is_rtl: true } });
    await reader.receives(about(title));
  });

  test('a passage quoted from another chat is read, and without one a forward is asked for', async () => {
    const reader = await room.joins();
    const { text } = arabic[12]!;
    const origin = { type: 'hidden_user', date: 1_790_000_000, sender_user_name: 'فلان' };
    const quote = { text: text.slice(0, 900), position: 0, is_manual: true };
    sendRaw(telegram, reader, { text: 'لخّص', quote, external_reply: { origin } });
    await reader.receives(isAnswer);
    sendRaw(telegram, reader, { text: 'لخّص', external_reply: { origin } });
    await reader.receives(saying('failure-reply-unreadable'));
  });

  test('a long paste is one text with one placeholder and one answer', async () => {
    const reader = await room.joins();
    const { text, marks } = longText(11_000);
    const sent = await reader.sends(text);
    expect(sent.length).toBeGreaterThanOrEqual(3);
    await reader.receives(isAnswer);
    expect(await reader.answers()).toHaveLength(1);
    expect(askedAbout(...marks.map((mark) => mark.slice(0, 60)))).toHaveLength(1);
  });

  test('a part that comes after the placeholder belongs to the text all the same', async () => {
    const reader = await room.joins();
    const [first, second] = [arabic[27]!.text, arabic[28]!.text];
    const filler = 'وأضاف البيان أن العمل مستمر في الأحياء كلها. '.repeat(100);
    await reader.sends(`${first}\n${filler}`.slice(0, 4_050));
    await reader.receives(saying('placeholder'));
    await reader.sends(second.slice(0, 900));
    await reader.receives(isAnswer);
    await expect.poll(() => askedAbout(first.slice(0, 60), second.slice(0, 60))).toHaveLength(1);
    await reader.receives(isAnswer);
    expect(await reader.answers()).toHaveLength(1);
  });

  test('what the bot itself said elsewhere, and events of the chat, are left alone', async () => {
    const reader = await room.joins();
    const { id, username, first_name } = telegram.playground.api.world.bot;
    const via_bot = { id, username, first_name, is_bot: true };
    sendRaw(telegram, reader, { text: pasted(arabic[27]!), via_bot });
    sendRaw(telegram, reader, { pinned_message: { message_id: 1, date: 0 } });
    await reader.sends('/help');
    await reader.receives(saying('help'));
    expect(await reader.answers()).toHaveLength(1);
  });

  test('an edited part of a long paste gives a new answer in the place of the old', async () => {
    const reader = await room.joins();
    const { text } = longText(6_000);
    const sent = await reader.sends(`${text}\n\nهذه خاتمة أولى.`);
    await reader.receives(isAnswer);
    await reader.edits(
      sent.at(-1)!.message_id,
      `${arabic[13]!.text.slice(0, 900)} وهذه خاتمة ثانية.`,
    );
    await expect.poll(() => askedAbout(text.slice(0, 60), 'وهذه خاتمة ثانية')).toHaveLength(1);
    await reader.receives(isAnswer);
    expect(await reader.answers()).toHaveLength(1);
  });

  test('five forwards of one channel are five answers', async () => {
    const reader = await room.joins();
    for (const each of arabic.slice(14, 19)) {
      await reader.forwards({ channel: 'قناة', text: pasted(each) });
    }
    await count(reader, isAnswer, 5);
    expect(await reader.answers()).toHaveLength(5);
  });

  test.each<[string, Buffer | Uint8Array]>([
    ['UTF-8', Buffer.from(pasted(article))],
    ['windows-1256', encode(pasted(article), 'windows-1256')],
    [
      'HTML',
      Buffer.from(
        newsPage({ title: article.title, body: lines.map((line) => `<p>${line}</p>`).join('') }),
      ),
    ],
    ['Word', docxOf(lines)],
    ...(hasPoppler ? [['PDF', pdfOf(lines)] as [string, Buffer]] : []),
  ])('a file of %s is read by its content, whatever its name', async (_kind, content) => {
    const reader = await room.joins();
    await reader.attaches([{ kind: 'document', name: 'file.bin', content: Buffer.from(content) }]);
    const answer = await reader.receives(isAnswer);
    expect(plain(answer)).toContain('وسيم الخوري');
    expect(await reader.answers()).toHaveLength(1);
  });

  test.each<[string, { content?: Buffer; size?: number }, string]>([
    ['of more than 20 MB', { size: 21 * 1024 * 1024 }, 'failure-file-too-large'],
    ['that is a program', { content: Buffer.alloc(3_000, 7) }, 'failure-file-unsupported'],
    ['with a password', { content: pdfOf(lines, { encrypted: true }) }, 'failure-file-encrypted'],
    ['of scanned pages', { content: pdfOf(lines, { blank: true }) }, 'failure-pdf-scanned'],
  ])('a file %s is answered by what to do', async (_name, file, id) => {
    const needsPoppler = /encrypted|scanned/.test(id) && !hasPoppler;
    const reader = await room.joins();
    await reader.attaches([{ kind: 'document', name: 'article.pdf', ...file }]);
    await reader.receives(saying(needsPoppler ? 'failure-pdf-reader-missing' : id));
  });

  test('a photo is read by the model, summarised, and the answer says so', async () => {
    const reader = await room.joins();
    const { title, text } = arabic[19]!;
    const content = pictureOf(text, { title });
    await reader.attaches([{ kind: 'photo', type: 'image/png', content }]);
    const told = plain(await reader.receives(about(title)));
    expect(told).toContain(ar('read-from-picture'));
    expect(askedAbout(title)).toHaveLength(1);
  });

  test('an album of pages is one article and one answer', async () => {
    const reader = await room.joins();
    const { title, text } = arabic[20]!;
    const paragraphs = text.split('\n\n');
    const halves = [paragraphs.slice(0, 3), paragraphs.slice(3)].map((half) => half.join('\n\n'));
    await reader.attaches(
      halves.map((half, nth) => ({
        kind: 'photo' as const,
        type: 'image/png',
        content: pictureOf(half, { title: nth === 0 ? title : '' }),
      })),
    );
    await reader.receives(about(title));
    const kinds = claude.calls
      .filter(({ task }) => task === 'picture')
      .map(({ body }) => body.messages?.at(0)?.content)
      .map((content) => Array.isArray(content) && content.map(({ type }) => type).join(' '));
    expect(kinds).toContain('image image text text');
    expect(await reader.answers()).toHaveLength(1);
  });

  test('an album with an article below it is that article', async () => {
    const reader = await room.joins();
    const { text } = arabic[21]!;
    const photos = [1, 2, 3].map(() => ({ kind: 'photo' as const, content: Buffer.from('x') }));
    await reader.attaches(photos, text.slice(0, 1_000));
    const told = plain(await reader.receives(isAnswer));
    expect(told).not.toContain(ar('read-from-picture'));
    expect(await reader.answers()).toHaveLength(1);
  });

  test('a photo without text is told to be unreadable', async () => {
    const reader = await room.joins();
    await reader.attaches([{ kind: 'photo', type: 'image/png', content: pictureOf('') }]);
    await reader.receives(saying('failure-picture-unreadable'));
  });

  test('the fourth article at once is told its place in line', async () => {
    claude.script([{ delayMs: 2_000, answer: { kind: 'honest' } }]);
    const reader = await room.joins();
    const sent = arabic.slice(22, 27);
    for (const each of sent) await reader.sends(`${pasted(each)}\n\nنسخة لهذا القارئ.`);
    await reader.receives((message) => plain(message).includes('أمامه'));
    claude.script([]);
    await count(reader, isAnswer, sent.length);
  });
});

describe.skipIf(!hasRedis)('a process that is killed amid the parts', () => {
  test('gives every reader one answer, made of all parts of the text', async () => {
    const telegram = await startPlayground();
    const claude = await startFakeClaude();
    const environment = {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.origin,
      ANTHROPIC_API_KEY: 'sk-ant-test',
      ANTHROPIC_BASE_URL: claude.url,
    };
    let app = await startImpatientMujaz(environment);
    const room = enterPlayground(telegram.origin);
    const { text } = longText(9_000);
    const ending = (nth: number) => `خاتمة القارئ رقم ${nth} التي لا يراها غيره.`;
    const readers = await Promise.all(Array.from({ length: 8 }, () => room.joins()));
    // Some parts come before, some while, and some after the process dies.
    for (const [nth, reader] of readers.entries()) {
      await reader.sends(`${text}\n\n${ending(nth)}`);
      if (nth % 4 === 3) {
        await readers[nth - 1]!.receives(({ text }) => (text ?? '') !== '');
        await app.kill();
        app = await startImpatientMujaz(environment, app.dataDir);
      }
    }
    await Promise.all(readers.map((reader) => reader.receives(isAnswer, { withinMs: 60_000 })));
    await expect
      .poll(async () => {
        const answers = await Promise.all(readers.map((reader) => reader.answers()));
        return answers.map((all) => all.filter(isAnswer).length);
      })
      .toEqual(readers.map(() => 1));
    const asked = claude.calls.map(({ body }) => JSON.stringify(body));
    const begins = text.slice(0, 60);
    for (const nth of readers.keys()) {
      expect(asked.some((body) => body.includes(ending(nth)) && body.includes(begins))).toBe(true);
    }
    await app.stop();
    await claude.close();
    await telegram.close();
  }, 150_000);
});
