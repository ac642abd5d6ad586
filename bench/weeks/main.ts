import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { check } from './check.ts';
import { simulate } from './simulate.ts';

/**
 * `npm run bench:weeks`: fortnights of digests in minutes, through the product's own feeds, stories,
 * queues and messages, on a real Redis, while workers are killed and Redis is restarted. Prints what
 * became of every slot; fails where one came at a wrong hour, twice, or told a story again.
 */
const fortnights = {
  ramadan: { name: 'Morocco’s Ramadan begins', from: '2026-02-08T00:00:00Z' },
  beirut: { name: 'Ramadan ends, Gaza and Beirut change clocks', from: '2026-03-20T00:00:00Z' },
  cairo: { name: 'Cairo changes clocks', from: '2026-04-17T00:00:00Z' },
};

const { values } = parseArgs({
  options: {
    readers: { type: 'string', default: '1000' },
    days: { type: 'string', default: '14' },
    weeks: { type: 'string', default: 'beirut,cairo' },
  },
});

for (const [nth, week] of values.weeks.split(',').entries()) {
  const fortnight = Object.entries(fortnights).find(([id]) => id === week)?.[1];
  if (fortnight === undefined) throw new Error(`--weeks: ${Object.keys(fortnights).join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-weeks-'));
  try {
    const start = performance.now();
    const outcome = await simulate({
      folder,
      from: Date.parse(fortnight.from),
      days: Number(values.days),
      readers: Number(values.readers),
      seed: nth + 1,
    });
    const { counts, wrong } = await check(outcome);
    await outcome.close();
    const minutes = ((performance.now() - start) / 60_000).toFixed(1);
    process.stdout.write(`\n${fortnight.name}: ${values.days} days in ${minutes} minutes\n`);
    for (const [what, count] of Object.entries(counts)) {
      process.stdout.write(`  ${what.padEnd(44)}${count}\n`);
    }
    for (const line of wrong.slice(0, 20)) process.stdout.write(`  WRONG ${line}\n`);
    if (wrong.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exit();
