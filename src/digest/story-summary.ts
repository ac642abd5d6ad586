import { z } from 'zod';

import { bulletSchema, sourceSchema, summarySchema } from '../summary/summary.ts';

const ofOutlet = { outlet_id: z.string() };

/**
 * The summary of a story, made from the texts of several outlets: a summary in which each evidence
 * and each quote names the outlet whose text it is copied from, and where the outlets differ.
 */
export const storySummarySchema = summarySchema.extend({
  bullets: z.array(bulletSchema.extend(ofOutlet)),
  sources: z.array(sourceSchema.extend(ofOutlet)),
  differences: z.array(z.strictObject({ text: z.string(), outlet_ids: z.array(z.string()) })),
});

export type StorySummary = z.infer<typeof storySummarySchema>;
