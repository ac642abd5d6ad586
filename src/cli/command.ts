import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';

import { z } from 'zod';

import { asFailure, Failure } from '../lib/failure.ts';
import { redact } from '../lib/log.ts';

type Work = (line: unknown) => object | Promise<object>;

/** A command of `mujaz`: for machines one JSON object a line, for people one item. */
export type Command = {
  /** What becomes of one line of a batch; the line's `id` is put before it. */
  fromLine: Work;
  /** What a file, a link or `-` gives, ready to be printed. */
  fromArgument: (argument: string) => Promise<string>;
  /** Ends what the command has opened. */
  close?: () => Promise<void>;
};

/**
 * The bytes of a file, or of standard input where the argument is `-`. Rejects with a Failure that
 * names the file where it cannot be read.
 */
export const readBytes = (argument: string): Promise<Buffer> =>
  argument === '-'
    ? buffer(process.stdin)
    : readFile(argument).catch((cause: unknown) => {
        throw new Failure('file-gone', `cannot read the file ${argument}`, { cause });
      });

/** So many lines are worked on at once; they are written in the order in which they came. */
const atOnce = 8;

const named = z.looseObject({ id: z.union([z.string(), z.number()]) });

/**
 * Reads one JSON object a line from standard input and writes one a line, in order, each with the
 * `id` of its line and the milliseconds that it took. A line that fails gives `{id, failure}` and the rest go on. Shows how far it is
 * on a terminal.
 */
export const runBatch = async (work: Work): Promise<void> => {
  const running: Promise<object>[] = [];
  let done = 0;
  const writeNext = async (): Promise<void> => {
    const result = await running.shift();
    process.stdout.write(`${JSON.stringify(result)}\n`);
    done += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${done}`);
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    running.push(resultOf(line, work));
    if (running.length >= atOnce) await writeNext();
  }
  while (running.length > 0) await writeNext();
  if (process.stderr.isTTY) process.stderr.write('\n');
};

const resultOf = async (line: string, work: Work): Promise<object> => {
  let id: string | number = '';
  try {
    const item: unknown = JSON.parse(line);
    ({ id } = named.parse(item));
    const start = performance.now();
    const result = await work(item);
    return { id, ...result, ms: Math.round((performance.now() - start) * 10) / 10 };
  } catch (thrown) {
    const { kind, message } = failureOfInput(thrown);
    return { id, failure: { kind, message: redact(message) } };
  }
};

/** Input that is no JSON, or lacks a field, is the caller's mistake and named as such. */
export const failureOfInput = (thrown: unknown): Failure => {
  if (thrown instanceof SyntaxError) return new Failure('unreadable-line', 'this is not JSON');
  if (thrown instanceof z.ZodError) {
    return new Failure('unreadable-line', z.prettifyError(thrown).replace(/\s+/g, ' '));
  }
  return asFailure(thrown);
};
