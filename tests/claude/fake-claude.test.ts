import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type FakeClaude, type FakeRule, startFakeClaude } from '../support/fake-claude.ts';

let fake: FakeClaude;
beforeAll(async () => {
  fake = await startFakeClaude();
});
afterAll(() => fake.close());

const valid = {
  model: 'claude-haiku-5-5',
  max_tokens: 100,
  messages: [
    { role: 'user', content: '{"article":{"title":"","text":"وقع الخبر أمس في المدينة."}}' },
  ],
};
const format = (schema: object) => ({ output_config: { format: { type: 'json_schema', schema } } });
const object = { type: 'object', additionalProperties: false, required: [], properties: {} };

const post = (body: object, headers: Record<string, string> = {}, url = fake.url) =>
  fetch(`${url}/v1/messages`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      authorization: 'Bearer key',
      'anthropic-version': '2026-10-21',
      'content-type': 'application/json',
      ...headers,
    },
  });

describe('the stand-in for Claude’s API', () => {
  test('answers what that API would answer', async () => {
    const response = await post(valid);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ type: 'message', stop_reason: 'end_turn' });
  });

  test.for<[string, object, RegExp]>([
    ['a temperature', { temperature: 0 }, /^temperature: Extra inputs are not permitted$/],
    ['top_p', { top_p: 1 }, /^top_p: Extra/],
    ['a key that nobody knows', { tone: 'warm' }, /^tone: Extra/],
    ['no room for an answer', { max_tokens: 0 }, /^max_tokens/],
    ['thinking by budget', { thinking: { type: 'enabled', budget_tokens: 1024 } }, /^thinking/],
    [
      'thinking turned off on a model that cannot',
      { model: 'claude-opus-5-5', thinking: { type: 'disabled' } },
      /claude-opus-5-5/,
    ],
    [
      'thinking turned off in another model’s way',
      { model: 'claude-sonnet-5-5', thinking: { type: 'disabled' } },
      /claude-sonnet-5-5/,
    ],
    [
      'thinking turned off at the highest effort',
      { thinking: { type: 'disabled' }, output_config: { effort: 'max' } },
      /effort max/,
    ],
    ['an effort that does not exist', { output_config: { effort: 'huge' } }, /effort/],
    [
      'a begun answer',
      { messages: [...valid.messages, { role: 'assistant', content: '{' }] },
      /prefill/,
    ],
    ['an empty text', { system: '' }, /non-empty/],
    ['an open schema', format({ ...object, additionalProperties: true }), /additionalProperties/],
    ['a schema with bounds', format({ type: 'array', items: object, maxItems: 7 }), /maxItems/],
    ['a schema with lengths', format({ type: 'string', minLength: 1 }), /minLength/],
    [
      'a schema with a field that may be missing',
      format({ ...object, properties: { headline: { type: 'string' } } }),
      /headline/,
    ],
  ])('refuses %s', async ([, change, message]) => {
    const response = await post({ ...valid, ...change });
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: { type: string; message: string } };
    expect(error.type).toBe('invalid_request_error');
    expect(error.message).toMatch(message);
  });

  test('refuses a key in the header of former years, and a version of them', async () => {
    expect((await post(valid, { authorization: '', 'x-api-key': 'key' })).status).toBe(401);
    expect((await post(valid, { 'anthropic-version': '2023-06-01' })).status).toBe(400);
  });

  test('does not know a model that is none of Claude’s', async () => {
    expect((await post({ ...valid, model: 'gpt-9' })).status).toBe(404);
  });

  test('runs as a process of its own and is driven over HTTP', async () => {
    const path = join(import.meta.dirname, '../support/fake-claude.ts');
    const child = spawn(process.execPath, [path, '--port', '0']);
    try {
      const [printed] = (await once(child.stdout, 'data')) as [Buffer];
      const url = printed.toString().trim();
      const rules: FakeRule[] = [
        { times: 1, answer: { kind: 'error', status: 529, type: 'overloaded_error' } },
        { contains: 'الخبر', answer: { kind: 'json', json: { seen: true } } },
      ];
      const script = { method: 'POST', body: JSON.stringify({ rules }) };
      await fetch(`${url}/__fake/script`, script);

      const [first, second] = [await post(valid, {}, url), await post(valid, {}, url)];
      expect(first.status).toBe(529);
      expect(await second.json()).toMatchObject({ content: [{ text: '{"seen":true}' }] });
      const calls = await fetch(`${url}/__fake/calls`);
      expect(await calls.json()).toMatchObject({ calls: [{ status: 529 }, { status: 200 }] });
    } finally {
      child.kill('SIGTERM');
    }
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
  });
});
