/**
 * How well and how fast the article of a page is found, beside Readability alone in the same run.
 *
 *   node bench/extract.ts [--benchmark <checkout of scrapinghub/article-extraction-benchmark>]
 *
 * Dates count by the day. F1 is the mean over pages of the F1 of 4-word shingles against the expected body.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { z } from 'zod';

import type { Page } from '../src/article/ports.ts';
import { silentLog } from '../src/lib/log.ts';
import { decodePage } from '../src/web/decode.ts';
import { createReadPage } from '../src/web/reading-threads.ts';

const root = join(import.meta.dirname, '..');
const sharedPages = join(root, '..', 'shared', 'data', 'pages');
const fixturePages = join(root, 'tests', 'fixtures', 'pages');

type Sample = { name: string; page: Page; text: string; date: string | undefined };
type Found = { text: string; date: string; ms: number; refused?: string };

const words = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const shingles = (text: string): Map<string, number> => {
  const all = words(text);
  const counts = new Map<string, number>();
  for (let at = 0; at + 4 <= all.length; at += 1) {
    const shingle = all.slice(at, at + 4).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
};

const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};

const compare = (found: string, expected: string) => {
  const [one, other] = [shingles(found), shingles(expected)];
  const [sizeOne, sizeOther] = [sum(one.values()), sum(other.values())];
  const common = sum([...one].map(([key, count]) => Math.min(count, other.get(key) ?? 0)));
  return {
    precision: sizeOne === 0 ? 0 : common / sizeOne,
    recall: sizeOther === 0 ? 0 : common / sizeOther,
    f1: sizeOne + sizeOther === 0 ? 0 : (2 * common) / (sizeOne + sizeOther),
  };
};

const pageOf = (bytes: Uint8Array, url: string): Page => ({ url, bytes, contentType: 'text/html' });

/** What a reader would have sent: the index has no addresses, the pages name their own. */
const ownAddress = (html: string, name: string): string =>
  /<link[^>]*rel="canonical"[^>]*href="([^"]+)"/.exec(html)?.[1] ??
  /<link[^>]*href="([^"]+)"[^>]*rel="canonical"/.exec(html)?.[1] ??
  `https://${name}.example/1`;

const loadShared = (): Sample[] => {
  if (!existsSync(sharedPages)) return [];
  const index = z
    .array(z.object({ name: z.string(), date: z.string().nullable() }))
    .parse(JSON.parse(readFileSync(join(sharedPages, 'index.json'), 'utf8')));
  return index.map(({ name, date }) => {
    const bytes = readFileSync(join(sharedPages, `${name}.html`));
    return {
      name,
      page: pageOf(bytes, ownAddress(bytes.toString(), name)),
      text: readFileSync(join(sharedPages, `${name}.txt`), 'utf8'),
      date: date ?? undefined,
    };
  });
};

const expectation = z.looseObject({
  text: z.string().default(''),
  date: z.string().default(''),
  url: z.string().default('https://news.example/1'),
});

const loadFixtures = (): Sample[] => {
  if (!existsSync(fixturePages)) return [];
  return readdirSync(fixturePages)
    .filter((file) => file.endsWith('.html') && existsSync(join(fixturePages, jsonFor(file))))
    .map((file) => {
      const expected = expectation.parse(
        JSON.parse(readFileSync(join(fixturePages, jsonFor(file)), 'utf8')),
      );
      const page = pageOf(readFileSync(join(fixturePages, file)), expected.url);
      return { name: basename(file, '.html'), page, text: expected.text, date: expected.date };
    })
    .filter(({ text }) => text !== '');
};

const jsonFor = (file: string): string => file.replace(/\.html$/, '.json');

const loadBenchmark = (folder: string): Sample[] => {
  const truth = z
    .record(z.string(), z.object({ articleBody: z.string(), url: z.string() }))
    .parse(JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')));
  return Object.entries(truth).map(([id, { articleBody, url }]) => ({
    name: id.slice(0, 8),
    page: pageOf(gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`))), url),
    text: articleBody,
    date: undefined,
  }));
};

const readabilityAlone = ({ bytes, contentType }: Page): Found => {
  const start = performance.now();
  const { document } = parseHTML(decodePage(bytes, contentType));
  const article = new Readability(document).parse();
  const date = article?.publishedTime ?? '';
  return { text: article?.textContent ?? '', date, ms: performance.now() - start };
};

const quantile = (numbers: readonly number[], share: number): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length * share)] ?? 0;

const report = (name: string, samples: readonly Sample[], found: readonly Found[]): void => {
  const scores = samples.map(({ text }, index) => compare(found[index]?.text ?? '', text));
  const mean = (of: (score: (typeof scores)[number]) => number): string =>
    (sum(scores.map(of)) / scores.length).toFixed(4);
  const dated = samples.flatMap(({ date }, index) =>
    date ? [(found[index]?.date ?? '').startsWith(date.slice(0, 10))] : [],
  );
  const dates = dated.length > 0 ? `${dated.filter(Boolean).length}/${dated.length}` : '-';
  const times = found.map(({ ms }) => ms);
  console.log(
    [
      name.padEnd(20),
      mean(({ f1 }) => f1),
      mean(({ precision }) => precision),
      mean(({ recall }) => recall),
      dates.padStart(6),
      quantile(times, 0.5).toFixed(1).padStart(7),
      quantile(times, 0.95).toFixed(1).padStart(7),
    ].join('  '),
  );
};

const runSet = async (title: string, samples: readonly Sample[]): Promise<void> => {
  console.log(`\n${title}, ${samples.length} pages`);
  console.log('                      F1      P       R        dates   ms med  ms p95');
  const readPage = createReadPage({ log: silentLog });
  const own = async ({ page }: Sample): Promise<Found> => {
    const start = performance.now();
    try {
      const { text, date } = await readPage(page);
      return { text, date, ms: performance.now() - start };
    } catch (error) {
      return { text: '', date: '', ms: performance.now() - start, refused: String(error) };
    }
  };
  // Both are warm when they are measured: a bot reads its thousandth page, not its first.
  for (let round = 0; round < 3; round += 1) {
    for (const sample of samples.slice(0, 15)) {
      await own(sample);
      readabilityAlone(sample.page);
    }
  }
  const results: { sample: Sample; ours: Found; theirs: Found }[] = [];
  for (const sample of samples) {
    results.push({ sample, ours: await own(sample), theirs: readabilityAlone(sample.page) });
  }
  const read = results.filter(({ ours }) => ours.refused === undefined);
  const those = read.map(({ sample }) => sample);
  report(
    'mujaz, in its worker',
    those,
    read.map(({ ours }) => ours),
  );
  report(
    'Readability alone',
    those,
    read.map(({ theirs }) => theirs),
  );
  for (const { sample, ours } of results) {
    if (ours.refused) console.log(`  ${sample.name}: left out of both, ${ours.refused}`);
    else if (samples.length <= 20) {
      const { f1 } = compare(ours.text, sample.text);
      console.log(`  ${sample.name.padEnd(18)}  ${f1.toFixed(3)}  ${ours.date || 'no date'}`);
    }
  }
  await readPage.close();
};

const paragraph = '<p>كلمة، وأخرى ثالثة رابعة خامسة وسادسة، سابعة.</p>';
const fiveMegabytes = (piece: string): string =>
  piece.repeat(Math.ceil((5 * 1024 * 1024) / Buffer.byteLength(piece)));

const hostile: Record<string, () => string> = {
  'ordinary page': () => paragraph.repeat(40),
  '12 KB, 1,000 deep': () => '<div>'.repeat(1_000),
  '50,000 deep': () => '<div>'.repeat(50_000),
  '5 MB of paragraphs': () => fiveMegabytes(paragraph),
  '5 MB of links': () => fiveMegabytes('<a href="/a/b/c">عنوان خبر آخر</a> '),
  '5 MB of elements': () => fiveMegabytes('<i>x</i>'),
  '5 MB of text': () => fiveMegabytes('كلمة، وأخرى ثالثة رابعة. '),
  '5 MB of one attribute': () => `<p class="${'a'.repeat(5_000_000)}">x</p>${paragraph}`,
  '5 MB of entities': () => fiveMegabytes('&amp;&lt;&nbsp;'),
};

/** In a process of its own, so that the memory is that of one page and its worker. */
const runHostile = async (kind: string): Promise<void> => {
  const bytes = Buffer.from(hostile[kind]?.() ?? '');
  const readPage = createReadPage({ log: silentLog });
  await readPage(pageOf(Buffer.from(paragraph.repeat(40)), 'https://a.example/1'));
  const start = performance.now();
  const outcome = await readPage(pageOf(bytes, 'https://a.example/2')).then(
    ({ text }) => `${text.length} characters`,
    (error: unknown) => String(error).slice(0, 60),
  );
  const ms = (performance.now() - start).toFixed(0).padStart(6);
  const mb = (process.resourceUsage().maxRSS / 1024).toFixed(0).padStart(5);
  console.log(`${kind.padEnd(24)} ${ms} ms ${mb} MB  ${outcome}`);
  await readPage.close();
};

const { values } = parseArgs({
  options: { benchmark: { type: 'string' }, hostile: { type: 'string' } },
});

if (values.hostile !== undefined) {
  await runHostile(values.hostile);
} else {
  const shared = loadShared();
  if (shared.length > 0) await runSet('Real pages', shared);
  else console.log(`Real pages: skipped, ${sharedPages} is not there`);
  const fixtures = loadFixtures();
  if (fixtures.length > 0) await runSet('Own fixtures', fixtures);
  else console.log('Own fixtures: skipped, tests/fixtures/pages is not there');
  if (values.benchmark !== undefined) await runSet('Benchmark', loadBenchmark(values.benchmark));
  console.log(
    '\nHostile pages, each in a process of its own: time of the page, peak memory of all',
  );
  for (const kind of Object.keys(hostile)) {
    const args = [join(import.meta.dirname, 'extract.ts'), '--hostile', kind];
    process.stdout.write(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  }
}
