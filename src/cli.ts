#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import type { Article } from './article/article.ts';
import { articleFromText } from './article/clean.ts';
import { runBatch } from './cli/batch.ts';
import { summaryAsText } from './cli/summary-text.ts';
import { type Config, readConfig } from './config.ts';
import { systemClock } from './lib/clock.ts';
import { asFailure, Failure } from './lib/failure.ts';
import { redact, silentLog } from './lib/log.ts';
import { createSummariser } from './summariser.ts';
import { createFetchPage } from './web/fetch-page.ts';
import { createReadPage } from './web/read-page.ts';

/** A command of `mujaz`: for people one item, for machines one JSON object a line. */
type Command = {
  /** What one line of a batch holds. */
  fromLine: (line: unknown) => Promise<object>;
  /** What a file, a link or standard input gives, ready to be printed. */
  fromArgument: (argument: string) => Promise<string>;
};

const usage = `mujaz summarize <file | link | ->     an article's summary and its sources
mujaz extract   <file | link | ->     the article of a page
each with --jsonl: one JSON object a line on standard input, one a line out, in order
`;

const isLink = (argument: string): boolean => /^https?:\/\//i.test(argument);

const readArgument = async (argument: string): Promise<string> =>
  argument === '-' ? text(process.stdin) : readFileSync(argument, 'utf8');

/** Milliseconds that a step took, with its result. */
const timed = async <T extends object>(step: () => Promise<T>): Promise<T & { ms: number }> => {
  const start = performance.now();
  const result = await step();
  return { ...result, ms: Math.round((performance.now() - start) * 10) / 10 };
};

const createReader = ({ fetching }: Config) => {
  const fetchPage = createFetchPage({ ...fetching, log: silentLog });
  const readPage = createReadPage({ log: silentLog });
  const readHtml = (html: string, url = ''): Promise<Article> =>
    readPage({
      url,
      bytes: new TextEncoder().encode(html),
      contentType: 'text/html;charset=utf-8',
    });
  return {
    readHtml,
    readLink: async (url: string): Promise<Article> => readPage(await fetchPage(url)),
    close: async (): Promise<void> => {
      await Promise.all([fetchPage.close(), readPage.close()]);
    },
  };
};

type Reader = ReturnType<typeof createReader>;

const looksLikeHtml = (content: string): boolean => /<(?:!doctype html|html|body)\b/i.test(content);

/** The article behind an argument: a link, a page of HTML, or a text as a reader pastes it. */
const readArticle = async (reader: Reader, argument: string): Promise<Article> => {
  if (isLink(argument)) return reader.readLink(argument);
  const content = await readArgument(argument);
  return looksLikeHtml(content) ? reader.readHtml(content) : articleFromText(content);
};

const summarizeLine = z.object({
  text: z.string(),
  title: z.string().default(''),
  outlet: z.string().default(''),
  date: z.string().default(''),
});

const summarizeCommand = (config: Config, reader: Reader): Command => {
  const { summarise, understands } = createSummariser({
    model: config.model,
    // A batch is its caller's own decision; the day's budget guards what readers ask for.
    budget: { reserve: () => Promise.resolve(true), settle: () => Promise.resolve() },
    clock: systemClock,
    log: silentLog,
  });
  const answer = async (article: Article) => {
    if (!understands(article.language)) {
      throw new Failure('foreign-language', `no model to read ${article.language}`);
    }
    const { summary, how, dropped } = await summarise(article, { language: 'ar' });
    return { how, summary, dropped };
  };
  return {
    fromLine: async (line) => {
      const { text, title, outlet, date } = summarizeLine.parse(line);
      const article = articleFromText(title === '' ? text : `${title}\n\n${text}`);
      return timed(() =>
        answer({ ...article, outlet: outlet || article.outlet, date: date || article.date }),
      );
    },
    fromArgument: async (argument) => {
      const article = await readArticle(reader, argument);
      return summaryAsText(article, await answer(article));
    },
  };
};

const extractLine = z.union([
  z.object({ html: z.string(), url: z.string().default('') }),
  z.object({ path: z.string(), url: z.string().default('') }),
]);

const extractCommand = (reader: Reader): Command => ({
  fromLine: async (line) => {
    const page = extractLine.parse(line);
    const html = 'html' in page ? page.html : readFileSync(page.path, 'utf8');
    return timed(() => reader.readHtml(html, page.url));
  },
  fromArgument: async (argument) => {
    const { title, outlet, author, date, text } = await readArticle(reader, argument);
    return `${[title, [outlet, author, date].filter(Boolean).join(' · '), text].filter(Boolean).join('\n\n')}\n`;
  },
});

const main = async (): Promise<number> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { jsonl: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  });
  const [name, argument] = positionals;
  const read = readConfig(process.env);
  if ('problems' in read) {
    process.stderr.write(`${read.problems.join('\n')}\n`);
    return 1;
  }
  const reader = createReader(read.config);
  const commands: Record<string, () => Command> = {
    summarize: () => summarizeCommand(read.config, reader),
    extract: () => extractCommand(reader),
  };
  const command = name === undefined ? undefined : commands[name]?.();
  try {
    if (command === undefined || values.help || (argument === undefined && !values.jsonl)) {
      process.stderr.write(usage);
      return values.help ? 0 : 2;
    }
    if (values.jsonl) return await runBatch(command.fromLine);
    process.stdout.write(await command.fromArgument(argument ?? '-'));
    return 0;
  } catch (thrown) {
    const { kind, message } = asFailure(thrown);
    process.stderr.write(`${redact(`${kind}: ${message}`)}\n`);
    return 1;
  } finally {
    await reader.close();
  }
};

process.exitCode = await main();
