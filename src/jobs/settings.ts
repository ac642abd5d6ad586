import { z } from 'zod';

import { type OutputLanguage, outputLanguages, shapes } from '../summary/summary.ts';

/** Summaries come in one of these languages, or in that of each article. */
export const outputs = [...outputLanguages, 'article'] as const;

/** In which digits Arabic summaries are shown: as they are printed there, ١٢٣ or 123. */
export const digitKinds = ['article', 'arabic', 'latin'] as const;
/** Whether who said what stands in the open or is folded away. */
export const sourceStyles = ['shown', 'folded'] as const;

/** What a chat has set, with the defaults for what it has not; of other versions nothing is kept. */
export const settingsSchema = z.object({
  output: z.enum(outputs).catch('ar'),
  length: z.enum(shapes).catch('standard'),
  digits: z.enum(digitKinds).catch('article'),
  sources: z.enum(sourceStyles).catch('shown'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** The language of a summary, for an article in this one: what is neither is told in Arabic. */
export const languageFor = ({ output }: Settings, article: string): OutputLanguage => {
  if (output !== 'article') return output;
  return article === 'en' ? 'en' : 'ar';
};
