import { describe, expect, test } from 'vitest';

import type { Topic } from '../../src/digest/topic.ts';
import type { Digest, Entry, Subscriber } from '../../src/jobs/subscription-ports.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { createDigests } from '../../src/redis/digests.ts';
import { createStorySummaries } from '../../src/redis/story-summaries.ts';
import { createSubscribers } from '../../src/redis/subscribers.ts';
import { createMemoryDigests, type MemoryDigests } from '../support/memory-digests.ts';
import { hasRedis, storeParts } from '../support/redis.ts';
import { createTestClock, redisForTests } from './backends.ts';

type Open = (clock?: Clock) => MemoryDigests;

const onEachBackend = (port: string, battery: (open: Open) => void): void => {
  describe(`${port} in memory`, () => {
    battery((clock) => createMemoryDigests(clock && { clock }));
  });

  describe.skipIf(!hasRedis)(`${port} in Redis`, () => {
    const { redis } = redisForTests();
    battery((clock = createTestClock()) => ({
      subscribers: createSubscribers(storeParts(redis())),
      digests: createDigests({ ...storeParts(redis()), clock }),
      storySummaries: createStorySummaries(storeParts(redis())),
    }));
  });
};

const sport: Topic = { kind: 'standing', id: 'sport' };
const free: Topic = {
  kind: 'free',
  id: 'abc_-12u',
  text: 'سوريا',
  query: { must: [[['سوري']]], any: [], not: [], places: [], people: [] },
};

const subscriber = (given: Partial<Subscriber> = {}): Subscriber => ({
  reader: 7,
  chat: 7,
  topics: [sport],
  less: {},
  cadence: 'daily',
  quiet: 'night',
  times: ['07:00', '19:00'],
  zone: 'Asia/Beirut',
  country: 'LB',
  pausedUntil: 0,
  blocked: false,
  since: 5,
  former: [],
  heard: {},
  missedAt: 0,
  ...given,
});

const digest = (given: Partial<Digest> = {}): Digest => ({
  id: '7.2026-11-24.a',
  reader: 7,
  chat: 7,
  language: 'ar',
  kind: 'slot',
  at: 1,
  from: 0,
  ...given,
});

const entry = (story: string, version = 1): Entry => ({
  story,
  version,
  update: false,
  topic: 'sport',
});

onEachBackend('a subscriber', (open) => {
  test('is what the last change made of it', async () => {
    const { subscribers } = open();
    expect(await subscribers.load(7)).toBeUndefined();
    await subscribers.change(7, (before) => {
      expect(before).toBeUndefined();
      return subscriber();
    });
    const after = await subscribers.change(
      7,
      (before) => before && { ...before, zone: 'Asia/Gaza' },
    );
    expect(after).toEqual(subscriber({ zone: 'Asia/Gaza' }));
    expect(await subscribers.load(7)).toEqual(after);
  });

  test('stays as it is where nothing is to be changed', async () => {
    const { subscribers } = open();
    expect(await subscribers.change(7, (before) => before)).toBeUndefined();
    expect(await subscribers.load(7)).toBeUndefined();
  });

  test('loses no change where many come at once', async () => {
    const { subscribers } = open();
    await subscribers.change(7, () => subscriber({ missedAt: 0 }));
    const changes = Array.from({ length: 10 }, () =>
      subscribers.change(7, (before) => before && { ...before, missedAt: before.missedAt + 1 }),
    );
    await Promise.all(changes);
    expect(await subscribers.load(7)).toMatchObject({ missedAt: 10 });
  });

  test('that is due is given to one taker, and again only when nobody has looked after it', async () => {
    const { subscribers } = open();
    await subscribers.setDue(7, 1_000);
    await subscribers.setDue(8, 2_000);
    expect(await subscribers.takeDue(1_500, 10)).toEqual([7]);
    expect(await subscribers.takeDue(2_000, 10)).toEqual([8]);
    await subscribers.setDue(8, 900_000);
    expect(await subscribers.takeDue(121_000, 10)).toEqual([]);
    expect(await subscribers.takeDue(121_500, 10)).toEqual([7]);
    await subscribers.setDue(7, undefined);
    expect(await subscribers.takeDue(800_000, 10)).toEqual([]);
  });

  test('that is due goes to one of many who ask at once', async () => {
    const { subscribers } = open();
    for (let reader = 1; reader <= 20; reader += 1) await subscribers.setDue(reader, reader);
    const takes = await Promise.all(
      Array.from({ length: 10 }, () => subscribers.takeDue(1_000, 5)),
    );
    const taken = takes.flat();
    expect(taken).toHaveLength(20);
    expect(new Set(taken).size).toBe(20);
  });

  test('makes topics followed, until the last one who follows them is gone', async () => {
    const { subscribers } = open();
    await subscribers.change(7, () => subscriber({ topics: [sport, free] }));
    await subscribers.change(8, () => subscriber({ reader: 8, topics: [free] }));
    const ids = async () => (await subscribers.followed()).map(({ id }) => id).toSorted();
    expect(await ids()).toEqual(['abc_-12u', 'sport']);
    await subscribers.change(7, (before) => before && { ...before, topics: [] });
    expect(await subscribers.followed()).toEqual([free]);
    await subscribers.forget(8);
    expect(await subscribers.followed()).toEqual([]);
    expect(await subscribers.load(8)).toBeUndefined();
  });

  test('is shown a topic that is kept for the button', async () => {
    const { subscribers } = open();
    await subscribers.saveDraft(free);
    expect(await subscribers.draft('abc_-12u')).toEqual(free);
    expect(await subscribers.draft('other')).toBeUndefined();
    expect(await subscribers.followed()).toEqual([]);
  });
});

onEachBackend('a digest', (open) => {
  test('is planned once for its reader, date and slot', async () => {
    const { digests } = open();
    const plans = Array.from({ length: 20 }, () => digests.plan(digest()));
    expect((await Promise.all(plans)).filter(Boolean)).toHaveLength(1);
    expect(await digests.load('7.2026-11-24.a')).toEqual({ ...digest(), state: 'planned' });
  });

  test('that had nothing to tell gives way to one of a later hour, and one that was sent does not', async () => {
    const { digests } = open();
    const later = digest({ at: digest().at + 1 });
    await digests.plan(digest());
    await digests.settle('7.2026-11-24.a', { state: 'closed', reason: 'empty' });
    expect(await digests.plan(digest())).toBe(false);
    expect(await digests.plan(later)).toBe(true);
    expect(await digests.load('7.2026-11-24.a')).toEqual({ ...later, state: 'planned' });
    await digests.begin('7.2026-11-24.a', []);
    await digests.settle('7.2026-11-24.a', { state: 'sent', messageId: 42 });
    expect(await digests.plan(digest({ at: later.at + 1 }))).toBe(false);
  });

  test('is composed once', async () => {
    const { digests } = open();
    await digests.plan(digest());
    expect(await digests.compose('7.2026-11-24.a', [entry('one')])).toEqual([entry('one')]);
    expect(await digests.compose('7.2026-11-24.a', [entry('two')])).toEqual([entry('one')]);
    expect(await digests.load('7.2026-11-24.a')).toMatchObject({ snapshot: [entry('one')] });
  });

  test('is sent by one of many who try at once', async () => {
    const { digests } = open();
    await digests.plan(digest());
    const tries = Array.from({ length: 20 }, () => digests.begin('7.2026-11-24.a', [entry('one')]));
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === 'begun')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'gone')).toHaveLength(19);
  });

  test('tells no story that another digest is telling, nor an older version of one', async () => {
    const { digests } = open();
    await digests.plan(digest());
    await digests.plan(digest({ id: '7.now.3' }));
    await digests.begin('7.2026-11-24.a', [entry('one', 2)]);
    expect(await digests.begin('7.now.3', [entry('two'), entry('one', 1)])).toBe('told');
    expect(await digests.begin('7.now.3', [entry('two'), entry('one', 3)])).toBe('begun');
    expect(await digests.told(7)).toEqual(
      new Map([
        ['one', { version: 3, muted: false }],
        ['two', { version: 1, muted: false }],
      ]),
    );
    expect(await digests.told(8)).toEqual(new Map());
  });

  test('that was sent keeps its stories as told', async () => {
    const { digests } = open();
    await digests.plan(digest());
    await digests.begin('7.2026-11-24.a', [entry('one')]);
    await digests.settle('7.2026-11-24.a', { state: 'sent', messageId: 42 });
    expect(await digests.load('7.2026-11-24.a')).toMatchObject({ state: 'sent', messageId: 42 });
    expect((await digests.told(7)).get('one')).toEqual({ version: 1, muted: false });
    expect(await digests.doubts()).toBe(0);
  });

  test.each([
    { state: 'doubt' as const },
    { state: 'planned' as const },
    { state: 'closed' as const, reason: 'blocked' as const },
  ])('that was not surely sent gives its stories back: $state', async (to) => {
    const { digests } = open();
    await digests.plan(digest());
    await digests.plan(digest({ id: '7.now.3' }));
    await digests.begin('7.now.3', [entry('one', 1)]);
    await digests.settle('7.now.3', { state: 'sent', messageId: 1 });
    await digests.begin('7.2026-11-24.a', [entry('one', 2), entry('two')]);
    await digests.settle('7.2026-11-24.a', to);
    expect(await digests.load('7.2026-11-24.a')).toMatchObject(to);
    expect(await digests.told(7)).toEqual(new Map([['one', { version: 1, muted: false }]]));
    expect(await digests.doubts()).toBe(to.state === 'doubt' ? 1 : 0);
  });

  test('leaves muted stories out', async () => {
    const { digests } = open();
    await digests.plan(digest());
    await digests.setMuted(7, 'two', true);
    await digests.setMuted(7, 'two', false);
    expect((await digests.told(7)).has('two')).toBe(false);
    await digests.setMuted(7, 'one', true);
    expect((await digests.told(7)).get('one')).toEqual({ version: 0, muted: true });
    expect(await digests.begin('7.2026-11-24.a', [entry('one', 9)])).toBe('told');
  });

  test('remembers what was told for thirty days', async () => {
    const clock = createTestClock();
    const { digests } = open(clock);
    await digests.plan(digest());
    await digests.begin('7.2026-11-24.a', [entry('one')]);
    await digests.settle('7.2026-11-24.a', { state: 'sent', messageId: 1 });
    clock.pass(29 * 86_400_000);
    expect((await digests.told(7)).has('one')).toBe(true);
    clock.pass(2 * 86_400_000);
    expect((await digests.told(7)).has('one')).toBe(false);
  });

  test('goes with its reader', async () => {
    const { digests } = open();
    await digests.plan(digest());
    await digests.begin('7.2026-11-24.a', [entry('one')]);
    await digests.forget(7);
    expect(await digests.load('7.2026-11-24.a')).toBeUndefined();
    await digests.settle('7.2026-11-24.a', { state: 'sent', messageId: 1 });
    expect(await digests.load('7.2026-11-24.a')).toBeUndefined();
    expect(await digests.told(7)).toEqual(new Map());
  });
});

onEachBackend('the summary of a story', (open) => {
  const told = {
    summary: { headline: 'عنوان', bullets: [], sources: [], topics: [], differences: [] },
    how: 'extractive' as const,
    reason: 'no-model' as const,
    reports: [{ id: 'o1', outlet: 'صحيفة', url: '', time: 1 }],
    independent: 1,
    copies: 0,
    news: { text: 'عنوان', outlet: 'صحيفة' },
    dropped: 0,
    costMicroUsd: 0,
  };

  test('is made by one of many, and there for all', async () => {
    const { storySummaries } = open();
    const claims = Array.from({ length: 20 }, () => storySummaries.claim('k', 60_000));
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    expect(await storySummaries.load('k')).toBeUndefined();
    await storySummaries.save('k', told);
    expect(await storySummaries.load('k')).toEqual(told);
  });

  test('that could not be made is free for another', async () => {
    const { storySummaries } = open();
    await storySummaries.claim('k', 60_000);
    await storySummaries.unclaim('k');
    expect(await storySummaries.claim('k', 60_000)).toBe(true);
  });
});
