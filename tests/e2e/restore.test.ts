import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { type AppProcess, startMujaz } from '../support/app-process.ts';
import { pasted, readLabelledArticle } from '../support/articles.ts';
import { startPlayground } from '../support/playground.ts';
import { type ChatMessage, enterPlayground } from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';

const plain = ({ text = '' }: ChatMessage) => text.replace(/[\u200E\u200F\u2066-\u2069]/g, '');
const isAnswer = (message: ChatMessage) => plain(message).includes('جُمل من المقال نفسه');
const isRepeat = (message: ChatMessage) => plain(message).includes('سبق أن أرسلت');

const contentOf = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');

describe.skipIf(!hasRedis)('a copy of DATA_DIR taken while Mujaz runs', () => {
  const copy = mkdtempSync(join(tmpdir(), 'mujaz-copy-'));
  let telegram: Awaited<ReturnType<typeof startPlayground>>;
  let app: AppProcess;
  const start = (dataDir?: string) =>
    startMujaz({ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.origin }, dataDir);

  beforeAll(async () => {
    telegram = await startPlayground();
    app = await start();
  });
  afterAll(async () => {
    await app.stop();
    await telegram.close();
    rmSync(copy, { recursive: true, force: true });
  });

  test('brings back all but what came after it, when the machine is lost', async () => {
    const reader = await enterPlayground(telegram.origin).joins();
    const before = pasted(readLabelledArticle('syria-bakery-line'));
    const after = pasted(readLabelledArticle('yemen-fishers-sea'));
    await reader.sends(before);
    const answer = await reader.receives(isAnswer);

    const appended = join(app.dataDir, 'redis', 'appendonlydir');
    // The file is written every second: the copy is taken once it knows that the answer was sent.
    await vi.waitUntil(() => contentOf(appended).includes('sent'), { timeout: 10_000 });
    cpSync(appended, join(copy, 'redis', 'appendonlydir'), {
      recursive: true,
    });
    await reader.sends(after);
    await reader.receives(isAnswer, { after: answer.message_id });
    await app.kill();

    app = await start(copy);
    await reader.sends(before);
    const repeat = await reader.receives(isRepeat, { withinMs: 40_000 });
    expect(repeat.reply_to_message?.message_id).toBe(answer.message_id);
    await reader.sends(after);
    const again = await reader.receives(isAnswer, { after: repeat.message_id });
    expect(plain(again)).toContain(readLabelledArticle('yemen-fishers-sea').title);
  }, 90_000);
});
