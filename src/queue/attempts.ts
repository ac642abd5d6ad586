import { Failure } from '../lib/failure.ts';

/**
 * Runs one attempt at something. Ends at the latest when `stop` is aborted or the deadline has
 * passed, even where the work does not listen to its signal; the late work is then on its own.
 */
export const attemptWithin = async (
  act: (signal: AbortSignal) => Promise<void>,
  { stop, deadlineMs }: { stop: AbortSignal; deadlineMs: number },
): Promise<void> => {
  const deadline = AbortSignal.timeout(deadlineMs);
  const signal = AbortSignal.any([stop, deadline]);
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(signal.reason);
  };
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    await Promise.race([aborted.promise, act(signal)]);
  } catch (thrown) {
    if (deadline.aborted && !stop.aborted) {
      throw new Failure('internal', `a job passed its deadline of ${deadlineMs} ms`, {
        cause: thrown,
      });
    }
    throw thrown;
  } finally {
    signal.removeEventListener('abort', abort);
  }
};
