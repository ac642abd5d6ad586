import { fold } from '../../arabic/normalise.ts';
import gazetteer from './places.json' with { type: 'json' };

/** A place by the words that mean it: the names themselves, and cities or countries within it. */
export type KnownPlace = { names: string[][]; within: string[][] };

const terms = (list: string): string[][] =>
  list
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((name) => name.split('+'));

const keyOf = (term: readonly string[]): string =>
  term.map((word) => fold(word).replace(/^ال(?=..)/, '')).join(' ');

/**
 * Countries and regions, one a line: names and what is called after them; then cities by which they
 * are meant as well. Regions name their countries by the first word of a line, after «=».
 */
const lines = gazetteer.map((line) => {
  const [own = '', cities = '', members = ''] = line.includes('=')
    ? [line.split('=')[0], '', line.split('=')[1]]
    : line.split(';');
  return { names: terms(own), cities: terms(cities), members: terms(members) };
});

const byFirstName = new Map(lines.map((line) => [keyOf(line.names[0] ?? []), line]));

const known: ReadonlyMap<string, KnownPlace> = new Map(
  lines.toReversed().flatMap(({ names, cities, members }) => {
    const countries = members.flatMap((member) => byFirstName.get(keyOf(member))?.names ?? []);
    const place = { names, within: [...cities, ...countries] };
    return names.map((name) => [keyOf(name), place] as const);
  }),
);

/** Whether a folded word without its article is the name of a place. */
export const isPlace = (word: string): boolean => known.has(word);

/** The longest place, of two words at most, that begins with the first of these words. */
export const placeAt = (
  words: readonly string[],
): { place: KnownPlace; length: number } | undefined => {
  for (const length of [2, 1]) {
    const place = words.length >= length ? known.get(keyOf(words.slice(0, length))) : undefined;
    if (place) return { place, length };
  }
  return undefined;
};
