import { afterAll, expect, test } from 'vitest';

import { articleLimits } from '../../src/article/article.ts';
import { asFailure } from '../../src/lib/failure.ts';
import { type Log, silentLog } from '../../src/lib/log.ts';
import { createReadPage } from '../../src/web/reading-threads.ts';
import { mutated } from '../support/page-mutations.ts';
import { newsPage } from '../support/web-pages.ts';

const ended: object[] = [];
const log: Log = { ...silentLog, warn: (fields) => ended.push(fields) };
// Time enough for a machine that does ten other things: the test is about hanging, not about haste.
const readPage = createReadPage({ log, timeoutMs: 20_000 });
afterAll(() => readPage.close());

test('sixty mutated pages end in an article or a kind of page, and no thread dies', async () => {
  const page = Buffer.from(newsPage());
  const kinds = new Map<string, number>();
  for (let seed = 1; seed <= 60; seed += 1) {
    const contentType = seed % 5 === 0 ? 'text/html; charset=windows-1256' : 'text/html';
    const outcome = await readPage({
      url: 'https://fuzz.example/1',
      bytes: mutated(page, seed),
      contentType,
    }).then(
      ({ text }) => (text.length >= articleLimits.least ? 'article' : `too short: ${text}`),
      (error: unknown) => asFailure(error).kind,
    );
    kinds.set(outcome, (kinds.get(outcome) ?? 0) + 1);
  }
  expect(ended).toEqual([]);
  expect([...kinds.keys()].filter((kind) => !/^(?:article|page-[a-z-]+)$/.test(kind))).toEqual([]);
  expect(kinds.get('article')).toBeGreaterThan(10);
  expect(kinds.get('page-hostile')).toBeGreaterThan(0);
}, 180_000);
