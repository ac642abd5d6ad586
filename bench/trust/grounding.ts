/**
 * `node bench/trust/grounding.ts`: what the gate catches, on seeded perturbations of true claims, and
 * what it refuses though it is true. Claims are those written for the project (paraphrases with
 * their evidence) and, of every labelled article, its sentences as bullets and its labels as
 * sources; the articles of ../shared/data are used where they are present. With `--misses` every
 * miss and false alarm is printed in full. The last column is the gate of the best peer, stated as
 * fairly as it can be: Latin names with a capital and Western digits must stand in the article.
 */
import { attribute } from '../../src/summary/attribution/attribute.ts';
import { ground } from '../../src/summary/ground.ts';
import type { Summary } from '../../src/summary/summary.ts';
import {
  abstractCases,
  type Case,
  claimCases,
  labelledCases,
  sharedDataIsPresent,
} from './claims.ts';
import { asWritten, createRandom, families, type Perturbed } from './perturb.ts';

const showMisses = process.argv.includes('--misses');

const hardPaths = ({ prose, output }: Case, summary: Summary): string[] =>
  ground(prose, summary, { output })
    .checks.filter(({ ok, hard }) => hard && !ok)
    .map(({ path, kind, note }) => `${path} ${kind}: ${note}`);

const linesOf = (summary: Summary): string[] => [
  'headline',
  ...summary.bullets.map((_, index) => `bullets[${index}]`),
  ...summary.sources.map((_, index) => `sources[${index}]`),
];

const textOf = (summary: Summary, line: string): string => {
  const [, list, index] = /^(bullets|sources)\[(\d+)\]/.exec(line) ?? [];
  if (list === 'bullets') {
    const bullet = summary.bullets[Number(index)];
    return `${bullet?.text} [${bullet?.source_ids.join(',')}]\n      evidence: ${bullet?.evidence}`;
  }
  return list === 'sources' ? JSON.stringify(summary.sources[Number(index)]) : summary.headline;
};

/** The peer's gate: worldmonitor's `brief-llm-core.js` as facts of November 2026 describe it. */
const peerRefuses = ({ prose }: Case, summary: Summary, line: string): boolean => {
  const article = `${prose.title} ${prose.text}`;
  const said = textOf(summary, line).split('\n')[0] ?? '';
  const terms = said.match(/(?<!\w)(?:[A-Z][a-z]+|[0-9]+(?:[.,][0-9]+)*)(?!\w)/g) ?? [];
  return terms.some((term) => !article.includes(term));
};

type Row = { name: string; tried: number; hit: number; peer: number; goal: string };

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;

const print = (title: string, rows: Row[], verb: string): void => {
  console.log(`\n${title}`);
  console.log(
    ['', 'tried', verb, 'share', 'goal', 'peer']
      .map((cell, at) => cell.padEnd(at === 0 ? 46 : 10))
      .join(''),
  );
  for (const { name, tried, hit, goal, peer } of rows) {
    const cells = [tried, hit, percent(hit, tried), goal, percent(peer, tried)];
    console.log(name.padEnd(46) + cells.map((cell) => String(cell).padEnd(10)).join(''));
  }
};

const falseAlarms = (name: string, cases: Case[], goal = '<= 1 %'): Row => {
  let [tried, hit, peer] = [0, 0, 0];
  for (const one of cases) {
    const faults = hardPaths(one, one.summary);
    for (const line of linesOf(one.summary)) {
      tried += 1;
      if (peerRefuses(one, one.summary, line)) peer += 1;
      const here = faults.filter((fault) => fault.startsWith(line));
      if (here.length === 0) continue;
      hit += 1;
      if (showMisses) {
        console.log(
          `\nFALSE ALARM (${name}) ${one.id}\n      ${here.join('\n      ')}\n      ${textOf(one.summary, line)}`,
        );
      }
    }
  }
  return { name, tried, hit, peer, goal };
};

const catches = (
  name: string,
  goal: string,
  cases: Case[],
  perturbed: (one: Case) => Perturbed[],
): Row => {
  let [tried, hit, peer] = [0, 0, 0];
  for (const one of cases) {
    const already = hardPaths(one, one.summary);
    for (const { summary, line } of perturbed(one)) {
      // A line that is refused as it stands proves nothing.
      if (already.some((fault) => fault.startsWith(line))) continue;
      tried += 1;
      if (peerRefuses(one, summary, line)) peer += 1;
      if (hardPaths(one, summary).some((fault) => fault.startsWith(line))) hit += 1;
      else if (showMisses)
        console.log(`\nMISS (${name}) ${one.id} ${line}\n      ${textOf(summary, line)}`);
    }
  }
  return { name, tried, hit, peer, goal };
};

/** Milliseconds of one run: the lower decile of many, since the machine is shared. */
const milliseconds = (run: () => void): number => {
  for (let warm = 0; warm < 20; warm += 1) run();
  const times = Array.from({ length: 60 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[6] ?? 0;
};

const wordsOf = (text: string): number => text.split(/\s+/).length;

/** Articles of some 600 words, made of an article with its summary and of its neighbours' texts. */
const longCases = (cases: Case[]): Case[] =>
  cases.map((one, index) => {
    let { text } = one.prose;
    for (let next = index + 1; wordsOf(text) < 600; next += 1) {
      text += `\n\n${cases[next % cases.length]?.prose.text}`;
    }
    return {
      ...one,
      prose: {
        ...one.prose,
        text: text
          .split(/(?<=\s)/)
          .slice(0, 600)
          .join(''),
      },
    };
  });

const printTimes = (cases: Case[]): void => {
  const long = longCases(cases).slice(0, 8);
  const mean = (run: (one: Case) => void): string =>
    (long.reduce((sum, one) => sum + milliseconds(() => run(one)), 0) / long.length).toFixed(2);
  // Copies, or what an object's first reading found would be measured.
  const all = mean(({ prose, summary, output }) => ground({ ...prose }, summary, { output }));
  const reading = mean(({ prose }) => attribute({ ...prose }));
  const bullets = long.reduce((sum, { summary }) => sum + summary.bullets.length, 0) / long.length;
  console.log(
    `\n${all} ms an article of 600 words with ${bullets.toFixed(1)} bullets, of which attribution ${reading} ms (goal 5 ms)`,
  );
};

const main = (): void => {
  const own = claimCases();
  const labelled = labelledCases();
  if (!sharedDataIsPresent()) console.log('no ../shared/data here: own articles only');
  const all = [...own, ...labelled];
  const arabic = all.filter(({ prose, output }) => prose.language === 'ar' && output === 'ar');
  const abstracts = abstractCases();
  const respelled = all.filter(({ prose }) => prose.language === 'ar').map(asWritten);
  print(
    'True claims that are refused',
    [
      falseAlarms('claims written for the project', own),
      falseAlarms('sentences and labels of articles', labelled),
      falseAlarms('all of these in other spellings', respelled),
      falseAlarms('human abstracts, evidence guessed', abstracts, 'reported'),
    ],
    'refused',
  );
  const random = createRandom(20261123);
  const foreign = arabic.flatMap(({ summary, id }) =>
    summary.sources.filter(({ kind }) => kind === 'person').map((source) => ({ id, source })),
  );
  print(
    'False claims that are caught',
    families(random, foreign).map(({ name, goal, of }) => catches(name, goal, arabic, of)),
    'caught',
  );
  print(
    'The same in human abstracts with guessed evidence: what to expect where rules meet free wording',
    families(random, [])
      .filter(({ name }) => /^(?:number|negation)/.test(name))
      .map(({ name, of }) => catches(name, 'reported', abstracts, of)),
    'caught',
  );
  printTimes(own.filter(({ prose, output }) => prose.language === 'ar' && output === 'ar'));
};

main();
