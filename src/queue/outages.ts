import type { Log } from '../lib/log.ts';

type Noisy = { on: (event: 'error', listener: (error: Error) => void) => unknown };

const quietMs = 60_000;

/**
 * Logs the errors of a queue or worker, the same one at most once a minute: BullMQ repeats them
 * with each attempt to reconnect. Without a listener they would end the process.
 */
export const logOncePerOutage = (source: Noisy, log: Log): void => {
  let last = { message: '', at: -quietMs };
  source.on('error', ({ message }) => {
    const at = performance.now();
    if (message === last.message && at - last.at < quietMs) return;
    last = { message, at };
    log.warn({ error: message }, 'trouble with a queue');
  });
};
