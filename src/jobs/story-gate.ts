import { z } from 'zod';

import { quantities } from '../arabic/numbers.ts';
import { isStopWord, stem, words } from '../arabic/words.ts';
import type { Prose } from '../article/article.ts';
import type { StorySummary } from '../digest/story-summary.ts';
import { ground } from '../summary/ground.ts';
import { readSummary } from '../summary/read-summary.ts';
import type { OutputLanguage, Summary } from '../summary/summary.ts';

/** One outlet's text of a story, under the id that its summary uses. */
export type OutletText = { id: string; prose: Prose };

const mostDifferences = 3;
const longestDifference = 400;

const linesSchema = z.array(z.looseObject({ outlet_id: z.string().catch('') })).catch([]);
// Wider than `storySummarySchema`: only what `readSummary` does not read.
const extrasSchema = z.looseObject({
  bullets: linesSchema,
  sources: linesSchema,
  differences: z.array(z.object({ text: z.string(), outlet_ids: z.array(z.string()) })).catch([]),
});

/**
 * Reads a model's answer as the summary of a story, or gives `undefined` where it is none. Lines are
 * bounded and cleaned as those of articles are, one outlet at a time.
 */
export const readStorySummary = (
  answer: string,
  outlets: readonly string[],
): StorySummary | undefined => {
  const whole = readSummary(answer);
  if (whole === undefined) return undefined;
  const { bullets, sources, differences, ...rest } = extrasSchema.parse(JSON.parse(answer));
  const parts = outlets.flatMap((id) => {
    const isOwn = ({ outlet_id }: { outlet_id: string }): boolean => outlet_id === id;
    const own = { ...rest, bullets: bullets.filter(isOwn), sources: sources.filter(isOwn) };
    const part = readSummary(JSON.stringify(own));
    return part === undefined ? [] : [{ id, part }];
  });
  const order = whole.bullets.map(({ text }) => text);
  return {
    headline: whole.headline,
    bullets: parts
      .flatMap(({ id, part }) => part.bullets.map((bullet) => ({ ...bullet, outlet_id: id })))
      .sort((one, other) => order.indexOf(one.text) - order.indexOf(other.text))
      .slice(0, 5),
    sources: parts.flatMap(({ id, part }) =>
      part.sources.map((source) => ({ ...source, outlet_id: id })),
    ),
    topics: whole.topics,
    differences: differences.filter(
      ({ text }) => text.length > 0 && text.length <= longestDifference,
    ),
  };
};

type Judged = { kept: StorySummary; dropped: number };

/**
 * Holds every line of a story's summary against the text of the outlet that it names: the same gate
 * as for articles. What fails goes. A difference must name two outlets and stand in their texts, and
 * the headline in one of them; else `title` takes its place.
 */
export const groundStory = (
  summary: StorySummary,
  texts: readonly OutletText[],
  { output, title }: { output: OutputLanguage; title: string },
): Judged => {
  const parts = texts.map(({ id, prose }) => ({
    id,
    ...ground(prose, partFor(summary, id), { output }).kept,
  }));
  const stands = (line: string, prose: Prose): boolean =>
    ground(prose, { ...noLines, headline: line }, { output }).checks.every(
      // Without evidence of its own, a line that is only doubtful goes, too.
      ({ path, ok }) => ok || path !== 'headline',
    );
  const bullets = summary.bullets.flatMap(({ text, outlet_id }) => {
    const kept = parts
      .find(({ id }) => id === outlet_id)
      ?.bullets.find((bullet) => bullet.text === text);
    return kept === undefined ? [] : [{ ...kept, outlet_id }];
  });
  const sources = parts.flatMap(({ id, sources: kept }) =>
    kept.map((source) => ({ ...source, outlet_id: id })),
  );
  const differences = summary.differences
    .map(({ text, outlet_ids }) => ({
      text,
      outlet_ids: [...new Set(outlet_ids)].filter((id) => texts.some((each) => each.id === id)),
    }))
    .filter(({ outlet_ids }) => outlet_ids.length > 1)
    .filter(
      ({ text, outlet_ids }) =>
        stands(text, joined(texts, outlet_ids)) && eachHasAPart(text, texts, outlet_ids),
    )
    .slice(0, mostDifferences);
  const headline = texts.some(({ prose }) => stands(summary.headline, prose))
    ? summary.headline
    : title;
  const kept = { ...summary, headline: headline || title, bullets, sources, differences };
  return { kept, dropped: linesOf(summary) - linesOf(kept) };
};

const noLines: Summary = { headline: '', bullets: [], sources: [], topics: [] };

/** The lines that name this outlet, as the summary of its text. */
const partFor = ({ bullets, sources }: StorySummary, outlet: string): Summary => {
  const own = sources.filter(({ outlet_id }) => outlet_id === outlet);
  const known = new Set(own.map(({ id }) => id));
  return {
    ...noLines,
    bullets: bullets
      .filter(({ outlet_id }) => outlet_id === outlet)
      .map((bullet) => ({
        ...bullet,
        source_ids: bullet.source_ids.filter((id) => known.has(id)),
      })),
    sources: own,
  };
};

/**
 * Whether each of these outlets has something of the line that another one has not: a figure, or a
 * word. Else the difference is one outlet's own, or none.
 */
const eachHasAPart = (
  line: string,
  texts: readonly OutletText[],
  ids: readonly string[],
): boolean => {
  const wanted = [...said(line)];
  const has = ids.map((id) => said(joined(texts, [id]).text));
  return has.every((own) =>
    has.some((other) => wanted.some((part) => own.has(part) && !other.has(part))),
  );
};

/** What a text says, part by part: its figures whatever they are written in, and its words. */
const said = (text: string): ReadonlySet<string> =>
  new Set([
    ...quantities(text).map(({ value, unit }) => `${value} ${unit}`),
    ...words(text).flatMap(({ folded }) => (isStopWord(folded) ? [] : [stem(folded)])),
  ]);

const joined = (texts: readonly OutletText[], ids: readonly string[]): Prose => {
  const chosen = texts.filter(({ id }) => ids.includes(id));
  return {
    title: '',
    text: chosen.map(({ prose }) => `${prose.title}.\n\n${prose.text}`).join('\n\n'),
    language: chosen[0]?.prose.language ?? 'ar',
  };
};

const linesOf = ({ bullets, sources, differences }: StorySummary): number =>
  bullets.length + sources.length + differences.length;
