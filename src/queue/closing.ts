type Part = { close: () => Promise<void>; disconnect: () => Promise<void> };

/**
 * Closes parts of BullMQ, which would wait for Redis without limit; what is not closed in time is
 * cut off. Never rejects.
 */
export const closeWithin = async (withinMs: number, parts: readonly Part[]): Promise<void> => {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, withinMs);
  await Promise.race([Promise.allSettled(parts.map((part) => part.close())), late.promise]);
  clearTimeout(timer);
  // Not waited for: BullMQ's own wait ends only on an event that a lost connection never sends.
  for (const part of parts) void part.disconnect().catch(() => {});
};
