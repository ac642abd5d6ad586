import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Prose } from '../../src/article/article.ts';
import { createClaude } from '../../src/claude/claude.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import type { Answer } from '../../src/summary/answer.ts';
import type { Budget, Model } from '../../src/summary/ask.ts';
import { ground } from '../../src/summary/ground.ts';
import { loadPrompts } from '../../src/summary/prompt.ts';
import { createSummarise, summariseWithoutModel } from '../../src/summary/summarise.ts';
import type { Summary } from '../../src/summary/summary.ts';
import { invented } from '../support/fake-claude-summaries.ts';
import { type FakeAnswer, type FakeClaude, startFakeClaude } from '../support/fake-claude.ts';

const prompts = loadPrompts(join(import.meta.dirname, '../../prompts'));

const prose: Prose = {
  title: 'افتتاح جسر في مدينة السنابل',
  language: 'ar',
  text: [
    'افتتحت بلدية السنابل، الأحد، جسرا جديدا فوق النهر بعد عامين من العمل.',
    'وقال سامر الخطيب، رئيس البلدية، إن الجسر "يختصر الطريق بين الضفتين إلى عشر دقائق" صباحا.',
    'وذكرت مصادر محلية أن الكلفة بلغت 12 مليون دينار.',
    'ويربط الجسر حي الميدان بالسوق القديم، وتمر عليه الحافلات والدراجات.',
  ].join('\n\n'),
};

// The gate gives evidence back from its first word to its last, without the full stop.
const bullet = (sentence: string, text = sentence, source_ids: string[] = []) => ({
  text,
  evidence: sentence.replace(/\.$/, ''),
  source_ids,
});
const [opening = '', saying = '', costing = '', linking = ''] = prose.text.split('\n\n');

const good: Summary = {
  headline: 'بلدية السنابل تفتتح جسرا فوق النهر',
  bullets: [bullet(opening), bullet(saying, saying, ['s1']), bullet(costing, costing, ['s2'])],
  sources: [
    {
      id: 's1',
      name: 'سامر الخطيب',
      mention: 'سامر الخطيب',
      role: 'رئيس البلدية',
      kind: 'person',
      quote: 'يختصر الطريق بين الضفتين إلى عشر دقائق',
    },
    {
      id: 's2',
      name: 'مصادر محلية',
      mention: 'مصادر محلية',
      role: '',
      kind: 'anonymous',
      quote: '',
    },
  ],
  topics: ['بنية تحتية'],
};
/** One bullet whose evidence no article has. */
const faulty: Summary = {
  ...good,
  bullets: [...good.bullets, bullet('وانهار الجسر بعد ساعة من افتتاحه أمام الحضور.')],
};
const hopeless: Summary = {
  ...good,
  bullets: faulty.bullets.slice(3),
};

const extractive = ({ title }: Prose): Summary => ({
  headline: title,
  bullets: [bullet(opening), bullet(linking)],
  sources: [],
  topics: [],
});

let fake: FakeClaude;
beforeAll(async () => {
  fake = await startFakeClaude();
});
beforeEach(() => fake.reset());
afterAll(() => fake.close());

/** A day's purse that remembers what was asked of it. */
const purse = (calls = Infinity) => {
  const reserved: number[] = [];
  const settled: [number, number][] = [];
  const budget: Budget = {
    reserve: async (amount) => reserved.push(amount) <= calls,
    settle: async (...amounts) => void settled.push(amounts),
  };
  return { budget, reserved, settled };
};

type Scene = {
  prose?: Prose;
  language?: 'ar' | 'en';
  purse?: ReturnType<typeof purse>;
  signal?: AbortSignal;
  schemaMode?: 'native' | 'prompt';
};

const summarise = (scene: Scene = {}) => {
  const model = createClaude({
    apiKey: 'test-key',
    baseUrl: fake.url,
    model: 'claude-haiku-5-5',
    schemaMode: scene.schemaMode ?? 'native',
    clock: systemClock,
    log: silentLog,
  });
  const { budget } = scene.purse ?? purse();
  const run = createSummarise({ model, prompts, ground, extractive, budget, log: silentLog });
  return run(scene.prose ?? prose, { language: scene.language ?? 'ar', signal: scene.signal });
};

const json = (summary: Summary): FakeAnswer => ({ kind: 'json', json: summary });
/** One answer after the other, whatever is asked; the last one for all further calls. */
const inTurn = (...answers: FakeAnswer[]) =>
  fake.answerWith(() => answers[Math.min(fake.calls.length, answers.length) - 1]!);
const tasks = () => fake.calls.map(({ task }) => task);
const textOf = ({ summary }: Answer): string => JSON.stringify(summary);

describe('a summary by the model', () => {
  test('is held against a text that was read while the model wrote', async () => {
    const read = Promise.withResolvers<Prose>();
    const model: Model = {
      id: 'slow',
      ask: () => read.promise.then(() => ({ outcome: 'answered', text: JSON.stringify(good) })),
      estimate: () => 0,
    };
    const { budget } = purse();
    const readAhead = read.resolve;
    const parts = { model, prompts, ground, readAhead, extractive, budget, log: silentLog };
    const { how } = await createSummarise(parts)(prose, { language: 'ar' });
    expect({ how, text: (await read.promise).text }).toEqual({ how: 'model', text: prose.text });
  });

  test('comes all the same where that reading fails', async () => {
    const tried = Promise.withResolvers<void>();
    const model: Model = {
      id: 'slow',
      ask: () => tried.promise.then(() => ({ outcome: 'answered', text: JSON.stringify(good) })),
      estimate: () => 0,
    };
    const { budget } = purse();
    const readAhead = (): never => {
      tried.resolve();
      throw new Error('unreadable');
    };
    const parts = { model, prompts, ground, readAhead, extractive, budget, log: silentLog };
    expect((await createSummarise(parts)(prose, { language: 'ar' })).how).toBe('model');
  });

  test('is the model’s own where every line stands in the article', async () => {
    inTurn(json(good));
    const answer = await summarise();
    expect(answer).toMatchObject({
      summary: good,
      how: 'model',
      reason: '',
      model: 'claude-haiku-5-5',
      prompt: prompts.summarize.fingerprint,
      checked: 5,
      repaired: 0,
      dropped: 0,
      faults: [],
    });
    expect(tasks()).toEqual(['summarize']);
  });

  test('is asked for in the reader’s language and in a number of bullets that suits the length', async () => {
    await summarise({ language: 'en' });
    const [first] = fake.calls;
    const [block] = first!.body.messages![0]!.content as { text: string }[];
    expect(JSON.parse(block!.text)).toEqual({
      output_language: 'en',
      bullets: { least: 2, most: 3 },
      article: { title: prose.title, text: prose.text },
    });
  });

  test('has seven bullets at the most, however long the article is', async () => {
    const long = { ...prose, text: `${prose.text}\n\n${'كلمة '.repeat(3000)}` };
    inTurn(json({ ...good, bullets: Array.from({ length: 30 }, () => bullet(opening)) }));
    const { summary } = await summarise({ prose: long });
    expect(summary.bullets).toHaveLength(7);
    expect(JSON.stringify(fake.calls[0]!.body)).toContain(String.raw`\"least\":6,\"most\":7`);
  });
});

describe('a line that does not stand in the article', () => {
  test('is mended by one call that names it', async () => {
    const mended = { ...good, bullets: [...good.bullets, bullet(linking)] };
    inTurn(json(faulty), json(mended));
    const answer = await summarise();
    expect(answer).toMatchObject({ summary: mended, checked: 6, repaired: 1, dropped: 0 });
    expect(tasks()).toEqual(['summarize', 'repair']);

    const [block] = fake.calls[1]!.body.messages![0]!.content as { text: string }[];
    const { faults, summary } = JSON.parse(block!.text) as { faults: object[]; summary: Summary };
    expect(summary).toEqual(faulty);
    expect(faults).toContainEqual(
      expect.objectContaining({ path: 'bullets[3].evidence', kind: 'evidence-verbatim' }),
    );
  });

  test('is dropped where the repair fails too, and the rest is shown', async () => {
    inTurn(json(faulty));
    const answer = await summarise();
    expect(answer).toMatchObject({ summary: good, how: 'model', repaired: 0, dropped: 1 });
    expect(tasks()).toEqual(['summarize', 'repair']);
  });

  test('counts as dropped where the repair leaves it out', async () => {
    inTurn(json(faulty), json(good));
    expect(await summarise()).toMatchObject({ summary: good, repaired: 0, dropped: 1 });
  });

  test('is dropped without more ado where the repair comes back worse', async () => {
    inTurn(json(faulty), json(hopeless));
    expect(await summarise()).toMatchObject({ summary: good, dropped: 1 });
  });

  test.for<FakeAnswer>([
    { kind: 'error', status: 529, type: 'overloaded_error' },
    { kind: 'refusal' },
    { kind: 'text', text: '{"headline":' },
    { kind: 'drop' },
  ])('is dropped where the repairing call gives nothing: $kind', async (answer) => {
    inTurn(json(faulty), answer);
    expect(await summarise()).toMatchObject({ summary: good, how: 'model', dropped: 1 });
  });

  test('leaves the way without a model where too little is left', async () => {
    inTurn(json(hopeless));
    const answer = await summarise();
    expect(answer).toMatchObject({
      summary: extractive(prose),
      how: 'extractive',
      reason: 'not-grounded',
      model: '',
    });
    expect(answer.costMicroUsd).toBeGreaterThan(0);
  });

  test('waits with the queue where too little is left and the repair finds the model busy', async () => {
    inTurn(json(hopeless), { kind: 'error', status: 529, type: 'overloaded_error' });
    await expect(summarise()).rejects.toMatchObject({ kind: 'model-busy' });
  });

  test('is no invented minister, number or quote that a reader could meet', async () => {
    fake.script([], { kind: 'inventing' });
    const answer = await summarise();
    expect(answer.how).toBe('model');
    expect(answer.summary.bullets.length).toBeGreaterThanOrEqual(2);
    for (const word of Object.values(invented)) expect(textOf(answer)).not.toContain(word);
  });
});

describe('an answer that is no summary', () => {
  test('is asked for once more where it is broken JSON', async () => {
    inTurn({ kind: 'text', text: '{"headline": "خبر", "bullets": [' }, json(good));
    expect(await summarise()).toMatchObject({ summary: good, how: 'model' });
    expect(fake.calls).toHaveLength(2);
  });

  test('gives way to the article’s own sentences where it is broken twice', async () => {
    inTurn({ kind: 'text', text: 'لا أستطيع.' });
    expect(await summarise()).toMatchObject({ how: 'extractive', reason: 'not-grounded' });
    expect(fake.calls).toHaveLength(2);
  });

  test('is asked for once more with twice the room where it was cut', async () => {
    inTurn({ kind: 'max-tokens' }, json(good));
    expect(await summarise()).toMatchObject({ summary: good, how: 'model' });
    expect(fake.calls.map(({ body }) => body.max_tokens)).toEqual([6000, 12_000]);
  });

  test('is not asked for again where the model refuses', async () => {
    inTurn({ kind: 'refusal', category: 'bio' });
    expect(await summarise()).toMatchObject({ how: 'extractive', reason: 'model-refused' });
    expect(fake.calls).toHaveLength(1);
  });

  test('may come wrapped and with fields missing from a server that ignores the schema', async () => {
    const bare = {
      headline: good.headline,
      bullets: good.bullets.map(({ text, evidence }) => ({ text, evidence, mood: 'calm' })),
      sources: null,
    };
    inTurn({ kind: 'text', text: `\`\`\`json\n${JSON.stringify(bare)}\n\`\`\`` });
    const { summary } = await summarise({ schemaMode: 'prompt' });
    expect(summary.bullets.map(({ text }) => text)).toEqual([opening, saying, costing]);
    expect(summary.sources).toEqual([]);
  });
});

describe('an article that is not Arabic', () => {
  const english: Prose = {
    title: 'Bridge opens',
    language: 'en',
    text: 'The town opened a new bridge over the river on Sunday. It took two years to build.',
  };

  test.for<[FakeAnswer, string]>([
    [{ kind: 'refusal' }, 'model-refused'],
    [{ kind: 'text', text: 'No.' }, 'model-unreadable'],
  ])('has no way without a model: %o', async ([answer, kind]) => {
    inTurn(answer);
    await expect(summarise({ prose: english })).rejects.toMatchObject({ kind });
  });

  test('keeps its own words as evidence under an Arabic summary', async () => {
    const sentences = english.text.split(/(?<=\.) /);
    const arabic: Summary = {
      headline: 'افتتاح جسر جديد',
      bullets: [
        bullet(sentences[0]!, 'افتتحت البلدة جسرا جديدا فوق النهر، الأحد.'),
        bullet(sentences[1]!, 'استغرق بناء الجسر عامين.'),
      ],
      sources: [],
      topics: [],
    };
    inTurn(json(arabic));
    expect(await summarise({ prose: english })).toMatchObject({ summary: arabic, dropped: 0 });
  });
});

describe('a model that cannot be asked now', () => {
  test.for<[FakeAnswer, object]>([
    [
      { kind: 'error', status: 429, type: 'rate_limit_error', retryAfter: 9 },
      { kind: 'model-rate-limited', retryAfterMs: 9000 },
    ],
    [{ kind: 'error', status: 529, type: 'overloaded_error' }, { kind: 'model-busy' }],
    [{ kind: 'error', status: 402, type: 'billing_error' }, { kind: 'model-spend-limit' }],
    [{ kind: 'error', status: 401, type: 'authentication_error' }, { kind: 'model-misconfigured' }],
    [{ kind: 'drop' }, { kind: 'model-busy' }],
  ])('is the queue’s to wait for: %o', async ([answer, failure]) => {
    inTurn(answer);
    await expect(summarise()).rejects.toMatchObject(failure);
    expect(fake.calls).toHaveLength(1);
  });

  test('ends at once when the worker stops', async () => {
    inTurn({ kind: 'stall' });
    const worker = new AbortController();
    const answer = summarise({ signal: worker.signal });
    await expect.poll(() => fake.calls.length).toBe(1);
    worker.abort(new Error('the worker stops'));
    await expect(answer).rejects.toThrow('the worker stops');
  });
});

describe('money', () => {
  test('is set aside before each call and settled by what it cost', async () => {
    inTurn(json(faulty), json(good));
    const spending = purse();
    const { costMicroUsd } = await summarise({ purse: spending });
    expect(spending.settled).toHaveLength(2);
    expect(spending.settled.map(([reserved]) => reserved)).toEqual(spending.reserved);
    expect(spending.settled.reduce((sum, [, spent]) => sum + spent, 0)).toBe(costMicroUsd);
    for (const [reserved, spent] of spending.settled) expect(spent).toBeLessThan(reserved);
  });

  test('that is spent leaves the way without a model, and no call is made', async () => {
    const answer = await summarise({ purse: purse(0) });
    expect(answer).toMatchObject({ how: 'extractive', reason: 'budget-spent', costMicroUsd: 0 });
    expect(fake.calls).toHaveLength(0);
  });

  test('that is spent before the repair drops what failed', async () => {
    inTurn(json(faulty));
    expect(await summarise({ purse: purse(1) })).toMatchObject({ summary: good, dropped: 1 });
    expect(fake.calls).toHaveLength(1);
  });

  test('is given back where the API turned the call away', async () => {
    inTurn({ kind: 'error', status: 429, type: 'rate_limit_error' });
    const spending = purse();
    await expect(summarise({ purse: spending })).rejects.toMatchObject({
      kind: 'model-rate-limited',
    });
    expect(spending.settled).toEqual([[spending.reserved[0], 0]]);
  });

  test('is settled at what was used at least where a stream broke off', async () => {
    inTurn({ kind: 'drop', chunks: 5 });
    const spending = purse();
    await expect(summarise({ purse: spending })).rejects.toMatchObject({ kind: 'model-busy' });
    expect(spending.settled[0]![1]).toBeGreaterThan(0);
  });
});

describe('a summary without a model', () => {
  test('says that no model made it and why', () => {
    expect(summariseWithoutModel(extractive, prose, 'no-model')).toEqual({
      summary: extractive(prose),
      language: 'ar',
      shape: 'standard',
      how: 'extractive',
      reason: 'no-model',
      model: '',
      prompt: '',
      checked: 0,
      repaired: 0,
      dropped: 0,
      faults: [],
      costMicroUsd: 0,
    });
  });
});
