import { foldWithMap } from './normalise.ts';

/** UTF-16 offsets in the text that was searched. */
export type Span = { start: number; end: number };

/** Finds a passage in the text that the finder was made for. */
export type Finder = (passage: string) => Span | undefined;

/**
 * On folded text: what must agree, so that spaces, quotation marks and other punctuation need not.
 * Scripts are told apart because «لـ"CNN"» is also written «لـCNN».
 */
const unitPattern =
  /\p{N}+(?:[.,،:\/]\p{N}+)*|[\p{Script=Arabic}&&\p{L}]+|[\p{L}--\p{Script=Arabic}]+|[%‰\p{Sc}]/gv;

/** The units of a text in one line, each between single spaces, with the way back. */
const unitsOf = (text: string): { line: string; spans: Map<number, Span> } => {
  const folded = foldWithMap(text);
  const spans = new Map<number, Span>();
  let line = ' ';
  for (const { 0: unit, index } of folded.text.matchAll(unitPattern)) {
    spans.set(line.length, {
      start: folded.start(index),
      end: folded.end(index + unit.length),
    });
    line += `${unit.replaceAll('،', ',')} `;
  }
  return { line, spans };
};

/**
 * Folds a text once for many look-ups. A passage is found where all its words, numbers, currency
 * and per cent signs stand in the same order with nothing between them but spaces and punctuation;
 * spelling may differ as `fold` allows. The span begins and ends with a whole word; the first of
 * several places is given, and none for a passage without words.
 */
export const createFinder = (text: string): Finder => {
  const { line, spans } = unitsOf(text);
  return (passage) => {
    const wanted = unitsOf(passage).line;
    if (wanted === ' ') return undefined;
    const at = line.indexOf(wanted);
    const first = spans.get(at + 1);
    const last = spans.get(line.lastIndexOf(' ', at + wanted.length - 2) + 1);
    return at < 0 || !first || !last ? undefined : { start: first.start, end: last.end };
  };
};

/** Where a passage stands in a text, by the rules of `createFinder`. */
export const findVerbatim = (text: string, passage: string): Span | undefined =>
  createFinder(text)(passage);
