import type { Redis } from 'ioredis';

import type { Inbox } from '../jobs/ports.ts';
import { guarded } from './guarded.ts';
import { keys, lifetimes } from './keys.ts';

/** The updates of the last day in Redis. */
export const createInbox = ({ redis }: { redis: Redis }): Inbox =>
  guarded<Inbox>({
    handled: async (update) => (await redis.exists(keys.update(update))) === 1,
    markHandled: async (update) => {
      await redis.set(keys.update(update), 1, 'EX', lifetimes.update);
    },
  });
