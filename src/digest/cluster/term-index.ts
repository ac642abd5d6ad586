/** An entry of the index with what a search notes on it. */
export type Listed<T> = T & { open: boolean; query: number; likeness: number };

/** A term that is looked for, and what finding it is worth. */
export type Wanted = { term: number; weight: number };

/** How many entries close before the lists are cleared of them. */
const sweepEvery = 5_000;
const fewEntries = 8;

/** Entries by their terms. Closed ones are found no more, and leave the lists in time. */
export const createTermIndex = <T>() => {
  const byTerm = new Map<number, Listed<T>[]>();
  let queries = 0;
  let closed = 0;

  const sweep = (): void => {
    for (const [term, listed] of byTerm) {
      const open = listed.filter((entry) => entry.open);
      if (open.length === 0) byTerm.delete(term);
      else if (open.length < listed.length) byTerm.set(term, open);
    }
    closed = 0;
  };

  return {
    /** Whether an open entry has the term. */
    has: (term: number): boolean => byTerm.get(term)?.some(({ open }) => open) ?? false,

    list: (term: number, entry: Listed<T>): void => {
      const listed = byTerm.get(term);
      // An array that is pushed to takes room for sixteen more: too much for the many rare terms.
      if (listed === undefined || listed.length < fewEntries) {
        byTerm.set(term, listed ? [...listed, entry] : [entry]);
      } else listed.push(entry);
    },

    close: (entries: readonly Listed<T>[]): void => {
      for (const entry of entries) entry.open = false;
      closed += entries.length;
      if (closed >= sweepEvery) sweep();
    },

    /** Entries that have one of the terms; `likeness` is the weight of those that they have. */
    find: (terms: readonly Wanted[]): Listed<T>[] => {
      queries += 1;
      const found: Listed<T>[] = [];
      for (const { term, weight } of terms) {
        for (const entry of byTerm.get(term) ?? []) {
          if (!entry.open) continue;
          if (entry.query !== queries) {
            entry.query = queries;
            entry.likeness = 0;
            found.push(entry);
          }
          entry.likeness += weight;
        }
      }
      return found;
    },
  };
};
