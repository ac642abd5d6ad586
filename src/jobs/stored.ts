import { z } from 'zod';

import { articleSchema, bylineSchema } from '../article/article.ts';
import { failureKinds } from '../lib/failure.ts';
import { type Answer, answerSchema } from '../summary/answer.ts';

/** An article as it was read, and what its server named to ask later whether it has changed. */
export const readingSchema = z.strictObject({
  article: articleSchema,
  at: z.int(),
  etag: z.string(),
  lastModified: z.string(),
});
export type Reading = z.infer<typeof readingSchema>;

/** A question about an article, which is stored under the key `of`. */
export const questionSchema = z.strictObject({ of: z.string(), question: z.string() });
export type AskedQuestion = z.infer<typeof questionSchema>;

/** How a shared summary ended. */
export const conclusionSchema = z.union([
  z.strictObject({ answer: answerSchema }),
  z.strictObject({ failure: z.enum(failureKinds) }),
]);
export type Conclusion = z.infer<typeof conclusionSchema>;

/** The answer that can be told by now, if any. */
export const answerIn = (conclusion: Conclusion | undefined): Answer | undefined =>
  conclusion && 'answer' in conclusion ? conclusion.answer : undefined;

/** What is to be told to one request. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  /** `failed`: why it is still the summary that was to be changed. */
  z.strictObject({
    kind: z.literal('summary'),
    key: z.string(),
    failed: z.enum(failureKinds).optional(),
  }),
  z.strictObject({ kind: z.literal('failure'), failure: z.enum(failureKinds) }),
  /** The same text was sent to this chat before: point to that answer. */
  z.strictObject({ kind: z.literal('repeat'), of: z.string() }),
  /** The reader wants it no longer. */
  z.strictObject({ kind: z.literal('cancelled') }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** The byline of one answer; the same text may have been read from a picture or not. */
export const answerBylineSchema = bylineSchema.extend({ fromPicture: z.boolean().optional() });
export type AnswerByline = z.infer<typeof answerBylineSchema>;
