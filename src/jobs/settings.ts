import { z } from 'zod';

import { type OutputLanguage, outputLanguages, shapes } from '../summary/summary.ts';

/** Summaries come in one of these languages, or in that of each article. */
const outputs = [...outputLanguages, 'article'] as const;

/** What a chat has set, with the defaults for what it has not; of other versions nothing is kept. */
export const settingsSchema = z.object({
  output: z.enum(outputs).catch('ar'),
  length: z.enum(shapes).catch('standard'),
  /** In which digits Arabic summaries are shown; `article` as they are printed there. */
  digits: z.enum(['article', 'arabic', 'latin']).catch('article'),
  sources: z.enum(['shown', 'folded']).catch('shown'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** The language of a summary, for an article in this one: what is neither is told in Arabic. */
export const languageFor = ({ output }: Settings, article: string): OutputLanguage => {
  if (output !== 'article') return output;
  return article === 'en' ? 'en' : 'ar';
};
