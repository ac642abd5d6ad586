import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { Feed } from './feed.ts';
import { standingTopics } from './topic.ts';

const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(2_000);

/** A feed as a file lists it; only address and outlet must be given. */
export const feedSchema: z.ZodType<Feed> = z.strictObject({
  url: webAddress,
  outlet: z.string().trim().min(1).max(80),
  owner: z.string().trim().min(1).max(80).exactOptional(),
  country: z.union([z.literal(''), z.string().regex(/^[A-Z]{2}$/)]).default(''),
  language: z.enum(['ar', 'fa', 'ur', 'en', 'other']).default('ar'),
  topics: z.array(z.enum(standingTopics)).default([]),
});

const builtInSchema = z.array(
  z.looseObject({ checked: z.boolean() }).transform(({ checked, ...feed }) => ({
    checked,
    feed: feedSchema.parse(feed),
  })),
);

/**
 * The feeds that Mujaz knows of. `checked` ones were seen to work by whoever listed them in 2026 and
 * are on by default; the rest is on a list only.
 */
export const builtInFeeds = (): { feed: Feed; checked: boolean }[] =>
  builtInSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, 'catalogue.json'), 'utf8')),
  );
