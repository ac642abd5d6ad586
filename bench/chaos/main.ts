import { scenarios } from './scenarios.ts';
import { play } from './stage.ts';

/**
 * `npm run chaos [readers] [words of a scenario's name]`: each scenario but the long ones, or those named, through real processes, one
 * after the other; a line for each, and exit code 1 where something was lost, failed or came twice
 * without the product's own doubt.
 */
const [count = '500', ...words] = process.argv.slice(2);
const wanted = words.join(' ');
const table: Record<string, object> = {};
let fallen = 0;

for (const scenario of scenarios.filter(
  ({ name, isLong = false }) => name.includes(wanted) && (wanted !== '' || !isLong),
)) {
  const started = Date.now();
  const verdict = await play(scenario, Number(count));
  const { lost, failed, twice, inDoubt } = verdict;
  const ok = lost === 0 && failed === 0 && twice <= inDoubt;
  if (!ok) fallen += 1;
  table[scenario.name] = verdict;
  const seconds = Math.round((Date.now() - started) / 1_000);
  console.log(
    `${ok ? 'ok  ' : 'FELL'} ${scenario.name} (${seconds} s): ${JSON.stringify(verdict)}`,
  );
}
console.table(table);
process.exitCode = fallen === 0 ? 0 : 1;
