import { describe, expect, test } from 'vitest';

import type { Log } from '../../src/lib/log.ts';
import { silentLog } from '../../src/lib/log.ts';
import { keys } from '../../src/redis/keys.ts';
import { packed } from '../../src/redis/store.ts';
import { createStores } from '../../src/redis/stores.ts';
import { answerSaying, createTestClock, redisForTests, requestFor } from '../contracts/backends.ts';
import { labelledArticles } from '../support/articles.ts';
import { hasRedis } from '../support/redis.ts';

const day = 86_400;

describe.skipIf(!hasRedis)('what is stored in Redis', () => {
  const { redis } = redisForTests();
  const open = (log: Log = silentLog) =>
    createStores({
      redis: redis(),
      clock: createTestClock(),
      log,
      dailyLimit: 5,
      budgetMicroUsd: 1_000,
    });

  const useEverything = async () => {
    const { requests, texts, summaries, deliveries, spending, readers, inbox, lease } = open();
    const request = requestFor();
    await requests.save(request);
    await requests.supersede(request);
    await deliveries.open(request.id, 0);
    await deliveries.claim(7, 'k', request.id);
    await readers.countSummary(7, request.id);
    await texts.save('k', { title: '', text: 'نص', language: 'ar' });
    for (const key of ['k', 'running', 'failed']) await summaries.ask(key, request);
    await summaries.finish('k', { answer: answerSaying('خبر') });
    await summaries.finish('failed', { failure: 'internal' });
    await spending.reserve(5);
    await spending.pauseUntil(createTestClock().now() + 60_000);
    await inbox.markHandled(1);
    await lease.hold('poll', 'a', 60_000);
  };

  test('has an end, but for the index of those who wait, which empties itself', async () => {
    await useEverything();
    const endless: string[] = [];
    for (const key of await redis().keys('*')) {
      if ((await redis().ttl(key)) === -1) endless.push(key);
    }
    expect(endless.every((key) => key.startsWith('mujaz:open:'))).toBe(true);
  });

  test('lives as long as it is promised: texts two days, answers thirty', async () => {
    await useEverything();
    const life = async (key: string): Promise<number> => (await redis().ttl(key)) / day;
    expect(await life(keys.request('7-1-0'))).toBeCloseTo(2);
    expect(await life(keys.text('k'))).toBeCloseTo(2);
    expect(await life(keys.summary('k'))).toBeCloseTo(30);
    expect(await life(keys.summary('running'))).toBeCloseTo(2);
    expect(await life(keys.delivery('7-1-0'))).toBeCloseTo(30);
    expect(await life(keys.claim(7, 'k'))).toBeCloseTo(1);
    expect(await life(keys.update(1))).toBeCloseTo(1);
    expect(await life(keys.spending('2026-11-23'))).toBeCloseTo(40);
  });

  test('takes less than half of its bytes where it is long, and is read back as it was', async () => {
    const { texts } = open();
    const [{ title, text } = { title: '', text: '' }] = labelledArticles();
    await texts.save('k', { title, text, language: 'ar' });
    const stored = await redis().getBuffer(keys.text('k'));
    expect(stored?.length).toBeLessThan(Buffer.byteLength(JSON.stringify({ title, text })) / 2);
    expect(await texts.load('k')).toEqual({ title, text, language: 'ar' });
  });

  test('is read also as an older version stored it, undeflated', async () => {
    const prose = { title: '', text: 'نص '.repeat(200), language: 'ar' } as const;
    await redis().set(keys.text('k'), JSON.stringify(prose));
    expect(await open().texts.load('k')).toEqual(prose);
  });

  test.each([
    ['of bytes that nobody deflated', Buffer.from([0, 255, 1, 2])],
    [
      'that would swell beyond all measure',
      packed({ title: '', text: 'ن'.repeat(10_000_000), language: 'ar' }),
    ],
  ])('%s counts as absent', async (_name, stored) => {
    await redis().set(keys.text('k'), stored);
    expect(await open().texts.load('k')).toBeUndefined();
  });

  test('that is broken counts as absent, and is logged without its content', async () => {
    const lines: unknown[] = [];
    const log = { ...silentLog, warn: (...line: unknown[]) => lines.push(line) };
    const { requests, texts, deliveries } = open(log);
    await redis().set(keys.request('r'), '{"id":"secret');
    await redis().set(keys.text('k'), '{"title":"secret"}');
    await redis().hset(keys.delivery('d'), {
      placeholder: 'lost',
      answer: 'secret',
      messageId: 'x',
    });
    expect(await requests.load('r')).toBeUndefined();
    expect(await texts.load('k')).toBeUndefined();
    expect(await deliveries.load('d')).toBeUndefined();
    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  test('of an older form does not keep anybody waiting: the summary is made once more', async () => {
    const { summaries } = open();
    const request = requestFor();
    const { run } = await summaries.ask('k', request);
    await summaries.finish('k', { answer: answerSaying('خبر') });
    await redis().hset(keys.summary('k'), 'conclusion', '{"answer":{"of":"an older form"}}');
    expect(await summaries.conclusion('k')).toBeUndefined();
    expect(await summaries.overdue(0)).toMatchObject([{ key: 'k', run }]);
    await summaries.finish('k', { answer: answerSaying('جديد') });
    expect(await summaries.freed('k')).toEqual([request.id]);
    expect(await summaries.conclusion('k')).toEqual({ answer: answerSaying('جديد') });
  });

  test('lets the sweep forget whom nobody can wait for any more', async () => {
    const { summaries } = open();
    await summaries.ask('k', requestFor());
    await redis().del(keys.summary('k'), keys.waiting('k'));
    expect(await summaries.overdue(0)).toEqual([]);
    expect(await redis().exists(keys.openOf('k'))).toBe(0);
  });

  test('is reached although Redis has forgotten the scripts', async () => {
    const { summaries } = open();
    await summaries.ask('k', requestFor());
    await redis().script('FLUSH');
    expect((await summaries.ask('k', requestFor({ message: 2 }))).state).toBe('joined');
  });
});
