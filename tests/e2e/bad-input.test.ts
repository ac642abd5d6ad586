import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { loadWords } from '../../src/telegram/words.ts';
import { type LocalApp, openMujaz } from '../support/app-process.ts';
import { pasted, readLabelledArticle } from '../support/articles.ts';
import { pictureOf } from '../support/fake-claude-pictures.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { type ChatMessage, enterPlayground, type Playroom } from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';
import { newsPage } from '../support/web-pages.ts';

const { ar, en } = loadWords();
const plain = ({ text = '' }: ChatMessage) => text.replace(/[\u200E\u200F\u2066-\u2069]/g, '');
const isAnswer = (message: ChatMessage) => plain(message).includes('من قال ماذا');
const saying = (id: string) => (message: ChatMessage) => plain(message) === ar(id);
const article = pasted(readLabelledArticle('lebanon-port-file'));

describe.skipIf(!hasRedis).concurrent('what a reader should not have sent', () => {
  let app: LocalApp;
  let pages: PageServer;
  let forbidden: PageServer;
  let room: Playroom;
  /** The address of a host that refuses connections. */
  let dead: string;
  let restarting = true;

  beforeAll(async () => {
    forbidden = await startPageServer({ '/': { body: 'secret' } });
    pages = await startPageServer({
      '/nested': { body: `<html><body>${'<div>'.repeat(50_000)}${'x'.repeat(4_700_000)}` },
      '/bomb': {
        headers: { 'content-encoding': 'gzip' },
        body: gzipSync(Buffer.alloc(50_000_000, 'x')),
      },
      '/inwards': { status: 302, headers: { location: `${forbidden.origin}/` } },
      '/restarting': (_, response) => {
        const status = restarting ? 503 : 200;
        const headers = { 'content-type': 'text/html; charset=utf-8', 'retry-after': '1' };
        response.writeHead(status, headers).end(newsPage());
      },
      '/empty': { body: '<html><body><p>قصير</p></body></html>' },
    });
    const gone = await startPageServer();
    await gone.close();
    dead = gone.origin;
    app = await openMujaz({ LINK_ALLOW_HOSTS: `${pages.host},${gone.host}` });
    room = enterPlayground(app.origin);
  });
  afterAll(async () => {
    await app.stop();
    await pages.close();
    await forbidden.close();
  });

  test.each([
    ['emoji only', '😀🎉👍', 'failure-nothing-to-read'],
    ['twenty words', 'كلمة '.repeat(20), 'failure-too-short'],
    [
      'an English article',
      'The council of the town met on Monday and said it would repair the bridge. '.repeat(8),
      'failure-foreign-language',
    ],
    [
      'a Persian article',
      'این گزارش می‌گوید که شهرداری پل را تعمیر می‌کند و چند خیابان بسته می‌شود. '.repeat(8),
      'failure-foreign-language',
    ],
    ['an unknown command', '/news', 'unknown-command'],
  ])('%s gets a sentence that says what to send instead', async (_name, text, id) => {
    const reader = await room.joins();
    await reader.sends(text);
    await reader.receives(saying(id));
    expect(await reader.answers()).toHaveLength(1);
  });

  test.each([
    ['a page nested 50,000 deep', '/nested', ['failure-page-hostile', 'failure-page-too-large']],
    ['a compressed bomb', '/bomb', ['failure-page-too-large']],
    ['a page without an article', '/empty', ['failure-page-without-article']],
    ['a page that is not there', '/gone', ['failure-page-missing']],
    ['a page that leads to a private address', '/inwards', ['failure-address-forbidden']],
  ])('a link to %s is answered by its reason', async (_name, path, ids) => {
    const reader = await room.joins();
    await reader.sends(`${pages.origin}${path}`);
    const said = await reader.receives((message) => ids.some((id) => saying(id)(message)));
    expect(said).toBeDefined();
  });

  test('a picture is told to need a model, where none works', async () => {
    const reader = await room.joins();
    await reader.attaches([{ kind: 'photo', content: pictureOf('نص') }]);
    await reader.receives(saying('failure-picture-needs-model'));
  });

  test('a link to this machine opens no connection', async () => {
    const reader = await room.joins();
    await reader.sends(`${forbidden.origin}/`);
    await reader.receives(saying('failure-address-forbidden'));
    expect(forbidden.connections()).toBe(0);
  });

  test('a link to a host that does not exist says so', async () => {
    const reader = await room.joins();
    await reader.sends('http://does-not-exist.invalid/news');
    await reader.receives(saying('failure-address-unknown'));
  });

  test.each([
    ['ar', ar],
    ['en', en],
  ])(
    'a link to a site that does not answer says so while it is tried again: %s',
    async (language, say) => {
      const reader = await room.joins({ language_code: language });
      await reader.sends(`${dead}/${language}`);
      await reader.receives((message) => plain(message) === say('progress-retrying-site'));
    },
  );

  test('a link to a site that restarts is answered when it is back', async () => {
    const reader = await room.joins();
    await reader.sends(`${pages.origin}/restarting`);
    await reader.receives(saying('progress-retrying-site'));
    restarting = false;
    await reader.receives(isAnswer);
    expect(await reader.answers()).toHaveLength(1);
  });

  test.each([
    ['Google News', 'https://news.google.com/rss/articles/CBMi', 'failure-link-of-aggregator'],
    ['X', 'https://x.com/someone/status/1', 'failure-link-of-network'],
    ['YouTube', 'https://youtu.be/abc', 'failure-link-of-video'],
    ['a channel', 'https://t.me/some_channel', 'failure-link-of-channel'],
  ])('a link to %s says what to send instead', async (_name, link, id) => {
    const reader = await room.joins();
    await reader.sends(link);
    await reader.receives(saying(id));
    expect(await reader.answers()).toHaveLength(1);
  });

  test('a conversation copied from a chat is no news', async () => {
    const reader = await room.joins();
    const line = (n: number) => `[12/3/2026, 10:2${n}] ليلى: هل وصلت إلى البيت؟ نعم وصلت قبل قليل`;
    await reader.sends([1, 2, 3, 4, 5].map(line).join('\n'));
    await reader.receives(saying('failure-not-news'));
  });

  test('control, bidi and HTML characters of an article harm neither its reading nor the reply', async () => {
    const reader = await room.joins();
    const hostile = `${article}\n\n\u202EقالX\u202C الوزير <script>alert(1)</script> & "شيئًا" \u0007 آخر في البيان <b>المطوّل`;
    await reader.sends(hostile);
    const answer = await reader.receives(isAnswer);
    expect(answer.text).not.toMatch(/[\u0000-\u0008\u202A-\u202E]/);
  });

  test('the same message five times is one answer and four pointers to it', async () => {
    const reader = await room.joins();
    for (let time = 0; time < 5; time += 1) await reader.sends(article);
    const first = await reader.receives(isAnswer);
    const { length } = await until(async () => {
      const answers = await reader.answers();
      const repeats = answers.filter(saying('repeat'));
      return repeats.length === 4 ? repeats : undefined;
    });
    expect(length).toBe(4);
    const pointers = (await reader.answers()).filter(saying('repeat'));
    expect(new Set(pointers.map(({ reply_to_message }) => reply_to_message?.message_id))).toEqual(
      new Set([first.message_id]),
    );
  });

  test('an edited message is answered anew in the place of the old answer', async () => {
    const reader = await room.joins();
    const [sent] = await reader.sends(article);
    await reader.receives(isAnswer);
    const changed = pasted(readLabelledArticle('sudan-nuri-dig'));
    await reader.edits(sent!.message_id, changed);
    const title = readLabelledArticle('sudan-nuri-dig').title;
    await reader.receives((message) => isAnswer(message) && plain(message).includes(title));
    expect(await reader.answers()).toHaveLength(1);
  });

  test('a reader who blocks the bot meanwhile costs nothing further', async () => {
    const reader = await room.joins();
    await reader.blocks();
    const other = await room.joins();
    await other.sends(article);
    await other.receives(isAnswer);
    await reader.unblocks();
    await reader.sends(article);
    await reader.receives(isAnswer);
  });

  test('/forget asks once, then removes all that is kept of the reader', async () => {
    const reader = await room.joins();
    await reader.sends(article);
    await reader.receives(isAnswer);
    await reader.sends('احذف بياناتي');
    await reader.receives(saying('forget-question'));
    await reader.presses(ar('forget-yes'));
    await reader.receives(saying('forgotten'));
    await reader.sends(article);
    const { length } = await until(async () => {
      const answers = (await reader.answers()).filter(isAnswer);
      return answers.length === 2 ? answers : undefined;
    });
    expect(length).toBe(2);
  });
});

/** Asks again until there is something; the test's own time limit ends it. */
const until = async <T>(ask: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
};
