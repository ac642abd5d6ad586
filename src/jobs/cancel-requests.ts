import type { With } from './collaborators.ts';
import { chatOf } from './request.ts';

type Parts = With<'readers' | 'requests' | 'deliveries' | 'enqueue'>;

/**
 * Ends what a reader has asked for in one chat and not been answered yet, and gives how many that
 * were. A placeholder then says so; an answer that was to be changed stays as it was; others who wait
 * for the same summary still get it. Safe to run twice.
 */
export const createCancelRequests =
  ({ readers, requests, deliveries, enqueue }: Parts) =>
  async (reader: number, chat: number): Promise<number> => {
    const here = (await readers.inLine(reader)).filter((id) => chatOf(id) === chat);
    let cancelled = 0;
    for (const id of here) {
      const earlier = (await requests.load(id))?.revises?.key;
      const isFirst = await deliveries.conclude(
        id,
        earlier === undefined ? { kind: 'cancelled' } : { kind: 'summary', key: earlier },
      );
      const delivery = await deliveries.load(id);
      // What was concluded before is an answer on its way, unless this was begun and broke off.
      const isOurs = isFirst || delivery?.outcome?.kind === 'cancelled';
      if (!isOurs || delivery?.answer !== 'waiting') continue;
      await deliveries.release(id);
      await enqueue('deliveries', id, { request: id });
      await readers.end(reader, id);
      cancelled += 1;
    }
    return cancelled;
  };

export type CancelRequests = ReturnType<typeof createCancelRequests>;
