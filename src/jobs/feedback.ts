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

/** How often each was said. */
export const countedBy = (said: readonly string[]): Record<Verdict, number> => {
  const of = (verdict: Verdict) => said.filter((one) => one === verdict).length;
  const [up, down, fact] = [of('up'), of('down'), of('fact')];
  return { up, down, fact, source: of('source'), missing: of('missing'), style: of('style') };
};

/** The sum of all verdicts. */
export const countVerdicts = (reviews: readonly Review[]): Record<Verdict, number> => {
  const sums = { up: 0, down: 0, fact: 0, source: 0, missing: 0, style: 0 };
  for (const { counts } of reviews)
    for (const verdict of verdicts) sums[verdict] += counts[verdict];
  return sums;
};

/** Articles whose summary somebody complained of, as `npm run eval` reads them: one a line. */
export const casesOf = (reviews: readonly Review[]): string =>
  reviews
    .filter(({ text, counts }) => text !== '' && sum(counts) > counts.up)
    .map(({ key, title, text, textLanguage, answer, counts }) => {
      const { summary, prompt, model, how } = answer;
      const feedback = { counts, prompt, model, how, summary };
      return `${JSON.stringify({ id: key, title, text, language: textLanguage, feedback })}\n`;
    })
    .join('');

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);
