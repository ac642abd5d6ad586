import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { silentLog } from '../../src/lib/log.ts';
import { keys } from '../../src/redis/keys.ts';
import { adoptForm } from '../../src/redis/stored-form.ts';
import { createStores } from '../../src/redis/stores.ts';
import { createTestClock, redisForTests } from '../contracts/backends.ts';
import { hasRedis } from '../support/redis.ts';

/** What a running version left in Redis, by key: written down once, and never changed afterwards. */
const stored = z.record(
  z.string(),
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('string'), value: z.string() }),
    z.object({ type: z.literal('hash'), value: z.record(z.string(), z.string()) }),
    z.object({ type: z.literal('set'), value: z.array(z.string()) }),
    z.object({ type: z.literal('zset'), value: z.array(z.string()) }),
  ]),
);

const dumpOf = (version: string) =>
  stored.parse(
    JSON.parse(
      readFileSync(
        join(import.meta.dirname, '..', 'fixtures', 'stored', `${version}.json`),
        'utf8',
      ),
    ),
  );

const reader = 880_001;
const request = '880001-5772944-0';
const text = '621cbae7061ed980f8c1f6b2286e6343';

describe.skipIf(!hasRedis)('what version 0.1.0 left in Redis', () => {
  const { redis } = redisForTests();

  const fill = async (): Promise<void> => {
    for (const [key, entry] of Object.entries(dumpOf('0.1.0'))) {
      if (entry.type === 'string') await redis().set(key, entry.value);
      else if (entry.type === 'hash') await redis().hset(key, entry.value);
      else if (entry.type === 'set') await redis().sadd(key, entry.value);
      else {
        for (let at = 0; at < entry.value.length; at += 2) {
          await redis().zadd(key, entry.value[at + 1]!, entry.value[at]!);
        }
      }
    }
  };
  const open = () => {
    const broken: unknown[] = [];
    const log = { ...silentLog, warn: (...line: unknown[]) => broken.push(line) };
    const clock = createTestClock();
    clock.pass(4 * 86_400_000);
    const limits = { dailyLimit: 50, budgetMicroUsd: 1_000_000 };
    return { broken, ...createStores({ redis: redis(), clock, log, ...limits }) };
  };

  test('is read by this one: an article’s request, text, summary and delivery', async () => {
    await fill();
    const { requests, texts, summaries, deliveries, broken } = open();
    expect(await requests.load(request)).toMatchObject({ id: request, reader, language: 'ar' });
    expect((await texts.load(text))?.title).toBe('خط خبز جديد في دير الزور يغطي حاجة سبعة أحياء');
    expect(await summaries.conclusion(text)).toMatchObject({ answer: { how: 'extractive' } });
    expect(await deliveries.load(request)).toMatchObject({ placeholder: 'known', answer: 'sent' });
    expect(await deliveries.claim(reader, text, '880001-1-0')).toBe(request);
    expect(broken).toEqual([]);
  });

  test('is read by this one: a subscriber, the topics, the hour, and what was told', async () => {
    await fill();
    const { subscribers, digests, broken } = open();
    expect(await subscribers.load(reader)).toMatchObject({
      topics: [{ kind: 'standing', id: 'economy' }],
      zone: 'Asia/Beirut',
    });
    expect(await subscribers.followed()).toEqual([{ kind: 'standing', id: 'economy' }]);
    expect(await subscribers.draft('tL0kw21_zcObu')).toMatchObject({ text: 'أسعار النفط' });
    expect((await digests.told(reader)).size).toBe(2);
    expect(await digests.load(`${reader}.now.5772952`)).toMatchObject({ state: 'sent' });
    expect(broken).toEqual([]);
  });

  test('is read by this one: feeds, stories and their summaries', async () => {
    await fill();
    const { feeds, stories, storySummaries, broken } = open();
    expect([...(await feeds.records()).values()]).toMatchObject([{ status: 'well' }]);
    const ids = ['DTtyTNfCt8jbKND_', 'wWecJjEOCgNQSY1N'];
    const read = await stories.load(ids);
    expect(read.map(({ story }) => story.id)).toEqual(ids);
    for (const id of ids) {
      expect(await storySummaries.load(`${id} 1 ar extractive`)).toMatchObject({
        summary: { bullets: [{ outlet_id: 'o1' }, {}] },
      });
    }
    expect(broken).toEqual([]);
  });

  test('is adopted, and what a later version left is not touched', async () => {
    await fill();
    await adoptForm(redis());
    await adoptForm(redis());
    await redis().incr(keys.form);
    await expect(adoptForm(redis())).rejects.toThrow(/start the later version/);
  });
});
