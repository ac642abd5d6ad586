import { matches } from './matches.ts';
import { fold, foldWithMap } from './normalise.ts';

/** UTF-16 offsets in the text that was searched. */
export type Span = { start: number; end: number };

/** Finds a passage in the text that the finder was made for. */
export type Finder = (passage: string) => Span | undefined;

/**
 * On folded text: what must agree, so that spaces, quotation marks and other punctuation need not.
 * Scripts are told apart because «لـ"CNN"» is also written «لـCNN».
 */
const unitPattern =
  /[\p{Script=Arabic}&&\p{L}]+|\p{N}+(?:[.,،:\/]\p{N}+)*|[\p{L}--\p{Script=Arabic}]+|[%‰\p{Sc}]/gv;

/** The units of a folded text in one line, each between single spaces. */
const lineOf = (units: readonly string[]): string => ` ${units.join(' ')} `.replaceAll('،', ',');

/**
 * Folds a text once for many look-ups. A passage is found where all its words, numbers, currency
 * and per cent signs stand in the same order with nothing between them but spaces and punctuation;
 * spelling may differ as `fold` allows. The span begins and ends with a whole word; the first of
 * several places is given, and none for a passage without words.
 */
export const createFinder = (text: string): Finder => {
  const folded = foldWithMap(text);
  /** Where the unit that begins at a place of the line begins in the folded text. */
  const places = new Map<number, number>();
  let before = 1;
  const units = matches(folded.text, unitPattern, (unit, at) => {
    places.set(before, at);
    before += unit.length + 1;
    return unit;
  });
  const line = lineOf(units);
  return (passage) => {
    const wanted: readonly string[] = fold(passage).match(unitPattern) ?? [];
    if (wanted.length === 0) return undefined;
    const at = line.indexOf(lineOf(wanted));
    const first = places.get(at + 1);
    const end = at + lineOf(wanted).length - 1;
    const last = places.get(line.lastIndexOf(' ', end - 1) + 1);
    return at < 0 || first === undefined || last === undefined
      ? undefined
      : { start: folded.start(first), end: folded.end(last + (wanted.at(-1)?.length ?? 0)) };
  };
};
