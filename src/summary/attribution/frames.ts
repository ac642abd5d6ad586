import { withApposition } from './apposition.ts';
import { clauseOpeners, contentFollows, opensQuotation } from './content.ts';
import { matchOutlet } from './gazetteer.ts';
import { particles } from './lexicon.ts';
import type { Phrase } from './noun-phrase.ts';
import type { Reader } from './person-names.ts';
import { phraseAt } from './phrase.ts';
import { subjectAfter, subjectBefore, withoutPrefix, type Agreement } from './subjects.ts';
import type { Token } from './tokens.ts';
import { isKnown, type KnowingReader } from './topic.ts';
import { cueVerbs, onlyWithClause, participles, type CueVerb } from './verbs.ts';
import { isDefinite } from './words.ts';

/** One cue with the speaker that its sentence gives, if it gives one. */
export type Finding = {
  line: number;
  /** Token index of the cue, and of the first word after cue and subject. */
  at: number;
  after: number;
  cue: string;
  frame: 'verb' | 'according' | 'participle' | 'relay' | 'addressed';
  subject: Phrase | undefined;
  /** The tokens that the subject's ranges count in: a clitic may be off the first one. */
  tokens: readonly Token[];
  agreement: Agreement;
  /** A clause or a quotation follows. */
  content: boolean;
};

/** Words after which a verb reports nothing: «أن يعلن», «لم يقل», «من دون أن يؤكد». */
const unreal = /^(?:ان|بان|لن|لم|كي|لكي|سوف|اذا|لو|ولم|ولن|بانه|الا)$/u;

const cueAt = (
  token: Token,
  before: string,
): { word: string; verb: CueVerb; conjunction: boolean } | undefined => {
  const whole = cueVerbs.get(token.folded);
  if (whole !== undefined) return { word: token.folded, verb: whole, conjunction: false };
  if (/^[وف]/u.test(token.folded)) {
    const verb = cueVerbs.get(token.folded.slice(1));
    return verb && { word: token.folded.slice(1), verb, conjunction: true };
  }
  // «بحسب ما أكدته مصادر», «كما نقله».
  if (!/^(?:ما|لما|كما|مما|التي|الذي)$/u.test(before)) return undefined;
  const owned = /^(.{3,})(?:ه|ها)$/u.exec(token.folded)?.[1] ?? '';
  const verb = cueVerbs.get(owned);
  return verb && { word: owned, verb, conjunction: false };
};

const nounContext = /^(?:في|من|علي|عن|الي|مع|دون|بلا|اي|كل|هذا|هذه|ذلك|اول|اخر|وهو|وهي|بين)$/u;

/** Whether a main verb can stand here: a verb after an indefinite noun only describes that noun. */
const opensClause = (token: Token, before: Token | undefined): boolean =>
  before === undefined ||
  /[,،؛:"»”)–—-]/u.test(token.gap) ||
  isDefinite(before.folded) ||
  /(?:ه|ها|هم)$/u.test(before.raw) ||
  (particles.has(before.folded) && !nounContext.test(before.folded));

const verbFinding = (reader: KnowingReader, line: number, at: number): Finding[] => {
  const { tokens } = reader;
  const token = tokens[at];
  const before = tokens[at - 1]?.folded ?? '';
  const cue = token && cueAt(token, before);
  if (token === undefined || cue === undefined) return [];
  const next = tokens[at + 1]?.folded ?? '';
  if (unreal.test(before) || (nounContext.test(before) && token.gap.trim() === '')) return [];
  if (/^تابع/u.test(cue.word) && /^ل/u.test(next)) return [];
  if (/^(?:يذكر|يعتقد|يري|يعتبر)$/u.test(cue.word) && /^(?:ان|انه|انها)$/u.test(next)) return [];
  const { verb } = cue;
  const following = subjectAfter(reader, verb, at + 1);
  const preceding =
    following === undefined && !token.folded.startsWith('و')
      ? subjectBefore(reader, verb, at)
      : undefined;
  const opens = cue.conjunction || opensClause(token, tokens[at - 1]);
  const mayDescribe = following === undefined || verb.strength !== 'says';
  if (preceding === undefined && !opens && mayDescribe) return [];
  const after = following?.to ?? at + 1;
  const content = contentFollows(reader, after);
  const base: Omit<Finding, 'frame' | 'subject'> = {
    line,
    at,
    after,
    cue: token.raw,
    tokens: preceding?.tokens ?? tokens,
    agreement: verb.subject,
    content,
  };
  const subject = following ?? preceding?.phrase;
  if (verb.strength === 'relays') return relayFindings(reader, base, subject);
  if (subject !== undefined) {
    return accepts(verb, cue.word, subject, content, reader)
      ? [{ ...base, frame: 'verb', subject }]
      : [];
  }
  const understood =
    verb.tense === 'past' && opens && content && verb.strength !== 'may' && nearby(reader, at + 1);
  return understood ? [{ ...base, frame: 'verb', subject: undefined }] : [];
};

/** For an understood speaker the clause must come close: «وأضاف أن», «وقال في بيان إن». */
const nearby = ({ tokens }: Reader, from: number): boolean => {
  for (let at = from; at < Math.min(tokens.length, from + 20); at += 1) {
    const token = tokens[at];
    if (token === undefined) return false;
    if (opensQuotation.test(token.gap) || clauseOpeners.test(token.folded)) return true;
  }
  return false;
};

const accepts = (
  verb: CueVerb,
  word: string,
  subject: Phrase,
  content: boolean,
  reader: KnowingReader,
): boolean => {
  if (content) return true;
  if (verb.strength === 'may' || onlyWithClause.has(word)) return false;
  if (subject.head === 'document') return false;
  return !subject.bareName || verb.strength === 'says' || isKnown(subject, reader);
};

/** «نقلت الوكالة عن الوزير قوله»: the outlet hands on, the other one speaks. */
const relayFindings = (
  reader: Reader,
  base: Omit<Finding, 'frame' | 'subject'>,
  relay: Phrase | undefined,
): Finding[] => {
  const { tokens } = reader;
  const found: Finding[] = [];
  const usable = relay !== undefined && relay.head !== 'document' && !relay.bareName;
  for (let at = base.after; at < Math.min(tokens.length, base.after + 12); at += 1) {
    if (tokens[at]?.folded !== 'عن') continue;
    const speaker = phraseAt(reader, at + 1);
    if (speaker === undefined) break;
    const whole = withApposition(reader, speaker);
    if (usable) found.push({ ...base, frame: 'addressed', subject: relay, content: false });
    found.push({
      ...base,
      at: base.at,
      after: whole.to,
      frame: 'relay',
      subject: whole,
      agreement: undefined,
    });
    return found;
  }
  if (usable && (base.content || relay.head === 'outlet'))
    found.push({ ...base, frame: 'verb', subject: relay });
  return found;
};

const according = /^[وف]?(?:بحسب|حسب|وفق|وفقا|طبقا|حسبما)$/u;

const phraseAfterPreposition = (
  reader: Reader,
  at: number,
): { phrase: Phrase; tokens: readonly Token[] } | undefined => {
  const direct = phraseAt(reader, at);
  if (direct !== undefined)
    return { phrase: withApposition(reader, direct), tokens: reader.tokens };
  if (!/^ل/u.test(reader.tokens[at]?.folded ?? '')) return undefined;
  const tokens = withoutPrefix(reader.tokens, at, 1);
  const plain = { ...reader, tokens };
  const phrase = phraseAt(plain, at);
  return phrase && { phrase: withApposition(plain, phrase), tokens };
};

const accordingFinding = (reader: Reader, line: number, at: number): Finding[] => {
  const { tokens } = reader;
  const word = tokens[at]?.folded ?? '';
  const next = tokens[at + 1]?.folded ?? '';
  let from = 0;
  if (according.test(word)) from = next === 'ل' ? at + 2 : at + 1;
  else if (/^نقلا$/u.test(word) && next === 'عن') from = at + 2;
  else if (word === 'حد' && /^(?:قول|تعبير|وصف|زعم)$/u.test(next)) from = at + 2;
  else if (word === 'لسان' && /^علي$/u.test(tokens[at - 1]?.folded ?? '')) from = at + 1;
  if (from === 0) return [];
  const found = phraseAfterPreposition(reader, from);
  if (found === undefined) return [];
  const { phrase } = found;
  if (phrase.bareName && phrase.head === 'person' && /^وفق/u.test(word)) return [];
  const base = {
    line,
    at,
    after: phrase.to,
    cue: tokens[at]?.raw ?? '',
    agreement: undefined,
    content: true,
  };
  return [{ ...base, frame: 'according', subject: phrase, tokens: found.tokens }];
};

/** «في تصريح لرويترز», «في مقابلة مع», «قال لفرانس برس»: whom it was said to. */
const namedOutlets = /^(?:وكاله|صحيفه|قناه|اذاعه|تلفزيون|مجله|جريده|شبكه)$/u;

const addressedFinding = (reader: Reader, line: number, at: number): Finding[] => {
  const { tokens } = reader;
  const token = tokens[at];
  if (token === undefined || !/^ل\p{L}{2,}/u.test(token.folded)) return [];
  const plain = withoutPrefix(tokens, at, 1);
  const known = matchOutlet(plain, at) > 0;
  const headed = namedOutlets.test(plain[at]?.folded ?? '');
  if (!known && !headed) return [];
  const spoken = tokens
    .slice(Math.max(0, at - 8), at)
    .some(
      ({ folded }) =>
        cueVerbs.has(folded.replace(/^[وف]/u, '')) ||
        /^(?:ل?تصريح|تصريحات|حديث|مقابله|تصريحاته)/u.test(folded),
    );
  const subject = phraseAt({ ...reader, tokens: plain }, at);
  if (!spoken || subject?.head !== 'outlet' || subject.pointsBack) return [];
  const base = {
    line,
    at,
    after: subject.to,
    cue: token.raw,
    agreement: undefined,
    content: false,
  };
  return [{ ...base, frame: 'addressed', subject, tokens: plain }];
};

const participleFinding = (reader: Reader, line: number, at: number): Finding[] => {
  const token = reader.tokens[at];
  if (token === undefined || !participles.has(token.folded.replace(/^و(?=م|قا)/u, ''))) return [];
  const content = contentFollows({ ...reader, tokens: reader.tokens.slice(0, at + 6) }, at + 1);
  if (!content) return [];
  const agreement = /ة$/u.test(token.raw)
    ? 'feminine'
    : /ين$/u.test(token.raw)
      ? 'plural'
      : 'masculine';
  const base = { line, at, after: at + 1, cue: token.raw, tokens: reader.tokens, content };
  return [{ ...base, frame: 'participle', subject: undefined, agreement }];
};

/** All cues of a sentence in order. Words inside a quotation of five words or more are no cues. */
export const findingsIn = (reader: KnowingReader, line: number): Finding[] => {
  const found: Finding[] = [];
  for (const [at, token] of reader.tokens.entries()) {
    if (token.quotation !== undefined && token.quotation.text.split(/\s+/u).length > 4) continue;
    found.push(
      ...verbFinding(reader, line, at),
      ...accordingFinding(reader, line, at),
      ...addressedFinding(reader, line, at),
      ...participleFinding(reader, line, at),
    );
  }
  return found;
};
