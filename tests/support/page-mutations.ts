/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

type Random = () => number;
type Mutation = (page: Buffer, random: Random) => Buffer;

const upTo = (random: Random, most: number): number => Math.floor(random() * most);

const insert = (page: Buffer, at: number, piece: string | Buffer): Buffer =>
  Buffer.concat([page.subarray(0, at), Buffer.from(piece), page.subarray(at)]);

const tags =
  'div p span table tr td ul li a b form article section svg noscript title script'.split(' ');
const tagOf = (random: Random): string => tags[upTo(random, tags.length)] ?? 'div';

const anywhere = (piece: (random: Random) => string | Buffer): Mutation => {
  return (page, random) => insert(page, upTo(random, page.length), piece(random));
};

const mutations: Mutation[] = [
  // Cut off, at the front and at the end.
  (page, random) => page.subarray(0, upTo(random, page.length)),
  (page, random) => page.subarray(upTo(random, page.length)),
  // Bytes that nobody meant.
  (page, random) => {
    const broken = Buffer.from(page);
    for (let count = 1 + upTo(random, 200); count > 0; count -= 1) {
      broken[upTo(random, broken.length)] = upTo(random, 256);
    }
    return broken;
  },
  anywhere((random) => Buffer.from(Array.from({ length: 2_000 }, () => upTo(random, 256)))),
  // Nesting, with and without ends.
  anywhere((random) => `<${tagOf(random)}>`.repeat(upTo(random, 600))),
  anywhere((random) => {
    const [tag, depth] = [tagOf(random), upTo(random, 350)];
    return `<${tag}>`.repeat(depth) + `</${tag}>`.repeat(depth);
  }),
  anywhere((random) => `</${tagOf(random)}>`.repeat(upTo(random, 5_000))),
  // Attributes and text beyond measure.
  anywhere((random) => `<p class="${'x'.repeat(upTo(random, 300_000))}">`),
  anywhere((random) => `<p ${'a=1 '.repeat(upTo(random, 20_000))}>`),
  anywhere((random) => '&amp;<>"\''.repeat(upTo(random, 20_000))),
  anywhere((random) => `<a href="/x">${'خبر '.repeat(upTo(random, 3_000))}</a>`),
  anywhere((random) => '\u202e\u0000\ufeff\u0640'.repeat(upTo(random, 5_000))),
  // What is opened and never closed.
  anywhere(
    (random) =>
      ['<!--', '<![CDATA[', '<script>', '<style>', '<title>', '<svg>'][upTo(random, 6)] ?? '',
  ),
  anywhere(
    (random) => `<script type="application/ld+json">${'[{"a":'.repeat(upTo(random, 20_000))}`,
  ),
  // A piece twice, or in another place.
  (page, random) => {
    const [from, length] = [upTo(random, page.length), upTo(random, 20_000)];
    return insert(page, upTo(random, page.length), page.subarray(from, from + length));
  },
];

/** A page with one to four faults in it, the same for the same seed. */
export const mutated = (page: Uint8Array, seed: number): Buffer => {
  const random = randomFrom(seed);
  let result: Buffer = Buffer.from(page);
  for (let count = 1 + upTo(random, 4); count > 0; count -= 1) {
    result = mutations[upTo(random, mutations.length)]?.(result, random) ?? result;
  }
  return result;
};
