import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import type { Prose } from '../../src/article/article.ts';
import { ground } from '../../src/summary/ground.ts';
import { checkKinds } from '../../src/summary/grounding.ts';
import { loadPrompt, loadPrompts } from '../../src/summary/prompt.ts';
import { summarySchema } from '../../src/summary/summary.ts';

const folder = join(import.meta.dirname, '../../prompts');
const prompts = loadPrompts(folder);

const front = {
  id: 'summarize.ar',
  version: '3',
  task: 'summarize',
  effort: 'low',
  max_tokens: '4000',
  schema: 'summary',
  closing: 'لخّص.',
};
const write = (changes: Record<string, string | undefined> = {}, body = 'أنت محرر أخبار.') => {
  const lines = Object.entries<string | undefined>({ ...front, ...changes });
  const yaml = lines.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  return `---\n${yaml.join('\n')}\n---\n\n${body}\n`;
};

describe('a prompt file', () => {
  test('is instructions below their settings', () => {
    const { fingerprint, schema, ...prompt } = loadPrompt(write(), 'a.md');
    expect(prompt).toEqual({
      id: 'summarize.ar',
      task: 'summarize',
      effort: 'low',
      maxTokens: 4000,
      system: 'أنت محرر أخبار.',
      closing: 'لخّص.',
    });
    expect(schema).toBe(summarySchema);
    expect(fingerprint).toMatch(/^3\+[0-9a-f]{12}$/);
  });

  test.for<[string, Record<string, string | undefined>]>([
    ['lacks a setting', { effort: undefined }],
    ['has one that nobody knows', { temperature: '0.2' }],
    ['asks for an effort that no model has', { effort: 'huge' }],
    ['leaves no room for an answer', { max_tokens: '10' }],
    ['names a schema that does not exist', { schema: 'poem' }],
    ['has no last word', { closing: '""' }],
  ])('that %s is refused by its name', ([, changes]) => {
    expect(() => loadPrompt(write(changes), 'bad.md')).toThrow(/^bad\.md: /);
  });

  test('without settings or without text is refused', () => {
    expect(() => loadPrompt('أنت محرر أخبار.', 'bare.md')).toThrow(/^bare\.md: /);
    expect(() => loadPrompt(write({}, ' '), 'empty.md')).toThrow('empty.md: no text');
  });

  test('gets another fingerprint with any change of its words or its schema', () => {
    const schemas = { summary: z.object({ headline: z.string() }) };
    const prints = [
      loadPrompt(write(), 'a.md'),
      loadPrompt(write({}, 'أنت محرر أخبار عربي.'), 'a.md'),
      loadPrompt(write({ closing: 'لخّص الآن.' }), 'a.md'),
      loadPrompt(write(), 'a.md', schemas),
    ].map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(4);
    expect(loadPrompt(write(), 'b.md').fingerprint).toBe(prints[0]);
  });
});

const jsonBlocks = (text: string): string[] =>
  Array.from(text.matchAll(/```json\n([\s\S]*?)```/g), ([, json = '']) => json);

describe('the Arabic prompts', () => {
  test('teach by an example that passes the gate whole', () => {
    const [request = '', answer = ''] = jsonBlocks(prompts.summarize.system);
    const { article } = z.object({ article: z.looseObject({}) }).parse(JSON.parse(request));
    const prose = z.object({ title: z.string(), text: z.string() }).parse(article);
    const summary = summarySchema.parse(JSON.parse(answer));
    const arabic: Prose = { ...prose, language: 'ar' };
    const { checks, kept } = ground(arabic, summary, { output: 'ar' });
    expect(checks.filter(({ ok, hard }) => hard && !ok)).toEqual([]);
    const texts = ({ bullets, sources }: typeof kept) => [bullets.map(({ text }) => text), sources];
    expect(texts(kept)).toEqual(texts(summary));
  });

  test('hold only JSON that can be read', () => {
    const blocks = Object.values(prompts).flatMap(({ system }) => jsonBlocks(system));
    expect(blocks.length).toBeGreaterThan(5);
    for (const block of blocks) expect(() => JSON.parse(block) as unknown).not.toThrow();
  });

  test('name every field of the summary', () => {
    const { bullets, sources } = summarySchema.shape;
    const shapes = [summarySchema, bullets.element, sources.element].map(({ shape }) => shape);
    for (const field of shapes.flatMap((shape) => Object.keys(shape))) {
      expect(prompts.summarize.system).toContain(`\`${field}\``);
    }
  });

  test('say how each fault that the gate can find is mended', () => {
    const unexplained = checkKinds.filter((kind) => !prompts.repair.system.includes(`\`${kind}\``));
    expect(unexplained).toEqual([]);
  });

  test('declare the article untrusted before they say anything about it', () => {
    for (const { system } of Object.values(prompts)) {
      expect(system).toContain('<untrusted_content_policy>');
    }
  });

  test('hold no hidden character', () => {
    for (const name of ['summarize.ar.md', 'repair.ar.md']) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect(text.match(/[\p{Cf}\p{Co}]/gu)).toBeNull();
    }
  });
});
