/** The languages that Mujaz tells apart in a text; `other` is anything else. */
export type TextLanguage = 'ar' | 'fa' | 'ur' | 'en' | 'other';

/** What is said and how it reads: the part of an article that a summary is shared by. */
export type Prose = {
  title: string;
  /** The body as printed, paragraphs parted by one empty line, without the title. */
  text: string;
  language: TextLanguage;
};

/** Where a text stood. Two readers may send one text with different bylines. */
export type Byline = {
  /** The outlet's name as readers know it, «سكاي نيوز عربية». */
  outlet: string;
  author: string;
  /** ISO 8601, as exact as the page is: `2024-12-23`, `2024-12-23T20:01` or with an offset. */
  date: string;
  /** The canonical address, where the article came from a page or a channel. */
  url: string;
};

/**
 * A news article as it is read from here on: cleaned of what surrounds it, and bounded.
 * Unknown strings are empty, never null.
 */
export type Article = Prose & Byline;

/** Bounds of a text that can be summarised, in code points of the cleaned body. */
export const articleLimits = { least: 200, most: 60_000 } as const;
