import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { casesOf } from '../../src/jobs/feedback.ts';
import { answerSaying } from '../contracts/backends.ts';
import { type FakeClaude, startFakeClaude } from '../support/fake-claude.ts';

const script = join(import.meta.dirname, '../../bench/eval.ts');
const articles = [
  {
    id: 'bridge',
    title: 'افتتاح جسر في مدينة السنابل',
    text: 'افتتحت بلدية السنابل جسرا جديدا فوق النهر بعد عامين من العمل.\n\nوقال سامر الخطيب، رئيس البلدية، إن الجسر يختصر الطريق بين الضفتين.\n\nوذكرت مصادر محلية أن كلفته بلغت مليوني دينار.\n\nويربط الجسر حي الميدان بالسوق القديم في وسط المدينة.',
    sources: [
      { name: 'سامر الخطيب', kind: 'person', salience: 'core' },
      { name: 'مصادر محلية', kind: 'anonymous', salience: 'minor' },
    ],
  },
  {
    id: 'library',
    title: 'مكتبة جديدة في حي الميدان',
    text: 'فتحت مكتبة عامة أبوابها في حي الميدان صباح السبت أمام الزوار.\n\nوأكدت ليلى الحسن، مديرة المكتبة، أن الدخول مجاني طوال العام.\n\nوتضم المكتبة قاعة للأطفال وأخرى للمطالعة ومقهى صغيرا.',
    sources: [{ name: 'ليلى الحسن', kind: 'person', salience: 'core' }],
  },
];

let fake: FakeClaude;
let folder: string;
beforeAll(async () => {
  fake = await startFakeClaude();
});
beforeEach(() => {
  fake.reset();
  folder = mkdtempSync(join(tmpdir(), 'mujaz-eval-'));
  const lines = articles.map((article) => JSON.stringify(article));
  writeFileSync(join(folder, 'articles.jsonl'), lines.join('\n'));
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => fake.close());

const run = promisify(execFile);

/** Runs the evaluation as a process of its own and gives what it printed. */
const evaluate = async (key: string, ...more: string[]): Promise<string> => {
  const paths = [
    '--articles',
    join(folder, 'articles.jsonl'),
    '--results',
    join(folder, 'results'),
  ];
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: fake.url };
  const { stdout } = await run(process.execPath, [script, ...paths, ...more], { env });
  return stdout;
};

/** The figures of the row that begins so, by the titles of the columns. */
const row = (printed: string, name: string): Record<string, string> => {
  const lines = printed.split('\n');
  const split = (line = '') => line.trim().split(/\s{2,}/);
  const titles = split(lines.find((line) => line.trim().startsWith('articles')));
  const cells = split(lines.find((line) => line.startsWith(name))).slice(1);
  return Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? '']));
};

describe('the evaluation', () => {
  test('measures the way without a model where there is no key, and asks nobody', async () => {
    const printed = await evaluate('');
    expect(printed).toContain('No ANTHROPIC_API_KEY');
    expect(row(printed, 'without a model')).toMatchObject({ articles: '2', failed: '0' });
    expect(fake.calls).toHaveLength(0);
  });

  test('prints grounding, sources, length and cost for each model and prompt', async () => {
    const printed = await evaluate('test-key', '--models', 'claude-haiku-5-5,claude-sonnet-5-5');
    const haiku = row(printed, 'claude-haiku-5-5');
    expect(haiku).toMatchObject({
      articles: '2',
      'by model %': '100.0',
      'grounded %': '100.0',
      'precision %': '100.0',
      'core rec. %': '100.0',
    });
    expect(Number(row(printed, 'claude-sonnet-5-5')['µ$ each'])).toBeGreaterThan(
      Number(haiku['µ$ each']) * 10,
    );
  });

  test('shows lines that are not grounded before and after the repair', async () => {
    fake.script([{ task: 'repair', answer: { kind: 'honest' } }], { kind: 'inventing' });
    const printed = await evaluate('test-key');
    const figures = row(printed, 'claude-haiku-5-5');
    expect(Number(figures['grounded %'])).toBeLessThan(90);
    expect(figures['repaired %']).toBe('100.0');
  });

  test('saves each run and compares it with the last one of the same row', async () => {
    await evaluate('test-key');
    await evaluate('');
    fake.script([], { kind: 'refusal' });
    const printed = await evaluate('test-key');
    expect(printed.split('\n').filter((line) => line.includes('since 20'))).toHaveLength(2);
    const compared = printed
      .split('\n')
      .find((line) => line.startsWith('claude-haiku') && line.includes('since'));
    expect(compared).toContain('-100.0');
    expect(printed).toContain('bridge: extractive, model-refused');

    const results = readdirSync(join(folder, 'results'));
    expect(results).toHaveLength(3);
    const saved = readFileSync(join(folder, 'results', results[0]!), 'utf8');
    expect(saved).not.toContain('test-key');
  });

  test('spends no more than it is allowed to', async () => {
    const printed = await evaluate('test-key', '--budget', '0.000001');
    expect(fake.calls).toHaveLength(0);
    expect(printed).toContain('bridge: extractive, budget-spent');
  });

  test('reads the cases that operators take from the bot, with what readers complained of', async () => {
    const { title, text } = articles[1]!;
    const bullet = {
      text: 'أغلقت المكتبة 40 قاعة.',
      evidence: 'أغلقت المكتبة 40 قاعة.',
      source_ids: [],
    };
    const summary = { headline: title, bullets: [bullet], sources: [], topics: [] };
    const answer = { ...answerSaying(title), summary, prompt: '3+abc', model: 'm' };
    const counts = { up: 1, down: 0, fact: 2, source: 0, missing: 0, style: 0 };
    const review = { key: 'k1', title, text, textLanguage: 'ar', answer, at: 0, counts };
    writeFileSync(join(folder, 'articles.jsonl'), casesOf([review]));
    const printed = await evaluate('');
    expect(row(printed, 'without a model')).toMatchObject({ articles: '1', failed: '0' });
    expect(printed).toContain('k1: up 1, fact 2 (m 3+abc); the gate refuses 1 of 1 lines');
  });

  test('goes on after an article that fails', async () => {
    fake.script([
      { contains: 'مكتبة', answer: { kind: 'error', status: 400, type: 'invalid_request_error' } },
    ]);
    const printed = await evaluate('test-key');
    expect(row(printed, 'claude-haiku-5-5')).toMatchObject({ articles: '2', failed: '1' });
    expect(printed).toContain('library: failed, model-misconfigured');
  });
});
