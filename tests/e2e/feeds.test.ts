import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type AppProcess, startImpatientMujaz } from '../support/app-process.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { enterPlayground } from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';
import { until } from '../support/ticks.ts';

const headers = { 'content-type': 'application/rss+xml; charset=utf-8' };

const feed = (outlet: string, path: string, title: string): string => {
  const published = new Date(Date.now() - 600_000).toUTCString();
  const lead =
    'أعلنت بلدية وادي الزيتون إعادة فتح جسر نهر السرو أمام السيارات بعد إصلاح أضرار الفيضان. وقال رئيس البلدية ناجي الحلو إن الشاحنات تنتظر فحصا ثانيا.';
  return `<rss version="2.0"><channel><title>${outlet}</title><item><title>${title} - ${outlet}</title><link>https://${path}.example/1</link><pubDate>${published}</pubDate><description>${lead} ${outlet}.</description></item></channel></rss>`;
};

describe.skipIf(!hasRedis)('an operator’s own feeds', () => {
  let site: PageServer;
  let app: AppProcess;
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-feeds-'));
  const file = join(folder, 'feeds.json');
  let environment: Record<string, string>;

  beforeAll(async () => {
    site = await startPageServer({
      '/robots.txt': { status: 404 },
      '/broken': { status: 500 },
      '/marfa': { headers, body: feed('المرفأ', 'marfa', 'إعادة فتح جسر نهر السرو') },
    });
    const list = ['marfa', 'broken'].map((path) => ({
      url: `${site.origin}/${path}`,
      outlet: path === 'marfa' ? 'المرفأ' : 'الميناء',
    }));
    writeFileSync(file, JSON.stringify(list));
    environment = { FEEDS_FILE: file, LINK_ALLOW_HOSTS: site.host };
    app = await startImpatientMujaz(environment);
  });
  afterAll(async () => {
    await app.stop();
    await site.close();
    rmSync(folder, { recursive: true });
  });

  test(
    'are asked once somebody reads, and survive a crash of everything',
    { timeout: 90_000 },
    async () => {
      expect(site.hits).toEqual([]);
      const reader = await enterPlayground(app.origin).joins();
      await reader.sends('/subscribe جسر السرو');
      await reader.receives(({ text = '' }) => text.includes('هل هذا ما تريد'));
      expect(site.hits).toEqual([]);
      await reader.presses('✓ هذا ما أريد');
      await until(() => app.output().includes('news put into stories'));
      await app.kill();
      app = await startImpatientMujaz(environment, app.dataDir);
      const again = await enterPlayground(app.origin).joins();
      await again.sends('/digest جسر السرو');
      const digest = await again.receives(({ text = '' }) =>
        text.includes('إعادة فتح جسر نهر السرو'),
      );
      expect(digest.text).toContain('المرفأ');
      expect(digest.text).not.toContain('نهر السرو - المرفأ');
    },
  );
});
