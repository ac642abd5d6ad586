import { startMujaz } from '../tests/support/app-process.ts';
import { pasted, readLabelledArticle } from '../tests/support/articles.ts';
import { launchChromium } from '../tests/support/chromium.ts';

/** Makes the pictures of the README anew from the running product: `node scripts/screenshots.ts`. */
const app = await startMujaz();
const browser = await launchChromium();

const take = async (
  path: string,
  { width, height, dark = false }: { width: number; height: number; dark?: boolean },
): Promise<void> => {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    deviceScaleFactor: 1.5,
  });
  const page = await context.newPage();
  await page.goto(app.origin);
  const composer = page.getByRole('textbox').first();
  await composer.fill(pasted(readLabelledArticle(dark ? 'chip-memo' : 'lebanon-port-file')));
  await composer.press('Enter');
  await page.getByText('من قال ماذا').last().waitFor();
  await page.getByText('لم يُستخدم نموذج لغوي').last().waitFor();
  await page.screenshot({ path });
  await context.close();
};

await take('docs/chat.png', { width: 900, height: 980 });
await take('docs/chat-phone-dark.png', { width: 390, height: 844, dark: true });
await browser.close();
await app.stop();
