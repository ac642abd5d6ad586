import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { loadWords } from '../../src/telegram/words.ts';
import { type LocalApp, openMujaz } from '../support/app-process.ts';
import { pasted, readLabelledArticle } from '../support/articles.ts';
import { chromiumPath, launchChromium, withChromium } from '../support/chromium.ts';
import { hasRedis } from '../support/redis.ts';
import { samplesGathered } from '../support/samples.ts';

const { ar } = loadWords();
const article = readLabelledArticle('lebanon-port-file');

describe.skipIf(!hasRedis || chromiumPath === undefined)(
  `the chat page with Mujaz behind it ${withChromium}`,
  () => {
    let app: LocalApp;
    let browser: Browser;
    let page: Page;
    const shows = createShows(() => page);

    beforeAll(async () => {
      app = await openMujaz();
      browser = await launchChromium();
      page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      page.setDefaultTimeout(10_000);
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

    test('a person subscribes by buttons and by words, sets their hour, and gets, turns and mutes a digest', async () => {
      await samplesGathered(app);
      const say = async (text: string): Promise<void> => {
        const composer = page.getByRole('textbox').first();
        await composer.fill(text);
        await composer.press('Enter');
      };
      const press = (name: string | RegExp): Promise<void> =>
        page.getByRole('button', { name, exact: true }).last().click();
      const reads = (text: string | RegExp): Promise<void> =>
        page.getByText(text).filter({ visible: true }).last().waitFor();

      await say('/subscribe');
      await press('اقتصاد');
      await reads('بتوقيت أي مدينة؟');
      await shows('zone');
      await press('لبنان');
      await reads(/موجزك كل يوم في .*07:00.* بتوقيت .*بيروت/);
      await press('الساعة');
      await shows('hours');
      await press('07:30');
      await reads(/07:30.* بتوقيت .*بيروت/);

      await say('اشترك زيت الزيتون');
      await reads('آخر ما وصل عن هذا الموضوع');
      await shows('preview');
      await press('أوسع');
      await reads('أوسع: تكفي كلمة');
      await press('✓ هذا ما أريد');
      await reads(/تتابع الآن: .*زيت الزيتون/);
      await say('اشترك سياسة ورياضة وتقنية وثقافة وصحة وعلوم');
      await reads(/تتابع الآن: .*سياسة/);

      await press('الموجز الآن');
      await page.getByRole('button', { name: /المزيد \(/ }).waitFor();
      await shows('digest');
      await press(/المزيد \(/);
      await reads(/^\W*8\. /);
      await press('كتم خبر');
      await press('8');
      await reads('لن يصلك شيء عن هذا الخبر ثلاثين يومًا.');
      await shows('muted');
      expect(await page.getByRole('button', { name: /لا تكتم الخبر 8/ }).count()).toBe(1);
    });
  },
);

/** With SHOTS=folder the walk leaves pictures there, to be looked at. */
const createShows =
  (page: () => Page) =>
  async (name: string): Promise<void> => {
    const folder = process.env['SHOTS'];
    if (folder) await page().screenshot({ path: `${folder}/digest-${name}.png` });
  };
