import { describe, expect, test } from 'vitest';

import { newRecord } from '../../src/jobs/feed-health.ts';
import { createTestClock } from './backends.ts';
import { onEachDigestBackend } from './digest-backends.ts';

const url = 'https://almarfa.example/feed';
const record = newRecord({ url, outlet: 'المرفأ', country: 'LB', language: 'ar', topics: [] });

onEachDigestBackend('Feeds', (open) => {
  test('a feed that nobody saved is unknown', async () => {
    const { feeds } = open();
    expect(await feeds.load(url)).toBeUndefined();
    expect((await feeds.records()).size).toBe(0);
  });

  test('a record comes back as it was saved, alone and among all', async () => {
    const { feeds } = open();
    const saved = { ...record, etag: '"v1"', failures: 3, dead: 'page-missing' as const };
    await feeds.save(saved);
    expect(await feeds.load(url)).toEqual(saved);
    expect((await feeds.records()).get(url)).toEqual(saved);
  });

  test('a removed feed is forgotten', async () => {
    const { feeds } = open();
    await feeds.save(record);
    await feeds.remove(url);
    expect(await feeds.load(url)).toBeUndefined();
  });

  describe('a host that wants to be left alone', () => {
    test('is spared until then and no longer', async () => {
      const clock = createTestClock();
      const { feeds } = open({ clock });
      await feeds.spare('almarfa.example', clock.now() + 120_000);
      expect((await feeds.hosts()).get('almarfa.example')).toBe(clock.now() + 120_000);
      clock.pass(120_001);
      expect((await feeds.hosts()).has('almarfa.example')).toBe(false);
    });

    test('is not asked earlier because somebody else wants less', async () => {
      const clock = createTestClock();
      const { feeds } = open({ clock });
      await feeds.spare('almarfa.example', clock.now() + 120_000);
      await feeds.spare('almarfa.example', clock.now() + 10_000);
      expect((await feeds.hosts()).get('almarfa.example')).toBe(clock.now() + 120_000);
    });
  });
});

onEachDigestBackend('doubts', (open) => {
  test('counts each reader once for an outlet, and forgets a reader', async () => {
    const clock = createTestClock();
    const { doubts } = open({ clock });
    const doubt = { reader: 7, story: 'one', version: 1, outlet: 'المرفأ', at: clock.now() };
    await doubts.note(doubt);
    await doubts.note({ ...doubt, at: doubt.at + 1 });
    await doubts.note({ ...doubt, story: 'two', at: doubt.at + 2 });
    await doubts.note({ ...doubt, reader: 8, at: doubt.at + 3 });
    expect(await doubts.byOutlet()).toEqual(new Map([['المرفأ', 2]]));
    await doubts.forget(7);
    expect(await doubts.byOutlet()).toEqual(new Map([['المرفأ', 1]]));
  });
});
