import { readFileSync } from 'node:fs';

import { remembering } from '../../lib/remember.ts';
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

const [, rooted = '', foreign = ''] = readFileSync(new URL('roots.txt', import.meta.url), 'utf8')
  .replaceAll(/^#.*$/gm, '')
  .split(/\[\w+\]/);
const borrowed = new Set(foreign.trim().split(/\s+/));
/** What a writer may say for a body that the article names in full. */
const abbreviations = new Set(['فيفا', 'يويفا', 'ناتو', 'داعش', 'مونديال']);
const lists = [
  commonWords,
  roleNouns,
  bodyNouns,
  unnamedNouns,
  adjectives,
  titles,
  particles,
  participles,
  cueVerbs,
  abbreviations,
];

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

/** What a weak letter of a root may be in a word; ا is a hamza in a root. */
const weak: Record<string, string> = { ا: 'اوي', و: 'اوي', ي: 'اي' };

/** All that the letters of a root may be in a word. */
const spellings = (root: string): string[] =>
  Array.from(root).reduce(
    (found, letter) =>
      found.flatMap((before) => Array.from(weak[letter] ?? letter, (other) => before + other)),
    [''],
  );

const roots = new Set(rooted.trim().split(/\s+/).flatMap(spellings));

const isRoot = (letters: readonly string[]): boolean => roots.has(letters.join(''));

/** «صلة», «يقل», «حد», «بدء»: a weak letter, a double one or a hamza has fallen. */
const isShortened = (one: string, other: string): boolean =>
  isRoot([one, 'ا', other]) ||
  isRoot([one, other, other]) ||
  isRoot([one, other, 'ا']) ||
  isRoot(['و', one, other]);

const longestBody = 6;

const isBody = (body: string): boolean => {
  if (body.length > longestBody) return false;
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

const isKnown = remembering(
  20_000,
  (form): boolean => lists.some((list) => list.has(form)) || isOtherVerb(form) || isDerived(form),
);

/** Whether a word belongs to the language of the news; one that does not is likely a name. */
export const isOrdinary = (folded: string, forms: readonly string[]): boolean => {
  // «سيقول» and «سنقول», but no «س» with «بيسي».
  const least = /^[وف]?س[^يتنا]/.test(folded) ? folded.length - folded.indexOf('س') : 0;
  return forms.some((form) => form.length >= least && isKnown(form));
};
