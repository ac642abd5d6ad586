import type { Quotation } from './attribution.ts';
import type { Finding } from './finding.ts';
import { particles } from './lexicon.ts';
import type { Line, Reading } from './tokens.ts';
import { cueVerbs, isOtherVerb } from './verbs.ts';

const wordsOf = ({ text }: Quotation): number => text.split(/\s+/u).length;

/** What follows a colon without quotation marks, to the end of its sentence. */
export const afterColon = (
  { text }: Reading,
  { tokens, sentence }: Line,
  { after }: Finding,
): Quotation[] => {
  const at = tokens.findIndex(
    ({ gap }, index) => index >= after && index < after + 12 && gap.includes(':'),
  );
  const first = tokens[at];
  if (first === undefined || first.quotation !== undefined || tokens.length - at < 4) return [];
  if (/["«“]/u.test(first.gap)) return [];
  const words = text.slice(first.start, sentence.end).replace(/[.\s]+$/u, '');
  return [{ start: first.start, end: first.start + words.length, text: words }];
};

/**
 * Whether a quotation is somebody's words and no title or name. Three words are; fewer are after a
 * particle, a verb of saying or a colon, «بأنه "مثير للقلق"», but not after a noun, «فيلم "كفرناحوم"».
 */
export const isSpeech = (quotation: Quotation, { tokens }: Line): boolean => {
  const count = wordsOf(quotation);
  if (count >= 3) return true;
  const at = tokens.findIndex(({ start }) => start >= quotation.start);
  const before = tokens[at - 1];
  const gap = tokens[at]?.gap ?? '';
  if (before === undefined) return false;
  if (/[:]/u.test(gap)) return true;
  const word = before.folded;
  if (word === 'و') return false;
  const opens = tokens[at]?.folded ?? '';
  if (opens === 'غير' || isOtherVerb(opens)) return true;
  return word === 'ب' || particles.has(word) || cueVerbs.has(word) || cueVerbs.has(word.slice(1));
};

type Spoken = { finding: Finding };

/**
 * The statement of its sentence that a quotation belongs to: the last one that opens before it, else
 * the one that follows it. Of few words before any verb of saying nobody is the speaker.
 */
export const ownerOf = <S extends Spoken>(
  quotation: Quotation,
  said: readonly S[],
  { tokens }: Line,
): S | undefined => {
  const startOf = ({ finding }: Spoken): number => tokens[finding.at]?.start ?? 0;
  const speaks = said.filter(({ finding }) => finding.frame !== 'addressed');
  const before = speaks.findLast(
    (each) => each.finding.frame !== 'according' && startOf(each) < quotation.start,
  );
  if (before !== undefined) return before;
  const after = speaks.find((each) => startOf(each) >= quotation.end);
  const near = after && startOf(after) - quotation.end < 12;
  if (after && (near || wordsOf(quotation) >= 5 || after.finding.frame === 'according'))
    return after;
  return speaks.find(({ finding }) => finding.frame === 'according');
};

/** Whether a sentence is a quotation for the most part: it goes on with the speaker before. */
export const continues = (quotation: Quotation, { sentence }: Line): boolean =>
  quotation.start - sentence.start <= 3 &&
  quotation.end - quotation.start >= 0.6 * (sentence.end - sentence.start);
