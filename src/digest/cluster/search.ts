import { type Centres, none, width } from './centres.ts';
import type { Reading } from './reading.ts';

/** A term in more than one item of fifty finds too many stories and tells them too little apart. */
const leastRarity = Math.log(50);
const queryTerms = 12;
/** A search ends after so many finds: the rarest terms come first, and the newest stories of each. */
const mostFinds = 2_000;
const mostCandidates = 24;

const rarest = ({ terms, rarities }: Reading, { heads }: Centres): number[] =>
  terms
    .map((term, at) => ({ term, rarity: rarities[at] ?? 0 }))
    // A term that no story has would only take the place of one that finds something.
    .filter(({ term, rarity }) => rarity >= leastRarity && (heads[term] ?? none) !== none)
    .sort((one, other) => other.rarity - one.rarity)
    .slice(0, queryTerms)
    .map(({ term }) => term);

/**
 * A search follows the chains of an item's rarest terms only, so that its cost grows with the stories
 * that share them and not with all.
 */
export const createSearch = (centres: Centres) => {
  /** By term: its weight in the item that is looked for. By row: the weight of the terms found. */
  const wanted: number[] = [];
  const likeness: number[] = [];

  const find = (terms: readonly number[]): number[] => {
    const { next, heads } = centres;
    while (likeness.length < centres.rows) likeness.push(0);
    const found: number[] = [];
    let finds = 0;
    for (const term of terms) {
      const weight = wanted[term] ?? 0;
      for (let cell = heads[term] ?? none; cell !== none; cell = next[cell] ?? none) {
        const row = Math.floor(cell / width);
        const alike = likeness[row] ?? 0;
        if (alike === 0) found.push(row);
        likeness[row] = alike + weight;
        finds += 1;
        if (finds === mostFinds) return found;
      }
    }
    return found;
  };

  /** The most alike of these rows, in that order; how alike they were is forgotten. */
  const best = (rows: readonly number[], isOpen: (row: number) => boolean): number[] => {
    const top: { row: number; alike: number }[] = [];
    for (const row of rows) {
      const alike = likeness[row] ?? 0;
      likeness[row] = 0;
      const isFull = top.length === mostCandidates;
      if ((isFull && alike <= (top.at(-1)?.alike ?? 0)) || !isOpen(row)) continue;
      if (isFull) top.pop();
      let at = top.length;
      while (at > 0 && (top[at - 1]?.alike ?? 0) < alike) at -= 1;
      top.splice(at, 0, { row, alike });
    }
    return top.map(({ row }) => row);
  };

  const cosine = (row: number, item: Reading): number => {
    const { terms, weights, sizes, norms } = centres;
    const first = row * width;
    let product = 0;
    for (let cell = first; cell < first + (sizes[row] ?? 0); cell += 1) {
      product += (wanted[terms[cell] ?? 0] ?? 0) * (weights[cell] ?? 0);
    }
    return product === 0 ? 0 : product / ((norms[row] ?? 0) * item.norm);
  };

  /** The open rows that share the most of an item's rare terms, and how alike they are in all. */
  return (item: Reading, isOpen: (row: number) => boolean): { row: number; cosine: number }[] => {
    for (const [at, term] of item.terms.entries()) {
      while (wanted.length <= term) wanted.push(0);
      wanted[term] = item.weights[at] ?? 0;
    }
    const rows = best(find(rarest(item, centres)), isOpen);
    const found = rows.map((row) => ({ row, cosine: cosine(row, item) }));
    for (const term of item.terms) wanted[term] = 0;
    return found;
  };
};
