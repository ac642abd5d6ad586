import type { Page } from 'playwright-core';

import { startMujaz } from '../tests/support/app-process.ts';
import { launchChromium } from '../tests/support/chromium.ts';

/** Makes the pictures of the README anew from the running product: `node scripts/screenshots.ts`. */
const app = await startMujaz();
const browser = await launchChromium();

type Shape = { width: number; height: number; dark?: boolean; english?: boolean };

/** A chat of a new reader's, in a window of this shape. */
const open = async ({ width, height, dark = false, english = false }: Shape): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    deviceScaleFactor: width < 500 ? 1.5 : 1,
  });
  if (english) {
    await context.addInitScript("localStorage.setItem('playground.language', 'en')");
  }
  const page = await context.newPage();
  const joined = await fetch(`${app.origin}/sim/users`, {
    method: 'POST',
    body: JSON.stringify({
      first_name: english ? 'Layla' : 'ليلى',
      language_code: english ? 'en' : 'ar',
    }),
  });
  const { chat } = (await joined.json()) as { chat: { id: number } };
  await page.goto(`${app.origin}/#${chat.id}`);
  await page.locator('.chip').first().waitFor();
  return page;
};

const take = async (page: Page, name: string): Promise<void> => {
  await page.waitForFunction(
    'document.getAnimations().every((one) => one.playState !== "running")',
  );
  await page.screenshot({ path: `docs/${name}.png` });
};

/** The newest answer, once its summary stands there. */
const answered = async (page: Page): Promise<void> => {
  await page
    .locator('.message.in .text', { hasText: /من قال ماذا|Who said what/ })
    .last()
    .waitFor();
};

const wide = await open({ width: 900, height: 980 });
await take(wide, 'chat-start');
await wide.locator('.chip').first().click();
await answered(wide);
await take(wide, 'chat');
await wide.locator('.composer .icon-megaphone').click();
await wide.locator('dialog').waitFor();
await take(wide, 'chat-forward');
await wide.locator('dialog .primary').click();

const phone = await open({ width: 390, height: 844, dark: true });
await phone.locator('.chip').nth(1).click();
await answered(phone);
await take(phone, 'chat-phone-dark');

const english = await open({ width: 390, height: 844, english: true });
await english.locator('.chip').nth(1).click();
await answered(english);
await take(english, 'chat-phone-english');

const panels = await open({ width: 1360, height: 860 });
await panels.locator('.chat-header .icon-people').click();
await panels.locator('.new-person .icon-people').click();
await panels.locator('.speaker select').waitFor();
await panels.locator('.person', { hasText: 'ليلى' }).last().click();
await panels.locator('.chip').nth(2).click();
await answered(panels);
await panels.locator('.chat-header .icon-code').click();
await panels.locator('.way .step').nth(2).waitFor();
await take(panels, 'chat-inspector');

await browser.close();
await app.stop();
