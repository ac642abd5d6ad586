import type { Finder, Span } from '../../arabic/verbatim.ts';
import type { Check } from '../grounding.ts';
import type { Source, SourceKind, Summary } from '../summary.ts';

/** What stands in for lines that failed but cannot go: taken from the article, never from a model. */
export type Amends = {
  /** The article's own title; may be empty. */
  title: string;
  /** The article's own characters for a copied line, by path: it may differ in vowel signs. */
  printed: ReadonlyMap<string, string>;
  /** The kind that a source's name shows, by path, where the given one failed. */
  kinds: ReadonlyMap<string, SourceKind>;
};

/**
 * The summary without what failed hard. A bullet goes with its text or its evidence; a quote or a
 * role is emptied; a source goes with its name, mention or id, and is struck from the bullets; a
 * kind is set right; a headline gives way to the article's title, or to the first bullet left.
 * Copied lines take the article's own characters.
 */
export const keep = (summary: Summary, checks: readonly Check[], amends: Amends): Summary => {
  const failing = new Set(checks.filter(({ ok, hard }) => hard && !ok).map(({ path }) => path));
  const passes = (path: string): boolean => !failing.has(path);
  const asPrinted = (path: string, copy: string): string => amends.printed.get(path) ?? copy;

  const keepSource = (source: Source, at: string): Source => ({
    ...source,
    mention: asPrinted(`${at}.mention`, source.mention),
    role: passes(`${at}.role`) ? source.role : '',
    kind: passes(`${at}.kind`) ? source.kind : (amends.kinds.get(`${at}.kind`) ?? source.kind),
    quote: passes(`${at}.quote`) ? asPrinted(`${at}.quote`, source.quote) : '',
  });
  const sources = summary.sources.flatMap((source, index) => {
    const at = `sources[${index}]`;
    const stands = ['id', 'name', 'mention'].every((field) => passes(`${at}.${field}`));
    return stands ? [keepSource(source, at)] : [];
  });

  const known = new Set(sources.map(({ id }) => id));
  const bullets = summary.bullets.flatMap((bullet, index) => {
    const at = `bullets[${index}]`;
    if (!passes(`${at}.text`) || !passes(`${at}.evidence`)) return [];
    const ids = bullet.source_ids.filter(
      (id, place, all) =>
        known.has(id) && all.indexOf(id) === place && passes(`${at}.source_ids[${place}]`),
    );
    const evidence = asPrinted(`${at}.evidence`, bullet.evidence);
    return [{ ...bullet, evidence, source_ids: ids }];
  });

  const headline = passes('headline')
    ? summary.headline
    : amends.title.trim() || (bullets[0]?.text ?? '');
  const topics = summary.topics.filter((_, index) => passes(`topics[${index}]`));
  return { headline, bullets, sources, topics };
};

/** The article's own characters for every copied line that was found. */
export const printedLines = (summary: Summary, text: string, find: Finder): Map<string, string> => {
  const copies: [string, string][] = [
    ...summary.bullets.map(({ evidence }, index): [string, string] => [
      `bullets[${index}].evidence`,
      evidence,
    ]),
    ...summary.sources.flatMap(({ mention, quote }, index): [string, string][] => [
      [`sources[${index}].mention`, mention],
      [`sources[${index}].quote`, quote],
    ]),
  ];
  return new Map(
    copies.flatMap(([path, copy]): [string, string][] => {
      const span = find(copy);
      if (span === undefined) return [];
      const whole = path.endsWith('evidence');
      return [[path, whole ? printedLine(text, span, copy) : text.slice(span.start, span.end)]];
    }),
  );
};

/**
 * A found span begins and ends with a word. The marks around it that the copy has too belong to it:
 * a sentence keeps its full stop, and a quotation inside it both of its marks.
 */
const printedLine = (text: string, { start, end }: Span, copy: string): string => {
  const [before = ''] = /^["«“‘([]/.test(copy)
    ? (/["«“‘([]{0,4}$/.exec(text.slice(Math.max(0, start - 4), start)) ?? [])
    : [];
  const [after = ''] = /[.؟!…:"»”’)\]]$/.test(copy)
    ? (/^[.؟!…:"»”’)\]]{0,4}/.exec(text.slice(end, end + 4)) ?? [])
    : [];
  return `${before}${text.slice(start, end)}${after}`;
};
