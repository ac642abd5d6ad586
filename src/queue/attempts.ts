import { Failure } from '../lib/failure.ts';

/**
 * Runs one attempt at something. Ends at the latest when `stop` is aborted or the deadline has
 * passed, even where the work does not listen to its signal; the late work is then on its own.
 */
export const attemptWithin = async (
  act: (signal: AbortSignal) => Promise<void>,
  { stop, deadlineMs }: { stop: AbortSignal; deadlineMs: number },
): Promise<void> => {
  const attempt = new AbortController();
  const { signal } = attempt;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  let isLate = false;
  // Not AbortSignal.timeout: its timer holds on to all of the attempt until the deadline.
  const timer = setTimeout(() => {
    isLate = true;
    attempt.abort();
  }, deadlineMs);
  const end = (): void => attempt.abort(stop.reason);
  stop.addEventListener('abort', end, { once: true });
  if (stop.aborted) end();
  try {
    await Promise.race([aborted, act(signal)]);
  } catch (thrown) {
    if (!isLate || stop.aborted) throw thrown;
    throw new Failure('internal', `a job passed its deadline of ${deadlineMs} ms`, {
      cause: thrown,
    });
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', end);
  }
};
