import { listIn } from '../../arabic/lists.ts';
import { fold } from '../../arabic/normalise.ts';

const linesOf = listIn(new URL('senses.txt', import.meta.url));
const wordsOf = (list: string): string[] => fold(list).trim().split(/\s+/);

const endings = ['', ...'ت ا وا ون ين ان ه ها هم ات تا نا تها ته'.split(' ')];

const personsOf = (word: string): string[] => {
  if (word.startsWith('ي')) return [word, `ت${word.slice(1)}`, `ن${word.slice(1)}`];
  // «نفى», «نفت»; «أنهى», «أنهوا».
  return word.endsWith('ي') ? [word, word.slice(0, -1)] : [word];
};

/** Verbs and nouns that are listed in one form each, with their persons and numbers. */
const inflected = (list: string): string[] =>
  wordsOf(list).flatMap((word) =>
    personsOf(word).flatMap((person) => endings.map((ending) => person + ending)),
  );

const senses = [
  'negates',
  'nominal',
  'far',
  'auxiliary',
  'idiom',
  'bound',
  'excepts',
  'affirms',
  'denies',
  'imagined',
  'lacks',
] as const;
/** What a word does to the meaning around it; `senses.txt` tells of each. */
export type Sense = (typeof senses)[number];

/** A side of a set of opposites. */
export type Side = {
  set: number;
  side: number;
  /** True of one party where its opposite is true of the other: «فاز» and «خسر». */
  mutual: boolean;
  /** Of a set of more than two, whose words stand side by side in lists. */
  many: boolean;
};

const gather = <T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> =>
  new Map(
    [...Map.groupBy(entries, ([word]) => word)].map(([word, all]) => [
      word,
      all.map(([, value]) => value),
    ]),
  );

const sensesByWord = gather(
  senses.flatMap((sense) =>
    (sense === 'lacks' ? inflected : wordsOf)(linesOf(sense).join(' ')).map(
      (word) => [word, sense] as const,
    ),
  ),
);

const opposites = linesOf('opposites');
const sidesByWord = gather(
  [...opposites, ...linesOf('mutual')].flatMap((line, set) =>
    line
      .split('|')
      .flatMap((list, side, { length }) =>
        inflected(list).map((word): [string, Side] => [
          word,
          { set, side, mutual: set >= opposites.length, many: length > 2 },
        ]),
      ),
  ),
);

const none: ReadonlySet<Sense> = new Set();

/** The senses of a word by its forms; most words have none. */
export const sensesOf = (forms: readonly string[]): ReadonlySet<Sense> => {
  const found = forms.flatMap((form) => sensesByWord.get(form) ?? []);
  return found.length === 0 ? none : new Set(found);
};

/** The sides that a word is of, by its forms. */
export const sidesOf = (forms: readonly string[]): readonly Side[] =>
  forms.flatMap((form) => sidesByWord.get(form) ?? []);
