import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

import { describe, expect, test } from 'vitest';

/**
 * The rings. A folder may import itself and the folders of `inner` that stand before it. Folders of
 * the outer ring may import all of the inner ones and never one another; the playground, which
 * knows nothing of Mujaz, imports `lib` only. What stands at the top of `src` sees everything; `cli`
 * belongs to `cli.ts`.
 */
const inner = ['lib', 'arabic', 'article', 'summary', 'digest', 'jobs'];
const outer = ['claude', 'redis', 'queue', 'telegram', 'web', 'playground', 'ops'];

/** Each vendor's package has one home; what is not listed here may be used nowhere. */
const homes: Record<string, string[]> = {
  '@anthropic-ai/sdk': ['claude'],
  ioredis: ['redis'],
  bullmq: ['queue'],
  grammy: ['telegram'],
  // Types of the wire alone, which the playground's schema was made from.
  'grammy/types': ['telegram', 'playground'],
  '@fluent/bundle': ['telegram'],
  undici: ['web'],
  linkedom: ['web'],
  '@mozilla/readability': ['web'],
  htmlparser2: ['web'],
  feedsmith: ['web'],
  'ipaddr.js': ['web'],
  'robots-parser': ['web'],
  mammoth: ['web'],
  'fastest-levenshtein': ['arabic', 'summary'],
  'prom-client': ['ops'],
  luxon: ['digest'],
  yaml: ['summary'],
  zod: [...inner, ...outer, ''],
  pino: [...inner, ...outer, ''],
};

const src = join(import.meta.dirname, '..', 'src');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return path.endsWith('.ts') ? [path] : [];
  });

const importPattern = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

type Import = { file: string; folder: string; target: string };

const folderOf = (path: string): string => {
  const [folder, ...rest] = relative(src, path).split('/');
  return rest.length === 0 || folder === 'cli' ? '' : folder!;
};

const imports: Import[] = filesBelow(src).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(importPattern)].map(([, target]) => ({
    file: relative(src, file),
    folder: folderOf(file),
    target: target!.startsWith('.') ? normalize(join(dirname(file), target!)) : target!,
  })),
);

const mayImport = (from: string, to: string): boolean => {
  if (from === to || from === '') return true;
  if (from === 'playground') return to === 'lib';
  if (!inner.includes(to)) return false;
  return outer.includes(from) || inner.indexOf(to) < inner.indexOf(from);
};

const packageOf = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

describe('the architecture', () => {
  test('every folder of src has its place in the rings', () => {
    const known = new Set([...inner, ...outer, '']);
    expect(imports.filter(({ folder }) => !known.has(folder))).toEqual([]);
  });

  test('every import points inward, and outer folders never meet', () => {
    const outward = imports
      .filter(({ target }) => target.startsWith('/'))
      .filter(({ folder, target }) => !mayImport(folder, folderOf(target)))
      .map(({ file, target }) => `${file} imports ${relative(src, target)}`);
    expect(outward).toEqual([]);
  });

  test('no files import one another in a circle', () => {
    const importedBy = Map.groupBy(imports, ({ file }) => join(src, file));
    const done = new Set<string>();
    const circleFrom = (file: string, way: readonly string[]): string[] | undefined => {
      if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
      if (done.has(file)) return undefined;
      for (const { target } of importedBy.get(file) ?? []) {
        const circle = circleFrom(target, [...way, file]);
        if (circle !== undefined) return circle;
      }
      done.add(file);
      return undefined;
    };
    const circles = [...importedBy.keys()].flatMap((file) => circleFrom(file, []) ?? []);
    expect(circles.map((file) => relative(src, file))).toEqual([]);
  });

  test('every vendor package is used in its own home only', () => {
    const strays = imports
      .filter(({ target }) => !target.startsWith('/') && !target.startsWith('node:'))
      .filter(
        ({ folder, target }) => !(homes[target] ?? homes[packageOf(target)] ?? []).includes(folder),
      )
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(strays).toEqual([]);
  });

  test('only one room opens models, so that each of their calls is measured', () => {
    const openers = imports
      .filter(({ target }) => target.startsWith(join(src, 'claude/')))
      .filter(({ folder }) => folder !== 'claude')
      .map(({ file }) => file);
    expect(openers).toEqual(['models.ts']);
  });

  test('only the two entries hand over the environment, and only config.ts knows its names', () => {
    const readers = filesBelow(src)
      .filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')))
      .map((file) => relative(src, file));
    expect(readers.filter((file) => file !== 'main.ts' && file !== 'cli.ts')).toEqual([]);
  });

  test('no file of src is longer than 250 lines', () => {
    const long = filesBelow(src)
      .map((file) => ({
        file: relative(src, file),
        lines: readFileSync(file, 'utf8').split('\n').length - 1,
      }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });
});
