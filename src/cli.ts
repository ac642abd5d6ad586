#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { type Command, failureOfInput, runBatch } from './cli/command.ts';
import { type Config, readConfig } from './config.ts';
import { redact } from './lib/log.ts';

const usage = `mujaz summarize <file | link | ->   an article's summary and its sources
mujaz extract   <file | link | ->   the article of a page
mujaz check     <file | ->          a summary against its article: {"text", "summary"} in JSON
mujaz cluster   <file | ->          the stories of items by time: {"id", "outlet", "time", "title", "lead"} a line
mujaz route     <file | ->          the topics of an article, among --topics a,b,… or the standing ones

each with --jsonl: one JSON object a line on standard input, one a line out, in order
`;

type Call = { config: Config; topics: readonly string[] };

/** Each loads what it needs and no more: a command that needs no parser of pages starts at once. */
const commands: Record<string, (call: Call) => Promise<Command>> = {
  summarize: async ({ config }) =>
    (await import('./cli/summarize.ts')).createSummarizeCommand(config),
  extract: async ({ config }) => (await import('./cli/extract.ts')).createExtractCommand(config),
  check: async () => (await import('./cli/check.ts')).createCheckCommand(),
  cluster: async () => (await import('./cli/cluster.ts')).createClusterCommand(),
  route: async ({ topics }) => (await import('./cli/route.ts')).createRouteCommand(topics),
};

const readArguments = () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      jsonl: { type: 'boolean', default: false },
      topics: { type: 'string', default: '' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [name = '', argument] = positionals;
  return { create: commands[name], argument, ...values };
};

const namesIn = (list: string): string[] =>
  list
    .split(/[,،]/)
    .map((name) => name.trim())
    .filter(Boolean);

/** Does what the command line says; gives the exit code: 0, 1 for a failure, 2 for a wrong call. */
const main = async (): Promise<number> => {
  let call: ReturnType<typeof readArguments>;
  try {
    call = readArguments();
  } catch (error) {
    process.stderr.write(`${String(error)}\n\n${usage}`);
    return 2;
  }
  const { create, argument, jsonl, help, topics } = call;
  if (help || create === undefined || (argument === undefined && !jsonl)) {
    process.stderr.write(usage);
    return help ? 0 : 2;
  }
  const read = readConfig(process.env);
  if ('problems' in read) {
    process.stderr.write(`${read.problems.join('\n')}\n`);
    return 1;
  }
  let command: Command | undefined;
  try {
    command = await create({ config: read.config, topics: namesIn(topics) });
    if (jsonl) await runBatch(command.fromLine);
    else process.stdout.write(await command.fromArgument(argument ?? '-'));
    return 0;
  } catch (thrown) {
    const { kind, message } = failureOfInput(thrown);
    process.stderr.write(`${redact(`${kind}: ${message}`)}\n`);
    return 1;
  } finally {
    await command?.close?.();
  }
};

enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'mujaz'));
process.exitCode = await main();
