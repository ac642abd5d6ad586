import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startMujaz } from '../tests/support/app-process.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { enterPlayground } from '../tests/support/reader.ts';
import { fillDataDir } from '../tests/support/simulated-days.ts';

/** Makes the pictures of the dashboard anew, of two simulated weeks: `node scripts/screenshots-admin.ts`. */
const [folder = 'docs'] = process.argv.slice(2);
const dataDir = mkdtempSync(join(tmpdir(), 'mujaz-pictures-'));
await fillDataDir(dataDir);
const app = await startMujaz({ ADMIN_IDS: '7', DAILY_BUDGET_USD: '2' }, dataDir);
const browser = await launchChromium();
const operator = await enterPlayground(app.origin).joins({ id: 7 });

let after = 0;
const take = async (
  path: string,
  options: { width: number; height: number; language: string; dark?: boolean; whole?: boolean },
): Promise<void> => {
  const { width, height, language, dark = false, whole = true } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    deviceScaleFactor: 1.5,
  });
  const page = await context.newPage();
  await operator.sends('/login');
  const sent = await operator.receives(({ text }) => text?.includes('token=') === true, { after });
  after = sent.message_id;
  await page.goto(/http:\S+/.exec(sent.text ?? '')![0]);
  await page.getByRole('button').click();
  await page.goto(`${app.origin}/admin?lang=${language}`);
  await page.screenshot({ path: join(folder, path), fullPage: whole });
  await context.close();
};

await take('dashboard.png', { width: 1180, height: 900, language: 'en' });
await take('dashboard-phone-dark.png', {
  width: 390,
  height: 844,
  language: 'ar',
  dark: true,
  whole: folder !== 'docs',
});
if (folder !== 'docs') {
  await take('dashboard-ar.png', { width: 1180, height: 900, language: 'ar' });
  await take('dashboard-phone.png', { width: 390, height: 844, language: 'en' });
}
await browser.close();
await app.stop();
rmSync(dataDir, { recursive: true, force: true });
