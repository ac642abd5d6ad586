import { createHash } from 'node:crypto';

import { fold } from '../arabic/normalise.ts';
import type { Prose } from './article.ts';

/** What makes two summaries of one text different. */
export type SummaryShape = {
  /** The language of the summary. */
  language: string;
  shape: string;
  /** Version and hash of the prompt. */
  prompt: string;
  model: string;
};

const spelled = (text: string): string => fold(text).replaceAll(/\s+/g, ' ').trim();

/**
 * The key that a summary is shared by: 32 hexadecimal digits. Texts that differ in vowel signs,
 * tatweel, digits' script or spaces only have the same one; byline and link play no part.
 */
export const articleKey = ({ title, text }: Prose, shape: SummaryShape): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        spelled(title),
        spelled(text),
        shape.language,
        shape.shape,
        shape.prompt,
        shape.model,
      ]),
    )
    .digest('hex')
    .slice(0, 32);
