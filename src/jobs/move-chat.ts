import type { Clock } from '../lib/clock.ts';
import type { Readers } from './ports.ts';
import type { Subscribers } from './subscription-ports.ts';

type Collaborators = { readers: Readers; subscribers: Subscribers; clock: Clock };

/**
 * Carries what a group has set and follows over to the supergroup that it became. Both tell of it;
 * run twice it does no harm, and what the supergroup has set by then stays.
 */
export const createMoveChat =
  ({ readers, subscribers, clock }: Collaborators) =>
  async (from: number, to: number): Promise<void> => {
    const language = await readers.language(from);
    if (language !== undefined && (await readers.language(to)) === undefined) {
      await readers.setLanguage(to, language);
      await readers.set(to, await readers.settings(from));
    }
    const followed = await subscribers.load(from);
    if (followed !== undefined) {
      await subscribers.change(to, (known) => known ?? { ...followed, reader: to, chat: to });
      await subscribers.setDue(to, clock.now());
      await subscribers.forget(from);
    }
    await readers.forget(from);
  };

export type MoveChat = ReturnType<typeof createMoveChat>;
