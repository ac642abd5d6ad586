import { Failure } from '../lib/failure.ts';

/** So long after a doubt nothing is sent unasked. */
const carefulForMs = 60_000;

/**
 * Keeps a Telegram that takes messages and does not say so from being given the same one again and
 * again: for a minute after a doubt, whoever wants to send asks first by a call that may be repeated
 * at will. `ask` rejects as calls of the messenger do; where it was not answered, `beforeSending`
 * rejects with `chat-unreachable`, since nothing has been sent.
 */
export const createCaution = () => {
  let doubtedAt = -carefulForMs;
  const note = (failure: Failure): Failure => {
    if (failure.kind === 'delivery-in-doubt') doubtedAt = performance.now();
    return failure;
  };
  return {
    /** Passes a failure of sending on, and remembers whether it was a doubt. */
    note,
    beforeSending: async (ask: () => Promise<void>): Promise<void> => {
      if (performance.now() - doubtedAt >= carefulForMs) return;
      try {
        await ask();
      } catch (thrown) {
        if (!(thrown instanceof Failure) || note(thrown).kind !== 'delivery-in-doubt') throw thrown;
        throw new Failure('chat-unreachable', thrown.message, { cause: thrown });
      }
    },
  };
};
