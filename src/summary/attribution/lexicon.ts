import { listIn } from '../../arabic/lists.ts';
import { fold } from '../../arabic/normalise.ts';

/**
 * The spelling that is compared. «أليكسي» and «إلياس» keep their hamza, which shows that «ال» is no
 * article there; elsewhere it is folded away.
 */
export const spelled = (printed: string, folded = fold(printed)): string => {
  const hamza = folded.length > 3 ? /^([وفبلك]?)([أإآ])ل/u.exec(printed) : null;
  return hamza && folded.startsWith(`${hamza[1]}ال`)
    ? `${hamza[1]}أ${folded.slice((hamza[1] ?? '').length + 1)}`
    : folded;
};

/** A set of words, given as strings with blanks between, in each spelling that may be met. */
export const wordSet = (...lists: string[]): ReadonlySet<string> =>
  new Set(
    lists
      .join(' ')
      .split(/\s+/u)
      .filter(Boolean)
      .flatMap((word) => [fold(word), spelled(word)]),
  );

const lines = listIn(new URL('lexicon.txt', import.meta.url));

/** A list of `lexicon.txt` as it is written there. */
export const listed = (heading: string): string => lines(heading).join(' ');

const set = (heading: string): ReadonlySet<string> => wordSet(listed(heading));

const withoutFeminine = set('rolesWithoutFeminine');

/** Nouns for what a person is: they open a role, «وزير الخارجية», or stand for it, «الوزير». */
export const roleNouns: ReadonlySet<string> = new Set(
  [...set('roles')].flatMap((role) =>
    role.endsWith('ه') || withoutFeminine.has(role) ? [role] : [role, `${role}ه`],
  ),
);

/** What each of these holds is written above its list in `lexicon.txt`. */
export const titles = set('titles');
export const callings = set('callings');
export const bodyNouns = set('bodies');
export const outletNouns = set('outlets');
export const documentNouns = set('documents');
export const unnamedNouns = set('unnamed');
export const quantifiers = set('quantifiers');
export const bareUnnamed = set('bareUnnamed');
export const particles = set('particles');
export const adjectives = set('adjectives');
export const nameLinks = set('nameLinks');
export const givenNames = set('givenNames');
export const articleSurnames = set('articleSurnames');
export const foreignNames = set('foreignNames');
export const places = set('places');
export const placeSeconds = set('placeSeconds');
export const nationalities = set('nationalities');
export const commonWords = set('common');
/** Names of one word and more. */
export const knownBodies: readonly string[] = listed('knownBodies').split('|');
export const honorifics: readonly string[] = listed('honorifics').split('|');
