import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';

import { Failure } from '../lib/failure.ts';

/** A command of `mujaz`: for machines one JSON object a line, for people one item. */
export type Command = {
  /** What becomes of one line of a batch; the line's `id` is put before it. */
  fromLine: (line: unknown) => Promise<object>;
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

/** Adds the milliseconds that a step took. */
export const timed = async <T extends object>(
  step: () => T | Promise<T>,
): Promise<T & { ms: number }> => {
  const start = performance.now();
  const result = await step();
  return { ...result, ms: Math.round((performance.now() - start) * 10) / 10 };
};
