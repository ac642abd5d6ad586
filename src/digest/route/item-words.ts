import { isCurrencyWord } from '../../arabic/units.ts';
import { foldedWords, isStopWord, stem, withoutClitics } from '../../arabic/words.ts';
import { remembering } from '../../lib/remember.ts';
import { isPlace } from './places.ts';

/** So much of title and lead is read; the rest of the text is background. */
const readCharacters = 900;

/** Where each form of an item's words stands, title first. Positions count words. */
export type ItemWords = {
  positions: ReadonlyMap<string, readonly number[]>;
  titleWords: number;
};

/** «السوري», «سورية», «السوريين» are one: what is called after a place or people. */
const calledAfter = /(?<=..)ي(?:ه|ين|ون|ات|ان|ا|تان|تين)$/;

const withArticle = /^[وف]?(?:[بك]?ال|لل)(?=..)/;

/** «20 مليار دولار» is not about the dollar. */
const amount = /\p{N}|^(?:الف|الاف|مليون|ملايين|مليار|مليارات|بليون|تريليون|million|billion)$/u;

/** Plurals in «ون» are of people: «مهندسون», «لاعبون», «فنانون», «سوريون», «خريجون». */
const people = /^(?:م...+|.ا..+|..[اي].|...+ي)$/;
/** «تمرين», «تأمين»: what is done, and no plural. */
const deed = /^ت..ين$/;

/**
 * A word without its ending, where it has one: «زيتون» is not several of «زيت», nor is «لبنان» of
 * «لبن».
 */
export const withoutEnding = (form: string): string => {
  const word = form.replace(withArticle, '');
  // «عملة» is not «عمل», nor «سكري» «سكر».
  const isShort = /^...(?:ه|ي|ات)$/.test(word);
  const isWhole =
    isShort ||
    (word.endsWith('ون') && !people.test(word.slice(0, -2))) ||
    deed.test(word) ||
    isPlace(word);
  return isWhole ? word : stem(word);
};

/**
 * The forms that a folded word can be known by: without each clitic that may be one, as it is and as
 * a nisba; behind a plus also without its ending. Two letters are a word behind an
 * article only: «الحج» is not «لحج».
 */
const formsOf = remembering(10_000, (folded): readonly string[] => {
  // Words of every sentence are only found as parts of phrases: «مهرجان كان».
  if (isStopWord(folded)) return [folded, `+${folded}`];
  const isWord = (form: string): boolean =>
    form.length > 2 || form === folded || withArticle.test(folded);
  const bare = withoutClitics(folded).flatMap((form) =>
    isWord(form) ? [form, form.replace(calledAfter, 'ي')] : [],
  );
  return [
    ...new Set([...bare, ...bare.flatMap((form) => [`+${form}`, `+${withoutEnding(form)}`])]),
  ];
});

/**
 * The form by which a wanted word is looked for: a name as it stands, any other word also where an
 * ending follows it. The ending is never taken off what is wanted: «عملة» without it is «عمل».
 */
export const wantedForm = (folded: string, isName: boolean): string => {
  const bare = folded.replace(/^ال(?=..)/, '').replace(calledAfter, 'ي');
  return isName ? bare : `+${bare}`;
};

/** Reads an item once, so that any number of topics can be looked for in it. */
export const itemWords = ({ title, lead }: { title: string; lead: string }): ItemWords => {
  const positions = new Map<string, number[]>();
  const head = foldedWords(title.slice(0, readCharacters));
  const all = [...head, ...foldedWords(lead.slice(0, readCharacters))];
  all.forEach((folded, at) => {
    if (isCurrencyWord(folded) && amount.test(all[at - 1] ?? '')) return;
    // A gap between title and lead, so that no phrase reaches across.
    const place = at < head.length ? at : at + 2;
    for (const form of formsOf(folded)) {
      const known = positions.get(form);
      if (known) known.push(place);
      else positions.set(form, [place]);
    }
  });
  return { positions, titleWords: head.length };
};

/** Where the forms stand next to one another in this order: the places of the first. */
export const findTerm = ({ positions }: ItemWords, forms: readonly string[]): readonly number[] => {
  const [first, ...rest] = forms;
  const starts = (first === undefined ? undefined : positions.get(first)) ?? [];
  if (rest.length === 0) return starts;
  return starts.filter((start) =>
    rest.every((form, index) => positions.get(form)?.includes(start + index + 1)),
  );
};

/** How much a place in the item says of what the item is about: 1 in the title, then less and less. */
export const prominence = ({ titleWords }: ItemWords, at: number): number =>
  at < titleWords ? 1 : 0.8 * Math.exp(-(at - titleWords) / 50);
