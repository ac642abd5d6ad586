import { asFailure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import type { Messenger } from './messenger.ts';
import type { Deliveries, Enqueue, Requests } from './ports.ts';
import type { Request } from './request.ts';

type Collaborators = {
  requests: Requests;
  deliveries: Deliveries;
  messenger: Messenger;
  enqueue: Enqueue;
  log: Log;
};

/**
 * Takes a request in: stores it, shows a placeholder, enqueues its article. Ends only when the work
 * is safe in the queue, and rejects with `store-away` where it could not be made so; run again for
 * the same request it does no harm. A placeholder that cannot be shown stops nothing.
 *
 * The placeholder comes before the job, so that no answer can overtake it.
 */
export const createAcceptRequest =
  ({ requests, deliveries, messenger, enqueue, log }: Collaborators) =>
  async (request: Request, signal?: AbortSignal): Promise<void> => {
    await requests.save(request);
    const replaced = await replacedMessage(request);
    await deliveries.open(request.id, replaced);
    await (replaced === 0 ? sendPlaceholder(request) : reuseMessage(replaced));
    await enqueue('articles', request.id, { request: request.id });

    /** The message that showed the earlier form of an edited message: its place is taken over. */
    async function replacedMessage({ id }: Request): Promise<number> {
      const earlier = await requests.supersede(request);
      if (earlier === undefined || earlier === id) return 0;
      await deliveries.moveAnswer(earlier, 'waiting', 'closed');
      return (await deliveries.load(earlier))?.messageId ?? 0;
    }

    async function reuseMessage(messageId: number): Promise<void> {
      await attempt(() => messenger.edit(request, messageId, { kind: 'placeholder' }, signal));
    }

    async function sendPlaceholder({ id }: Request): Promise<void> {
      if (!(await deliveries.movePlaceholder(id, 'none', 'sending'))) return;
      const sent = await attempt(() => messenger.send(request, { kind: 'placeholder' }, signal));
      if ('value' in sent) {
        await deliveries.movePlaceholder(id, 'sending', 'known', sent.value);
      } else if (sent.failure !== 'delivery-in-doubt') {
        await deliveries.movePlaceholder(id, 'sending', 'none');
      }
    }

    async function attempt<T>(show: () => Promise<T>) {
      try {
        return { value: await show() };
      } catch (thrown) {
        const failure = asFailure(thrown);
        log.warn({ request: request.id, failure: failure.kind }, 'placeholder not shown');
        return { failure: failure.kind };
      }
    }
  };

export type AcceptRequest = ReturnType<typeof createAcceptRequest>;
