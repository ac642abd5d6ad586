import { readFileSync } from 'node:fs';

import {
  adjectives,
  bodyNouns,
  commonWords,
  particles,
  roleNouns,
  titles,
  unnamedNouns,
} from '../attribution/lexicon.ts';
import { cueVerbs, isOtherVerb, participles } from '../attribution/verbs.ts';
import type { Token } from './reading.ts';

const [, rooted = '', foreign = ''] = readFileSync(new URL('roots.txt', import.meta.url), 'utf8')
  .replaceAll(/^#.*$/gm, '')
  .split(/\[\w+\]/);
const roots = new Set(rooted.trim().split(/\s+/));
const borrowed = new Set(foreign.trim().split(/\s+/));
const lists = [commonWords, roleNouns, bodyNouns, unnamedNouns, adjectives, titles, particles];

const affixes = (list: string): string[] => ['', ...list.split(' ')];
const prefixes = affixes(
  'ا ي ت ن س م سي ست سن سا ات ان ين تن نن يت تت نت مت من است يست تست نست مست',
);
const endings = affixes('ه ت ا ي ن ها هم هن هما نا ني كم و وا ون وه ين ان ات تا تم يه');
/** The bodies of verbs and nouns: where in them the letters of a root stand. */
const shapes = [
  /^(.)(?:ا|وا|[تطد]|و)?(.)(.)$/,
  /^(.)(.)(?:ا|و|ي|اي|وا|يا)(.)$/,
  /^(.)(?:ا|وا|[تطد])(.)[ايو](.)$/,
  /^(.)(.)[اويت]?(.)[اوي]?(.)$/,
];

/** What a weak letter of a word may be in its root; ا is a hamza there. */
const weak: Record<string, string> = { ا: 'اوي', و: 'وا', ي: 'يوا' };

const isRoot = (letters: readonly string[]): boolean =>
  letters
    .reduce(
      (found, letter) =>
        found.flatMap((root) => Array.from(weak[letter] ?? letter, (other) => root + other)),
      [''],
    )
    .some((root) => roots.has(root));

/** «صلة», «يقل», «حد», «بدء»: a weak letter, a double one or a hamza has fallen. */
const isShortened = (one: string, other: string): boolean =>
  isRoot([one, 'ا', other]) ||
  isRoot([one, other, other]) ||
  isRoot([one, other, 'ا']) ||
  isRoot(['و', one, other]);

const isBody = (body: string): boolean => {
  const short = /^(.)[تطد]?ا?(.)$/.exec(body);
  if (short !== null && isShortened(short[1] ?? '', short[2] ?? '')) return true;
  // «دواع», «مساع» are «الدواعي», «المساعي».
  const bodies = /^.و?ا.$/.test(body) ? [body, `${body}ي`] : [body];
  return shapes.some((shape) =>
    bodies.some((whole) => {
      const letters = shape.exec(whole)?.slice(1);
      return letters !== undefined && isRoot(letters);
    }),
  );
};

const stripped = (word: string): string[] =>
  endings.flatMap((ending) =>
    word.length > ending.length + 1 && word.endsWith(ending)
      ? [word.slice(0, word.length - ending.length)]
      : [],
  );

/** Whether a word can be derived from a root of the language, with what is joined to it. */
const isDerived = (form: string): boolean =>
  [...new Set(stripped(form).flatMap(stripped))].some(
    (rest) =>
      borrowed.has(rest) ||
      prefixes.some((prefix) => rest.startsWith(prefix) && isBody(rest.slice(prefix.length))),
  );

/** What a writer may say for a body that the article names in full. */
const abbreviations = new Set(['فيفا', 'يويفا', 'ناتو', 'داعش', 'مونديال']);

const known = new WeakMap<readonly string[], boolean>();

/** Whether a word belongs to the language of the news; one that does not is likely a name. */
export const isOrdinary = ({ folded, forms }: Pick<Token, 'folded' | 'forms'>): boolean => {
  const before = known.get(forms);
  if (before !== undefined) return before;
  // «سيقول» and «سنقول», but no «س» with «بيسي».
  const least = /^[وف]?س[^يتنا]/.test(folded) ? folded.length - folded.indexOf('س') : 0;
  const found = forms.some(
    (form) =>
      form.length >= least &&
      (isDerived(form) ||
        abbreviations.has(form) ||
        lists.some((list) => list.has(form)) ||
        cueVerbs.has(form) ||
        participles.has(form) ||
        isOtherVerb(form)),
  );
  known.set(forms, found);
  return found;
};
