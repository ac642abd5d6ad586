import type { AttributedSource, Attribution, Span, Statement } from '../attribution/attribution.ts';
import type { Against } from './against.ts';
import { adjacent, isNearSpelling } from './names.ts';
import { isGiven } from './new-names.ts';
import { isDefinite, wordsOf, type Reading, sameWord, type Token, tokensIn } from './reading.ts';
import { isSame } from './same-word.ts';
import { isCommon, speakersIn, telling, voicesOf } from './speaker.ts';

const tellingOf = ({ name }: AttributedSource): readonly Token[] => telling(wordsOf(name));

/** «الرئيس الأمريكي»: whoever that is may have a name in the bullet. */
const isNameless = (source: AttributedSource): boolean => tellingOf(source).every(isCommon);

/** Of one kind or place: «المتحدثة باسم الصليب الأحمر» and «الصليب الأحمر», «الرئيس الأفغاني» and «كابول». */
const isRelated = (own: readonly Token[], theirs: readonly Token[]): boolean => {
  const places = new Set(theirs.flatMap((word) => word.places));
  return own.some(
    (word) =>
      word.places.some((id) => places.has(id)) ||
      (word.content && theirs.some((token) => sameWord(token, word))),
  );
};

/** «محللون», «مصادر», «نشطاء»: nobody who could be one person. */
const isMany = (name: readonly Token[]): boolean =>
  /(?:ون|ين|ات|اء|مصادر|شهود)$/.test(name[0]?.folded ?? '');

/** By a name of its own: neither «الحكم» nor «حامل اللقب», nor «المنظمة» for one named before. */
const hasName = (speaker: AttributedSource): boolean => {
  if (speaker.kind !== 'person') {
    return (speaker.kind === 'organisation' || speaker.kind === 'outlet') && !isNameless(speaker);
  }
  const [first, second] = wordsOf(speaker.name);
  if (first === undefined || isDefinite(first) || isCommon(first)) return false;
  return !isDefinite(second) || first.name || isGiven(first);
};

/**
 * Whether these may be one speaker under two names: a body goes by many, its people speak for it, and
 * «مساعد سابق» may have a name elsewhere. A person with a name is nobody else.
 */
const maybeSame = (one: AttributedSource, other: AttributedSource): boolean => {
  const theirs = wordsOf(other.name);
  if (other.kind === 'document' || (other.kind === 'person' && !hasName(other))) return true;
  if (other.kind === 'anonymous') return !isMany(theirs);
  const own = wordsOf(`${one.name} ${one.role}`);
  if (one.kind === 'person') return other.kind !== 'person' && isRelated(own, theirs);
  return other.kind === 'person' || isDefinite(theirs[0]) || isRelated(own, theirs);
};

/** Not by «المجموعة» or «الوزير», of which our reading only guesses who is meant. */
const isByName = ({ subject, source }: Statement, { sources }: Attribution): boolean => {
  const speaker = sources[source];
  const words = speaker === undefined ? [] : tellingOf(speaker);
  return wordsOf(subject).some((token) => words.some((word) => sameWord(token, word)));
};

/**
 * Who speaks in the evidence where the bullet lets somebody speak who is not in it: «قال توخيل» for
 * «قال الخليفي». Only where every speaker of the evidence is named there: who goes on with «وأضاف»
 * may be anybody.
 */
export const rivalSpeaker = (
  line: Reading,
  span: Span,
  { article, attribution }: Pick<Against, 'article' | 'attribution'>,
): string | undefined => {
  const statements = attribution.statements.filter(
    ({ sentence }) => sentence.start < span.end && sentence.end > span.start,
  );
  const named = new Set(
    statements.filter((each) => isByName(each, attribution)).map(({ source }) => source),
  );
  if (named.size === 0 || statements.some(({ source }) => !named.has(source))) return undefined;
  const rivals = [...named].flatMap((source) => attribution.sources[source] ?? []);
  const evidence = tokensIn(article, span);
  const cues = statements.map(({ cue }) => cue);
  const isWhole = evidence.every(
    (token) => !token.cue || cues.some((cue) => cue.includes(token.raw)),
  );
  const isThere = (word: Token): boolean =>
    evidence.some((token) => isSame(token, word) || isNearSpelling(token, word));
  const isElsewhere = (word: Token): boolean =>
    !isCommon(word) && !isThere(word) && adjacent(article, [word]) !== undefined;
  if (!line.tokens.some(isElsewhere)) return undefined;
  const isRival = (speaker: AttributedSource): boolean => {
    const [voice] = voicesOf(attribution, [{ ...speaker, id: '', quote: '' }]);
    return ![...named].some((source) => voice?.found.has(source));
  };
  const strange = speakersIn(line).find(
    (speaker) =>
      hasName(speaker) &&
      (isWhole || speaker.kind === 'person') &&
      adjacent(article, wordsOf(speaker.name)) !== undefined &&
      !tellingOf(speaker).some(isThere) &&
      !rivals.some((rival) => maybeSame(speaker, rival)) &&
      isRival(speaker),
  );
  return strange && rivals[0]?.name;
};
