import { z } from 'zod';

/** The languages that a summary can be written in. */
export const outputLanguages = ['ar', 'en'] as const;
export type OutputLanguage = (typeof outputLanguages)[number];

/** How much a summary tells: half of the usual bullets, the usual ones, or half as many again. */
export const shapes = ['short', 'standard', 'long'] as const;
export type Shape = (typeof shapes)[number];

/** What makes two summaries of one text different for their readers; of the usual shape unless said. */
export type Form = { language: OutputLanguage; shape?: Shape | undefined };

/** More bullets than this are the article itself. */
export const mostBullets = 10;

/** So many bullets in this shape, where the usual one would have at most `most`. */
export const bulletsIn = (shape: Shape, most: number): number => {
  if (shape === 'short') return Math.max(2, Math.ceil(most / 2));
  return shape === 'long' ? Math.min(mostBullets, Math.ceil(most * 1.5)) : most;
};

export const sourceKinds = ['person', 'organisation', 'outlet', 'document', 'anonymous'] as const;

/** One line of a summary; a story's lines have more fields. */
export const bulletSchema = z.strictObject({
  text: z.string(),
  evidence: z.string(),
  source_ids: z.array(z.string()),
});

/** One source of a summary; a story's sources have more fields. */
export const sourceSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  mention: z.string(),
  role: z.string(),
  kind: z.enum(sourceKinds),
  quote: z.string(),
});

/**
 * The summary as Claude is asked for it and as it is stored: one constant schema, every field
 * required, empty instead of null. `evidence`, `mention` and `quote` are copied from the article in
 * its own language; `headline`, `text`, `name` and `role` are in the output language.
 */
export const summarySchema = z.strictObject({
  headline: z.string(),
  bullets: z.array(bulletSchema),
  sources: z.array(sourceSchema),
  topics: z.array(z.string()),
});

export type Summary = z.infer<typeof summarySchema>;
/** One thing that happened, with the sentence of the article that it rests on. */
export type Bullet = z.infer<typeof bulletSchema>;
/** Somebody who says something in the article: a person, a body, a paper, or unnamed people. */
export type Source = z.infer<typeof sourceSchema>;
export type SourceKind = Source['kind'];
