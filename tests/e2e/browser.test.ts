import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { loadWords } from '../../src/telegram/words.ts';
import { type AppProcess, startMujaz } from '../support/app-process.ts';
import { pasted, readLabelledArticle } from '../support/articles.ts';
import { chromiumPath, launchChromium, withChromium } from '../support/chromium.ts';
import { hasRedis } from '../support/redis.ts';

const { ar } = loadWords();
const article = readLabelledArticle('lebanon-port-file');

describe.skipIf(!hasRedis || chromiumPath === undefined)(
  `the chat page with Mujaz behind it ${withChromium}`,
  () => {
    let app: AppProcess;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      app = await startMujaz();
      browser = await launchChromium();
      page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      await page.goto(app.origin);
    });
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    test('a person pastes an article and reads what happened and who said what', async () => {
      const composer = page.getByRole('textbox').first();
      await composer.fill(pasted(article));
      await composer.press('Enter');
      await page.getByText('من قال ماذا').last().waitFor();
      const chat = await page.locator('body').innerText();
      expect(chat).toContain('لم يُستخدم نموذج لغوي');
      const people = article.sources.filter(({ kind }) => kind === 'person');
      const answer = chat.split('من قال ماذا').at(-1);
      expect(people.some(({ name }) => answer?.includes(name))).toBe(true);
    });

    test('the page reads from right to left and does not scroll sideways on a phone', async () => {
      // As texts: the page's own types are not those of this process.
      const root = 'document.documentElement';
      expect(await page.evaluate(`getComputedStyle(${root}).direction`)).toBe('rtl');
      expect(await page.evaluate(`${root}.scrollWidth <= ${root}.clientWidth`)).toBe(true);
    });

    test('a wrong sentence is answered in the chat, not by silence', async () => {
      const composer = page.getByRole('textbox').first();
      await composer.fill('مرحبا');
      await composer.press('Enter');
      await page.getByText(ar('failure-too-short').split('\n')[0]!).last().waitFor();
      expect(await page.getByText('مرحبا').count()).toBeGreaterThan(0);
    });
  },
);
