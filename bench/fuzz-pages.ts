/**
 * Mutated pages through the page worker: no crash, no hang, memory flat.
 *
 *   node bench/fuzz-pages.ts [--count 10000] [--seed 1]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { asFailure } from '../src/lib/failure.ts';
import { type Log, silentLog } from '../src/lib/log.ts';
import { createReadPage } from '../src/web/reading-threads.ts';
import { mutated } from '../tests/support/page-mutations.ts';
import { newsPage } from '../tests/support/web-pages.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});
const count = Number(values.count);

const root = join(import.meta.dirname, '..');
const pagesIn = (folder: string): Buffer[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.html'))
        .map((file) => readFileSync(join(folder, file)))
    : [];

const pages = [
  Buffer.from(newsPage()),
  ...pagesIn(join(root, 'tests', 'fixtures', 'pages')),
  ...pagesIn(join(root, '..', 'shared', 'data', 'pages')),
];

const lost: string[] = [];
let seed = Number(values.seed);
const log: Log = {
  ...silentLog,
  warn: (fields) => lost.push(`seed ${seed}: ${JSON.stringify(fields)}`),
};
const readPage = createReadPage({ log });

const outcomes = new Map<string, number>();
const times: number[] = [];
const megabytes = (): string => (process.memoryUsage().rss / 1024 / 1024).toFixed(0);

for (let index = 0; index < count; index += 1, seed += 1) {
  const bytes = mutated(pages[(seed - 1) % pages.length] ?? Buffer.from(''), seed);
  const contentType = (seed - 1) % 5 === 0 ? 'text/html; charset=windows-1256' : 'text/html';
  const start = performance.now();
  const outcome = await readPage({ url: 'https://fuzz.example/1', bytes, contentType }).then(
    () => 'article',
    (error: unknown) => asFailure(error).kind,
  );
  times.push(performance.now() - start);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  if ((index + 1) % Math.ceil(count / 10) === 0) {
    console.log(`${index + 1} pages, ${megabytes()} MB, threads lost ${lost.length}`);
  }
}
await readPage.close();

times.sort((one, other) => one - other);
const at = (share: number): string =>
  (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0);
console.log(`\n${count} mutations of ${pages.length} pages`);
for (const [kind, number] of [...outcomes].sort((one, other) => other[1] - one[1])) {
  console.log(`${String(number).padStart(7)}  ${kind}`);
}
console.log(`ms a page: median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`);
console.log(`threads lost: ${lost.length}${lost.length > 0 ? `\n  ${lost.join('\n  ')}` : ''}`);
