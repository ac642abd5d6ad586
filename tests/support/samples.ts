import { readFileSync } from 'node:fs';

import type { LocalApp } from './app-process.ts';
import { until } from './ticks.ts';

const { reports } = JSON.parse(
  readFileSync(new URL('../../src/samples/feeds.json', import.meta.url), 'utf8'),
) as { reports: unknown[] };

/** Waits until every sample of the playground's feeds has been put into a story. */
export const samplesGathered = (app: LocalApp): Promise<void> =>
  until(() => {
    const batches = [...app.output().matchAll(/"items":(\d+),"stories"/g)];
    const items = batches.reduce((sum, [, count]) => sum + Number(count), 0);
    return items >= reports.length;
  });
