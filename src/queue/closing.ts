import { inTime } from '../lib/in-time.ts';

type Part = { close: () => Promise<void>; disconnect: () => Promise<void> };

/**
 * Closes parts of BullMQ, which would wait for Redis without limit; what is not closed in time is
 * cut off. Never rejects.
 */
export const closeWithin = async (withinMs: number, parts: readonly Part[]): Promise<void> => {
  await inTime(Promise.allSettled(parts.map((part) => part.close())), withinMs, () => {});
  // Not waited for: BullMQ's own wait ends only on an event that a lost connection never sends.
  for (const part of parts) void part.disconnect().catch(() => {});
};
