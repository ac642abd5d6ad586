import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { loadWords } from '../../src/telegram/words.ts';
import { type LocalApp, openMujaz } from '../support/app-process.ts';
import { chromiumPath, launchChromium, withChromium } from '../support/chromium.ts';
import { enterPlayground, type Reader } from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';
import { fillDataDir } from '../support/simulated-days.ts';

const { ar, en } = loadWords();
const operatorId = 4_242;

const linkIn = (text = '') => /http:\S+\/admin\/login\?token=[\w-]{43}/.exec(text)?.[0];

describe.skipIf(!hasRedis)('operators', () => {
  let dataDir: string;
  let app: LocalApp;
  let operator: Reader;
  let stranger: Reader;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mujaz-admin-'));
    await fillDataDir(dataDir);
    app = await openMujaz({ ADMIN_IDS: String(operatorId) }, dataDir);
    const playroom = enterPlayground(app.origin);
    operator = await playroom.joins({ id: operatorId });
    stranger = await playroom.joins();
  });
  afterAll(async () => {
    await app.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('see by /stats how things stand, and by a plain word as well', async () => {
    const [sent] = await operator.sends('/stats');
    const answer = await operator.receives(({ text }) => text?.includes(ar('stats-week')) === true);
    expect(answer.text).toContain('الملخصات');
    expect(answer.text).toMatch(/آخر سبعة أيام\n.*[1-9].* مقال/);
    await operator.sends('الإحصاءات');
    await operator.receives(({ text }) => text?.includes(ar('stats-week')) === true, {
      after: Math.max(answer.message_id, sent!.message_id),
    });
  });

  test('see by /feeds which ones need a look', async () => {
    await operator.sends('/feeds');
    await operator.receives(({ text }) => text?.includes('وكالة المدار') === true);
  });

  test('are not found by others, whose commands are unknown', async () => {
    for (const command of ['/stats', '/feeds', '/login']) {
      const [sent] = await stranger.sends(command);
      await stranger.receives(({ text }) => text === ar('unknown-command'), {
        after: sent!.message_id,
      });
    }
    expect((await stranger.answers()).some(({ text }) => linkIn(text))).toBe(false);
  });

  describe.skipIf(chromiumPath === undefined)(`in a browser ${withChromium}`, () => {
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      browser = await launchChromium();
      page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    });
    afterAll(() => browser.close());

    test('come in by the link of /login and a press, and see the dashboard', async () => {
      const closed = await page.goto(`${app.origin}/admin`);
      expect(closed?.status()).toBe(401);
      await operator.sends('/login');
      const { text } = await operator.receives((message) => linkIn(message.text) !== undefined);
      const link = linkIn(text)!;
      await page.goto(link);
      await page.getByRole('button', { name: ar('admin-enter') }).click();
      await page.getByRole('heading', { name: ar('admin-hours') }).waitFor();
      expect(page.url()).not.toContain('token');
      await page.goto(link);
      await page.getByRole('button', { name: ar('admin-enter') }).click();
      await page.getByText(ar('admin-used')).waitFor();
    });

    test('read it on a phone without scrolling sideways, in both languages', async () => {
      const root = 'document.documentElement';
      for (const language of ['ar', 'en']) {
        await page.goto(`${app.origin}/admin?lang=${language}`);
        expect(await page.evaluate(`${root}.scrollWidth <= ${root}.clientWidth`)).toBe(true);
      }
      expect(await page.locator('svg rect').count()).toBeGreaterThan(100);
    });

    test('retry dead jobs, and log out', async () => {
      await page.goto(`${app.origin}/admin?lang=en`);
      await page.getByRole('button', { name: en('admin-retry-all') }).click();
      await expect
        .poll(async () => {
          await page.goto(`${app.origin}/admin?lang=en`);
          return page.getByRole('button', { name: en('admin-retry') }).count();
        })
        .toBe(0);
      await page.getByRole('button', { name: en('admin-leave') }).click();
      await page.getByText(en('admin-closed')).waitFor();
    });
  });
});
