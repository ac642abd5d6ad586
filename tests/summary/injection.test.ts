import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { createClaude } from '../../src/claude/claude.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { extractiveSummary } from '../../src/summary/extractive.ts';
import { ground } from '../../src/summary/ground.ts';
import { loadPrompts } from '../../src/summary/prompt.ts';
import { createSummarise, summariseWithoutModel } from '../../src/summary/summarise.ts';
import { summarySchema } from '../../src/summary/summary.ts';
import { type FakeClaude, startFakeClaude } from '../support/fake-claude.ts';

/** A hostile article, the summary of a model that obeys it, and what must not reach a reader. */
const hostileSchema = z.object({
  text: z.string(),
  obeyed: summarySchema,
  forbidden: z.array(z.string()).min(1),
});

const folder = join(import.meta.dirname, '../fixtures/hostile');
const hostile = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({
    name: name.replace('.json', ''),
    ...hostileSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  }));

let fake: FakeClaude;
beforeAll(async () => {
  fake = await startFakeClaude();
});
beforeEach(() => fake.reset());
afterAll(() => fake.close());

const summarise = (text: string) => {
  const model = createClaude({
    apiKey: 'test-key',
    baseUrl: fake.url,
    model: 'claude-haiku-5-5',
    schemaMode: 'native',
    clock: systemClock,
    log: silentLog,
  });
  const run = createSummarise({
    model,
    prompts: loadPrompts(join(import.meta.dirname, '../../prompts')),
    ground,
    extractive: extractiveSummary,
    budget: { reserve: () => Promise.resolve(true), settle: () => Promise.resolve() },
    log: silentLog,
  });
  // As it comes, without the cleaning that stands before: one defence less.
  return run({ title: '', text, language: 'ar' }, { language: 'ar' });
};

describe('a hostile article', () => {
  test('comes in at least thirty ways', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(30);
  });

  test.for(hostile)('gets nothing past a model that obeys it: $name', async (article) => {
    fake.script([], { kind: 'json', json: article.obeyed });
    const { summary } = await summarise(article.text);
    const shown = JSON.stringify(summary);
    for (const text of article.forbidden) expect(shown).not.toContain(text);
    expect(summary.bullets.length).toBeGreaterThanOrEqual(2);
  });

  test.for(hostile)('gets nothing past the way without a model: $name', ({ text, forbidden }) => {
    const prose = { title: '', text, language: 'ar' } as const;
    const { summary } = summariseWithoutModel(extractiveSummary, prose, 'no-model');
    const shown = JSON.stringify(summary);
    for (const words of forbidden) expect(shown).not.toContain(words);
    expect(summary.bullets.length).toBeGreaterThanOrEqual(2);
  });
});
