import { describe, expect, test } from 'vitest';

import { runMujaz } from './support/app-process.ts';
import { startFakeClaude } from './support/fake-claude.ts';
import { startPlayground } from './support/playground.ts';
import { hasRedis } from './support/redis.ts';

const doctor = (environment: Record<string, string> = {}) =>
  runMujaz(['scripts/doctor.ts'], { environment });

const complaints = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('✗'));

describe.skipIf(!hasRedis)('npm run doctor', () => {
  test('finds nothing wrong where nothing is configured', async () => {
    const { code, stdout } = await doctor();
    expect(complaints(stdout)).toEqual([]);
    expect(code).toBe(0);
  });

  test('finds nothing wrong with a token and a model that answer', async () => {
    const telegram = await startPlayground();
    const claude = await startFakeClaude();
    const { code, stdout } = await doctor({
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.origin,
      ANTHROPIC_BASE_URL: claude.url,
    });
    await claude.close();
    await telegram.close();
    expect(complaints(stdout)).toEqual([]);
    expect(code).toBe(0);
  });

  test('says in one line each what is wrong and what to do', async () => {
    const telegram = await startPlayground();
    const { code, stdout } = await doctor({
      TELEGRAM_BOT_TOKEN: '123456:a-token-that-nobody-has-given',
      TELEGRAM_API_ROOT: telegram.origin,
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    await telegram.close();
    expect(code).toBe(1);
    const lines = complaints(stdout);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toContain(' → ');
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
