import { Worker } from 'node:worker_threads';

import { z } from 'zod';

import { articleSchema } from '../article/article.ts';
import type { ReadPage } from '../article/ports.ts';
import { Failure, failureKinds } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import type { Reading } from './reading-worker.ts';

export type ThreadOptions = {
  /** Threads, started when first needed. */
  workers?: number;
  /** For one reading, from the moment a thread has loaded what it needs. */
  timeoutMs?: number;
  /** Heap of one thread in MiB. */
  memoryMb?: number;
  /** Readings that may wait for a thread; the next one is refused. */
  line?: number;
  log: Log;
};

const defaults = { workers: 1, timeoutMs: 5_000, memoryMb: 256, line: 200 };

/** For a thread to start and to load what it needs, on however busy a machine. */
const startMs = 30_000;

const resultSchema = z.union([
  z.object({ begun: z.literal(true) }),
  z.object({ found: z.unknown() }),
  z.object({ failure: z.object({ kind: z.enum(failureKinds), message: z.string() }) }),
]);

const hostile = (why: string): Failure => new Failure('page-hostile', `reading the page ${why}`);
const busy = (): Failure => new Failure('page-in-line', 'too many pages wait to be read');

type Outcome = { found: unknown } | Failure;

/** One thread and what it reads. A thread that fails is replaced for the next reading. */
const createSeat = ({ timeoutMs, memoryMb, log }: Required<ThreadOptions>) => {
  let thread: Worker | undefined;
  let begin: (() => void) | undefined;
  let end: ((outcome: Outcome) => void) | undefined;

  /** Ends the thread; whatever it was at has this outcome. */
  const dismiss = async (failure: Failure): Promise<void> => {
    const gone = thread;
    thread = undefined;
    if (end) log.warn({ why: failure.message }, 'a reading thread ended');
    end?.(failure);
    await gone?.terminate();
  };

  const start = (): Worker => {
    const started = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      // Of young objects Node 24 would keep up to 192 MB in each thread, and no page needs them.
      resourceLimits: {
        maxOldGenerationSizeMb: memoryMb,
        maxYoungGenerationSizeMb: 48,
        stackSizeMb: 4,
      },
      // The thread reads hostile text: it has no use for the environment's secrets.
      env: {},
      stdin: false,
    });
    const lost = (why: string): void => {
      if (started === thread) void dismiss(hostile(why));
    };
    started.on('error', (error) => lost(`failed: ${String(error).slice(0, 100)}`));
    started.on('exit', () => lost('ended its thread'));
    started.on('message', (message: unknown) => {
      const { data } = resultSchema.safeParse(message);
      if (data === undefined) return lost('gave no result');
      if (started !== thread) return;
      if ('begun' in data) return begin?.();
      end?.('found' in data ? data : new Failure(data.failure.kind, data.failure.message));
    });
    return started;
  };

  const run = async (reading: Reading, signal: AbortSignal | undefined): Promise<unknown> => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const used = (thread ??= start());
    const giveUp = (failure: Failure) => () => void dismiss(failure);
    const onAbort = giveUp(new Failure('page-unreachable', 'reading was given up'));
    const within = (ms: number) => setTimeout(giveUp(hostile('took too long')), ms);
    let deadline = within(startMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    begin = () => {
      clearTimeout(deadline);
      deadline = within(timeoutMs);
    };
    end = resolve;
    used.ref();
    used.postMessage(reading, []);
    const outcome = await promise;
    end = undefined;
    clearTimeout(deadline);
    signal?.removeEventListener('abort', onAbort);
    used.unref();
    if (outcome instanceof Failure) throw outcome;
    return outcome.found;
  };

  return { run, dismiss };
};

type Job = {
  reading: Reading;
  signal: AbortSignal | undefined;
  resolve: (found: unknown) => void;
  reject: (failure: unknown) => void;
};

/**
 * A few threads with a heap of their own that read what others wrote, so that a text that hangs,
 * crashes or eats memory costs its own reading only. Those beyond the line are refused with a
 * Failure `page-in-line`. `close` ends the threads; what waits is refused likewise.
 */
export const createReadingThreads = (options: ThreadOptions) => {
  const limits = { ...defaults, ...options };
  const seats = Array.from({ length: limits.workers }, () => createSeat(limits));
  const free = [...seats];
  const waiting: Job[] = [];
  let closed = false;

  const next = (): void => {
    const seat = waiting.length > 0 ? free.pop() : undefined;
    const job = seat && waiting.shift();
    if (!job) return;
    const { reading, signal, resolve, reject } = job;
    void (signal?.aborted ? Promise.reject(busy()) : seat.run(reading, signal))
      .then(resolve, reject)
      .finally(() => {
        free.push(seat);
        next();
      });
  };

  return {
    read: (reading: Reading, signal?: AbortSignal): Promise<unknown> =>
      new Promise((resolve, reject) => {
        if (closed || waiting.length >= limits.line) return reject(busy());
        waiting.push({ reading, signal, resolve, reject });
        return next();
      }),
    close: async (): Promise<void> => {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(busy());
      await Promise.all(seats.map((seat) => seat.dismiss(busy())));
    },
  };
};

/** The port `ReadPage` by threads of its own. `close` ends them. */
export const createReadPage = (
  options: ThreadOptions,
): ReadPage & { close: () => Promise<void> } => {
  const { read, close } = createReadingThreads(options);
  const readPage: ReadPage = async ({ url, bytes, contentType }, signal) =>
    articleSchema.parse(await read({ kind: 'article', url, bytes, contentType }, signal));
  return Object.assign(readPage, { close });
};
