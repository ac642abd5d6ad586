import { isDefinite, type Reading, type Token } from './reading.ts';
import { type Sense, sensesOf } from './senses.ts';

const has = (token: Token | undefined, sense: Sense): boolean => token?.senses.has(sense) === true;

/** «ألا» is «أن لا», though it is compared as «إلا» is. */
const notTo = /^[وف]?(?:ألا|ألّا|لئلا|كيلا)$/;

/** A text with its negations found, all by index of the word. */
export type Polarity = {
  reading: Reading;
  /** Words that are denied directly, by a particle of verbs or by one of nouns. */
  negated: ReadonlyMap<number, 'verb' | 'noun' | 'bound'>;
  /** Words near a negation or behind an exception, of which neither can be said. */
  doubtful: ReadonlySet<number>;
  /** Denials, each with what it denies. */
  denials: readonly { at: number; scope: readonly number[] }[];
  /** Words that say by themselves that something is not, and exceptions. */
  lacks: readonly number[];
  /** «لا يزال»: what has not ended. */
  lasting: readonly number[];
  /** Words behind «خطر», «إذا»: only thought of. */
  imagined: ReadonlySet<number>;
};

/** How far a negator looks for the exception that turns it, and «ليس» for its predicate. */
const reach = 12;
/** How much a denial covers, in words. */
const denialReach = 30;
/** The same where it denies a noun: «نفى وجود خلاف». */
const nounReach = 8;

const clauseFrom = (tokens: readonly Token[], from: number, most: number): number[] => {
  const places: number[] = [];
  for (let at = from; at < tokens.length && places.length < most; at += 1) {
    places.push(at);
    // «ليست لديه ميول، أو انتماء»
    if (tokens[at]?.closes && tokens[at + 1]?.folded !== 'او') break;
  }
  return places;
};

const isNegator = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (token === undefined || !(has(token, 'negates') || token.folded.endsWith('لا'))) return false;
  if (notTo.test(token.raw)) return true;
  // «غير أن» is "however", «من غير أن» is not.
  const however = token.folded === 'غير' && tokens[at + 1]?.folded === 'ان';
  // «لولا» is no «ل» with «ولا».
  const isWhole =
    /^(?:[^بلك]|[بل](?:عدم|غير)$)/.test(token.folded) || sensesOf([token.folded]).has('negates');
  // «غيّر» is a verb.
  if (token.raw.includes('غي\u0651')) return false;
  return isWhole && has(token, 'negates') && !(however && tokens[at - 1]?.folded !== 'من');
};

type Target = { at: number; kind: 'verb' | 'noun' | 'bound' };

/** The word that the negator at this place denies, or undefined where it denies none. */
const targetOf = (tokens: readonly Token[], at: number): Target | undefined => {
  const negator = tokens[at];
  const behind = clauseFrom(tokens, at + 1, reach);
  const turned = behind.some((place) => has(tokens[place], 'excepts') && !isNegator(tokens, place));
  if (negator === undefined || negator.closes || turned) return undefined;
  const free = behind.filter((place) => !has(tokens[place], 'auxiliary'));
  // «ليس البرنامج مفبركا», «لا يكون البرنامج مفبركا».
  const isFar = has(negator, 'far') || (free.length < behind.length && !has(negator, 'nominal'));
  const far = isFar && isDefinite(tokens[free[0] ?? -1]);
  const target = free.find(
    (place) => tokens[place]?.content && !(far && isDefinite(tokens[place])),
  );
  if (target === undefined) return undefined;
  if (has(tokens[target], 'bound')) return { at: target, kind: 'bound' };
  const nominal = has(negator, 'nominal') || has(negator, 'far') || target > (behind[0] ?? target);
  return { at: target, kind: nominal ? 'noun' : 'verb' };
};

/** «المزاعم التي تقول»: nobody speaks anew. */
const relative = /^(?:ال(?:تي|ذي|ذين)|ما|من)$/;

/** What a denial covers: from its «أن» on, or else from the next word, until somebody speaks again. */
const scopeOf = (tokens: readonly Token[], denial: number): number[] => {
  const last = Math.min(tokens.length, denial + denialReach);
  let end = denial + 1;
  while (
    end < last &&
    !(tokens[end]?.cue === true && !relative.test(tokens[end - 1]?.folded ?? ''))
  ) {
    end += 1;
  }
  let that = denial + 1;
  const furthest = Math.min(end, denial + reach);
  while (that < furthest && !/^[اب]?ان/.test(tokens[that]?.folded ?? '')) that += 1;
  if (that >= furthest) {
    return clauseFrom(tokens, denial + 1, Math.min(nounReach, end - denial - 1));
  }
  const places: number[] = [];
  for (let at = that + 1; at < end; at += 1) {
    places.push(at);
    if (tokens[at]?.stops) break;
  }
  return places;
};

/** «ما تغير», «البحر ما تغير»; not «وفق ما أعلن», «نفى ما نشر», «ما إذا». */
const isWhatNot = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1];
  if (tokens[at]?.folded !== 'ما' || tokens[at + 1]?.folded === 'اذا') return false;
  if (before === undefined || before.closes) return true;
  return before.content && !before.cue && !/^[وب]?(?:وفق|حسب)$/.test(before.folded);
};

/** Finds the negations, denials and exceptions of an Arabic text. */
export const polarityOf = (reading: Reading): Polarity => {
  const { tokens } = reading;
  const negated = new Map<number, Target['kind']>();
  const doubtful = new Set<number>();
  const denied: { at: number; scope: number[] }[] = [];
  const missing: number[] = [];
  const lasting: number[] = [];
  const imagined = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    const negates = isNegator(tokens, at);
    // «لا أساس للأنباء عن», «لا صحة لما نشر»
    if (negates && /^(?:اساس|صحه)$/.test(tokens[at + 1]?.folded ?? ''))
      denied.push({ at, scope: scopeOf(tokens, at + 1) });
    if (negates && !has(tokens[at + 1], 'idiom')) {
      // «لا يمثله الحزب ولا إيران»: what is denied of the second stands before the first.
      const goesOn =
        token.folded === 'ولا' &&
        doubtful.has(at - 1) &&
        !/^[يتن]/.test(tokens[at + 1]?.folded ?? '');
      const target = goesOn ? undefined : targetOf(tokens, at);
      if (target === undefined) missing.push(at);
      else negated.set(target.at, target.kind);
      for (const place of clauseFrom(tokens, at + 1, reach)) doubtful.add(place);
      // «الهدف لم يكن السجن»: the subject may as well stand before.
      if (has(token, 'far') || has(tokens[at + 1], 'auxiliary')) {
        for (const step of [1, 2, 3, 4]) doubtful.add(at - step);
      }
    } else if (has(token, 'denies')) {
      // «لم يستبعد» denies nothing.
      if (!negated.has(at)) denied.push({ at, scope: scopeOf(tokens, at) });
    } else if (has(token, 'lacks') || has(token, 'excepts') || isWhatNot(tokens, at))
      missing.push(at);
    if (negates && has(tokens[at + 1], 'idiom')) lasting.push(at);
    if (has(token, 'imagined')) imagined.add(at + 1).add(at + 2);
  }
  return { reading, negated, doubtful, denials: denied, lacks: missing, lasting, imagined };
};

/** «نفى ذلك», «أكد ذلك»: whether the text has such a verb with «ذلك» close behind it. */
export const saysSo = ({ tokens }: Reading, sense: 'denies' | 'affirms'): boolean =>
  tokens.some(
    (token, at) =>
      has(token, sense) && tokens.slice(at + 1, at + 6).some(({ folded: word }) => word === 'ذلك'),
  );

/** Where a text has somebody say a thing outright. */
export const affirmationsIn = ({ tokens }: Reading): number[] =>
  tokens.flatMap((token, at) =>
    has(token, 'affirms') || (token.cue && !has(token, 'denies') && !has(token, 'lacks'))
      ? [at]
      : [],
  );
