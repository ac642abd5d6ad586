import { once } from 'node:events';

import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startRedis } from '../../bench/chaos/redis.ts';
import { keys } from '../../src/redis/keys.ts';
import { loadWords } from '../../src/telegram/words.ts';
import { startMujaz } from '../support/app-process.ts';
import { startPlayground, testToken } from '../support/playground.ts';
import { enterPlayground } from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';

const article = 'قال الوزير إن المشروع يبدأ الشهر المقبل في ثلاث محافظات. '.repeat(6);
const poison = `${article}سم`;

/** Ends the process as soon as it reads the words of this one message. */
const deadly = `
const { slice } = String.prototype;
String.prototype.slice = function (...range) {
  if (this.length === ${poison.length} && this == ${JSON.stringify(poison)}) {
    process.kill(process.pid, 'SIGKILL');
  }
  return slice.apply(this, range);
};`;

describe.skipIf(!hasRedis)('an update that kills the process which handles it', () => {
  let room: Awaited<ReturnType<typeof startPlayground>>;
  let server: Awaited<ReturnType<typeof startRedis>>;
  let redis: Redis;
  beforeAll(async () => {
    room = await startPlayground();
    server = await startRedis();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.close();
    await room.close();
  });

  const start = async () => {
    // The dead process' lease would be waited for.
    await redis.unlink(keys.lease('polling'));
    return startMujaz({
      ROLES: 'ingress',
      REDIS_URL: server.url,
      TELEGRAM_BOT_TOKEN: testToken,
      TELEGRAM_API_ROOT: room.origin,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(deadly)}`,
    });
  };

  test('is set aside after three deaths, and its writer is told; everybody else is served once', async () => {
    const playroom = enterPlayground(room.origin);
    const writer = await playroom.joins();
    const others = await Promise.all(Array.from({ length: 12 }, () => playroom.joins()));
    for (const other of others.slice(0, 6)) await other.sends(article);
    await writer.sends(poison);
    for (const other of others.slice(6)) await other.sends(article);
    for (let death = 0; death < 3; death += 1) {
      const { child } = await start();
      if (child.signalCode === null) await once(child, 'exit');
    }
    const app = await start();
    await writer.receives(({ text }) => text === loadWords().ar('failure-internal'));
    for (const other of others) {
      await other.receives(() => true);
      expect(await other.answers()).toHaveLength(1);
    }
    expect(await redis.keys('mujaz:request:*')).toHaveLength(12);
    expect(app.output()).toContain('is set aside');
    const metrics = await (await fetch(`${app.origin}/metrics`)).text();
    expect(metrics).toContain('mujaz_jobs_given_up_total{queue="updates",failure="internal"} 1');
    expect(app.output()).not.toContain('الوزير');
    expect(await app.stop()).toBe(0);
  }, 90_000);
});
