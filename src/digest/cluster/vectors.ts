/** Terms by ascending key with a weight each; `norm` is the Euclidean length of the weights. */
export type Vector = { keys: Uint32Array; weights: Float32Array; norm: number };

const normOf = (weights: Float32Array): number => {
  let squares = 0;
  for (const weight of weights) squares += weight * weight;
  return Math.sqrt(squares);
};

/** The vector without terms. */
export const emptyVector: Vector = {
  keys: new Uint32Array(),
  weights: new Float32Array(),
  norm: 0,
};

/** A vector of keys, which ascend, and their weights. */
export const vectorFrom = (keys: Uint32Array, weights: Float32Array): Vector => ({
  keys,
  weights,
  norm: normOf(weights),
});

/** A vector of these weights by key. */
export const vectorOf = (weights: ReadonlyMap<number, number>): Vector => {
  const keys = Uint32Array.from(weights.keys()).sort();
  return vectorFrom(
    keys,
    Float32Array.from(keys, (key) => weights.get(key) ?? 0),
  );
};

/** Whether a vector has a term. */
export const hasTerm = ({ keys }: Vector, term: number): boolean => {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < term) low = middle + 1;
    else high = middle;
  }
  return keys[low] === term;
};

/** The cosine of two vectors, 0 where one is empty. */
export const cosine = (one: Vector, other: Vector): number => {
  let product = 0;
  let left = 0;
  let right = 0;
  while (left < one.keys.length && right < other.keys.length) {
    const [a, b] = [one.keys[left] ?? 0, other.keys[right] ?? 0];
    if (a === b) product += (one.weights[left] ?? 0) * (other.weights[right] ?? 0);
    if (a <= b) left += 1;
    if (b <= a) right += 1;
  }
  return product === 0 ? 0 : product / (one.norm * other.norm);
};

/** The sum of a vector and another one scaled to length 1, its heaviest `most` terms kept. */
export const sum = (total: Vector, added: Vector, most: number): Vector => {
  if (total.keys.length === 0 && added.keys.length <= most) {
    const { keys, weights, norm } = added;
    return vectorFrom(
      keys,
      weights.map((weight) => weight / (norm || 1)),
    );
  }
  const weights = new Map<number, number>();
  total.keys.forEach((key, at) => weights.set(key, total.weights[at] ?? 0));
  added.keys.forEach((key, at) => {
    const weight = (added.weights[at] ?? 0) / (added.norm || 1);
    weights.set(key, (weights.get(key) ?? 0) + weight);
  });
  if (weights.size <= most) return vectorOf(weights);
  const entries = [...weights].sort(([keyA, a], [keyB, b]) => b - a || keyA - keyB);
  return vectorOf(new Map(entries.slice(0, most)));
};
