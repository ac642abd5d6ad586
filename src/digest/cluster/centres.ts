/** Terms, each once, with their weights. */
export type Weighted = { terms: readonly number[]; weights: readonly number[] };

/** A centre keeps its heaviest terms. */
export const width = 80;
/** The end of a chain. */
export const none = -1;

const createColumns = (rows: number) => ({
  terms: new Int32Array(rows * width),
  weights: new Float32Array(rows * width),
  next: new Int32Array(rows * width),
  former: new Int32Array(rows * width),
  sizes: new Int32Array(rows),
  norms: new Float64Array(rows),
});

/**
 * The centres of stories: of each the terms with their weights, in a row of cells, one for a term. The
 * cells of one term are a chain that begins at its head, the newest first. All is plain numbers in a
 * few arrays: a hundred thousand of small ones would take twice the memory and the collector's time.
 */
export const createCentres = () => {
  const heads: number[] = [];
  return { ...createColumns(64), heads, rows: 0, free: [] as number[] };
};

export type Centres = ReturnType<typeof createCentres>;

/** A row without terms. */
export const takeRow = (centres: Centres): number => {
  const row = centres.free.pop() ?? centres.rows++;
  if (row < centres.sizes.length) return row;
  const more = createColumns(Math.ceil(row * 1.125));
  for (const name of ['terms', 'weights', 'next', 'former', 'sizes', 'norms'] as const) {
    more[name].set(centres[name]);
  }
  Object.assign(centres, more);
  return row;
};

/** Takes the terms out of a row. */
export const clearRow = (centres: Centres, row: number): void => {
  const { terms, next, former, heads, sizes } = centres;
  const first = row * width;
  for (let cell = first; cell < first + (sizes[row] ?? 0); cell += 1) {
    const [earlier = none, later = none] = [former[cell], next[cell]];
    if (earlier === none) heads[terms[cell] ?? 0] = later;
    else next[earlier] = later;
    if (later !== none) former[later] = earlier;
  }
  sizes[row] = 0;
};

const write = (centres: Centres, row: number, { terms, weights }: Weighted): void => {
  const { next, former, heads } = centres;
  let squares = 0;
  for (const [at, term] of terms.entries()) {
    const cell = row * width + at;
    const weight = weights[at] ?? 0;
    while (heads.length <= term) heads.push(none);
    const later = heads[term] ?? none;
    centres.terms[cell] = term;
    centres.weights[cell] = weight;
    next[cell] = later;
    former[cell] = none;
    if (later !== none) former[later] = cell;
    heads[term] = cell;
    squares += weight * weight;
  }
  centres.sizes[row] = terms.length;
  centres.norms[row] = Math.sqrt(squares);
};

const heaviest = ({ terms, weights }: Weighted): Weighted => {
  if (terms.length <= width) return { terms, weights };
  const kept = [...terms.keys()]
    .sort((one, other) => (weights[other] ?? 0) - (weights[one] ?? 0))
    .slice(0, width);
  return {
    terms: kept.map((at) => terms[at] ?? 0),
    weights: kept.map((at) => weights[at] ?? 0),
  };
};

/** Adds a vector, scaled to length 1, to the centre in a row. */
export const addToRow = (
  centres: Centres,
  row: number,
  added: Weighted & { norm: number },
): void => {
  const [from, to] = [row * width, row * width + (centres.sizes[row] ?? 0)];
  const terms = [...centres.terms.subarray(from, to)];
  const weights = [...centres.weights.subarray(from, to)];
  for (const [at, term] of added.terms.entries()) {
    const weight = (added.weights[at] ?? 0) / (added.norm || 1);
    const known = from === to ? -1 : terms.indexOf(term);
    if (known < 0) {
      terms.push(term);
      weights.push(weight);
    } else weights[known] = (weights[known] ?? 0) + weight;
  }
  clearRow(centres, row);
  write(centres, row, heaviest({ terms, weights }));
};

/** Whether the centre in a row has a term. */
export const rowHas = ({ terms, sizes }: Centres, row: number, term: number): boolean =>
  terms.subarray(row * width, row * width + (sizes[row] ?? 0)).includes(term);
