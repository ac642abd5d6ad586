import { cueVerbs } from '../attribution/verbs.ts';
import { isLacking, oppositeWord, places } from './opposites.ts';
import { affirmationsIn, type Polarity, saysSo } from './polarity.ts';
import { isDefinite } from './reading.ts';
import { company, isAlike, isOfOneRoot, isSame, shared } from './same-word.ts';

const near = 2;
const wide = 4;

/** Words that may be the same as the one at this place: alike, or of its root and in its company. */
const counterparts = (from: Polarity, at: number, to: Polarity): number[] => {
  const word = from.reading.tokens[at];
  if (word === undefined) return [];
  const mates = company(from.reading, at, near);
  return to.reading.tokens.flatMap((token, place) => {
    if (isSame(token, word)) return [place];
    const related = isOfOneRoot(token, word) && shared(mates, company(to.reading, place, near)) > 0;
    return related ? [place] : [];
  });
};

const isDenied = ({ denials }: Polarity, at: number): boolean =>
  denials.some(({ scope }) => scope.includes(at));

const isOpen = (text: Polarity, at: number): boolean =>
  text.negated.has(at) || text.doubtful.has(at) || text.imagined.has(at) || isDenied(text, at);

/** A word that one text negates and the other says outright. */
const turnedIn = (negating: Polarity, plain: Polarity): string | undefined => {
  for (const [at, kind] of negating.negated) {
    const word = negating.reading.tokens[at];
    if (word === undefined || isDenied(negating, at)) continue;
    const found = counterparts(negating, at, plain).filter(
      (place) => kind === 'noun' || !isDefinite(plain.reading.tokens[place]),
    );
    if (found.length === 0 || found.some((place) => isOpen(plain, place))) continue;
    if (found.some((place) => isLacking(plain, place, negating))) continue;
    // The same word may stand in the text once either way, each time in its own company.
    const mates = company(negating.reading, at, near);
    const asserted = places(negating, word).filter((place) => !negating.negated.has(place));
    const turned = found.some((place) => {
      const theirs = company(plain.reading, place, near);
      const mine = shared(mates, theirs);
      // Everybody says and mentions something.
      if (mine === 0 && cueVerbs.has(word.folded)) return false;
      return asserted.every(
        (other) => shared(company(negating.reading, other, near), theirs) < mine,
      );
    });
    if (turned) return word.folded;
  }
  return undefined;
};

/** More negations than an honest text of any length has; they bound the work on another. */
const mostReasons = 500;
const mostNegations = 20;

/** Whether a text gives reason to say with «لم» what is said at this place of a bullet. */
const isFounded = (bullet: Polarity, at: number, text: Polarity, least: number): boolean => {
  const word = bullet.reading.tokens[at];
  if (word === undefined) return true;
  const mates = company(bullet.reading, at, wide, true);
  if (text.denials.length > 0 && bullet.denials.some((denial) => denial.at === at)) return true;
  const reasons = [
    ...text.negated.keys(),
    ...text.lacks,
    ...text.lasting,
    ...text.denials.map((denial) => denial.at),
  ].slice(0, mostReasons);
  return (
    places(text, word).some((place) => isOpen(text, place)) ||
    reasons.some((place) => shared(mates, company(text.reading, place, wide, true)) >= least)
  );
};

/** A negation or denial of the bullet for which neither evidence nor article gives any ground. */
const unfounded = (bullet: Polarity, evidence: Polarity, article: Polarity): string | undefined => {
  const claims = [...bullet.negated.keys(), ...bullet.denials.map(({ at }) => at)];
  const strange = claims
    .slice(0, mostNegations)
    .find(
      (at) =>
        (bullet.negated.get(at) ?? 'verb') === 'verb' &&
        !isFounded(bullet, at, evidence, 1) &&
        !isFounded(bullet, at, article, 2),
    );
  return strange === undefined ? undefined : bullet.reading.tokens[strange]?.folded;
};

/** The share of what is denied that must be found in the other text. */
const mostOfDenial = 0.4;

/**
 * What one text denies and the other, which denies nothing, says as if it were so: «نفى لقاءه» and
 * «أكد لقاءه».
 */
const lostDenial = (denying: Polarity, other: Polarity): boolean =>
  other.denials.length === 0 &&
  denying.denials.some(({ scope }) => {
    const words = scope.filter((at) => denying.reading.tokens[at]?.content);
    const aligned = words.flatMap((at) => {
      const word = denying.reading.tokens[at];
      const [place] = word === undefined ? [] : places(other, word);
      return place === undefined || word === undefined ? [] : [{ at, place, word }];
    });
    const all = other.reading.tokens.filter(({ content }) => content).length;
    if (aligned.length < Math.max(2, Math.min(words.length, all) * mostOfDenial)) return false;
    if (aligned[0]?.at !== words[0]) return false;
    const mates = aligned.map(({ word }) => word);
    const isExcused = [...other.lacks, ...other.negated.keys()].some((place) => {
      const word = other.reading.tokens[place];
      return (
        word !== undefined &&
        places(denying, word).length === 0 &&
        shared(mates, company(other.reading, place, wide, true)) > 0
      );
    });
    // «نفى أنه لم يعد» is no longer what «لم يعد» says.
    const agrees = aligned.some(({ place }) => isOpen(other, place));
    return !isExcused && !agrees;
  });

/** «نفى أنهم لن يعودوا» where the evidence has «لن يعودوا»: one negation too many. */
const doubledDenial = (bullet: Polarity, evidence: Polarity): boolean =>
  bullet.denials.some(({ scope }) =>
    scope.some((at) => {
      const word = bullet.reading.tokens[at];
      if (word === undefined || !bullet.negated.has(at)) return false;
      return places(evidence, word).some(
        (place) => evidence.negated.has(place) && !isDenied(evidence, place),
      );
    }),
  );

/** How far behind a verb of saying its content is looked for. */
const contentReach = 14;

/**
 * A denial where the evidence has somebody say it: «نفى الرئيس» for «قال الرئيس». Not where what
 * he says is itself a negation that the bullet turns into the denial.
 */
const turnedSpeech = (bullet: Polarity, evidence: Polarity): boolean =>
  bullet.denials.some(({ at }) => {
    const isLike = (place: number): boolean => isAlike(bullet.reading, at, evidence.reading, place);
    if (evidence.negated.size > 0 || evidence.denials.some((denial) => isLike(denial.at)))
      return false;
    const said = affirmationsIn(evidence.reading).filter(isLike);
    return said.some(
      (place) => !evidence.lacks.some((other) => other > place && other < place + contentReach),
    );
  });

/** Why a bullet says the contrary of its evidence, or undefined where it does not. */
export const contradiction = (
  bullet: Polarity,
  evidence: Polarity,
  article: Polarity,
): string | undefined => {
  const turned = turnedIn(bullet, evidence) ?? turnedIn(evidence, bullet);
  if (turned !== undefined) return `«${turned}» is negated here or in the evidence, not in both`;
  const opposite = oppositeWord(bullet, evidence);
  if (opposite !== undefined) return `the evidence has the opposite of «${opposite}»`;
  const soInstead =
    saysSo(evidence.reading, 'denies') &&
    saysSo(bullet.reading, 'affirms') &&
    !saysSo(evidence.reading, 'affirms');
  if (soInstead || lostDenial(evidence, bullet)) {
    return 'the evidence denies what is said here';
  }
  const turnsDenial =
    doubledDenial(bullet, evidence) ||
    lostDenial(bullet, evidence) ||
    turnedSpeech(bullet, evidence);
  if (turnsDenial) return 'the evidence says what is denied here';
  const strange = unfounded(bullet, evidence, article);
  return strange && `the evidence gives no ground for the negation at «${strange}»`;
};
