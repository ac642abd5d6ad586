import { setTimeout as pause } from 'node:timers/promises';

import type { Log } from './log.ts';

/**
 * Does something now, or in `firstInMs`, and then again, each time `pauseMs` after its end: a slow
 * run is never overtaken by the next. What fails is logged and tried again. Gives how to stop, which
 * waits for the run at hand.
 */
export const repeat = (
  act: () => Promise<unknown>,
  {
    what,
    pauseMs,
    firstInMs = 0,
    log,
  }: { what: string; pauseMs: number; firstInMs?: number; log: Log },
): (() => Promise<void>) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const wait = (ms: number): Promise<void> => pause(ms, undefined, { signal }).catch(() => {});
  const loop = async (): Promise<void> => {
    if (firstInMs > 0) await wait(firstInMs);
    while (!signal.aborted) {
      try {
        await act();
      } catch (error) {
        if (!signal.aborted) log.warn({ error: String(error) }, `${what} failed`);
      }
      await wait(pauseMs);
    }
  };
  const running = loop();
  return async () => {
    stopping.abort();
    await running;
  };
};
