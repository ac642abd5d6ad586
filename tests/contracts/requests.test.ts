import { describe, expect, test } from 'vitest';

import { silentLog } from '../../src/lib/log.ts';
import { createStores } from '../../src/redis/stores.ts';
import { hasRedis } from '../support/redis.ts';
import {
  answerSaying,
  createTestClock,
  onEachBackend,
  redisForTests,
  requestFor,
} from './backends.ts';
import type { OpenStores } from './backends.ts';

const prose = { title: 'عنوان', text: 'متن الخبر', language: 'ar' } as const;

onEachBackend('a request', (open) => {
  test('is found again as it was saved', async () => {
    const { requests } = open();
    const request = requestFor({ subject: { kind: 'link', url: 'https://example.org/خبر' } });
    await requests.save(request);
    await requests.save(request);
    expect(await requests.load(request.id)).toEqual(request);
    expect(await requests.pack(request)).toBe(true);
    expect(await requests.load(request.id)).toEqual(request);
    expect(await requests.pack(requestFor({ id: 'other' }))).toBe(false);
    expect(await requests.load('other')).toBeUndefined();
  });

  test('is replaced by the edited form of its message, and only there', async () => {
    const { requests } = open();
    const first = requestFor({ id: '7-1-0' });
    const edited = requestFor({ id: '7-1-99' });
    const neighbour = requestFor({ message: 2 });
    expect(await requests.current(first)).toBeUndefined();
    expect(await requests.save(first)).toBe('7-1-0');
    expect(await requests.save(first)).toBe('7-1-0');
    expect(await requests.superseded(first)).toBe(false);
    expect(await requests.current(edited)).toBe('7-1-0');
    expect(await requests.save(edited)).toBe('7-1-0');
    await requests.supersede(edited);
    expect(await requests.current(first)).toBe('7-1-99');
    expect(await requests.current(neighbour)).toBeUndefined();
    expect(await requests.superseded(first)).toBe(true);
    expect(await requests.superseded(edited)).toBe(false);
    expect(await requests.superseded(neighbour)).toBe(false);
  });

  test('is the one that counts for all forms, however many come at once', async () => {
    const { requests } = open();
    const forms = Array.from({ length: 20 }, (_, n) => requestFor({ id: `7-1-${n}` }));
    const counting = await Promise.all(forms.map((form) => requests.save(form)));
    expect(new Set(counting).size).toBe(1);
  });
});

onEachBackend('a text', (open) => {
  test('is found again under its key', async () => {
    const { texts } = open();
    await texts.save('k', prose);
    expect(await texts.load('k')).toEqual(prose);
    expect(await texts.load('other')).toBeUndefined();
    await texts.saveQuestion('q', { of: 'k', question: 'متى؟' });
    expect(await texts.loadQuestion('q')).toEqual({ of: 'k', question: 'متى؟' });
    expect(await texts.loadQuestion('k')).toBeUndefined();
  });
});

/** One reader's whole way: request, claim, text, summary, answer. */
const readArticle = async (
  stores: ReturnType<OpenStores>,
  { reader, key, message }: { reader: number; key: string; message: number },
): Promise<string> => {
  const request = requestFor({ chat: reader, reader, message });
  await stores.requests.save(request);
  await stores.requests.supersede(request);
  await stores.deliveries.open(request.id, 0);
  await stores.deliveries.claim(reader, key, request.id);
  await stores.readers.countSummary(reader, request.id);
  await stores.texts.save(key, prose);
  await stores.texts.saveQuestion(key, { of: key, question: 'متى؟' });
  await stores.summaries.ask(key, request);
  await stores.summaries.finish(key, { answer: answerSaying(key) });
  await stores.deliveries.conclude(request.id, { kind: 'summary', key });
  return request.id;
};

onEachBackend('a reader who wishes to be forgotten', (open) => {
  test('leaves no request, no answer and no text of their own', async () => {
    const stores = open();
    const id = await readArticle(stores, { reader: 1001, key: 'own', message: 5 });
    await stores.readers.setLanguage(1001, 'en');
    await stores.requests.forget(1001);
    await stores.readers.forget(1001);
    expect(await stores.requests.load(id)).toBeUndefined();
    expect(await stores.deliveries.load(id)).toBeUndefined();
    expect(await stores.texts.load('own')).toBeUndefined();
    expect(await stores.texts.loadQuestion('own')).toBeUndefined();
    expect(await stores.summaries.conclusion('own')).toBeUndefined();
    expect(await stores.summaries.overdue(0)).toEqual([]);
    expect(await stores.readers.language(1001)).toBeUndefined();
    expect(await stores.deliveries.claim(1001, 'own', 'anew')).toBe('anew');
  });

  test('takes nothing from those who sent the same text', async () => {
    const stores = open();
    await readArticle(stores, { reader: 1001, key: 'shared', message: 5 });
    const others = await readArticle(stores, { reader: 1002, key: 'shared', message: 6 });
    await stores.requests.forget(1001);
    expect(await stores.texts.load('shared')).toEqual(prose);
    expect(await stores.summaries.conclusion('shared')).toBeDefined();
    expect(await stores.requests.load(others)).toBeDefined();
    expect(await stores.deliveries.claim(1002, 'shared', 'later')).toBe(others);
  });

  test('is not waited for any more', async () => {
    const clock = createTestClock();
    const stores = open({ clock });
    const [own, other] = [requestFor({ reader: 1001 }), requestFor({ reader: 1002, message: 2 })];
    await stores.summaries.ask('k', own);
    await stores.summaries.ask('k', other);
    await stores.requests.forget(1001);
    await stores.summaries.finish('k', { answer: answerSaying('خبر') });
    expect(await stores.summaries.freed('k')).toEqual([other.id]);
  });

  test('has no new day by it', async () => {
    const { readers } = open({ dailyLimit: 1 });
    expect(await readers.countSummary(1001, 'a')).toBe(true);
    await readers.forget(1001);
    expect(await readers.countSummary(1001, 'b')).toBe(false);
  });
});

describe.skipIf(!hasRedis)('Redis after a reader was forgotten', () => {
  const { redis } = redisForTests();
  const open = () =>
    createStores({
      redis: redis(),
      clock: createTestClock(),
      log: silentLog,
      dailyLimit: 50,
      budgetMicroUsd: 1_000,
    });

  test('holds their number nowhere, in no key and in no value', async () => {
    const stores = open();
    await readArticle(stores, { reader: 555001, key: 'own', message: 5 });
    await readArticle(stores, { reader: 555001, key: 'shared', message: 6 });
    await readArticle(stores, { reader: 777002, key: 'shared', message: 7 });
    await stores.readers.begin(555001, '555001-5-0');
    const part = { message: 8, edit: 0, text: 'نص', links: [], files: [], photos: [] };
    const origin = { outlet: '', url: '', date: '' };
    for (const album of ['', 'album 5']) {
      const joint = { album, author: 'sender 555001', at: 5, isOpen: true };
      await stores.gatherings.gather(555001, { ...part, origin }, joint);
    }
    expect(await everythingIn(redis())).toContain('555001');
    await stores.requests.forget(555001);
    await stores.readers.forget(555001);
    const left = await everythingIn(redis());
    expect(left).not.toContain('555001');
    expect(left).toContain('777002');
  });
});

const everythingIn = async (redis: ReturnType<ReturnType<typeof redisForTests>['redis']>) => {
  const found: unknown[] = [];
  for (const key of await redis.keys('*')) {
    const type = await redis.type(key);
    found.push(key, await readAs(type, key));
  }
  return JSON.stringify(found);

  async function readAs(type: string, key: string): Promise<unknown> {
    if (type === 'string') return redis.get(key);
    if (type === 'hash') return redis.hgetall(key);
    if (type === 'set') return redis.smembers(key);
    if (type === 'zset') return redis.zrange(key, '0', '-1');
    throw new Error(`a key of type ${type} that no test reads`);
  }
};
