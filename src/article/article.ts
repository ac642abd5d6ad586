import { z } from 'zod';

/** The languages that Mujaz tells apart in a text; `other` is anything else. */
const textLanguages = ['ar', 'fa', 'ur', 'en', 'other'] as const;
export type TextLanguage = (typeof textLanguages)[number];

/** What is said and how it reads: the part of an article that a summary is shared by. */
export const proseSchema = z.strictObject({
  title: z.string(),
  /** The body as printed, paragraphs parted by one empty line, without the title. */
  text: z.string(),
  language: z.enum(textLanguages),
});
export type Prose = z.infer<typeof proseSchema>;

/** Where a text stood. Two readers may send one text with different bylines. */
export const bylineSchema = z.strictObject({
  /** The outlet's name as readers know it, «سكاي نيوز عربية». */
  outlet: z.string(),
  author: z.string(),
  /** ISO 8601, as exact as the page is: `2024-12-23`, `2024-12-23T20:01` or with an offset. */
  date: z.string(),
  /** The canonical address, where the article came from a page or a channel. */
  url: z.string(),
});
export type Byline = z.infer<typeof bylineSchema>;

/**
 * A news article as it is read from here on: cleaned of what surrounds it, and bounded.
 * Unknown strings are empty, never null.
 */
export const articleSchema = proseSchema.extend(bylineSchema.shape);
export type Article = z.infer<typeof articleSchema>;

/** Bounds of a text that can be summarised, in code points of the cleaned body. */
export const articleLimits = { least: 200, most: 60_000 } as const;
