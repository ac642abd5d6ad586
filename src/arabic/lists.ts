import { readFileSync } from 'node:fs';

import { fold } from './normalise.ts';

/** Reads a file of words: its lists by their headings, which have to be there, as lines. */
export const listIn = (file: URL): ((heading: string) => readonly string[]) => {
  const parts = readFileSync(file, 'utf8')
    .split(/^\[(?=\w+\]$)/mu)
    .slice(1);
  const lists = new Map(
    parts.map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return [heading.replace(']', ''), lines.filter((line) => !/^(?:#|$)/u.test(line))];
    }),
  );
  return (heading) => {
    const list = lists.get(heading);
    if (list === undefined) throw new Error(`${file.pathname} has no list of ${heading}`);
    return list;
  };
};

const linesOf = listIn(new URL('lists.txt', import.meta.url));

/** A list of this folder's `lists.txt`, folded. */
export const folded = (heading: string): string[] => fold(linesOf(heading).join(' ')).split(' ');

/** A list by its words, folded: what stands at the head of a line is what its words stand for. */
export const named = (heading: string): ReadonlyMap<string, string> =>
  new Map(
    linesOf(heading).flatMap((line) => {
      const [value = '', ...words] = line.split(' ');
      return words.map((word): [string, string] => [fold(word).replaceAll('_', ' '), value]);
    }),
  );

/** The same of a list whose lines begin with numbers. */
export const numbered = (heading: string): ReadonlyMap<string, number> =>
  new Map([...named(heading)].map(([word, value]) => [word, Number(value)]));
