import { z } from 'zod';

import type { Article } from '../article/article.ts';
import { Failure, failureKinds } from '../lib/failure.ts';

/** What crosses the border to the page worker, and back. */
export const pageJob = z.object({
  id: z.number(),
  page: z.object({
    url: z.string(),
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    contentType: z.string(),
  }),
});

export type PageJob = z.infer<typeof pageJob>;

const article: z.ZodType<Article> = z.object({
  title: z.string(),
  text: z.string(),
  language: z.enum(['ar', 'fa', 'ur', 'en', 'other']),
  outlet: z.string(),
  author: z.string(),
  date: z.string(),
  url: z.string(),
});

export const pageResult = z.union([
  z.object({ id: z.number(), article }),
  z.object({
    id: z.number(),
    failure: z.object({ kind: z.enum(failureKinds), message: z.string() }),
  }),
]);

export type PageResult = z.infer<typeof pageResult>;

/** The failure that the worker reported, as it was thrown there. */
export const toFailure = ({
  failure: { kind, message },
}: Extract<PageResult, { failure: unknown }>): Failure => new Failure(kind, message);
