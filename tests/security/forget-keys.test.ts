import { describe, expect, test } from 'vitest';

import { createForgetReader } from '../../src/jobs/forget-reader.ts';
import { silentLog } from '../../src/lib/log.ts';
import { keys } from '../../src/redis/keys.ts';
import { createStores } from '../../src/redis/stores.ts';
import { answerSaying, createTestClock, redisForTests, requestFor } from '../contracts/backends.ts';
import { keysThatName } from '../support/redis-content.ts';
import { hasRedis } from '../support/redis.ts';

/** A number that stands in no time, size or hash by chance. */
const reader = 7_654_321_987;
const article = 'كلام لم يرسله أحد سواه';

/**
 * What becomes of each kind of key when its reader is forgotten: `goes` with the reader, is `brief`
 * and gone within minutes, or `stays` and names nobody. A new kind of key is to be put in here.
 */
const fates: Record<keyof typeof keys, 'goes' | 'brief' | 'stays'> = {
  request: 'goes',
  message: 'goes',
  newest: 'goes',
  firstOf: 'goes',
  album: 'goes',
  parts: 'goes',
  gathered: 'goes',
  requestsOf: 'goes',
  askedBy: 'goes',
  languageOf: 'goes',
  settingsOf: 'goes',
  toldOfFlood: 'goes',
  wishes: 'brief',
  line: 'goes',
  reading: 'goes',
  text: 'goes',
  question: 'goes',
  summary: 'goes',
  waiting: 'goes',
  freed: 'goes',
  open: 'goes',
  openOf: 'goes',
  delivery: 'goes',
  progress: 'goes',
  shown: 'goes',
  claim: 'goes',
  claimed: 'goes',
  count: 'stays',
  spending: 'stays',
  reserved: 'stays',
  pause: 'stays',
  update: 'stays',
  lease: 'stays',
  subscription: 'goes',
  digest: 'goes',
  digestsOf: 'goes',
  toldTo: 'goes',
  due: 'goes',
  doubts: 'stays',
  topics: 'goes',
  followers: 'goes',
  draft: 'stays',
  storySummary: 'stays',
  storyClaim: 'stays',
  stats: 'stays',
  dayReaders: 'stays',
  callFailures: 'stays',
  met: 'goes',
  feedback: 'goes',
  judged: 'stays',
  judgedBy: 'goes',
  form: 'stays',
  deaths: 'stays',
  alarms: 'stays',
  invitation: 'stays',
  session: 'stays',
  tries: 'stays',
};

type Build = (...parts: string[]) => string;
const builders = Object.entries(keys).map(([name, key]): [keyof typeof keys, Build] => [
  name as keyof typeof keys,
  typeof key === 'string' ? () => key : (key as unknown as Build),
]);

/** Any key of a kind, whatever stands in its place. */
const patternOf = (build: Build): RegExp => {
  // The slot of a shelf is a number made of the key.
  const fixed = build('?', '?')
    .replace(/\{\d+\}/, '{?}')
    .split('?');
  return new RegExp(`^${fixed.map((part) => RegExp.escape(part)).join('.*')}$`);
};

describe.skipIf(!hasRedis)('each kind of key', () => {
  const { redis } = redisForTests();
  const stores = () =>
    createStores({
      redis: redis(),
      clock: createTestClock(),
      log: silentLog,
      dailyLimit: 50,
      budgetMicroUsd: 1_000,
    });

  /** Two articles, an album, a digest and all the buttons; the first message was replaced. */
  const live = async (): Promise<void> => {
    const { requests, gatherings, deliveries, texts, readings, summaries, readers } = stores();
    const { subscribers, digests, doubts, feedback } = stores();
    const request = requestFor({ chat: reader, reader, id: `${reader}-1-0` });
    await requests.save(request);
    await requests.supersede(request);
    const part = { message: 9, edit: 0, text: article, links: [], files: [], photos: [] };
    const origin = { outlet: '', url: '', date: '' };
    const joint = { album: 'a', author: `sender ${reader}`, at: 5, isOpen: true };
    await gatherings.gather(reader, { ...part, origin }, joint);
    const reading = { title: '', text: article, language: 'ar', outlet: '', author: '' } as const;
    const read = { article: { ...reading, date: '', url: '' }, at: 5, etag: '', lastModified: '' };
    await readings.save(request.id, read);
    await deliveries.open(request.id, 0);
    await deliveries.movePlaceholder(request.id, 'none', 'known', 2);
    await deliveries.beginProgress(request.id, 60_000);
    for (const message of [3, 4]) {
      await deliveries.moveAnswer(request.id, 'waiting', 'sending', message);
      await deliveries.moveAnswer(request.id, 'sending', 'waiting');
    }
    for (const key of ['as read first', 'done', 'waited']) {
      await deliveries.claim(reader, key, request.id);
    }
    for (const key of ['done', 'waited']) {
      await texts.save(key, { title: '', text: article, language: 'ar' });
      await texts.saveQuestion(key, { of: key, question: article });
      await summaries.ask(key, { id: request.id, reader, language: 'ar' });
    }
    await summaries.finish('done', { answer: answerSaying(article) });
    await readers.setLanguage(reader, 'en');
    await readers.isFirst(reader, request.id);
    await readers.begin(reader, request.id);
    await readers.mayTellOfFlood(reader);
    await readers.countSummary(reader, request.id);
    await readers.mayAsk(-5);
    const sport = { kind: 'standing', id: 'sport' } as const;
    const own = { reader, chat: reader };
    await subscribers.change(reader, () => ({
      ...own,
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
    }));
    await subscribers.setDue(reader, 5);
    const id = `${reader}.2026-11-24.a`;
    const at = { at: 5, from: 0, language: 'ar', kind: 'slot' } as const;
    await digests.plan({ ...own, ...at, id });
    await digests.begin(id, [{ story: 'one', version: 1, update: false, topic: 'sport' }]);
    await digests.setMuted(reader, 'two', true);
    await doubts.note({ at: createTestClock().now(), reader, story: 's', version: 1, outlet: 'o' });
    const judged = { key: 'done', title: '', text: article, textLanguage: 'ar' } as const;
    await feedback.note(reader, { ...judged, answer: answerSaying(article) }, 'down');
  };

  const left = async (build: Build): Promise<string[]> => {
    const pattern = patternOf(build);
    const fixed = new Set<string>(Object.values(keys).filter((key) => typeof key === 'string'));
    return (await redis().keys('*')).filter(
      (key) => pattern.test(key) && (key === build('', '') || !fixed.has(key)),
    );
  };

  test('is known to go with its reader, to be brief, or to name nobody', async () => {
    expect(Object.keys(fates).toSorted()).toEqual(Object.keys(keys).toSorted());
    const ofReaders = builders.filter(([, build]) =>
      /\(\w*(reader|chat|place)/.test(build.toString()),
    );
    expect(ofReaders.length).toBeGreaterThan(20);
    for (const [name] of ofReaders) expect([name, fates[name]]).not.toEqual([name, 'stays']);
    await stores().readers.mayAsk(-5);
    for (const [name, build] of builders.filter(([name]) => fates[name] === 'brief')) {
      const [key = ''] = await left(build);
      expect([name, (await redis().ttl(key)) <= 120]).toEqual([name, true]);
    }
  });

  test('that is to go with a reader was there, and is gone with all that it held', async () => {
    await live();
    const going = builders.filter(([name]) => fates[name] === 'goes');
    const absent: string[] = [];
    for (const [name, build] of going) if ((await left(build)).length === 0) absent.push(name);
    // Those set free are waited for by nobody, once they are told.
    expect(absent).toEqual([]);
    const all = stores();
    const memories = [all.readers, all.subscribers, all.digests, all.doubts];
    const { requests, feedback } = all;
    const discard = async () => {};
    await createForgetReader({ requests, discard, memories: [...memories, feedback] })(reader);
    const remaining: string[] = [];
    for (const [, build] of going) remaining.push(...(await left(build)));
    expect(remaining).toEqual([]);
    expect(await keysThatName(redis(), String(reader))).toEqual([]);
    expect(await keysThatName(redis(), article)).toEqual([]);
  });
});
