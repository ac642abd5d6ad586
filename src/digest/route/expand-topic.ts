import { isStopWord, type Word, withoutAnd, words } from '../../arabic/words.ts';
import { foreignNames, givenNames } from '../../summary/attribution/lexicon.ts';
import type { Term, TopicQuery } from '../topic.ts';
import { placeAt } from './places.ts';
import { isGeneric, isHead, withRelated } from './related-words.ts';

/** How much a free-text topic takes in. */
export const breadths = ['narrow', 'usual', 'wide'] as const;
export type Breadth = (typeof breadths)[number];

const mostCharacters = 100;
const mostWords = 8;
const mostTerms = 24;
/** No word of any language that news is read in is longer. */
const mostLetters = 40;

/** «بدون», «ما عدا»: what follows is not wanted. */
const except = /^(?:بدون|دون|عدا|ماعدا|باستثناء|الا|without|except)$/;

/** «تركيا والأكراد»: the و joins two wishes. */
const parted = (word: Word, at: number): Word => {
  const folded = at === 0 ? word.folded : withoutAnd(word.folded);
  return folded === word.folded ? word : { ...word, folded, raw: word.raw.slice(1) };
};

/** The wanted words, the unwanted ones, and the small word at the end of a name: «مهرجان كان». */
const partsOf = (all: readonly Word[]): { wanted: Word[]; unwanted: Word[]; last?: Word } => {
  const at = all.findIndex(({ folded }, index) => index > 0 && except.test(folded));
  const content = (list: readonly Word[]): Word[] =>
    list.filter(({ folded }) => !isStopWord(folded) && !except.test(folded));
  const asked = at < 0 ? all : all.slice(0, at);
  const wanted = content(asked);
  const specific = wanted.filter(({ folded }) => !isGeneric(folded));
  const last = asked.at(-1);
  return {
    wanted: specific.length > 0 ? specific : wanted.length > 0 ? wanted : [...all],
    unwanted: at < 0 ? [] : content(all.slice(at)),
    ...(last && asked.length > 1 && isStopWord(last.folded) ? { last } : {}),
  };
};

const isGivenName = ({ raw, folded }: Word): boolean =>
  !raw.startsWith('ال') && (givenNames.has(folded) || foreignNames.has(folded));

/** The parts of a wish in their order: a place, a person's name of two words, or a word. */
type Part =
  | { kind: 'place'; names: Term[]; within: Term[] }
  | { kind: 'person'; name: Term; surname: Term }
  | { kind: 'word'; word: Word };

const parse = (wanted: readonly Word[]): Part[] => {
  const parts: Part[] = [];
  for (let at = 0; at < wanted.length;) {
    const [word, next] = [wanted[at], wanted[at + 1]];
    if (word === undefined) break;
    const found = placeAt(wanted.slice(at).map(({ raw }) => raw));
    if (found) {
      parts.push({ kind: 'place', ...found.place });
      at += found.length;
    } else if (next && isGivenName(word)) {
      parts.push({ kind: 'person', name: [word.raw, next.raw], surname: [next.raw] });
      at += 2;
    } else {
      parts.push({ kind: 'word', word });
      at += 1;
    }
  }
  return parts;
};

/**
 * What a reader's words ask of an item, made of the words themselves: generic heads such as «أخبار»
 * fall away, places bring the names of their people, a given name keeps the word after it, other
 * words bring their plurals and other names. `narrow` takes the words as they stand, `wide` takes
 * heads such as «أسعار» for a preference only, any other word alone, and a place with all its cities. The terms are printed
 * words, so that a reader can approve them.
 */
export const expandTopic = (text: string, breadth: Breadth = 'usual'): TopicQuery => {
  const all = words(text.slice(0, mostCharacters))
    .filter(({ raw }) => raw.length <= mostLetters)
    .slice(0, mostWords)
    .map(parted);
  const or = all.findIndex(({ folded }, at) => at > 0 && at < all.length - 1 && folded === 'او');
  return or < 0 ? expandWords(all, breadth) : either(all, or, breadth);
};

const isAlternative = ({ any, not, must, places, people }: TopicQuery): boolean =>
  any.length + not.length === 0 &&
  [must.length, Number(places.length > 0), Number(people.length > 0)].reduce((a, b) => a + b) === 1;

/** «زلزال أو إعصار»: one of both; a wish of several words is met by its phrase. */
const either = (all: readonly Word[], or: number, breadth: Breadth): TopicQuery => {
  const group = [all.slice(0, or), all.slice(or + 1)].flatMap((part) => {
    const query = expandWords(part, breadth);
    if (!isAlternative(query)) return [part.map(({ raw }) => raw).slice(0, 6)];
    return [...query.must.flat(), ...query.places, ...query.people];
  });
  return { must: [group.slice(0, mostTerms)], any: [], not: [], places: [], people: [] };
};

const expandWords = (all: readonly Word[], breadth: Breadth): TopicQuery => {
  const { wanted, unwanted, last } = partsOf(all);
  const parts = parse(wanted);
  const query: TopicQuery = { must: [], any: [], not: [], places: [], people: [] };
  query.not = unwanted.flatMap(({ raw }) => withRelated(raw)).slice(0, mostTerms);
  const required = parts.filter((part) => part.kind !== 'word' || !isHead(part.word.folded));
  // «منتخب مصر» does not play wherever a town of Egypt is named.
  const takesTowns = breadth === 'wide' || (breadth === 'usual' && parts.length === 1);
  for (const part of parts) {
    if (part.kind === 'place') {
      query.places.push(...part.names, ...(takesTowns ? part.within : []));
    } else if (part.kind === 'person') {
      query.people.push(part.name);
      if (breadth === 'wide') query.people.push(part.surname);
      else query.any.push(part.surname);
    } else {
      const isLast = last !== undefined && part === parts.at(-1);
      const terms = isLast
        ? [[part.word.raw, last.raw]]
        : breadth === 'narrow'
          ? [[part.word.raw]]
          : withRelated(part.word.raw);
      const isWish = breadth === 'wide' && required.length > 0 && isHead(part.word.folded);
      if (isWish) query.any.push(...terms);
      else query.must.push(terms.slice(0, mostTerms));
    }
  }
  if (breadth === 'wide' && query.must.length > 1) {
    // One of the words is enough; news of several of them come first.
    query.any.push(...query.must.flat());
    query.must = [query.must.flat().slice(0, mostTerms)];
  }
  query.places = query.places.slice(0, 40);
  query.any = query.any.slice(0, 40);
  return query;
};
