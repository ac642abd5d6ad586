import type { Attribution, Span } from '../attribution/attribution.ts';
import { roleNouns } from '../attribution/lexicon.ts';
import type { Source } from '../summary.ts';
import { adjacent, isNearSpelling } from './names.ts';
import { looksCommon } from './new-names.ts';
import { type Reading, wordsOf, sameWord, type Token } from './reading.ts';

/** A person whom the article names by two words or more. */
export type Person = {
  name: readonly Token[];
  /** The words of the name that no other person's has. */
  own: readonly Token[];
  role: readonly Token[];
  /** Where the article lets the person speak, going by our own reading. */
  sentences: readonly Span[];
};

/** «السفيرة الأمريكية»: a role that stands for somebody without a name. */
const isRole = ([first, second]: readonly Token[]): boolean =>
  first?.forms.some((form) => roleNouns.has(form)) === true &&
  !/^(?:بن|بنت|ولد|ابو|ابي)$/.test(second?.folded ?? '');

/** The people that the article lets speak, with those of a summary's sources that stand in it. */
export const peopleOf = (
  article: Reading,
  { sources, statements }: Attribution,
  given: readonly Source[],
  runs: readonly Token[][],
): Person[] => {
  const speakers = sources.map((source, index) => ({
    ...source,
    sentences: statements.filter(({ source }) => source === index).map(({ sentence }) => sentence),
  }));
  const named = [...speakers, ...given.map((source) => ({ ...source, sentences: [] }))]
    .filter(({ kind }) => kind === 'person')
    .map(({ name, role, sentences }) => ({
      name: wordsOf(name),
      role: wordsOf(role),
      sentences,
    }))
    .filter(
      ({ name }) => name.length > 1 && !isRole(name) && adjacent(article, name) !== undefined,
    );
  for (const name of runs) {
    if (!named.some((other) => isOneName(other.name, name))) {
      named.push({ name, role: [], sentences: [] });
    }
  }
  return named.map((person) => {
    const others = named.filter(({ name }) => !isOneName(person.name, name));
    const taken = new Set(others.flatMap(({ name }) => name.map(({ folded }) => folded)));
    const own = person.name.filter(({ folded, content }) => content && !taken.has(folded));
    return { ...person, own };
  });
};

/** The stretches of words that show by themselves that they are names, the longest first. */
export const runsOf = ({ tokens }: Reading): Token[][] => {
  const runs: Token[][] = [];
  let run: Token[] = [];
  for (const token of tokens) {
    const belongs = token.name && !looksCommon(token);
    if (belongs) run.push(token);
    if (run.length > 0 && (token.closes || !belongs)) {
      runs.push(run);
      run = [];
    }
  }
  return runs.sort((a, b) => b.length - a.length);
};

/** «بوتين» and «فلاديمير بوتين»: one person under a longer and a shorter name. */
export const isOneName = (a: readonly Token[], b: readonly Token[]): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((word) =>
    long.some((other) => sameWord(word, other) || isNearSpelling(word, other)),
  );
};
