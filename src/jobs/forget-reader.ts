import type { Discard, Requests } from './ports.ts';

/** Something that remembers readers, and can stop. */
type Memory = { forget: (reader: number) => Promise<void> };

/**
 * Removes all that is kept of a reader: their jobs first, dead ones included, so that none works on
 * what is being removed. May be run again where it broke off.
 */
export const createForgetReader =
  ({
    requests,
    discard,
    memories,
  }: {
    requests: Requests;
    discard: Discard;
    /** Every other store that knows readers. */
    memories: readonly Memory[];
  }) =>
  async (reader: number): Promise<void> => {
    await discard(reader, await requests.idsOf(reader));
    await requests.forget(reader);
    for (const memory of memories) await memory.forget(reader);
  };

export type ForgetReader = ReturnType<typeof createForgetReader>;
