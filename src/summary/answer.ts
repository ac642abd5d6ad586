import { z } from 'zod';

import { outputLanguages, shapes, summarySchema } from './summary.ts';

/** Why an answer was made without a language model; empty where a model made it. */
const extractiveReasons = [
  '',
  'no-model',
  'model-away',
  'model-paused',
  'model-refused',
  'budget-spent',
  'not-grounded',
] as const;

/**
 * A finished summary with how it came to be: what the reader is told in the last line, and what
 * operators compare prompts and models by.
 */
export const answerSchema = z.strictObject({
  summary: summarySchema,
  /** What it is written in, and how long: an Arabic one of the usual length where nothing is said. */
  language: z.enum(outputLanguages).default('ar'),
  shape: z.enum(shapes).default('standard'),
  how: z.enum(['model', 'extractive']),
  reason: z.enum(extractiveReasons),
  /** The model's id and the prompt's `version+hash`; empty for an extractive answer. */
  model: z.string(),
  prompt: z.string(),
  /** Lines checked, mended by the repairing call, and left out. */
  checked: z.int(),
  repaired: z.int(),
  dropped: z.int(),
  /** What was wrong with the lines left out, `path kind: note`, for operators and batches. */
  faults: z.array(z.string()),
  costMicroUsd: z.int(),
});

export type Answer = z.infer<typeof answerSchema>;

/** Whether a model would have answered at another hour: such an answer is worth making anew. */
export const isTemporary = ({ reason }: Answer): boolean =>
  reason === 'model-away' || reason === 'model-paused' || reason === 'budget-spent';

/** An answer that no model had a part in, made of the article's own sentences. */
export const madeWithoutModel = (
  made: Pick<Answer, 'summary' | 'language' | 'shape' | 'reason'>,
): Answer => ({
  ...made,
  how: 'extractive',
  model: '',
  prompt: '',
  checked: 0,
  repaired: 0,
  dropped: 0,
  faults: [],
  costMicroUsd: 0,
});
