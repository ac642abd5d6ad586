import { fold } from '../../arabic/normalise.ts';
import {
  auxiliaries,
  denials,
  exceptions,
  farNegators,
  harmless,
  hypothetical,
  lacks,
  negators,
  opposites,
} from './polarity-words.ts';
import { type Reading, sameWord, type Token } from './reading.ts';

const exactly = (list: string): ReadonlySet<string> => new Set(fold(list).split(/\s+/));

const endings = [
  '',
  'ت',
  'ا',
  'وا',
  'ون',
  'ين',
  'ان',
  'ه',
  'ها',
  'هم',
  'ات',
  'تا',
  'نا',
  'تها',
  'ته',
];

/** The persons and numbers of verbs and nouns that are listed in one form each. */
const inflected = (list: string): ReadonlySet<string> =>
  new Set(
    [...exactly(list)].flatMap((word) => {
      const persons = word.startsWith('ي')
        ? [word, `ت${word.slice(1)}`, `ن${word.slice(1)}`]
        : [word];
      return persons.flatMap((person) => endings.map((ending) => person + ending));
    }),
  );

const negating = exactly(negators);
const negatingFar = exactly(farNegators);
const skipped = exactly(auxiliaries);
const idiomatic = exactly(harmless);
const excepting = exactly(exceptions);
const denying = exactly(denials);
const lacking = inflected(lacks);
const contraries = opposites.map(([one, other]) => [inflected(one), inflected(other)] as const);

/** Deny a noun or an adjective; the others deny verbs. */
const nominal = exactly('غير عدم دون بدون بلا دونما');
/** Stop words that have an opposite. */
const temporal = exactly('قبل بعد أكثر أقل');
const imagined = exactly(hypothetical);

const isOneOf = (token: Token | undefined, list: ReadonlySet<string>): boolean =>
  token !== undefined && token.forms.some((form) => list.has(form));

/** A text with its negations found: by index, the words denied directly and those within reach. */
export type Polarity = {
  reading: Reading;
  negated: ReadonlyMap<number, 'verb' | 'noun'>;
  reached: ReadonlySet<number>;
  /** Where the content of a denial begins: behind «نفى». */
  denied: readonly number[];
  /** Says somewhere that something is not, be it by «رفض» or «فشل» or «إلا». */
  hasLack: boolean;
};

/** How far a negator looks for the exception that turns it, and «ليس» for its predicate. */
const reach = 8;

const clauseFrom = (tokens: readonly Token[], from: number, most: number): number[] => {
  const places: number[] = [];
  for (let at = from; at < tokens.length && places.length < most; at += 1) {
    places.push(at);
    if (tokens[at]?.closes) break;
  }
  return places;
};

const isDefinite = (token: Token | undefined): boolean => /^(?:وال|ال)../.test(token?.folded ?? '');

/** The word that the negator at this place denies, or undefined where it denies none. */
const targetOf = (tokens: readonly Token[], at: number): number | undefined => {
  const negator = tokens[at];
  if (negator === undefined || negator.closes || isOneOf(tokens[at + 1], idiomatic))
    return undefined;
  const behind = clauseFrom(tokens, at + 1, reach);
  if (behind.some((place) => isOneOf(tokens[place], excepting) && !isNegator(tokens, place))) {
    return undefined;
  }
  const free = behind.filter((place) => !isOneOf(tokens[place], skipped));
  if (!isOneOf(negator, negatingFar) || !isDefinite(tokens[free[0] ?? -1])) {
    return free.find((place) => tokens[place]?.content);
  }
  return free.find((place) => tokens[place]?.content && !isDefinite(tokens[place]));
};

/** «ألا» is «أن لا», though it is compared as «إلا» is; «غير أن» is "however", «من غير أن» is not. */
const isNegator = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (token === undefined) return false;
  if (notTo.test(token.raw)) return true;
  const however = token.folded === 'غير' && tokens[at + 1]?.folded === 'ان';
  return isOneOf(token, negating) && !(however && tokens[at - 1]?.folded !== 'من');
};

const notTo = /^[وف]?(?:ألا|ألّا|لئلا|كيلا)$/;

/** Finds the negations and denials of an Arabic text. */
export const polarityOf = (reading: Reading): Polarity => {
  const { tokens } = reading;
  const negated = new Map<number, 'verb' | 'noun'>();
  const reached = new Set<number>();
  const denied: number[] = [];
  let hasLack = false;
  for (const [at, token] of tokens.entries()) {
    if (isNegator(tokens, at)) {
      const target = targetOf(tokens, at);
      if (target === undefined) hasLack ||= !isOneOf(tokens[at + 1], idiomatic);
      else negated.set(target, isOneOf(token, nominal) ? 'noun' : 'verb');
      for (const place of clauseFrom(tokens, at + 1, reach)) reached.add(place);
    }
    if (isOneOf(token, denying)) {
      denied.push(at + 1);
      for (const place of tokens.keys()) reached.add(place);
    }
    hasLack ||=
      isOneOf(token, lacking) ||
      (isOneOf(token, excepting) && !isNegator(tokens, at)) ||
      token.folded === 'ما';
  }
  return { reading, negated, reached, denied, hasLack };
};

const stems = (reading: Reading, word: Token): readonly number[] =>
  reading.tokens.flatMap((token, at) => (isSameVerb(token, word) ? [at] : []));

/** «تهزم» and «هزمت», «يشمل» and «شملت»: persons of one verb, as far as letters show it. */
const isSameVerb = (a: Token, b: Token): boolean =>
  a.stem === b.stem || sameWord(a, b) || (core(a.stem).length > 2 && core(a.stem) === core(b.stem));

const core = (stem: string): string =>
  stem.replace(/^[وف]?س?[يتنا](?=...)/, '').replace(/(?<=...)(?:ت|وا|ا|نا)$/, '');

/** A word that the bullet negates and its evidence does not, or the other way about. */
export const turnedWord = (bullet: Polarity, evidence: Polarity): string | undefined =>
  turnedIn(bullet, evidence) ?? turnedIn(evidence, bullet);

const turnedIn = (negating: Polarity, plain: Polarity): string | undefined => {
  for (const [at, kind] of negating.negated) {
    const word = negating.reading.tokens[at];
    if (word === undefined) continue;
    // The same word may stand in the text twice, once either way.
    if (stems(negating.reading, word).some((place) => !negating.negated.has(place))) continue;
    const places = stems(plain.reading, word).filter(
      (place) => kind === 'noun' || !isDefinite(plain.reading.tokens[place]),
    );
    const free = places.every((place) => !plain.reached.has(place) && !isImagined(plain, place));
    if (places.length > 0 && free) return word.folded;
  }
  return undefined;
};

const isImagined = ({ reading }: Polarity, at: number): boolean =>
  reading.tokens.slice(Math.max(0, at - 2), at).some((token) => isOneOf(token, imagined));

/** A negation or denial in the bullet for which neither evidence nor article gives any ground. */
export const unfoundedNegation = (
  bullet: Polarity,
  evidence: Polarity,
  article: Polarity,
): string | undefined => {
  if (evidence.denied.length > 0 || evidence.hasLack) return undefined;
  const denial = bullet.denied[0];
  if (denial !== undefined && !sharesNegation(bullet, evidence)) {
    return bullet.reading.tokens[denial - 1]?.folded;
  }
  if (evidence.negated.size > 0) return undefined;
  for (const at of bullet.negated.keys()) {
    const word = bullet.reading.tokens[at];
    if (word === undefined) continue;
    const elsewhere = stems(article.reading, word);
    if (!elsewhere.some((place) => article.negated.has(place) || article.reached.has(place))) {
      return word.folded;
    }
  }
  return undefined;
};

/** Whether what the evidence negates is spoken of in the bullet: «لم يرتفع» as «نفت ارتفاعه». */
const sharesNegation = (bullet: Polarity, evidence: Polarity): boolean =>
  [...evidence.negated.keys()].some((at) => {
    const word = evidence.reading.tokens[at];
    return word !== undefined && stems(bullet.reading, word).length > 0;
  });

/** What the evidence denies and the bullet says as if it were so: «نفى لقاءه» as «أكد لقاءه». */
export const lostDenial = (bullet: Polarity, evidence: Polarity): boolean => {
  const { negated, reached, denied, hasLack } = bullet;
  if (negated.size > 0 || reached.size > 0 || denied.length > 0 || hasLack) return false;
  const content = bullet.reading.tokens.filter((token) => token.content);
  return evidence.denied.some((from) => {
    const scope = clauseFrom(evidence.reading.tokens, from, 30);
    const shared = content.filter((word) =>
      scope.some((place) => {
        const token = evidence.reading.tokens[place];
        return token?.content === true && isSameVerb(token, word);
      }),
    );
    return shared.length >= Math.max(2, content.length * 0.4);
  });
};

/** The nearest content words before and behind. */
const neighbours = ({ tokens }: Reading, at: number): Token[] =>
  [
    tokens.slice(0, at).findLast((token) => token.content),
    tokens.slice(at + 1).find((token) => token.content),
  ].filter((token) => token !== undefined);

const keepSameCompany = (a: Reading, at: number, b: Reading, place: number): boolean => {
  const others = neighbours(b, place);
  return neighbours(a, at).some((mate) => others.some((other) => isSameVerb(mate, other)));
};

/** A word of the bullet where the evidence has its opposite, in like company. */
export const oppositeWord = (bullet: Polarity, evidence: Polarity): string | undefined => {
  for (const [at, token] of bullet.reading.tokens.entries()) {
    if (!token.content && !isOneOf(token, temporal)) continue;
    for (const [one, other] of contraries) {
      const [mine, theirs] = isOneOf(token, one) ? [one, other] : [other, one];
      if (!isOneOf(token, mine) || evidence.reading.tokens.some((word) => isOneOf(word, mine))) {
        continue;
      }
      const opposed = evidence.reading.tokens.some(
        (word, place) =>
          isOneOf(word, theirs) &&
          bullet.negated.has(at) === evidence.negated.has(place) &&
          keepSameCompany(bullet.reading, at, evidence.reading, place),
      );
      if (opposed) return token.folded;
    }
  }
  return undefined;
};
