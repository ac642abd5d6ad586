import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { type ClaudeSettings, createClaude } from '../../src/claude/claude.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { loadPrompts } from '../../src/summary/prompt.ts';
import { readSummary } from '../../src/summary/read-summary.ts';
import { type FakeAnswer, type FakeClaude, startFakeClaude } from '../support/fake-claude.ts';

const prompts = loadPrompts(join(import.meta.dirname, '../../prompts'));
const input = {
  output_language: 'ar',
  bullets: { least: 2, most: 3 },
  article: {
    title: 'افتتاح جسر في مدينة السنابل',
    text: 'افتتحت بلدية السنابل جسرا جديدا فوق النهر بعد عامين من العمل.\n\nوقال سامر الخطيب، رئيس البلدية، إن الجسر يختصر الطريق بين الضفتين.\n\nوذكرت مصادر محلية أن كلفته بلغت مليوني دينار.',
  },
};
const question = { prompt: prompts.summarize, input };

let fake: FakeClaude;
beforeAll(async () => {
  fake = await startFakeClaude();
});
beforeEach(() => fake.reset());
afterAll(() => fake.close());

const claude = (settings: Partial<ClaudeSettings> = {}) =>
  createClaude({
    apiKey: 'test-key',
    baseUrl: fake.url,
    model: 'claude-haiku-5-5',
    schemaMode: 'native',
    clock: systemClock,
    log: silentLog,
    ...settings,
  });

/** What asking costs, and how it ends, with one scripted answer. */
const asking = async (answer: FakeAnswer, settings: Partial<ClaudeSettings> = {}) => {
  fake.script([], answer);
  const bills: number[] = [];
  const asked = claude(settings).ask({ ...question, bill: (cost) => bills.push(cost) });
  return { reply: await asked.catch((thrown: unknown) => thrown), bills };
};

describe('a question to Claude', () => {
  test('is answered with JSON that reads as a summary', async () => {
    const { reply } = await asking({ kind: 'honest' });
    expect(reply).toMatchObject({ outcome: 'answered' });
    const { text } = reply as { text: string };
    expect(readSummary(text)?.headline).toBe('افتتاح جسر في مدينة السنابل');
  });

  test('carries the article as JSON in the user turn and never in the instructions', async () => {
    await asking({ kind: 'honest' });
    const { body } = fake.calls[0]!;
    const [block, closing] = body.messages![0]!.content as { text: string }[];
    expect(JSON.parse(block!.text)).toEqual(input);
    expect(closing!.text).toBe(prompts.summarize.closing);
    expect(JSON.stringify(body.system)).not.toContain('السنابل');
  });

  test('asks the default model without thinking, at low effort, with a cached prompt', async () => {
    await asking({ kind: 'honest' });
    const { body, headers } = fake.calls[0]!;
    expect(headers.authorization).toBe('Bearer test-key');
    expect(body).toMatchObject({
      model: 'claude-haiku-5-5',
      max_tokens: 6000,
      stream: true,
      thinking: { type: 'disabled' },
      output_config: { effort: 'low', format: { type: 'json_schema' } },
      system: [{ type: 'text', cache_control: { type: 'ephemeral' } }],
    });
    expect(body).not.toHaveProperty('temperature');
  });

  test('sends the same schema and the same instructions for every article', async () => {
    await asking({ kind: 'honest' });
    await claude().ask({ ...question, input: { ...input, output_language: 'en' } });
    const [first, second] = fake.calls;
    expect(second!.body.system).toEqual(first!.body.system);
    expect(second!.body.output_config).toEqual(first!.body.output_config);
  });

  test.for(['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-someday-9'])(
    'is accepted by %s, whose thinking works differently',
    async (model) => {
      const { reply } = await asking({ kind: 'honest' }, { model });
      expect(reply).toMatchObject({ outcome: 'answered' });
    },
  );

  test('leaves room for thinking where it cannot be turned off', async () => {
    await asking({ kind: 'honest' }, { model: 'claude-opus-5-5' });
    await asking({ kind: 'honest' }, { model: 'claude-sonnet-5-5' });
    expect(fake.calls.map(({ body }) => body.max_tokens)).toEqual([6000 + 8192, 6000]);
  });

  test('names the reader by the hash it was given, or not at all', async () => {
    await claude().ask({ ...question, reader: 'a1b2c3' });
    await claude().ask(question);
    expect(fake.calls.map(({ body }) => body.metadata)).toEqual([{ user_id: 'a1b2c3' }, undefined]);
  });

  test('takes more room where it is asked to', async () => {
    await claude().ask({ ...question, maxTokens: 12_000 });
    expect(fake.calls[0]!.body.max_tokens).toBe(12_000);
  });
});

describe('a server that ignores output schemas', () => {
  test('gets the schema in the instructions and none of the parameters it does not know', async () => {
    await asking({ kind: 'honest' }, { schemaMode: 'prompt' });
    const { body } = fake.calls[0]!;
    expect(Object.keys(body).sort()).toEqual([
      'max_tokens',
      'messages',
      'model',
      'stream',
      'system',
    ]);
    expect(body.system).toContain('"evidence"');
    expect(JSON.stringify(body)).not.toContain('cache_control');
  });

  test.for([
    '```json\n{"headline":"خبر"}\n```',
    'إليك الخلاصة: {"headline":"خبر"} أتمنى أن تفيد.',
    '<think>{"a":1} أفكر</think>{"headline":"خبر"}',
  ])('may wrap its JSON: %s', async (text) => {
    const { reply } = await asking({ kind: 'text', text }, { schemaMode: 'prompt' });
    expect(reply).toEqual({ outcome: 'answered', text: '{"headline":"خبر"}' });
  });
});

describe('an answer that is none', () => {
  test('a refusal is an outcome with its category, and is paid', async () => {
    const { reply, bills } = await asking({ kind: 'refusal', category: 'bio' });
    expect(reply).toEqual({ outcome: 'refused', category: 'bio' });
    expect(bills).toHaveLength(1);
  });

  test('an answer cut at max_tokens is an outcome with what there was', async () => {
    const { reply } = await asking({ kind: 'max-tokens', text: '{"headline":"خب' });
    expect(reply).toEqual({ outcome: 'truncated', text: '{"headline":"خب' });
  });
});

const error = (status: number, type: string, more: object = {}): FakeAnswer => ({
  kind: 'error',
  status,
  type,
  ...more,
});

describe('an error of the API', () => {
  test.for<[string, FakeAnswer, string]>([
    ['429', error(429, 'rate_limit_error'), 'model-rate-limited'],
    [
      '429 while the limit is being raised',
      error(429, 'rate_limit_error', { code: 'ramp_limit_exceeded', retryAfter: 4 }),
      'model-rate-limited',
    ],
    [
      '429 at the tier’s spend limit',
      error(429, 'rate_limit_error', { code: 'enforced_spend_limit_reached' }),
      'model-spend-limit',
    ],
    [
      '429 at the contract’s spend limit',
      error(429, 'rate_limit_error', { code: 'contract_spend_limit_reached' }),
      'model-spend-limit',
    ],
    ['402', error(402, 'billing_error'), 'model-spend-limit'],
    [
      '400 at the organisation’s own cap',
      error(400, 'invalid_request_error', {
        message: 'You have reached your specified API usage limits. You will regain access later.',
      }),
      'model-spend-limit',
    ],
    [
      '400 of an organisation on hold',
      error(400, 'invalid_request_error', { code: 'organization_on_hold' }),
      'model-spend-limit',
    ],
    ['400', error(400, 'invalid_request_error'), 'model-misconfigured'],
    ['401', error(401, 'authentication_error'), 'model-misconfigured'],
    ['403', error(403, 'permission_error'), 'model-misconfigured'],
    ['404', error(404, 'not_found_error'), 'model-misconfigured'],
    ['413', error(413, 'request_too_large'), 'model-misconfigured'],
    ['409', error(409, 'conflict_error'), 'model-busy'],
    ['500', error(500, 'api_error'), 'model-busy'],
    ['504', error(504, 'timeout_error'), 'model-busy'],
    ['529', error(529, 'overloaded_error'), 'model-busy'],
    ['a type and status that nobody knows', error(599, 'novel_error'), 'model-busy'],
    [
      'overload amid a stream',
      { kind: 'stream-error', type: 'overloaded_error', message: 'Overloaded' },
      'model-busy',
    ],
    [
      'a rate limit amid a stream',
      { kind: 'stream-error', type: 'rate_limit_error', message: 'Slow down' },
      'model-rate-limited',
    ],
    [
      'a bad request amid a stream',
      { kind: 'stream-error', type: 'invalid_request_error', message: 'No' },
      'model-misconfigured',
    ],
    ['a socket dropped amid a stream', { kind: 'drop' }, 'model-busy'],
    ['a stream that ends too early', { kind: 'end-early' }, 'model-busy'],
    ['a connection that is reset', { kind: 'reset' }, 'model-busy'],
  ])('%s', async ([, answer, kind]) => {
    const { reply } = await asking(answer);
    expect(reply).toBeInstanceOf(Failure);
    expect(reply).toMatchObject({ kind });
    expect(fake.calls).toHaveLength(1);
  });

  test('carries the time to wait that the server asked for, an hour at the most', async () => {
    const waits = [];
    for (const retryAfter of [7, 0, 1_000_000, 'Wed, 21 Oct 2026 07:28:00 GMT', 'soon']) {
      const answer = error(429, 'rate_limit_error', { retryAfter });
      const clock = { now: () => Date.parse('2026-10-21T07:27:30Z') };
      const { reply } = await asking(answer, { clock });
      waits.push((reply as Failure).retryAfterMs);
    }
    expect(waits).toEqual([7000, 0, 3_600_000, 30_000, undefined]);
  });

  test('tells operators the API’s words where only they can mend it, and never the key', async () => {
    const { reply } = await asking(
      error(404, 'not_found_error', { message: 'model: claude-haku-5-5' }),
    );
    expect((reply as Failure).message).toContain('claude-haku-5-5');
    expect((reply as Failure).message).not.toContain('test-key');
  });

  test('a server that nobody runs is busy, not a bug', async () => {
    const gone = await startFakeClaude();
    await gone.close();
    const { reply } = await asking({ kind: 'honest' }, { baseUrl: gone.url });
    expect(reply).toMatchObject({ kind: 'model-busy' });
  });
});

describe('a call that takes too long', () => {
  test.for<FakeAnswer>([{ kind: 'stall' }, { kind: 'silence' }])(
    'is stopped after a silence: $kind',
    async (answer) => {
      const { reply } = await asking(answer, { idleMs: 150 });
      expect(reply).toMatchObject({
        kind: 'model-busy',
        message: expect.stringContaining('sent nothing'),
      });
    },
  );

  test('is stopped at its deadline however much it says', async () => {
    const { reply } = await asking({ kind: 'stall' }, { idleMs: 60_000, deadlineMs: 150 });
    expect(reply).toMatchObject({
      kind: 'model-busy',
      message: expect.stringContaining('took longer'),
    });
  });

  test('is given up with the worker’s own reason when the worker stops', async () => {
    fake.script([], { kind: 'stall' });
    const worker = new AbortController();
    const asked = claude().ask(question, worker.signal);
    await expect.poll(() => fake.calls.length).toBe(1);
    worker.abort(new Error('the worker stops'));
    await expect(asked).rejects.toThrow('the worker stops');
  });

  test('is not even begun when the worker has stopped', async () => {
    const stopped = AbortSignal.abort(new Error('stopped before'));
    await expect(claude().ask(question, stopped)).rejects.toThrow('stopped before');
    expect(fake.calls).toHaveLength(0);
  });
});

describe('the price of a call', () => {
  test('is told in whole micro-dollars and stays below its estimate', async () => {
    const { bills } = await asking({ kind: 'honest' });
    expect(bills).toHaveLength(1);
    expect(Number.isInteger(bills[0])).toBe(true);
    expect(bills[0]).toBeGreaterThan(0);
    expect(bills[0]).toBeLessThan(claude().estimate(question));
  });

  test('is told at least in part where the stream broke off', async () => {
    const { bills } = await asking({ kind: 'drop', chunks: 8 });
    expect(bills).toHaveLength(1);
    expect(bills[0]).toBeGreaterThan(0);
  });

  test('is nothing where the API turned the request away', async () => {
    const { bills } = await asking(error(529, 'overloaded_error'));
    expect(bills).toEqual([0]);
  });

  test('is estimated higher with more text, more room and a dearer model', () => {
    const { estimate } = claude();
    const least = estimate(question);
    const longer = { ...input, article: { title: '', text: 'نص طويل '.repeat(2000) } };
    expect(estimate({ ...question, input: longer })).toBeGreaterThan(least);
    expect(estimate({ ...question, maxTokens: 12_000 })).toBeGreaterThan(least);
    expect(claude({ model: 'claude-someday-9' }).estimate(question)).toBeGreaterThan(least * 20);
  });
});
