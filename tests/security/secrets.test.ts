import type { ServerResponse } from 'node:http';

import { afterEach, describe, expect, test } from 'vitest';

import { redact } from '../../src/lib/log.ts';
import { type AppProcess, runMujaz, startMujaz } from '../support/app-process.ts';
import { freePort } from '../support/free-port.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { hasRedis } from '../support/redis.ts';

const token = '7654321:AAH-token_that_nobody_may_read-x';
const key = 'sk-ant-api03-key_that_nobody_may_read';

describe('secrets', () => {
  test.each([
    `https://api.telegram.org/bot${token}/getMe`,
    `request to https://api.telegram.org/file/bot${token}/a.pdf failed`,
    `Authorization: Bearer ${key}`,
    JSON.stringify({ headers: { 'x-api-key': key } }),
    'redis://user:password-nobody-may-read@host:6379',
    'rediss://:password-nobody-may-read@host:6379/0',
  ])('leave no line that is logged: %s', (line) => {
    const logged = redact(line);
    expect(logged).not.toMatch(/nobody_may_read|nobody-may-read/);
    expect(logged).toContain('[secret]');
  });

  describe.skipIf(!hasRedis)('of a running process', () => {
    let app: AppProcess | undefined;
    let telegram: PageServer | undefined;
    afterEach(async () => {
      await app?.stop();
      await telegram?.close();
    });

    test('are in nothing that it writes, also where Telegram refuses the token', async () => {
      const refusal = JSON.stringify({ ok: false, error_code: 401, description: 'Unauthorized' });
      const refuse = (_: unknown, response: ServerResponse) => response.end(refusal);
      telegram = await startPageServer({ [`/bot${token}/getMe`]: refuse });
      app = await startMujaz({
        TELEGRAM_BOT_TOKEN: token,
        TELEGRAM_API_ROOT: telegram.origin,
        ANTHROPIC_API_KEY: key,
        LOG_LEVEL: 'trace',
      });
      const { output, origin } = app;
      await expect.poll(output, { timeout: 20_000 }).toMatch(/did not accept/);
      const health = await (await fetch(`${origin}/readyz`)).text();
      expect(output() + health).not.toMatch(/nobody_may_read/);
    });

    test('are not in the last words of a process that cannot start', async () => {
      const { code, stdout, stderr } = await runMujaz(['src/main.ts'], {
        environment: {
          REDIS_URL: `redis://:password-nobody-may-read@127.0.0.1:${await freePort()}`,
          TELEGRAM_BOT_TOKEN: token,
          PORT: '0',
        },
      });
      expect(code).toBe(1);
      expect(stdout + stderr).not.toMatch(/nobody[_-]may[_-]read/);
      // A Redis that does not answer is waited for, for ten seconds.
    }, 60_000);
  });
});
