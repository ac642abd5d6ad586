import { withApposition } from './apposition.ts';
import { clauseOpeners, contentFollows, type Finding, opensQuotation } from './finding.ts';
import { particles } from './lexicon.ts';
import type { Cue } from './looks.ts';
import type { Phrase } from './noun-phrase.ts';
import { endsPhrase } from './phrase-ends.ts';
import { phraseAt } from './phrase.ts';
import { type Subject, subjectAfter, subjectBefore } from './subjects.ts';
import { isJoined, type Reader, type Token, wordAt } from './tokens.ts';
import { isKnown } from './topics.ts';
import { type CueVerb, onlyWithClause } from './verbs.ts';
import { bare, isCommon, isDefinite, isSeveral, ownedNoun } from './words.ts';

/** Words after which a verb reports nothing: «أن يعلن», «لم يقل», «من دون أن يؤكد». */
const unreal = /^(?:ان|بان|لن|لم|كي|لكي|سوف|اذا|لو|ولم|ولن|بانه|الا)$/u;

const nounContext =
  /^(?:في|من|علي|عن|الي|مع|دون|بلا|اي|كل|هذا|هذه|اول|اخر|وهو|وهي|بين|ورغم|رغم|بعد|قبل|عقب|اثر|منذ|بسبب|ضد|حول)$/u;

/** Whether a main verb can stand here: a verb after an indefinite noun only describes that noun. */
const opensClause = (token: Token, before: Token | undefined): boolean =>
  before === undefined ||
  /[,،؛:"»”)–—-]/u.test(token.gap) ||
  isDefinite(before.folded) ||
  /(?:ه|ها|هم)$/u.test(before.raw) ||
  particles.has(before.folded) ||
  particles.has(before.folded.replace(/^[وف]/u, ''));

/** «قالت فيه», «جاء فيها». */
const isInPaper = (reader: Reader, at: number): boolean =>
  /^(?:فيه|فيها|فيهما|خلاله|خلالها)$/u.test(wordAt(reader.tokens, at)) &&
  contentFollows(reader, at + 1, 6);

/** Whether the words around the verb show that nobody says anything here. */
const saysNothing = ({ tokens }: Reader, cue: Cue, at: number): boolean => {
  const [token, following] = [tokens[at], tokens[at + 1]];
  const [before, next] = [wordAt(tokens, at - 1), following?.folded ?? ''];
  // «أعتقد», «أعترف»: I, in somebody's words; the past form has no hamza.
  if (/^[وف]?أ(?:عت|قت|نت|ست|ته|خت|كت)/u.test(token?.raw ?? '')) return true;
  // «قد يعترف» is what may be.
  if (/^[وف]?(?:قد|ربما)$/u.test(before) && cue.verb.tense === 'present') return true;
  if (
    unreal.test(before) ||
    (!cue.conjunction && nounContext.test(before) && token?.gap.trim() === '')
  )
    return true;
  if (cue.word.startsWith('تابع') && next.startsWith('ل'))
    return !opensQuotation.test(following?.gap ?? '');
  return /^(?:يذكر|يعتقد|يري|يعتبر|يتوقع)$/u.test(cue.word) && /^(?:ان|انه|انها)$/u.test(next);
};

/** A verb of saying with its subject after it, before it, or understood. */
export const verbFinding = (reader: Reader, line: number, at: number): Finding[] => {
  const { tokens } = reader;
  const token = tokens[at];
  const cue = token?.cue;
  if (!cue || (cue.owned && token.raw.endsWith('ة')) || saysNothing(reader, cue, at)) return [];
  const { verb } = cue;
  const inClause = subjectInClause(reader, verb, at);
  // «قال إن الأردن يرفض»: what others refuse in somebody's words they do not say here.
  if (inClause === 'reported' && verb.strength !== 'says') return [];
  // «الوزير الذي نقلت الوكالة كلامه»
  const relayed = verb.strength === 'relays' && phraseAt(reader, at + 1)?.head === 'outlet';
  const earlier = inClause || cue.owned || relayed ? undefined : subjectAhead(reader, verb, at);
  const following =
    inClause || earlier || hasPronounSubject(tokens, at)
      ? undefined
      : subjectAfter(reader, verb, at + 1);
  const told = following && isAddressee(reader, cue.word, following);
  const base = {
    line,
    at,
    after: told ? following.to : at + 1,
    cue: token.raw,
    tokens,
    content: true,
  };
  const understood = { ...base, subject: undefined, agreement: verb.subject };
  if (cue.owned && following === undefined) {
    // «ووصفها بأنها», «ودعاها إلى»: the sentence's speaker goes on.
    const goesOn = cue.conjunction && contentFollows(reader, at + 1, 6);
    return goesOn ? [{ ...understood, frame: 'participle', goesOn }] : [];
  }
  if (following === undefined && verb.strength === 'says' && isInPaper(reader, at + 1))
    return [{ ...understood, after: at + 2, frame: 'verb' }];
  const noEarlier = following !== undefined || token.folded.startsWith('و');
  const preceding = earlier ?? (noEarlier ? undefined : subjectBefore(reader, verb, at));
  // «مقطعا مصورا قالوا إنه»: nobody describes a noun by what others say.
  const others = verb.subject === 'plural' && verb.strength === 'says';
  const opens = cue.conjunction || others || opensClause(token, tokens[at - 1]);
  const mayDescribe = following === undefined || verb.strength !== 'says';
  if (preceding === undefined && !opens && mayDescribe) return [];
  const after = following?.to ?? at + 1;
  // «"لن نغادر"، يقول المزارع»
  const quoted = tokens[at - 1]?.quotation !== undefined && /^["»”]\s*[،,]\s*$/u.test(token.gap);
  const content = quoted || contentFollows(reader, after);
  const subject = (told ? undefined : following) ?? preceding?.phrase;
  const found = { ...understood, after, tokens: preceding?.tokens ?? tokens, content };
  if (relayed && !cue.conjunction && /^و?ال(?:ت|ذ)ي$/u.test(wordAt(tokens, at - 1)))
    return [{ ...found, frame: 'addressed', subject }];
  if (verb.strength === 'relays') return relayFindings(reader, found, subject);
  // «القيود التي اقترحها الرئيس»: what follows is not his.
  const inPassing = cue.owned && /^و?ال(?:ت|ذ)ي$/u.test(wordAt(tokens, at - 1));
  if (subject !== undefined) {
    return accepts(verb, cue.word, subject, content, reader, after)
      ? [{ ...found, frame: inPassing ? 'addressed' : 'verb', subject }]
      : [];
  }
  const stranger = isStranger(reader, verb, at + 1);
  if (!isUnderstood(reader, cue, at, content) && !(content && stranger)) return [];
  return [{ ...found, frame: 'verb', stranger }];
};

/** Whether a verb without a subject goes on with somebody: its clause comes close. */
const isUnderstood = (
  reader: Reader,
  { verb, conjunction }: Cue,
  at: number,
  content: boolean,
): boolean => {
  // «لكنها أكدت تعاونها»
  const contrasts = /^و?لكن(?:ه|ها)$/u.test(wordAt(reader.tokens, at - 1));
  if (contrasts && verb.strength !== 'may') return true;
  if (!content) return false;
  if (verb.strength === 'may') return conjunction && contentFollows(reader, at + 1, 2);
  // «وأضاف أن», «وقال في بيان إن»
  if (verb.tense === 'past') return contentFollows(reader, at + 1, 20);
  return conjunction && contentFollows(reader, at + 1, 3);
};

/** «كانت بريطانيا قد اتهمت روسيا», «الوزيرة التي تتهم روسيا»: whoever stands before says it, whatever follows. */
const subjectAhead = (reader: Reader, verb: CueVerb, at: number): Subject | undefined => {
  const [before = '', next = ''] = [reader.tokens[at - 1]?.folded, reader.tokens[at + 1]?.folded];
  const relative = /^و?(?:الذي|التي)$/u.test(before);
  const resumed = /^(?:عن|ب|في|ل|علي|الي)(?:ه|ها)$/u.test(next);
  return before === 'قد' || (relative && !resumed) ? subjectBefore(reader, verb, at) : undefined;
};

/** «أنه أبلغ الرئيس»: what follows is no subject. */
const hasPronounSubject = (tokens: readonly Token[], at: number): boolean =>
  /^(?:و?ان|بان|لان|و?لكن)(?:ه|ها|هم)$/u.test(wordAt(tokens, at - 1));

/** «أن السعودية دعت فرنسا», «غير أن»: in such a clause the subject stands before its verb. */
const subjectInClause = (
  reader: Reader,
  verb: CueVerb,
  at: number,
): 'reported' | 'own' | undefined => {
  if (!reader.tokens.slice(0, at).some(({ leadsToClause }) => leadsToClause)) return undefined;
  const from = subjectBefore(reader, verb, at)?.phrase.from ?? 0;
  const opener = wordAt(reader.tokens, from - 1);
  if (/^(?:فان|و?لكن)$/u.test(opener)) return 'own';
  if (!/^(?:و?ان|بان|لان)$/u.test(opener)) return undefined;
  return /^(?:غير|الا|بيد|علي|كما)$/u.test(wordAt(reader.tokens, from - 2)) ? 'own' : 'reported';
};

/** «وتابعت الخزانة», «وقالت امرأة»: right after the verb stands a noun that is no object of it. */
const isStranger = (reader: Reader, verb: CueVerb, from: number): boolean => {
  const { tokens, vocabulary } = reader;
  const aside = /^(?:لنا|لي|له|لها|لهم|ايضا|امس|اليوم)$/u.test(wordAt(tokens, from));
  const at = aside ? from + 1 : from;
  const token = tokens[at];
  if (token === undefined || verb.subject === 'plural' || !isJoined(token)) return false;
  // «وأبلغ المحققين»: an object by its ending.
  if (token.folded.endsWith('ين') && isSeveral(bare(token.folded))) return false;
  if (verb.strength === 'may' || token.folded.startsWith('ل')) return false;
  if (token.quotation !== undefined || /^\p{Nd}/u.test(token.folded)) return false;
  if (clauseOpeners.test(token.folded) || endsPhrase(token, vocabulary)) return false;
  if (ownedNoun(token.folded) !== undefined && !token.raw.endsWith('ة')) return false;
  const feminine = /(?:ة|ات|اء|ى)$/u.test(token.raw);
  if (verb.strength === 'says')
    return feminine === (verb.subject === 'feminine') || !isCommon(token.folded, token.raw);
  return isDefinite(token.folded) && feminine === (verb.subject === 'feminine');
};

const accepts = (
  verb: CueVerb,
  word: string,
  subject: Phrase,
  content: boolean,
  reader: Reader,
  after: number,
): boolean => {
  if (content) return true;
  if (verb.strength === 'may' || onlyWithClause.has(word)) return false;
  // «ودعت السنغال كأس العالم» is a farewell: who calls, calls for something.
  const purpose = ({ folded }: Token): boolean => /^(?:الي|للا|لل|ل\p{L}{3})/u.test(folded);
  if (/^دع[ات]/u.test(word) && !reader.tokens.slice(after, after + 14).some(purpose)) return false;
  // A court that «أدانت» convicts.
  const court = /^(?:ال)?(?:محكمه|قضا|هييه)$/u.test(wordAt(reader.tokens, subject.from));
  if (court && /^(?:ا?دان|[يت]دين)/u.test(word)) return false;
  const recurs = (reader.vocabulary.get(wordAt(reader.tokens, subject.from)) ?? 0) > 2;
  return !subject.bareName || verb.strength === 'says' || isKnown(subject, reader) || recurs;
};

/** «أبلغ الشرطة أنه»: who tells tells somebody; a single noun before the clause is whom. */
const isAddressee = ({ tokens }: Reader, word: string, { to }: Phrase): boolean => {
  if (!/^[اي]?(?:بلغ|خبر)ت?$/u.test(word)) return false;
  const next = tokens[to]?.folded === 'ايضا' ? to + 1 : to;
  return clauseOpeners.test(wordAt(tokens, next));
};

/** «نقلت الوكالة عن الوزير قوله»: the outlet hands on, the other one speaks. */
const relayFindings = (
  reader: Reader,
  base: Omit<Finding, 'frame' | 'subject'>,
  relay: Phrase | undefined,
): Finding[] => {
  const { tokens } = reader;
  const found: Finding[] = [];
  // «علم الموقع من مصادر أن»
  const link = base.cue.includes('علم') ? 'من' : 'عن';
  const told = relay === undefined && /^[وف]/u.test(base.cue);
  const usable = relay !== undefined && relay.head !== 'document' && !relay.bareName;
  for (let at = base.after; at < Math.min(tokens.length, base.after + 12); at += 1) {
    if (tokens[at]?.folded !== link) continue;
    const speaker = phraseAt(reader, at + 1);
    if (speaker === undefined) break;
    const whole = withApposition(reader, speaker);
    if (usable || told) found.push({ ...base, frame: 'addressed', subject: relay, content: false });
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
  if (usable && relay.head !== 'anonymous' && (base.content || relay.head === 'outlet'))
    found.push({ ...base, frame: 'verb', subject: relay });
  return found;
};
