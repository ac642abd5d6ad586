/**
 * `npm run eval`: prompts and models side by side over articles. With ANTHROPIC_API_KEY (and
 * ANTHROPIC_BASE_URL, MODEL_SCHEMA) each model is asked with each folder of prompts; without a key,
 * only the way without a model is measured. Costs money: `--budget` is the most, in dollars.
 *
 *   node bench/eval.ts [--articles folder | file.jsonl] [--models a,b] [--prompts folder,folder]
 *                      [--limit n] [--concurrency n] [--budget usd] [--results folder]
 *
 * Articles are {id, title, text, language?, sources?}; labelled sources are what precision and
 * recall are counted against. Cases that operators took from the bot (/stats) also hold what readers
 * complained of; it is listed with what today's gate says of the summary they saw. The run is saved and compared with the last one of the same row.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import type { Prose } from '../src/article/article.ts';
import { createClaude } from '../src/claude/claude.ts';
import { systemClock } from '../src/lib/clock.ts';
import { asFailure } from '../src/lib/failure.ts';
import { silentLog } from '../src/lib/log.ts';
import type { Answer } from '../src/summary/answer.ts';
import type { Budget, Model } from '../src/summary/ask.ts';
import { extractiveSummary } from '../src/summary/extractive.ts';
import { ground } from '../src/summary/ground.ts';
import type { Grounding } from '../src/summary/grounding.ts';
import { loadPrompts, type Prompts } from '../src/summary/prompt.ts';
import { createSummarise, summariseWithoutModel } from '../src/summary/summarise.ts';
import { type Summary, summarySchema } from '../src/summary/summary.ts';
import { namesAgree } from './trust/gold.ts';

const goldSchema = z.object({
  name: z.string(),
  kind: z.string(),
  aliases: z.array(z.string()).default([]),
  salience: z.enum(['core', 'minor']),
});
const articleSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string().default(''),
  text: z.string(),
  language: z.enum(['ar', 'fa', 'ur', 'en', 'other']).default('ar'),
  sources: z.array(goldSchema).default([]),
  /** From readers of the bot: how often each was said of this summary, and who wrote it. */
  feedback: z
    .object({
      counts: z.record(z.string(), z.int()),
      prompt: z.string(),
      model: z.string(),
      summary: summarySchema,
    })
    .optional(),
});
type EvalArticle = z.infer<typeof articleSchema>;

/** One way to an answer: a model with its prompts, or the article's own sentences. */
type Candidate = {
  name: string;
  answer: (
    prose: Prose,
    watch: (summary: Summary, grounding: Grounding) => void,
  ) => Promise<Answer>;
};

/** What became of one article. */
type Trial = {
  id: string;
  how: Answer['how'] | 'failed';
  reason: string;
  ms: number;
  costMicroUsd: number;
  lines: number;
  faulty: number;
  linesAfter: number;
  faultyAfter: number;
  softAfter: number;
  dropped: number;
  bullets: number;
  words: number;
  wordsOfArticle: number;
  named: number;
  namedRight: number;
  core: number;
  coreFound: number;
};

const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const linesOf = ({ bullets, sources }: Summary): number => bullets.length + sources.length;

const faultyLines = ({ checks }: Grounding): number =>
  new Set(
    checks
      .filter(({ ok, hard }) => hard && !ok)
      .flatMap(({ path }) => /^(?:bullets|sources)\[\d+\]/.exec(path) ?? []),
  ).size;

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Asks for one article and measures the answer; a failure is a result too. */
const tryOut = async ({ answer }: Candidate, article: EvalArticle): Promise<Trial> => {
  const { id, title, text, language, sources: gold } = article;
  const judged: { summary: Summary; grounding: Grounding }[] = [];
  const trial: Trial = {
    id,
    how: 'failed',
    reason: '',
    ms: 0,
    costMicroUsd: 0,
    lines: 0,
    faulty: 0,
    linesAfter: 0,
    faultyAfter: 0,
    softAfter: 0,
    dropped: 0,
    bullets: 0,
    words: 0,
    wordsOfArticle: wordsIn(text),
    named: 0,
    namedRight: 0,
    core: 0,
    coreFound: 0,
  };
  const started = performance.now();
  try {
    const { summary, how, reason, dropped, costMicroUsd } = await answer(
      { title, text, language },
      (draft, grounding) => judged.push({ summary: draft, grounding }),
    );
    const names = summary.sources.map(({ name, mention }) => `${name} ${mention}`);
    const core = gold.filter(({ salience }) => salience === 'core');
    Object.assign(trial, {
      how,
      reason,
      costMicroUsd,
      dropped,
      bullets: summary.bullets.length,
      words: sum(summary.bullets.map((bullet) => wordsIn(bullet.text))),
      named: gold.length === 0 ? 0 : names.length,
      namedRight: names.filter((name) => gold.some((source) => namesAgree(name, source))).length,
      core: core.length,
      coreFound: core.filter((source) => names.some((name) => namesAgree(name, source))).length,
    } satisfies Partial<Trial>);
  } catch (error) {
    trial.reason = asFailure(error).kind;
  }
  trial.ms = Math.round(performance.now() - started);
  const [first, last] = [judged[0], judged.at(-1)];
  if (first !== undefined && last !== undefined) {
    trial.lines = linesOf(first.summary);
    trial.faulty = faultyLines(first.grounding);
    trial.linesAfter = linesOf(last.summary);
    trial.faultyAfter = faultyLines(last.grounding);
    trial.softAfter = last.grounding.checks.filter(({ ok, hard }) => !ok && !hard).length;
  }
  return trial;
};

const share = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : part / whole;
const percent = (value: number | undefined) =>
  value === undefined ? '-' : (100 * value).toFixed(1);
const plain = (digits: number) => (value: number | undefined) =>
  value === undefined ? '-' : value.toFixed(digits);

const quantile = (numbers: number[], at: number): number | undefined =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * at))];

type Figure = {
  title: string;
  of: (trials: Trial[]) => number | undefined;
  print: (value: number | undefined) => string;
};

const total = (trials: Trial[], field: keyof Trial): number =>
  sum(trials.map((trial) => Number(trial[field])));
const answered = (trials: Trial[]) => trials.filter(({ how }) => how !== 'failed');

/** The table's columns. Shares of lines are of all bullets and sources that the model wrote. */
const figures: Figure[] = [
  { title: 'articles', of: (all) => all.length, print: plain(0) },
  {
    title: 'by model %',
    of: (all) => share(all.filter(({ how }) => how === 'model').length, all.length),
    print: percent,
  },
  {
    title: 'failed',
    of: (all) => all.filter(({ how }) => how === 'failed').length,
    print: plain(0),
  },
  {
    title: 'grounded %',
    of: (all) => share(total(all, 'lines') - total(all, 'faulty'), total(all, 'lines')),
    print: percent,
  },
  {
    title: 'repaired %',
    of: (all) =>
      share(total(all, 'linesAfter') - total(all, 'faultyAfter'), total(all, 'linesAfter')),
    print: percent,
  },
  {
    title: 'soft/100',
    of: (all) => share(100 * total(all, 'softAfter'), total(all, 'linesAfter')),
    print: plain(1),
  },
  {
    title: 'precision %',
    of: (all) => share(total(all, 'namedRight'), total(all, 'named')),
    print: percent,
  },
  {
    title: 'core rec. %',
    of: (all) => share(total(all, 'coreFound'), total(all, 'core')),
    print: percent,
  },
  {
    title: 'bullets',
    of: (all) => share(total(all, 'bullets'), answered(all).length),
    print: plain(1),
  },
  {
    title: 'words %',
    of: (all) => share(total(all, 'words'), total(answered(all), 'wordsOfArticle')),
    print: percent,
  },
  {
    title: 'µ$ each',
    of: (all) => share(total(all, 'costMicroUsd'), all.length),
    print: plain(0),
  },
  {
    title: 'ms median',
    of: (all) =>
      quantile(
        all.map(({ ms }) => ms),
        0.5,
      ),
    print: plain(0),
  },
  {
    title: 'ms p90',
    of: (all) =>
      quantile(
        all.map(({ ms }) => ms),
        0.9,
      ),
    print: plain(0),
  },
];

type Run = { at: string; articles: string; rows: { name: string; trials: Trial[] }[] };

/** Every candidate over every article, a few at a time, in the order of the articles. */
const evaluate = async (
  candidates: Candidate[],
  articles: EvalArticle[],
  concurrency: number,
): Promise<Run['rows']> => {
  const rows: Run['rows'] = [];
  for (const candidate of candidates) {
    const trials: Trial[] = [];
    let next = 0;
    const work = async () => {
      while (next < articles.length) {
        const place = next;
        next += 1;
        trials[place] = await tryOut(candidate, articles[place]!);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    rows.push({ name: candidate.name, trials });
  }
  return rows;
};

const line = (name: string, cells: string[]): string =>
  [
    name.padEnd(44),
    ...cells.map((cell, index) => cell.padStart(figures[index]!.title.length)),
  ].join('  ');

const titles = figures.map(({ title }) => title);

/** The figures of a run, a row for each candidate. */
const table = (rows: Run['rows']): string =>
  [
    line('', titles),
    ...rows.map(({ name, trials }) =>
      line(
        name,
        figures.map(({ of, print }) => print(of(trials))),
      ),
    ),
  ].join('\n');

/**
 * What changed since the latest earlier run that has the same row, over the articles of both.
 * `earlier` runs stand in order of time.
 */
const comparison = (rows: Run['rows'], earlier: Run[]): string => {
  const lines = rows.flatMap(({ name, trials }) => {
    const both = (one: Trial[], other: Trial[]) =>
      one.filter(({ id }) => other.some((trial) => trial.id === id));
    const trialsOf = (run: Run) => run.rows.find((row) => row.name === name)?.trials ?? [];
    const last = earlier.findLast((run) => both(trials, trialsOf(run)).length > 0);
    if (last === undefined) return [];
    const before = trialsOf(last);
    const cells = figures.map(({ of, print }) => {
      const [now, then] = [of(both(trials, before)), of(both(before, trials))];
      if (now === undefined || then === undefined) return '-';
      return now === then ? '=' : `${now > then ? '+' : ''}${print(now - then)}`;
    });
    return [`${line(name, cells)}  since ${last.at}`];
  });
  return lines.length === 0 ? 'No earlier run has a row of this one.' : lines.join('\n');
};

const readArticles = (path: string): EvalArticle[] => {
  const texts = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.json'))
        .toSorted()
        .map((name) => readFileSync(join(path, name), 'utf8'))
    : readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return texts.map((text) => articleSchema.parse(JSON.parse(text)));
};

/** What readers complained of, case by case, and how many of the lines they saw the gate now refuses. */
const complaints = (articles: readonly EvalArticle[]): string[] =>
  articles.flatMap(({ id, title, text, language, feedback }) => {
    if (feedback === undefined) return [];
    const { counts, prompt, model, summary } = feedback;
    const said = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ');
    const refused = faultyLines(ground({ title, text, language }, summary, { output: 'ar' }));
    const writer = [model || 'without a model', prompt].filter(Boolean).join(' ');
    return [
      `  ${id}: ${said} (${writer}); the gate refuses ${refused} of ${linesOf(summary)} lines`,
    ];
  });

const withoutModel: Candidate = {
  name: 'without a model',
  answer: (prose, watch) => {
    const answer = summariseWithoutModel(extractiveSummary, prose, 'no-model');
    watch(answer.summary, ground(prose, answer.summary, { output: 'ar' }));
    return Promise.resolve(answer);
  },
};

const withModel = (model: Model, prompts: Prompts, budget: Budget): Candidate => ({
  name: `${model.id} ${prompts.summarize.fingerprint} ${prompts.repair.fingerprint}`,
  answer: (prose, watch) => {
    const watchedGround: typeof ground = (article, summary, options) => {
      const grounding = ground(article, summary, options);
      watch(summary, grounding);
      return grounding;
    };
    const summarise = createSummarise({
      model,
      prompts,
      ground: watchedGround,
      extractive: extractiveSummary,
      budget,
      log: silentLog,
    });
    return patiently(() => summarise(prose, { language: 'ar' }));
  },
});

/** The bot's queue waits for a busy model; here a few pauses must do. */
const patiently = async <T>(attempt: () => Promise<T>, tries = 5): Promise<T> => {
  try {
    return await attempt();
  } catch (error) {
    const { kind, retryAfterMs = 2000 } = asFailure(error);
    if (tries <= 1 || (kind !== 'model-rate-limited' && kind !== 'model-busy')) throw error;
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
    return patiently(attempt, tries - 1);
  }
};

const createPurse = (microUsd: number): Budget & { spent: () => number } => {
  let reservedNow = 0;
  let spentSoFar = 0;
  return {
    reserve: (amount) => {
      if (spentSoFar + reservedNow + amount > microUsd) return Promise.resolve(false);
      reservedNow += amount;
      return Promise.resolve(true);
    },
    settle: (reserved, spent) => {
      reservedNow -= reserved;
      spentSoFar += spent;
      return Promise.resolve();
    },
    spent: () => spentSoFar,
  };
};

const root = join(import.meta.dirname, '..');

const main = async () => {
  const { values } = parseArgs({
    options: {
      articles: { type: 'string', default: join(root, 'tests', 'fixtures', 'articles') },
      models: { type: 'string', default: 'claude-haiku-5-5' },
      prompts: { type: 'string', default: join(root, 'prompts') },
      limit: { type: 'string', default: '1000' },
      concurrency: { type: 'string', default: '4' },
      budget: { type: 'string', default: '1' },
      results: { type: 'string', default: join(root, 'bench', 'results') },
    },
  });
  const articles = readArticles(values.articles).slice(0, Number(values.limit));
  const apiKey = process.env.ANTHROPIC_API_KEY ?? '';
  const purse = createPurse(Number(values.budget) * 1e6);
  const schemaMode = process.env.MODEL_SCHEMA === 'prompt' ? 'prompt' : 'native';
  const candidates = values.models.split(',').flatMap((id) =>
    values.prompts.split(',').map((folder) => {
      const baseUrl = process.env.ANTHROPIC_BASE_URL;
      const settings = { apiKey, baseUrl, schemaMode, clock: systemClock, log: silentLog } as const;
      return withModel(createClaude({ ...settings, model: id }), loadPrompts(folder), purse);
    }),
  );
  if (apiKey === '') console.log('No ANTHROPIC_API_KEY: only the way without a model is measured.');

  const arabic = articles.filter(({ language }) => language === 'ar');
  const rows = [
    ...(await evaluate([withoutModel], arabic, 1)),
    ...(apiKey === '' ? [] : await evaluate(candidates, articles, Number(values.concurrency))),
  ];
  const run: Run = { at: new Date().toISOString(), articles: values.articles, rows };
  console.log(table(rows));
  if (apiKey !== '') console.log(`Spent: $${(purse.spent() / 1e6).toFixed(4)}`);
  for (const { name, trials } of rows) {
    const reasons = trials.filter(({ reason }) => reason !== '' && reason !== 'no-model');
    for (const { id, how, reason } of reasons) console.log(`  ${name}: ${id}: ${how}, ${reason}`);
  }

  const complained = complaints(articles);
  if (complained.length > 0) console.log(`\nReaders' opinions\n${complained.join('\n')}`);

  mkdirSync(values.results, { recursive: true });
  const earlier = readdirSync(values.results)
    .filter((name) => /^eval-.*\.json$/.test(name))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(values.results, name), 'utf8')) as Run);
  console.log(`\n${comparison(rows, earlier)}`);
  const path = join(values.results, `eval-${run.at.replaceAll(':', '-')}.json`);
  writeFileSync(path, `${JSON.stringify(run, undefined, 1)}\n`);
  console.log(`Saved to ${path}`);
};

if (import.meta.main) await main();
