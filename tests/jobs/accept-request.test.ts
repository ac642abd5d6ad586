import { describe, expect, test } from 'vitest';

import { createAcceptRequest } from '../../src/jobs/accept-request.ts';
import { silentLog } from '../../src/lib/log.ts';
import { requestFor } from '../contracts/backends.ts';
import { createMemoryStores } from '../support/memory-stores.ts';

describe('a placeholder that Telegram is slow to show', () => {
  const takeIn = async () => {
    const stores = createMemoryStores();
    const sent = Promise.withResolvers<number>();
    const removed: number[] = [];
    const enqueued: string[] = [];
    const messenger = {
      send: () => sent.promise,
      edit: async () => true,
      remove: async (_: unknown, message: number) => void removed.push(message),
    };
    const enqueue = async (_: string, id: string) => void enqueued.push(id);
    const accept = createAcceptRequest({ ...stores, messenger, enqueue, log: silentLog }, 1);
    const request = requestFor();
    expect(await accept(request)).toBe(0);
    expect(enqueued).toEqual([request.id]);
    return { ...stores, id: request.id, arrive: () => sent.resolve(5), removed };
  };

  test('becomes the answer where that still waits', async () => {
    const { deliveries, id, arrive, removed } = await takeIn();
    arrive();
    await expect
      .poll(() => deliveries.load(id))
      .toMatchObject({ placeholder: 'known', messageId: 5 });
    expect(removed).toEqual([]);
  });

  test('is taken away where the answer came before it', async () => {
    const { deliveries, id, arrive, removed } = await takeIn();
    await deliveries.moveAnswer(id, 'waiting', 'sending');
    await deliveries.moveAnswer(id, 'sending', 'sent', 6);
    arrive();
    await expect.poll(() => removed).toEqual([5]);
    expect(await deliveries.load(id)).toMatchObject({ answer: 'sent', messageId: 6 });
  });
});
