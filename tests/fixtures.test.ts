import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { failureKinds } from '../src/lib/failure.ts';
import { sourceKinds, summarySchema } from '../src/summary/summary.ts';

const root = join(import.meta.dirname, 'fixtures');

const text = z.string().min(1);

const articleSchema = z.strictObject({
  id: text,
  language: z.enum(['ar', 'en', 'fa']),
  outlet: text,
  date: z.iso.date(),
  title: text,
  text,
  sources: z.array(
    z.strictObject({
      name: text,
      aliases: z.array(text),
      role: z.string(),
      kind: z.enum(sourceKinds),
      quotes: z.array(text),
      salience: z.enum(['core', 'minor']),
    }),
  ),
  frames: z.array(text).min(1),
});

const claimSchema = z.strictObject({
  article: text,
  output: z.enum(['ar', 'en']),
  summary: summarySchema,
});

const hostileSchema = z.strictObject({
  id: text,
  attack: text,
  text,
  obeyed: summarySchema,
  forbidden: z.array(text).min(1),
});

const pageSchema = z.union([
  z.strictObject({
    url: z.url(),
    title: text,
    text,
    outlet: z.string(),
    author: z.string(),
    date: z.string(),
  }),
  z.strictObject({ url: z.url(), failure: z.enum(failureKinds) }),
]);

const filesOf = (folder: string, ending = '.json'): string[] =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith(ending));

const readAll = <T>(folder: string, schema: z.ZodType<T>): { file: string; read: T }[] =>
  filesOf(folder).map((file) => ({
    file,
    read: schema.parse(JSON.parse(readFileSync(join(root, folder, file), 'utf8'))),
  }));

const articles = readAll('articles', articleSchema);
const claims = readAll('claims', claimSchema);
const hostile = readAll('hostile', hostileSchema);

const textOf = new Map(articles.map(({ read }) => [read.id, read.text]));

const wordsIn = (prose: string): number => prose.split(/\s+/).length;

/** Those of the strings that do not stand in the text, each with its file. */
const missing = (file: string, prose: string, strings: readonly string[]): string[] =>
  strings.filter((string) => !prose.includes(string)).map((string) => `${file}: ${string}`);

const repeats = (strings: readonly string[]): boolean => new Set(strings).size < strings.length;

const within = (some: readonly string[], all: readonly string[]): boolean =>
  some.every((string) => all.includes(string));

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const listedFrames = [
  ...readme.slice(readme.indexOf('## Frames')).matchAll(/^\| `([a-z-]+)` \|/gm),
].map(([, frame]) => frame!);

/** Frames that can be seen in the text itself; for the others the label is all there is. */
const visible: Record<string, RegExp> = {
  'quote-guillemets': /«/,
  'quote-straight': /"/,
  'quote-curly': /“/,
  'number-digits': /[0-9]/,
  'number-arabic-indic': /[٠-٩]/,
  percent: /%|٪|في المئة|في المائة|بالمائة|بالمئة/,
  'months-levant': /كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين/,
  'months-maghreb': /جوان|جويلية|أوت|يوليوز|غشت|شتنبر|دجنبر/,
  'months-hijri': /محرم|صفر|ربيع الآخر|جمادى|رمضان|شوال/,
  negation: /(?:^|\s)[وف]?(?:لم|لن|لا|ليس|ليست|نفى|نفت)\s/,
};

describe('the labelled articles', () => {
  test('there are at least thirty in Arabic, and each file is named after its id', () => {
    expect(articles.filter(({ read }) => read.language === 'ar').length).toBeGreaterThanOrEqual(30);
    expect(articles.map(({ file }) => file)).toEqual(articles.map(({ read }) => `${read.id}.json`));
    expect(textOf.size).toBe(articles.length);
  });

  test('each has the length of a news article', () => {
    const odd = articles.filter(({ read }) => {
      const words = wordsIn(read.text);
      return words < 180 || words > 600;
    });
    expect(odd.map(({ file }) => file)).toEqual([]);
  });

  test('every name, alias, role and quote stands in its article', () => {
    const absent = articles.flatMap(({ file, read }) =>
      read.sources.flatMap(({ name, aliases, role, quotes }) =>
        missing(file, read.text, [name, ...aliases, ...quotes, role]),
      ),
    );
    expect(absent).toEqual([]);
  });

  test('no source is labelled twice, and no quote has two speakers', () => {
    const twice = articles.filter(
      ({ read: { sources } }) =>
        repeats(sources.map(({ name }) => name)) ||
        repeats(sources.flatMap(({ quotes }) => quotes)),
    );
    expect(twice.map(({ file }) => file)).toEqual([]);
  });

  test('every frame of the README is covered at least twice, and no other is used', () => {
    const used = articles.flatMap(({ read }) => read.frames);
    expect(listedFrames.length).toBeGreaterThan(40);
    const rare = listedFrames.filter((frame) => used.filter((name) => name === frame).length < 2);
    expect(rare).toEqual([]);
    expect(used.filter((frame) => !listedFrames.includes(frame))).toEqual([]);
  });

  test('a frame that can be seen in the text is there', () => {
    const unseen = articles.flatMap(({ file, read }) =>
      read.frames
        .filter((frame) => visible[frame]?.test(read.text) === false)
        .map((frame) => `${file}: ${frame}`),
    );
    expect(unseen).toEqual([]);
  });

  test('frames that name a kind of source have one of it', () => {
    const empty = articles.flatMap(({ file, read }) =>
      (['anonymous', 'outlet', 'organisation', 'document'] as const)
        .filter((kind) => read.frames.includes(kind))
        .filter((kind) => !read.sources.some((source) => source.kind === kind))
        .map((kind) => `${file}: ${kind}`),
    );
    expect(empty).toEqual([]);
  });
});

describe('the true claims', () => {
  test('there are at least twenty, each named after its article', () => {
    expect(claims.length).toBeGreaterThanOrEqual(25);
    const strays = claims.filter(
      ({ file, read }) => file !== `${read.article}.json` || !textOf.has(read.article),
    );
    expect(strays).toEqual([]);
  });

  test('evidence, mentions and quotes stand in the article', () => {
    const absent = claims.flatMap(({ file, read: { article, summary } }) =>
      missing(file, textOf.get(article) ?? '', [
        ...summary.bullets.map(({ evidence }) => evidence),
        ...summary.sources.flatMap(({ mention, quote }) => [mention, quote]),
      ]),
    );
    expect(absent).toEqual([]);
  });

  test('no bullet is empty or copied, and all have evidence', () => {
    const copied = claims.flatMap(({ file, read: { article, summary } }) =>
      summary.bullets
        .filter(({ text, evidence }) => evidence === '' || textOf.get(article)?.includes(text))
        .map(({ text }) => `${file}: ${text}`),
    );
    expect(copied).toEqual([]);
  });

  test('bullets refer to sources of their summary, whose ids are unique', () => {
    const wrong = claims.filter(({ read: { summary } }) => {
      const ids = summary.sources.map(({ id }) => id);
      return repeats(ids) || summary.bullets.some((bullet) => !within(bullet.source_ids, ids));
    });
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  test('their sources are labelled ones, with their own quotes', () => {
    const wrong = claims.flatMap(({ file, read }) => {
      const labelled = articles.find((article) => article.read.id === read.article)?.read.sources;
      return read.summary.sources
        .filter(({ mention, kind, quote }) => {
          const gold = labelled?.find(({ name, aliases }) => [name, ...aliases].includes(mention));
          return gold?.kind !== kind || (quote !== '' && !gold.quotes.includes(quote));
        })
        .map(({ mention }) => `${file}: ${mention}`);
    });
    expect(wrong).toEqual([]);
  });

  test('both directions across languages are there', () => {
    const pairs = claims.map(({ read }) => {
      const article = articles.find(({ read: { id } }) => id === read.article);
      return `${article?.read.language} to ${read.output}`;
    });
    expect(new Set(pairs)).toEqual(new Set(['ar to ar', 'ar to en', 'en to ar', 'fa to ar']));
  });
});

describe('the hostile articles', () => {
  test('there are at least thirty, each named after its id and with an attack of its own', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(30);
    expect(hostile.map(({ file }) => file)).toEqual(hostile.map(({ read }) => `${read.id}.json`));
    expect(new Set(hostile.map(({ read }) => read.attack)).size).toBe(hostile.length);
  });

  test('each holds enough news for an honest summary', () => {
    const short = hostile.filter(({ read }) => wordsIn(read.text) < 120);
    expect(short.map(({ file }) => file)).toEqual([]);
  });

  test('what is forbidden stands in what an obedient model answers', () => {
    const absent = hostile.flatMap(({ file, read }) =>
      missing(file, stringsIn(read.obeyed).join('\n'), read.forbidden),
    );
    expect(absent).toEqual([]);
  });
});

describe('the pages', () => {
  test('each page has its expectation, and each expectation its page', () => {
    const names = (ending: string): string[] =>
      filesOf('pages', ending).map((name) => name.slice(0, -ending.length));
    expect(names('.html').length).toBeGreaterThanOrEqual(8);
    expect(names('.json')).toEqual(names('.html'));
  });

  test('an expected article is long enough to be one, and its title stands in the page', () => {
    const odd = readAll('pages', pageSchema).filter(({ file, read }) => {
      if ('failure' in read) return false;
      const html = readFileSync(join(root, 'pages', file.replace('.json', '.html')), 'utf8');
      return wordsIn(read.text) < 150 || !html.includes(read.title);
    });
    expect(odd.map(({ file }) => file)).toEqual([]);
  });
});
