import { Failure } from '../lib/failure.ts';

/**
 * Lets so many requests go to one host at a time; a further one is not held but turned away with
 * `page-unreachable`, to come again in a second: a slow host then holds up its own readers only.
 */
export const createHostTurns = (mostAtOnce: number) => {
  const active = new Map<string, number>();
  return async <T>(host: string, act: () => Promise<T>): Promise<T> => {
    const before = active.get(host) ?? 0;
    if (before >= mostAtOnce) {
      throw new Failure('page-unreachable', `${host} is being asked for other pages`, {
        retryAfterMs: 1_000,
      });
    }
    active.set(host, before + 1);
    try {
      return await act();
    } finally {
      const after = (active.get(host) ?? 1) - 1;
      if (after > 0) active.set(host, after);
      else active.delete(host);
    }
  };
};
