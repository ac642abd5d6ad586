import { isDefiniteAdjective, isIndefiniteAdjective } from './adjectives.ts';
import type { Quotation } from './attribution.ts';
import { clauseOpeners, type Finding } from './finding.ts';
import { bodyNouns, listed, outletNouns, particles, wordSet } from './lexicon.ts';
import { occasion } from './parts.ts';
import type { Said } from './speaker.ts';
import type { Line, Reading, Token } from './tokens.ts';
import { wordAt } from './tokens.ts';
import { cueVerbs, isOtherVerb } from './verbs.ts';
import { bare, isCommon, isDefinite, isParticle } from './words.ts';

const wordsOf = ({ text }: Quotation): number => text.split(/\s+/u).length;

/** «: حتى الآن لا نعرف شيئا. نقرأ الكثير»; what «و» joins or «في إشارة إلى» explains is told again. */
const speaksOn = ({ sentence, quotations }: Line): boolean =>
  quotations.length === 0 && !/^(?:و(?!كنا|نحن|لكن)|في إشارة|[^\p{L}])/u.test(sentence.text);

/**
 * What follows a colon without quotation marks, to the end of its sentence, and of the next ones in
 * which nobody begins to speak.
 */
export const afterColon = (
  { text }: Reading,
  { tokens, sentence }: Line,
  { after, frame }: Finding,
  next: readonly Line[],
): Quotation[] => {
  const at = tokens.findIndex(
    ({ gap }, index) => index >= after && index < after + 12 && gap.includes(':'),
  );
  const first = tokens[at];
  if (frame === 'addressed' || first === undefined || first.quotation !== undefined) return [];
  if (tokens.length - at < 4) return [];
  if (/["«“]/u.test(first.gap)) return [];
  // «: إن الأمر ...» is told, not quoted.
  if (clauseOpeners.test(first.folded)) return [];
  const other = next.findIndex((line) => !speaksOn(line));
  const { end } = next.slice(0, other < 0 ? undefined : other).at(-1)?.sentence ?? sentence;
  const words = text.slice(first.start, end).replace(/[.\s]+$/u, '');
  return [{ start: first.start, end: first.start + words.length, text: words }];
};

/** Nouns that are called something: what stands in quotation marks after them is their name. */
const calledNouns = wordSet(listed('calledNouns'));
const platforms = wordSet(listed('platforms'));

/** «شبكة "تي آر تي"», «فيلم "كفرناحوم"»: what a noun is called, or a body that is the subject itself. */
const isName = (quotation: Quotation, tokens: readonly Token[], at: number): boolean => {
  const count = wordsOf(quotation);
  if (count > 6) return false;
  const first = tokens[at];
  if (first === undefined || /[,،:؛]/u.test(first.gap)) return false;
  if (platforms.has(first.folded)) return true;
  if (cueVerbs.has(first.folded) || isOtherVerb(first.folded) || clauseOpeners.test(first.folded))
    return false;
  if (names(tokens, at, count) || isBodyName(tokens, at)) return true;
  let noun = at - 1;
  if (tokens[noun]?.folded === 'و' && tokens[noun - 1]?.quotation) return true;
  while (noun > at - 3 && isAdjective(tokens, noun)) noun -= 1;
  const word = wordAt(tokens, noun);
  // «أن الفيلم "أطول من حكايته"» says something of the film.
  const predicate = clauseOpeners.test(wordAt(tokens, noun - 1)) || /^[يت]/u.test(first.folded);
  if (isDefinite(word) && predicate) return false;
  const plain = bare(word.replace(/^[بلك](?=\p{L}{4})/u, ''));
  const nouns = [word, bare(word), plain];
  // «كتاب "في الأحوال"» is a title, «إلى القنصلية "من أجل إجراءات"» goes on with the sentence.
  if (isParticle(first)) return !isDefinite(word) && nouns.some((each) => calledNouns.has(each));
  return nouns.some(
    (each) => calledNouns.has(each) || bodyNouns.has(each) || outletNouns.has(each),
  );
};

/** «واعتبرت "تي واي سي" أن», «يروي "صيف" قصة»: the sentence goes on as if it had no marks. */
const names = (tokens: readonly Token[], at: number, count: number): boolean => {
  const before = wordAt(tokens, at - 1);
  const verb = cueVerbs.has(before) || cueVerbs.has(before.slice(1));
  let after = at;
  while (tokens[after] && tokens[after]?.quotation === tokens[at]?.quotation) after += 1;
  const next = tokens[after];
  if (next === undefined || /[.,،؛:؟!]/u.test(next.gap)) return false;
  return (verb && count < 3) || ((verb || before === 'ل') && clauseOpeners.test(next.folded));
};

/** «الصندوق السيادي "جهاز الخليج للاستثمار"»: a body's own name, of nouns only. */
const isBodyName = (tokens: readonly Token[], at: number): boolean => {
  const quotation = tokens[at]?.quotation;
  const words = tokens.filter((token) => token.quotation === quotation);
  return words.length > 1 && bodyNouns.has(words[0]?.folded ?? '') && !words.some(isParticle);
};

const isAdjective = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (token === undefined || before === undefined || calledNouns.has(bare(token.folded)))
    return false;
  return isDefiniteAdjective(token, before) || isIndefiniteAdjective(token);
};

/** «وقال فلان في مؤتمر صحافي "..."»: nothing parts it from a verb of saying. */
const isAtVerb = (tokens: readonly Token[], at: number, said: readonly Said[]): boolean => {
  return said.some(({ finding }) => {
    const says =
      cueVerbs.get(tokens[finding.at]?.folded.replace(/^[وف]/u, '') ?? '')?.strength === 'says';
    const said =
      tokens[finding.after]?.folded === 'في' &&
      occasion.test(wordAt(tokens, finding.after + 1)) &&
      at - finding.after < 7;
    return says && finding.subject !== undefined && (at === finding.after || said);
  });
};

/**
 * Whether a quotation is somebody's words and no title or name. Three words are; fewer are after a
 * particle, a verb of saying or a colon, «بأنه "مثير للقلق"», but not after a noun, «فيلم "كفرناحوم"».
 */
const isSpeech = (quotation: Quotation, { tokens }: Line, said: readonly Said[]): boolean => {
  const at = tokens.findIndex(({ start }) => start >= quotation.start);
  const subject = said.some(
    ({ finding: { subject } }) => subject && subject.from <= at && at < subject.to,
  );
  if (subject || isName(quotation, tokens, at)) return false;
  if (wordsOf(quotation) >= 3 || isAtVerb(tokens, at, said)) return true;
  const before = tokens[at - 1];
  const gap = tokens[at]?.gap ?? '';
  if (before === undefined) return false;
  if (/[:]/u.test(gap)) return true;
  // «باستخدام بريطانيا "مكبا للسم"»: in somebody's clause, and no name.
  const told = said.some(({ finding }) => finding.content && finding.at < at);
  const words = tokens.filter((token) => token.quotation === quotation);
  const plain = words.some(
    (each) => isCommon(each.folded, each.raw) || isParticle(each) || /[اً]$/u.test(each.raw),
  );
  const word = before.folded;
  // «رئيس نظيف و"راجع بساعته"»; but «و"تي آر تي"» is a second name.
  if (word === 'و' && (!told || !plain)) return false;
  const opens = wordAt(tokens, at);
  if (told && words.length === 2 && plain && !isDefinite(opens)) return true;
  // «أن موقعه "مستحق"», «بالنقاشات "البناءة جدا"»: what somebody finds a thing to be.
  const judges = words.length === 1 && /^م\p{L}{3,}$|\p{L}{3}ية$/u.test(words[0]?.raw ?? '');
  if (told && ((judges && !isDefinite(opens)) || words.slice(1).some(isParticle))) return true;
  if (opens === 'غير' || isOtherVerb(opens)) return true;
  return (
    word === 'ب' ||
    particles.has(word) ||
    clauseOpeners.test(word) ||
    cueVerbs.has(word) ||
    cueVerbs.has(word.slice(1))
  );
};

/**
 * The statement of its sentence that a quotation belongs to: the last one that opens before it, else
 * the one that follows it. Of few words before any verb of saying nobody is the speaker.
 */
const ownerOf = (
  quotation: Quotation,
  said: readonly Said[],
  { tokens }: Line,
): Said | undefined => {
  const startOf = ({ finding }: Said): number => tokens[finding.at]?.start ?? 0;
  const speaks = said.filter(({ finding }) => finding.frame !== 'addressed');
  const before = speaks.findLast(
    (each) => each.finding.frame !== 'according' && startOf(each) < quotation.start,
  );
  if (before !== undefined) return before;
  // «"أحد أرقى الموظفين"، واتهم ترامب»: a verb with و begins something else.
  const after = speaks.find(
    (each) =>
      startOf(each) >= quotation.end &&
      (each.finding.frame === 'according' || !/^[وف]/u.test(each.finding.cue)),
  );
  const near = after && startOf(after) - quotation.end < 12;
  if (near || after?.finding.frame === 'according') return after;
  return speaks.find(({ finding }) => finding.frame === 'according');
};

/**
 * Whether a sentence is a quotation for the most part: it goes on with the speaker before. A few words
 * alone are rather a heading.
 */
const continues = (quotation: Quotation, { sentence }: Line): boolean =>
  wordsOf(quotation) >= 5 &&
  quotation.start - sentence.start <= 3 &&
  quotation.end - quotation.start >= 0.6 * (sentence.end - sentence.start);

/**
 * Gives the sentence's quotations to who says them; what nobody says here may go on from before. What
 * follows the verb of somebody unknown is nobody's.
 */
export const shareQuotations = (
  line: Line,
  said: Said[],
  strangers: readonly Finding[],
  last: Said | undefined,
): void => {
  const startOf = ({ at }: Finding): number => line.tokens[at]?.start ?? 0;
  for (const quotation of line.quotations.filter((each) => isSpeech(each, line, said))) {
    const owner = ownerOf(quotation, said, line);
    const between = strangers.some(
      (stranger) =>
        startOf(stranger) < quotation.start &&
        (!owner || startOf(stranger) > startOf(owner.finding)),
    );
    if (between) continue;
    owner?.quotes.push(quotation);
    if (said.length === 0 && last !== undefined && continues(quotation, line)) {
      said.push({
        ...last,
        finding: { ...last.finding, at: -1, cue: '', subject: undefined },
        quotes: [quotation],
      });
    }
  }
};

/** The statement is that of the sentence before, or its quotation reaches to where this one begins. */
export const goesOn = (
  before: Said & { line: Line },
  { lines }: Reading,
  index: number,
): boolean => {
  const previous = lines[index - 1];
  const line = lines[index];
  if (previous === undefined || line === undefined) return false;
  const end = Math.max(before.line.sentence.end, ...before.quotes.map(({ end }) => end + 3));
  return end >= previous.sentence.end && line.sentence.paragraph - previous.sentence.paragraph <= 1;
};
