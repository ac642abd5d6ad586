import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type AppProcess, startMujaz } from '../support/app-process.ts';
import { enterPlayground, type Playroom } from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';
import { until } from '../support/ticks.ts';

describe.skipIf(!hasRedis)('a newcomer to the playground', () => {
  let app: AppProcess;
  let room: Playroom;

  beforeAll(async () => {
    app = await startMujaz();
    room = enterPlayground(app.origin);
  });
  afterAll(async () => {
    await app.stop();
  });

  test('gets a digest of sample news, shown as samples, each event once with its outlets', async () => {
    await until(() => app.output().includes('news put into stories'));
    const reader = await room.joins();
    await reader.sends('/digest اقتصاد');
    const digest = await reader.receives(({ text = '' }) => text.includes('(عيّنة)'));
    const text = digest.text ?? '';
    expect(text).toContain('زيت الزيتون');
    expect(text.match(/ميناء رأس النخيل يخفض/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(text).toContain('قناة السنديان (عيّنة)');
  });
});
