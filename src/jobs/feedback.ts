import { z } from 'zod';

import { answerSchema } from '../summary/answer.ts';

/** What a reader thinks of a summary: good, bad, or bad for one of these reasons. */
export const complaints = ['fact', 'source', 'missing', 'style'] as const;
export const verdicts = ['up', 'down', ...complaints] as const;
export type Verdict = (typeof verdicts)[number];

/** A summary that readers judged, with all that is needed to ask for it again. */
export const judgedSchema = z.strictObject({
  /** The summary's key. */
  key: z.string(),
  title: z.string(),
  /** The article, where it was still stored; empty otherwise. */
  text: z.string(),
  textLanguage: z.string(),
  answer: answerSchema,
});
export type Judged = z.infer<typeof judgedSchema>;

/** How many readers said what of one summary, and when the last of them did. */
export type Review = Judged & { at: number; counts: Readonly<Record<Verdict, number>> };

/** What readers think of summaries, for forty days. A reader has one verdict on each, the last. */
export type Feedback = {
  /** Notes a verdict, or takes it back where it is undefined. */
  note: (reader: number, judged: Judged, verdict: Verdict | undefined) => Promise<void>;
  of: (reader: number, key: string) => Promise<Verdict | undefined>;
  /** The summaries that were judged last, newest first. */
  recent: (most: number) => Promise<Review[]>;
  forget: (reader: number) => Promise<void>;
};

type Sums = Record<Verdict, number>;
const none: Sums = { up: 0, down: 0, fact: 0, source: 0, missing: 0, style: 0 };

/** How often each was said; what is no verdict counts for nothing. */
export const countedBy = (said: readonly string[]): Sums => {
  const sums = { ...none };
  for (const verdict of verdicts) sums[verdict] = said.filter((one) => one === verdict).length;
  return sums;
};

/** The sum of all verdicts. */
export const countVerdicts = (reviews: readonly Review[]): Sums => {
  const sums = { ...none };
  for (const verdict of verdicts) {
    for (const { counts } of reviews) sums[verdict] += counts[verdict];
  }
  return sums;
};

/** How many said that something was wrong. */
export const countAgainst = (counts: Readonly<Sums>): number =>
  verdicts.reduce((sum, verdict) => (verdict === 'up' ? sum : sum + counts[verdict]), 0);

/** Articles whose summary somebody complained of, as `npm run eval` reads them: one a line. */
export const casesOf = (reviews: readonly Review[]): string =>
  reviews
    .filter(({ text, counts }) => text !== '' && countAgainst(counts) > 0)
    .map(({ key, title, text, textLanguage, answer, counts }) => {
      const { summary, prompt, model, how } = answer;
      const feedback = { counts, prompt, model, how, summary };
      return `${JSON.stringify({ id: key, title, text, language: textLanguage, feedback })}\n`;
    })
    .join('');
