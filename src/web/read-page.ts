import { Worker } from 'node:worker_threads';

import type { Article } from '../article/article.ts';
import type { Page, ReadPage } from '../article/ports.ts';
import { Failure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { type PageJob, pageResult, toFailure } from './page-messages.ts';

type Options = {
  /** Threads, started when first needed. */
  workers?: number;
  /** For one page, from the moment a thread takes it. */
  timeoutMs?: number;
  /** Heap of one thread in MiB. */
  memoryMb?: number;
  /** Pages that may wait for a thread; the next one is refused. */
  line?: number;
  log: Log;
};

type Job = {
  page: Page;
  signal: AbortSignal | undefined;
  resolve: (article: Article) => void;
  reject: (failure: Failure) => void;
};

type Limits = Required<Omit<Options, 'log'>>;

const hostile = (why: string): Failure => new Failure('page-hostile', `reading the page ${why}`);

const busy = (): Failure => new Failure('page-unreachable', 'too many pages wait to be read');

const startWorker = (memoryMb: number): Worker =>
  new Worker(new URL('./page-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, stackSizeMb: 4 },
    // The thread reads hostile text: it has no use for the environment's secrets.
    env: {},
    stdin: false,
  });

type Task = { id: number; end: (outcome: Article | Failure) => void };

/** One thread and the page that it is at. A thread that fails is replaced for the next page. */
const createSeat = ({ timeoutMs, memoryMb }: Limits, log: Log) => {
  let worker: Worker | undefined;
  let task: Task | undefined;
  let serial = 0;

  /** Ends the thread; whatever it was at has this outcome. */
  const dismiss = async (failure: Failure): Promise<void> => {
    const gone = worker;
    worker = undefined;
    if (task) log.warn({ why: failure.message }, 'page worker ended');
    task?.end(failure);
    await gone?.terminate();
  };

  const start = (): Worker => {
    const thread = startWorker(memoryMb);
    const lost = (why: string): void => {
      if (thread === worker) void dismiss(hostile(why));
    };
    thread.on('error', (error) => lost(`failed: ${String(error).slice(0, 100)}`));
    thread.on('exit', () => lost('ended its thread'));
    thread.on('message', (message: unknown) => {
      const result = pageResult.safeParse(message);
      if (!result.success || result.data.id !== task?.id) return lost('gave no result');
      return task.end('article' in result.data ? result.data.article : toFailure(result.data));
    });
    return thread;
  };

  const run = ({ page, signal }: Pick<Job, 'page' | 'signal'>): Promise<Article> =>
    new Promise((resolve, reject) => {
      const thread = (worker ??= start());
      const giveUp = (failure: Failure) => () => void dismiss(failure);
      const onAbort = giveUp(new Failure('page-unreachable', 'reading was given up'));
      const deadline = setTimeout(giveUp(hostile('took too long')), timeoutMs);
      signal?.addEventListener('abort', onAbort, { once: true });
      serial += 1;
      task = {
        id: serial,
        end: (outcome) => {
          clearTimeout(deadline);
          signal?.removeEventListener('abort', onAbort);
          thread.unref();
          task = undefined;
          if (outcome instanceof Failure) reject(outcome);
          else resolve(outcome);
        },
      };
      thread.ref();
      const { url, bytes, contentType } = page;
      thread.postMessage({ id: serial, page: { url, bytes, contentType } } satisfies PageJob, []);
    });

  return { run, dismiss };
};

/**
 * The port `ReadPage`: pages are read in a few worker threads with a heap of their own, so that one
 * that hangs, crashes or eats memory costs its own job only. Pages beyond the line are refused with
 * a Failure `page-unreachable`. `close` ends the threads; what waits is refused likewise.
 */
export const createReadPage = ({
  log,
  ...options
}: Options): ReadPage & { close: () => Promise<void> } => {
  const limits = { workers: 1, timeoutMs: 5_000, memoryMb: 256, line: 200, ...options };
  const waiting: Job[] = [];
  const seats = Array.from({ length: limits.workers }, () => createSeat(limits, log));
  const free = [...seats];
  let closed = false;

  const next = (): void => {
    const seat = waiting.length > 0 ? free.pop() : undefined;
    const job = seat ? waiting.shift() : undefined;
    if (!seat || !job) return;
    void (job.signal?.aborted ? Promise.reject(busy()) : seat.run(job))
      .then(job.resolve, job.reject)
      .finally(() => {
        free.push(seat);
        next();
      });
  };

  const readPage: ReadPage = (page, signal) =>
    new Promise((resolve, reject) => {
      if (closed || waiting.length >= limits.line) return reject(busy());
      waiting.push({ page, signal, resolve, reject });
      return next();
    });

  const close = async (): Promise<void> => {
    closed = true;
    for (const job of waiting.splice(0)) job.reject(busy());
    await Promise.all(seats.map((seat) => seat.dismiss(busy())));
  };
  return Object.assign(readPage, { close });
};
