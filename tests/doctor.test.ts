import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { runMujaz } from './support/app-process.ts';
import { startFakeClaude } from './support/fake-claude.ts';
import { type PageServer, startPageServer } from './support/page-server.ts';
import { startPlayground } from './support/playground.ts';
import { hasRedis } from './support/redis.ts';

const rss = `<rss version="2.0"><channel><title>المرفأ</title><item><title>خبر</title>
  <link>https://marfa.example/1</link></item></channel></rss>`;

describe.skipIf(!hasRedis)('npm run doctor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-doctor-'));
  let telegram: Awaited<ReturnType<typeof startPlayground>>;
  let site: PageServer;

  beforeAll(async () => {
    telegram = await startPlayground();
    site = await startPageServer({ '/rss': { body: rss }, '/gone': { status: 410 } });
  });
  afterAll(async () => {
    await site.close();
    await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const doctor = (environment: Record<string, string> = {}) =>
    runMujaz(['scripts/doctor.ts'], { environment });
  const live = (token: string, ...paths: string[]) => {
    const file = join(folder, 'feeds.json');
    const feeds = paths.map((path) => ({ url: `${site.origin}${path}`, outlet: `منبر ${path}` }));
    writeFileSync(file, JSON.stringify(feeds));
    return {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.origin,
      FEEDS_FILE: file,
      LINK_ALLOW_HOSTS: site.host,
    };
  };
  const complaints = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('✗'));

  test('finds nothing wrong where nothing is configured', async () => {
    const { code, stdout } = await doctor();
    expect(complaints(stdout)).toEqual([]);
    expect(code).toBe(0);
  });

  test('finds nothing wrong with a token, a model and a feed that answer', async () => {
    const claude = await startFakeClaude();
    const { code, stdout } = await doctor({
      ...live(telegram.token, '/rss'),
      ANTHROPIC_BASE_URL: claude.url,
    });
    await claude.close();
    expect(complaints(stdout)).toEqual([]);
    expect(stdout).toContain('✓ 1 of 1 feeds answer');
    expect(code).toBe(0);
  });

  test('says in one line each what is wrong and what to do', async () => {
    const { code, stdout } = await doctor({
      ...live('123456:a-token-that-nobody-has-given', '/rss', '/gone'),
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    expect(code).toBe(1);
    const lines = complaints(stdout);
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toContain(' → ');
    expect(lines.at(-1)).toContain(`${site.origin}/gone`);
    expect(stdout).not.toContain('a-token-that-nobody-has-given');
  });

  test('lists every bad variable', async () => {
    const { code, stdout } = await doctor({ PORT: 'x', USER_DAILY_LIMIT: '0' });
    expect(code).toBe(1);
    expect(complaints(stdout)).toEqual([
      '✗ PORT: must be a port, 0 to 65535',
      '✗ USER_DAILY_LIMIT: must be a whole number, 1 or more',
    ]);
  });
});
