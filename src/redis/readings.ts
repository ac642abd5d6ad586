import { createHash } from 'node:crypto';

import type { Redis } from 'ioredis';
import { z } from 'zod';

import type { Reading, Readings } from '../jobs/ports.ts';
import type { Log } from '../lib/log.ts';
import { guarded } from './guarded.ts';
import { keys, lifetimes } from './keys.ts';
import { readStored } from './stored.ts';

const readingSchema: z.ZodType<Reading> = z.strictObject({
  article: z.strictObject({
    title: z.string(),
    text: z.string(),
    language: z.enum(['ar', 'fa', 'ur', 'en', 'other']),
    outlet: z.string(),
    author: z.string(),
    date: z.string(),
    url: z.string(),
  }),
  at: z.int(),
  etag: z.string(),
  lastModified: z.string(),
});

/** Sources are addresses of any length, which may hold secrets: only their hash is a key. */
export const readingKey = (source: string): string =>
  keys.reading(createHash('sha256').update(source).digest('base64url').slice(0, 22));

/** Articles as they were read, in Redis, for a day. */
export const createReadings = ({ redis, log }: { redis: Redis; log: Log }): Readings =>
  guarded<Readings>({
    load: async (source) =>
      readStored(readingSchema, await redis.get(readingKey(source)), { kind: 'reading', log }),
    save: async (source, reading) => {
      await redis.set(readingKey(source), JSON.stringify(reading), 'EX', lifetimes.reading);
    },
  });
