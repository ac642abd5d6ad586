import type { Redis } from 'ioredis';
import { z } from 'zod';

import type { Prose } from '../article/article.ts';
import type { Texts } from '../jobs/ports.ts';
import type { Log } from '../lib/log.ts';
import { guarded } from './guarded.ts';
import { keys, lifetimes } from './keys.ts';
import { readStored } from './stored.ts';

const proseSchema: z.ZodType<Prose> = z.strictObject({
  title: z.string(),
  text: z.string(),
  language: z.enum(['ar', 'fa', 'ur', 'en', 'other']),
});

/** Cleaned texts in Redis; saving one again makes it live longer. */
export const createTexts = ({ redis, log }: { redis: Redis; log: Log }): Texts =>
  guarded<Texts>({
    save: async (key, prose) => {
      await redis.set(keys.text(key), JSON.stringify(prose), 'EX', lifetimes.text);
    },
    load: async (key) =>
      readStored(proseSchema, await redis.get(keys.text(key)), { kind: 'text', log }),
  });
