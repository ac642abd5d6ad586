import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { type AppProcess, startImpatientMujaz } from '../support/app-process.ts';
import { labelledArticles, pasted } from '../support/articles.ts';
import { type FakeAnswer, type FakeClaude, startFakeClaude } from '../support/fake-claude.ts';
import { startPlayground } from '../support/playground.ts';
import { type ChatMessage, enterPlayground, type Playroom } from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';

const plain = ({ text = '' }: ChatMessage) => text.replace(/[\u200E\u200F\u2066-\u2069]/g, '');
const isAnswer = (message: ChatMessage) =>
  /لخّصه نموذج لغوي|جُمل من المقال نفسه/.test(plain(message));
const byModel = (message: ChatMessage) => plain(message).includes('لخّصه نموذج لغوي');

const error = (status: number, type: string, more: object = {}): FakeAnswer => ({
  kind: 'error',
  status,
  type,
  ...more,
});

describe.skipIf(!hasRedis)('when something is away', () => {
  let app: AppProcess;
  // Telegram's stand-in lives here, so that it outlives the process that is killed.
  let telegram: Awaited<ReturnType<typeof startPlayground>>;
  let claude: FakeClaude;
  let room: Playroom;
  const environment = () => ({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.origin,
    ANTHROPIC_API_KEY: 'sk-ant-test',
    ANTHROPIC_BASE_URL: claude.url,
  });
  // Each test has an article of its own, so that none is answered from an earlier one.
  const articles = labelledArticles()
    .filter(({ language = 'ar' }) => language === 'ar')
    .map(pasted);
  const nextArticle = () => articles.pop()!;

  beforeAll(async () => {
    claude = await startFakeClaude();
    telegram = await startPlayground();
    app = await startImpatientMujaz(environment());
    room = enterPlayground(telegram.origin);
  });
  beforeEach(() => claude.reset());
  afterAll(async () => {
    await app.stop();
    await claude.close();
    await telegram.close();
  });

  test.each<[string, FakeAnswer]>([
    ['a rate limit', error(429, 'rate_limit_error', { retryAfter: 1 })],
    ['an overloaded model', error(529, 'overloaded_error')],
    ['an error of the server', error(500, 'api_error')],
    ['half a stream', { kind: 'drop', chunks: 2 }],
    ['a stream that ends early', { kind: 'end-early', chunks: 2 }],
    ['broken JSON', { kind: 'text', text: '{"headline": "نصف' }],
  ])('%s is waited out, and the model answers in the end', async (_name, answer) => {
    claude.script([{ times: 1, answer }]);
    const reader = await room.joins();
    await reader.sends(nextArticle());
    await reader.receives(byModel, { withinMs: 25_000 });
    expect(claude.calls.length).toBeGreaterThanOrEqual(2);
    expect(await reader.answers()).toHaveLength(1);
  });

  test.each<[string, FakeAnswer, RegExp]>([
    ['a refusal', { kind: 'refusal', category: 'cyber' }, /امتنع النموذج اللغوي/],
    ['a request that the API rejects', error(400, 'invalid_request_error'), /لا يستجيب الآن/],
    ['nothing but broken JSON', { kind: 'text', text: 'لا أستطيع' }, /فالنقاط جُمل من المقال نفسه/],
  ])(
    '%s is answered by the article’s own sentences, and the reply says so',
    async (_name, answer, said) => {
      claude.script([], answer);
      const reader = await room.joins();
      await reader.sends(nextArticle());
      const message = await reader.receives(isAnswer);
      expect(plain(message)).toMatch(said);
      expect(await reader.answers()).toHaveLength(1);
    },
  );

  test('a flood limit of the chat delays its answer and loses nothing', async () => {
    const reader = await room.joins();
    await room.fault({
      method: 'editMessageText',
      chat: reader.id,
      times: 2,
      outcome: { status: 429, retry_after: 1 },
    });
    await reader.sends(nextArticle());
    await reader.receives(isAnswer);
    expect(await reader.answers()).toHaveLength(1);
  });

  test('a Redis that is killed comes back with all that was in it', async () => {
    claude.script([{ times: 1, delayMs: 1_500, answer: { kind: 'honest' } }]);
    const before = claude.calls.length;
    const reader = await room.joins();
    await reader.sends(nextArticle());
    // Until its number is stored a placeholder may stay behind: this is about what is stored.
    await expect.poll(() => claude.calls.length).toBeGreaterThan(before);
    const pid = [...app.output().matchAll(/"pid":(\d+),"socket"/g)].at(-1)?.[1];
    process.kill(Number(pid), 'SIGKILL');
    await reader.receives(isAnswer, { withinMs: 60_000 });
    expect(await reader.answers()).toHaveLength(1);
  }, 90_000);

  test('a process that is killed in the middle answers everybody after its restart, once', async () => {
    claude.script([], { kind: 'honest' });
    const readers = await Promise.all(Array.from({ length: 20 }, () => room.joins()));
    const text = nextArticle();
    claude.script([{ delayMs: 1_000, answer: { kind: 'honest' } }]);
    await Promise.all(
      readers.map((reader, index) => reader.sends(`${text}\n\nنسخة رقم ${index}.`)),
    );
    await readers[0]!.receives(({ text }) => (text ?? '').includes('⏳'));
    await app.kill();
    app = await startImpatientMujaz(environment(), app.dataDir);
    await Promise.all(readers.map((reader) => reader.receives(isAnswer, { withinMs: 90_000 })));
    const answers = await Promise.all(
      readers.map(async (reader) => (await reader.answers()).filter(isAnswer).length),
    );
    expect(answers).toEqual(readers.map(() => 1));
  }, 150_000);
});
