/**
 * The text of a lead in 64 numbers (one-permutation MinHash over runs of three terms), by which
 * copies are told without keeping the text. They are the units of a string, which takes half the
 * memory of an array. `runs` is how many runs there were.
 */
export type Sketch = { bins: string; runs: number };

const binCount = 64;
const runLength = 3;
const emptyBin = 0xffff;
/** With fewer runs than this, likeness is chance. */
const leastRuns = 5;

const mix = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
};

/** The sketch of the keys of a lead's terms in order; empty for a lead too short to be told by. */
export const sketchOf = (lead: readonly number[]): Sketch => {
  const bins = Array.from({ length: binCount }, () => emptyBin);
  let runs = 0;
  for (let at = 0; at + runLength <= lead.length; at += 1) {
    let run = 0;
    for (let next = at; next < at + runLength; next += 1) {
      run = Math.imul(run, 31) + (lead[next] ?? 0);
    }
    const hash = mix(run);
    const bin = hash % binCount;
    bins[bin] = Math.min(bins[bin] ?? emptyBin, hash >>> 16);
    runs += 1;
  }
  return { bins: String.fromCharCode(...bins), runs };
};

/** What share of the shorter text the other one repeats, estimated within about 0.1. */
export const repeated = (one: Sketch, other: Sketch): number => {
  const shorter = Math.min(one.runs, other.runs);
  if (shorter < leastRuns) return 0;
  let used = 0;
  let equal = 0;
  for (let bin = 0; bin < binCount; bin += 1) {
    const [a, b] = [one.bins.charCodeAt(bin), other.bins.charCodeAt(bin)];
    if (a === emptyBin && b === emptyBin) continue;
    used += 1;
    if (a === b) equal += 1;
  }
  const jaccard = equal / used;
  const common = (jaccard * (one.runs + other.runs)) / (1 + jaccard);
  return Math.min(1, common / shorter);
};
