import { z } from 'zod';

import { sourceKinds } from '../summary/summary.ts';

const bullet = z.strictObject({
  text: z.string(),
  evidence: z.string(),
  outlet_id: z.string(),
  source_ids: z.array(z.string()),
});

const source = z.strictObject({
  id: z.string(),
  name: z.string(),
  mention: z.string(),
  role: z.string(),
  kind: z.enum(sourceKinds),
  quote: z.string(),
  outlet_id: z.string(),
});

/**
 * The summary of a story, made from the texts of several outlets: a summary in which each evidence
 * and each quote names the outlet whose text it is copied from, and where the outlets differ.
 */
export const storySummarySchema = z.strictObject({
  headline: z.string(),
  bullets: z.array(bullet),
  sources: z.array(source),
  topics: z.array(z.string()),
  differences: z.array(z.strictObject({ text: z.string(), outlet_ids: z.array(z.string()) })),
});

export type StorySummary = z.infer<typeof storySummarySchema>;
