import { z } from 'zod';

import { type Bullet, mostBullets, type Source, sourceKinds, type Summary } from './summary.ts';

/** No answer of a model is longer than this, in UTF-16 units; the longest honest one is a third. */
const longestAnswer = 100_000;

const most = { bullets: mostBullets, sources: 20, sourcesOfBullet: 8, topics: 5 } as const;

/** Longest strings, in UTF-16 units. What is longer is no headline, bullet or name any more. */
const longest = {
  headline: 250,
  text: 700,
  evidence: 1500,
  id: 20,
  name: 150,
  role: 250,
  quote: 1000,
  topic: 60,
} as const;

/**
 * Reads a model's answer as a summary, or gives `undefined` where it is none. Missing fields become
 * empty; control, bidi, zero-width and tag characters go; lines without text, without evidence or
 * beyond the bounds are left out. What is left is well-formed, not yet true: that is for the gate.
 */
export const readSummary = (answer: string): Summary | undefined => {
  if (answer.length > longestAnswer) return undefined;
  const read = answerSchema.safeParse(parseJson(answer));
  if (!read.success) return undefined;
  const { headline, bullets, sources, topics } = read.data;
  return {
    headline: headline.length > longest.headline ? '' : headline,
    bullets: bullets.filter(isBullet).slice(0, most.bullets),
    sources: sources.filter(isSource).filter(firstOfItsId).slice(0, most.sources).map(withinBounds),
    topics: topics
      .filter(({ length }) => length > 0 && length <= longest.topic)
      .slice(0, most.topics),
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** One line of plain characters: nothing that hides, reorders, breaks or shouts down the rest. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\p{C}\p{Default_Ignorable_Code_Point}\p{Emoji_Presentation}]/gu, (point) =>
      /\s/.test(point) ? ' ' : '',
    )
    .replaceAll(/[\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();

/** Hashtags of several words are slogans; of one word they are the word. */
const withoutHashtags = (text: string): string =>
  text
    .replaceAll(/#[\p{L}\p{N}\p{M}]*_[\p{L}\p{N}\p{M}_]*/gu, '')
    .replaceAll('#', '')
    .replaceAll(/ {2,}/g, ' ')
    .trim();

/** Copied from the article: `text` is what a model words freely. */
const copy = z
  .string()
  .nullish()
  .transform((value) => plain(value ?? ''));
const text = copy.transform(withoutHashtags);

const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

// Wider than `summarySchema`: servers that ignore the schema leave fields out or add their own.
const answerSchema = z.object({
  headline: text,
  bullets: z.array(z.object({ text, evidence: copy, source_ids: list(copy) })),
  sources: list(
    z.object({
      id: copy,
      name: text,
      mention: copy,
      role: text,
      kind: z.preprocess(
        (kind) => (typeof kind === 'string' ? kind.toLowerCase() : kind),
        z.enum(sourceKinds).catch('organisation'),
      ),
      quote: copy,
    }),
  ),
  topics: list(text),
});

const within = (value: string, bound: number): boolean => value.length > 0 && value.length <= bound;

const isBullet = (bullet: Bullet): boolean =>
  within(bullet.text, longest.text) &&
  within(bullet.evidence, longest.evidence) &&
  bullet.source_ids.length <= most.sourcesOfBullet;

const isSource = ({ id, name, mention }: Source): boolean =>
  within(id, longest.id) && within(name, longest.name) && within(mention, longest.name);

const firstOfItsId = ({ id }: Source, place: number, sources: Source[]): boolean =>
  sources.findIndex((source) => source.id === id) === place;

const withinBounds = (source: Source): Source => ({
  ...source,
  role: source.role.length > longest.role ? '' : source.role,
  quote: source.quote.length > longest.quote ? '' : source.quote,
});
