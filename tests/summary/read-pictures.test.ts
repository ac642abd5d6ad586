import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Picture } from '../../src/article/ports.ts';
import { createClaude } from '../../src/claude/claude.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createReadPictures, loadPicturePrompt } from '../../src/summary/read-pictures.ts';
import { pictureOf } from '../support/fake-claude-pictures.ts';
import { type FakeClaude, startFakeClaude } from '../support/fake-claude.ts';
import { createMemoryStores } from '../support/memory-stores.ts';

let claude: FakeClaude;
beforeAll(async () => {
  claude = await startFakeClaude();
});
beforeEach(() => claude.reset());
afterAll(() => claude.close());

const prompt = loadPicturePrompt(join(import.meta.dirname, '../../prompts'));
const png = (bytes: Uint8Array): Picture => ({ mediaType: 'image/png', bytes });

const open = ({ budgetMicroUsd = 1_000_000 } = {}) => {
  const { spending } = createMemoryStores({ budgetMicroUsd });
  const model = createClaude({
    apiKey: 'sk-ant-test',
    baseUrl: claude.url,
    model: 'claude-haiku-5-5',
    schemaMode: 'native',
    clock: { now: () => Date.now() },
    log: silentLog,
  });
  return { spending, readPictures: createReadPictures({ model, prompt, budget: spending }) };
};

describe('reading pictures', () => {
  test('gives what is printed on them, in their order', async () => {
    const { readPictures } = open();
    const pages = [pictureOf('الصفحة الأولى', { title: 'عنوان' }), pictureOf('الصفحة الثانية')];
    expect(await readPictures(pages.map(png))).toEqual({
      title: 'عنوان',
      text: 'الصفحة الأولى\n\nالصفحة الثانية',
    });
  });

  test('shows the pictures before any word, and wants none of them shrunk', async () => {
    const { readPictures } = open();
    await readPictures([png(pictureOf('نص'))]);
    const content = claude.calls[0]!.body.messages![0]!.content;
    expect(content).toMatchObject([
      { type: 'image', transformations: { oversized_image: 'error' } },
      { type: 'text' },
      { type: 'text', text: prompt.closing },
    ]);
  });

  test('is paid for from the day’s budget, and not begun without the money', async () => {
    const { readPictures, spending } = open();
    await readPictures([png(pictureOf('نص'))]);
    expect(await spending.spentToday()).toBeGreaterThan(0);
    const poor = open({ budgetMicroUsd: 500 });
    await expect(poor.readPictures([png(pictureOf('نص'))])).rejects.toMatchObject({
      kind: 'budget-spent',
    });
    expect(claude.calls).toHaveLength(1);
    expect(await poor.spending.spentToday()).toBe(0);
  });

  test.each<[string, Picture, string]>([
    ['a picture without text', png(pictureOf('')), 'picture-unreadable'],
    ['a picture that would be shrunk', png(pictureOf('نص', { width: 3_000 })), 'picture-too-large'],
    [
      'a file that is no such picture',
      { mediaType: 'image/jpeg', bytes: pictureOf('نص') },
      'picture-unreadable',
    ],
  ])('says of %s what is wrong', async (_name, picture, kind) => {
    await expect(open().readPictures([picture])).rejects.toMatchObject({ kind });
  });

  test('leaves the queue of others alone when the model is at its limit', async () => {
    const error = { kind: 'error', status: 429, type: 'rate_limit_error', retryAfter: 7 } as const;
    claude.script([{ task: 'picture', answer: error }]);
    await expect(open().readPictures([png(pictureOf('نص'))])).rejects.toMatchObject({
      kind: 'model-busy',
      retryAfterMs: 7_000,
    });
  });

  test.each([
    [{ kind: 'refusal' }, 'model-refused'],
    [{ kind: 'text', text: 'لا أرى شيئًا' }, 'model-unreadable'],
    [{ kind: 'max-tokens' }, 'model-unreadable'],
  ] as const)('that ends in $0.kind gives no text', async (answer, kind) => {
    claude.script([], answer);
    await expect(open().readPictures([png(pictureOf('نص'))])).rejects.toMatchObject({ kind });
  });
});
