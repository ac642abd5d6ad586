import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { runMujaz } from '../support/app-process.ts';
import { pasted, readLabelledArticle } from '../support/articles.ts';
import { startFakeClaude } from '../support/fake-claude.ts';

const run = (args: string[], options?: Parameters<typeof runMujaz>[1]) =>
  runMujaz(['src/cli.ts', ...args], options);

const lines = (items: object[]) => items.map((item) => `${JSON.stringify(item)}\n`).join('');
const read = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown> & { id: string });

const bank = readLabelledArticle('algeria-savings-bank');
const verdict = readLabelledArticle('egypt-train-verdict');
const fixtures = join(import.meta.dirname, '../fixtures');

describe('mujaz summarize', () => {
  test('prints headline, bullets and sources of a text for people', async () => {
    const { code, stdout } = await run(['summarize', '-'], { input: pasted(bank) });
    expect(code).toBe(0);
    expect(stdout.startsWith(bank.title)).toBe(true);
    expect(stdout).toMatch(/^• /m);
    expect(stdout).toMatch(/^- كمال بوعزيز/m);
    expect(stdout).toContain('[extractive]');
  });

  test('a batch comes back in its order, and a line that fails stops no other', async () => {
    const input = `${lines([{ id: 'a', text: bank.text, title: bank.title }])}not json\n${lines([
      { id: 'b', text: 'قصير' },
      { id: 'c' },
      { id: 'd', text: verdict.text, title: verdict.title },
    ])}`;
    const { code, stdout } = await run(['summarize', '--jsonl'], { input });
    expect(code).toBe(0);
    const results = read(stdout);
    expect(results.map(({ id }) => id)).toEqual(['a', '', 'b', 'c', 'd']);
    expect(results[0]).toMatchObject({
      how: 'extractive',
      dropped: [],
      summary: { headline: bank.title },
    });
    expect(results.slice(1, 4).map((result) => (result.failure as { kind: string }).kind)).toEqual([
      'unreadable-line',
      'too-short',
      'unreadable-line',
    ]);
    expect(results[4]).toMatchObject({ summary: { headline: verdict.title } });
    expect(typeof results[4]!.ms).toBe('number');
  });

  test('with a model, what it invents is dropped and named', async () => {
    const claude = await startFakeClaude();
    claude.script([], { kind: 'inventing' });
    const environment = { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: claude.url };
    const input = lines([{ id: 'a', text: bank.text, title: bank.title }]);
    const { stdout } = await run(['summarize', '--jsonl'], { input, environment });
    await claude.close();
    const [result] = read(stdout);
    expect(result).toMatchObject({ how: 'model' });
    expect((result!.dropped as string[]).length).toBeGreaterThan(0);
  });
});

describe('mujaz extract', () => {
  test('gives the article of a page, from its bytes or its path', async () => {
    const path = join(fixtures, 'pages/wordpress-levant.html');
    const expected = JSON.parse(
      readFileSync(join(fixtures, 'pages/wordpress-levant.json'), 'utf8'),
    ) as { title: string; date: string };
    const input = lines([
      { id: 1, path },
      { id: 2, html: readFileSync(path, 'utf8') },
    ]);
    const results = read((await run(['extract', '--jsonl'], { input })).stdout);
    for (const result of results)
      expect(result).toMatchObject({ title: expected.title, language: 'ar' });
    expect(results.map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('mujaz check', () => {
  test('keeps what holds and says of each line why it does not', async () => {
    const sentence = bank.text.split('\n\n')[0]!;
    const summary = {
      headline: bank.title,
      bullets: [
        { text: sentence, evidence: sentence, source_ids: [] },
        {
          text: 'أعلن الوزير طارق المنشاوي رصد 98765 دينارا.',
          evidence: 'هذه جملة لم ترد.',
          source_ids: [],
        },
      ],
      sources: [],
      topics: [],
    };
    const item = { id: 'a', text: bank.text, title: bank.title, summary };
    const [result] = read((await run(['check', '--jsonl'], { input: lines([item]) })).stdout);
    expect(result).toMatchObject({ kept: { bullets: [{ evidence: sentence }] } });
    const { stdout } = await run(['check', '-'], { input: JSON.stringify(item) });
    expect(stdout).toMatch(/FAIL bullets\[1\]\.evidence evidence-verbatim/);
  });
});

describe('mujaz', () => {
  test.each([[[]], [['summarise']], [['summarize']], [['extract', '--loud']]])(
    'a wrong call %j shows how it is used',
    async (args) => {
      const { code, stderr } = await run(args);
      expect(code).toBe(2);
      expect(stderr).toContain('mujaz summarize');
    },
  );

  test('a file that is not there is one line, not a stack', async () => {
    const { code, stderr } = await run(['summarize', 'no-such-file']);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
