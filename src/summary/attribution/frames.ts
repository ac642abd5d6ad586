import { withApposition } from './apposition.ts';
import { clauseOpeners, contentFollows, type Finding } from './finding.ts';
import { matchOutlet } from './gazetteer.ts';
import { documentNouns, outletNouns } from './lexicon.ts';
import { phraseAt } from './phrase.ts';
import type { Subject } from './subjects.ts';
import { afterClitic, type Reader, wordAt } from './tokens.ts';
import { isKnown } from './topics.ts';
import { verbFinding } from './verb-frame.ts';
import { cueVerbs } from './verbs.ts';
import { bare } from './words.ts';

const subjectAt = (reader: Reader, at: number): Subject | undefined => {
  const phrase = phraseAt(reader, at);
  return phrase && { phrase, tokens: reader.tokens };
};

/** The phrase at a word, or after the ل that the word begins with, and what stands in apposition. */
const phraseWithin = (reader: Reader, at: number): Subject | undefined => {
  const after = wordAt(reader.tokens, at).startsWith('ل') && !phraseAt(reader, at);
  const plain = after ? afterClitic(reader, at) : reader;
  const found = subjectAt(plain, at);
  return found && { ...found, phrase: withApposition(plain, found.phrase) };
};

const findingOf = (
  frame: Finding['frame'],
  { phrase: subject, tokens }: Subject,
  line: number,
  at: number,
): Finding => ({
  frame,
  line,
  at,
  after: subject.to,
  cue: tokens[at]?.raw ?? '',
  subject,
  tokens,
  agreement: undefined,
  content: frame === 'according',
});

/** Where the source begins after «بحسب», «نقلا عن», «على حد قول», «على لسان»; 0 elsewhere. */
const sourceAfter = ({ tokens }: Reader, at: number): number => {
  const word = wordAt(tokens, at);
  const next = wordAt(tokens, at + 1);
  // «ليس هذا فحسب» is only that.
  if (word === 'فحسب' && at > 0 && !/[,،؛:]/u.test(tokens[at]?.gap ?? '')) return 0;
  if (/^[وف]?(?:بحسب|حسب|وفق|وفقا|طبقا)$/u.test(word)) return next === 'ل' ? at + 2 : at + 1;
  if (word === 'نقلا' && next === 'عن') return at + 2;
  if (word === 'حد' && /^(?:قول|تعبير|وصف|زعم)$/u.test(next)) return at + 2;
  return word === 'لسان' && tokens[at - 1]?.folded === 'علي' ? at + 1 : 0;
};

const accordingFinding = (reader: Reader, line: number, at: number): Finding[] => {
  const from = sourceAfter(reader, at);
  const found = from > 0 ? phraseWithin(reader, from) : undefined;
  return found ? [findingOf('according', found, line, at)] : [];
};

/** «جاء في بيان للوزارة أن»: the paper speaks. */
const documentFinding = (reader: Reader, line: number, at: number): Finding[] => {
  const { tokens } = reader;
  if (!/^[وف]?(?:جا|ورد)$/u.test(wordAt(tokens, at))) return [];
  if (/^فيها?$/u.test(wordAt(tokens, at + 1)) && contentFollows(reader, at + 2, 3)) {
    const base = { line, at, after: at + 2, cue: tokens[at]?.raw ?? '', tokens, content: true };
    return [{ ...base, frame: 'verb', subject: undefined, agreement: undefined }];
  }
  if (tokens[at + 1]?.folded !== 'في') return [];
  const found = phraseWithin(reader, at + 2);
  const paper = documentNouns.has(bare(wordAt(tokens, at + 2)));
  if (found === undefined || !paper || !contentFollows(reader, found.phrase.to, 14)) return [];
  return [{ ...findingOf('verb', found, line, at), content: true }];
};

/** «تأكيد المفوضية أنه»: the noun of a verb of saying, its subject, and at once the clause. */
const nounFinding = (reader: Reader, line: number, at: number): Finding[] => {
  const { tokens } = reader;
  if (!/^[وبكل]?(?:تاكيد|اعلان|قول|تصريح|تحذير|اعتراف|تشديد|اقرار)$/u.test(wordAt(tokens, at)))
    return [];
  if (tokens[at + 1]?.folded.startsWith('ل')) return [];
  const found = phraseWithin(reader, at + 1);
  if (!found || !clauseOpeners.test(wordAt(tokens, found.phrase.to))) return [];
  return [{ ...findingOf('verb', found, line, at), content: true }];
};

/** «عون: لن نتراجع», as interviews print it: somebody known, and what they say. */
const interviewFinding = (reader: Reader, line: number, at: number): Finding[] => {
  const { tokens } = reader;
  if (at > 0 || !tokens.some(({ gap }) => /^\s*:/u.test(gap))) return [];
  const subject = phraseAt(reader, 0);
  const next = tokens[subject?.to ?? 0];
  if (subject === undefined || next === undefined || tokens.length - subject.to < 5) return [];
  if (!/^\s*:/u.test(next.gap) || !isKnown(subject, reader)) return [];
  return [{ ...findingOf('verb', { phrase: subject, tokens }, line, at), content: true }];
};

const talk = /^ل?(?:تصريح|تصريحات|تصريحاته|تصريحاتها|حديث|حديثه|مقابله|لقا|حوار)$/u;

/** An outlet after ل: known, or with its noun. */
const addressee = (reader: Reader, at: number): Subject | undefined => {
  const { tokens } = reader;
  const token = tokens[at];
  // «في مقابلة مع قناة»
  const heard = /^(?:مع|الي)$/u.test(token?.folded ?? '') && talk.test(wordAt(tokens, at - 1));
  if (token?.folded === 'ل' || heard) return subjectAt(reader, at + 1);
  if (token === undefined || !/^ل\p{L}{2,}/u.test(token.folded)) return undefined;
  if (matchOutlet(tokens, at, 1) === 0 && !outletNouns.has(token.folded.slice(1))) return undefined;
  return subjectAt(afterClitic(reader, at), at);
};

/** «في تصريح لرويترز», «قال لفرانس برس», «أبلغ الوزير رويترز»: whom it was said to. */
const addressedFinding = (reader: Reader, line: number, at: number, told?: Finding): Finding[] => {
  const direct = told?.after === at && /(?:بلغ|خبر|فاد)ت?$/u.test(told.cue);
  const found = (direct ? subjectAt(reader, at) : undefined) ?? addressee(reader, at);
  if (found?.phrase.head !== 'outlet') return [];
  const spoken = reader.tokens
    .slice(Math.max(0, at - 14), at)
    .some(({ folded }) => cueVerbs.has(folded.replace(/^[وف]/u, '')) || talk.test(folded));
  return spoken ? [findingOf('addressed', found, line, at)] : [];
};

/** «قائلين», «مضيفة», «بقولها» show of whom they are said; «بالقول» does not. */
const agreementOf = (raw: string): Finding['agreement'] => {
  if (/(?:ين|هم)$/u.test(raw)) return 'plural';
  if (/(?:ة|ها)$/u.test(raw)) return 'feminine';
  return raw === 'بالقول' ? undefined : 'masculine';
};

/** «، متوعدا بأن», «، مقتبسا: "...»: a participle that no list holds. */
const goesOn = /^و?م\p{L}{3,}(?:ا|\u064b\u0627|ا\u064b)$/u;

const participleFinding = (reader: Reader, line: number, at: number): Finding[] => {
  const token = reader.tokens[at];
  if (token === undefined) return [];
  const listed = token.participle;
  if (!listed && !(goesOn.test(token.raw) && /[,،]/u.test(token.gap))) return [];
  // «رفعوا لافتة كبيرة»: a banner points at nothing.
  if (/^و?لافت/u.test(token.folded) && !/^(?:الي|ان|انه|انها)$/u.test(wordAt(reader.tokens, at + 1)))
    return [];
  if (!contentFollows(reader, at + 1, listed ? 5 : 2)) return [];
  const agreement = agreementOf(token.raw);
  const base = { line, at, after: at + 1, cue: token.raw, tokens: reader.tokens, content: true };
  return [{ ...base, frame: 'participle', subject: undefined, agreement }];
};

/** All cues of a sentence in order. Words inside a quotation of five words or more are no cues. */
export const findingsIn = (reader: Reader, line: number): Finding[] => {
  const found: Finding[] = [];
  // «أمل الحربي»: a word of the subject is no verb.
  let spoken = 0;
  for (const [at, token] of reader.tokens.entries()) {
    if (!token.opens && at > 0 && found.at(-1)?.after !== at) continue;
    if (token.quotation !== undefined && token.quotation.text.split(/\s+/u).length > 4) continue;
    found.push(
      ...(at < spoken ? [] : verbFinding(reader, line, at)),
      ...accordingFinding(reader, line, at),
      ...documentFinding(reader, line, at),
      ...nounFinding(reader, line, at),
      ...interviewFinding(reader, line, at),
      ...addressedFinding(reader, line, at, found.at(-1)),
      // «ماريا» in a name is no participle.
      ...(at < spoken ? [] : participleFinding(reader, line, at)),
    );
    spoken = Math.max(spoken, found.at(-1)?.subject?.to ?? 0);
  }
  return found;
};
