import { withApposition } from './apposition.ts';
import type { Finding } from './finding.ts';
import { matchOutlet } from './gazetteer.ts';
import { bodyNouns, outletNouns, particles, places, roleNouns } from './lexicon.ts';
import type { Phrase } from './noun-phrase.ts';
import { attachedRun, loosely } from './parts.ts';
import type { Reader } from './person-names.ts';
import { phraseAt } from './phrase.ts';
import { type Token, withoutPrefix } from './tokens.ts';
import { type CueVerb, isOtherVerb } from './verbs.ts';
import { bare, isCommon, isParticle, isSeveral } from './words.ts';

export type Agreement = 'masculine' | 'feminine' | 'plural' | undefined;

const nounOf = (token: Token | undefined): string => bare(token?.folded ?? '');

const masculinePlaces = /^(?:العراق|لبنان|المغرب|الاردن|اليمن|السودان)$/u;
const feminineNouns =
  /^(?:مصادر|تقارير|وسايل|صحف|قنوات|قوات|سلطات|فصايل|ميليشيات|شركات|دول|جماعات|منظمات|اوساط|اطراف|الامم|كتايب|سرايا|الويه|وكالات|مواقع|دوله|دوائر|جهات|دار|احزاب|فرق|لجان|مراكز|بنوك|محاكم)$/u;

/** The agreement that a verb before this phrase must show; undefined where either will do. */
const agreementOf = (phrase: Phrase, tokens: readonly Token[]): Agreement => {
  const first = tokens[phrase.from];
  if (first === undefined) return undefined;
  if (places.has(first.folded))
    return masculinePlaces.test(first.folded) ? 'masculine' : 'feminine';
  const noun = nounOf(first);
  if (feminineNouns.test(noun) || feminineNouns.test(first.folded)) return 'feminine';
  if (!roleNouns.has(noun) && !bodyNouns.has(noun) && !outletNouns.has(noun)) return undefined;
  if (/(?:ون|ين)$/u.test(noun) && phrase.head === 'anonymous') return 'masculine';
  if (phrase.head === 'anonymous' && noun !== 'مصدر') return undefined;
  const feminine = /ة$|ت(?:ه|ها|هم)$/u.test(first.raw) || noun.endsWith('ات');
  return feminine ? 'feminine' : 'masculine';
};

const agrees = (verb: CueVerb, phrase: Phrase, tokens: readonly Token[]): boolean => {
  const wanted = agreementOf(phrase, tokens);
  return wanted === undefined || verb.subject === 'plural' || wanted === verb.subject;
};

/** «حذر الدول», «أبلغت الوزير»: what follows the verb cannot be its subject. */
export const isObject = (reader: Reader, verb: CueVerb, at: number): boolean => {
  const phrase = phraseAt(reader, at);
  return phrase !== undefined && !agrees(verb, phrase, reader.tokens);
};

const betweenVerbAndSubject =
  /^(?:اليوم|امس|الاحد|الاثنين|الثلاثا|الاربعا|الخميس|الجمعه|السبت|مسا|صباح|ايضا|موخرا|كذلك|بدوره|بدورها|فجر|ظهر|اول|به|بها|عنه|عنها|فيه|فيها|له|لها|عليه|عليها|اليه|اليها|فيهما)$/u;

/** The subject after a verb: at once, or after adverbs of time. */
export const subjectAfter = (reader: Reader, verb: CueVerb, from: number): Phrase | undefined => {
  // A verb in the plural has its subject before it or nowhere.
  if (verb.subject === 'plural') return undefined;
  let at = from;
  for (let skipped = 0; skipped < 4; skipped += 1) {
    const token = reader.tokens[at];
    if (token === undefined || /[.:؛؟!]/u.test(token.gap)) return undefined;
    if (/["«“]/u.test(token.gap) && matchOutlet(reader.tokens, at) === 0)
      return quotedBody(reader, at);
    const addressee = token.folded.startsWith('ل') ? matchOutlet(reader.tokens, at, 1) : 0;
    const phrase = addressee > 0 ? undefined : phraseAt(reader, at);
    if (phrase !== undefined) {
      // «وأبلغ الصحافيين»: an object by its ending.
      if (token.folded.endsWith('ين') && isSeveral(bare(token.folded))) return undefined;
      return agrees(verb, phrase, reader.tokens) ? withApposition(reader, phrase) : undefined;
    }
    const aside = /^(?:جهته|جهتها|جانبه|جانبها|جهتهم)$/u.test(reader.tokens[at + 1]?.folded ?? '');
    if (!aside && !betweenVerbAndSubject.test(token.folded) && addressee === 0) return undefined;
    at += aside ? 2 : Math.max(1, addressee);
  }
  return undefined;
};

/** «ودعت "لجنة النضال من أجل الهوية"»: a body whose whole name stands in quotation marks. */
const quotedBody = (reader: Reader, at: number): Phrase | undefined => {
  const quotation = reader.tokens[at]?.quotation;
  if (quotation === undefined) return undefined;
  let to = at;
  while (reader.tokens[to]?.quotation === quotation) to += 1;
  const phrase = to - at <= 8 ? phraseAt(reader, at) : undefined;
  if (phrase?.head !== 'organisation' && phrase?.head !== 'outlet') return undefined;
  // «"الشرطة تبحث عنه"» is a sentence.
  if (reader.tokens.slice(at, to).some(({ folded }) => isOtherVerb(folded))) return undefined;
  return { ...phrase, to, name: [at, to] };
};

/** «على "تويتر"، قالت»: what a preposition governs is no subject. */
const governs = /^و?(?:في|من|علي|عن|الي|مع|عبر|بين|لدي|حول|ب|ل)$/u;

const clauseStart =
  /^(?:لكن|ولكن|اما|فيما|بينما|حيث|كان|كانت|وكان|وكانت|و|كما|حين|عندما|بعدما|فان|ان|بان|لان)$/u;

/** A phrase and the tokens that its ranges count in. */
export type Subject = { phrase: Phrase; tokens: readonly Token[] };
const beforeVerb =
  /^(?:قد|كان|كانت|ايضا|بدوره|بدورها|من|جهته|جهتها|جانبه|جانبها|الذي|التي|والذي|والتي|الذين|ف)$/u;

/** The subject before its verb: «السلطات تؤكد», «كان بوتين قد صرح», «المرصد الذي رجح». */
export const subjectBefore = (
  reader: Reader,
  verb: CueVerb,
  verbAt: number,
): Subject | undefined => {
  const { tokens } = reader;
  // «التي قال فيها»: who speaks is not what the pronoun stands for.
  const pronoun = tokens[verbAt - 1]?.folded ?? '';
  if (/^و?التي$/u.test(pronoun) && verb.subject !== 'feminine') return undefined;
  if (/^و?الذي$/u.test(pronoun) && verb.subject !== 'masculine') return undefined;
  // «برئيس المفوضية موسى فكي الذي دعا»: whatever it is to its own sentence.
  const relative = /^و?(?:الذي|التي)$/u.test(pronoun);
  let end = verbAt;
  while (end > 0 && beforeVerb.test(tokens[end - 1]?.folded ?? '')) end -= 1;
  for (let from = Math.max(0, end - 12); from < end; from += 1) {
    const token = tokens[from];
    if (token === undefined) return undefined;
    const before = tokens[from - 1];
    const opens =
      before === undefined || /[,،.؛:"»”)–-]/u.test(token.gap) || clauseStart.test(before.folded);
    const clitic = (relative ? /^[وبل]/u : /^و/u).test(token.folded) && token.folded !== 'ولد';
    const shift = clitic && !phraseAt(reader, from);
    if (!opens && !shift && !relative) continue;
    const shifted = shift ? withoutPrefix(tokens, from, 1) : tokens;
    const plain = { ...reader, tokens: shifted };
    const phrase = phraseAt(plain, from);
    if (phrase === undefined || (!relative && governs.test(before?.folded ?? ''))) continue;
    // «بين إيران والعراق، قال»: the second of two is nobody's subject.
    if (!opens && !relative && /[,،]/u.test(tokens[end]?.gap ?? '')) continue;
    const whole = withApposition(plain, phrase);
    if (whole.to === end) return { phrase: whole, tokens: shifted };
    if (phrase.to === end) return { phrase, tokens: shifted };
    // «الحزب الحاكم في الصين أعلن»
    if (!phrase.bareName && attachedRun(plain, phrase.to, loosely) === end)
      return { phrase, tokens: shifted };
  }
  return undefined;
};

/** A sentence's reader that also knows the names of the whole article. */
export type KnowingReader = Reader & {
  known: ReadonlySet<string>;
  frequent: ReadonlySet<string>;
};

/** The subject of a sentence's first verb, or the phrase that the sentence opens with. */
type Topic = {
  subject: Finding;
  /** It names somebody whom the article knows: a later «وأضاف» may mean them. */
  known: boolean;
};

/** What a sentence is about, and the last sentence up to it that was about somebody known. */
export type Topics = { own: () => Topic | undefined; topic: () => Topic | undefined };

/** The topics of an article's sentences, read when asked for: of most nobody asks. */
export const createTopics = (readers: readonly KnowingReader[]): ((line: number) => Topics) => {
  const found = readers.map((reader, line) => once(() => topicOf(reader, line)));
  return (line) => ({
    own: () => found[line]?.(),
    topic: () => {
      for (let at = line; at >= 0; at -= 1) {
        const topic = found[at]?.();
        if (topic?.known) return topic;
      }
      return undefined;
    },
  });
};

const once = <T>(read: () => T): (() => T) => {
  let done: { value: T } | undefined;
  return () => (done ??= { value: read() }).value;
};

/** Whom or what a sentence is about, speaking or not. */
const topicOf = (reader: KnowingReader, line: number): Topic | undefined => {
  const { tokens } = reader;
  const start = asideAt(tokens);
  const at = tokens.findIndex(({ folded }, index) => index >= start && !opening.test(folded));
  const adverb = /^(?:ايضا|اليوم|امس|كذلك|بدوره|بدورها)$/u.test(tokens[at + 1]?.folded ?? '');
  let other: Topic | undefined;
  for (const from of [at, adverb ? at + 2 : at + 1, ...actorAt(reader, at)]) {
    const token = tokens[from];
    const plain = token && token.quotation === undefined ? phraseAt(reader, from) : undefined;
    if (plain === undefined) continue;
    const phrase = withApposition(reader, plain);
    // «وعكس المدرب ...»: a verb that no list holds looks like a name before its role.
    const told = plain.head === 'role' || /[,،]/u.test(tokens[plain.to]?.gap ?? '');
    const known = isKnown(phrase, reader) && (told || isKnown(plain, reader));
    const verb = from === at ? undefined : tokens[at];
    const agreement =
      verb && /^ت|ت$/u.test(verb.folded) && !rootInT.test(verb.folded)
        ? 'feminine'
        : agreementOf(phrase, tokens);
    const base = { line, at: from, after: phrase.to, cue: '', content: false };
    const subject: Finding = { ...base, frame: 'verb', subject: phrase, tokens, agreement };
    if (known) return { subject, known };
    const acts = verb
      ? !isParticle(verb) && !isCommon(verb.folded, verb.raw)
      : isOtherVerb(tokens[phrase.to]?.folded ?? '');
    if (acts && !phrase.bareName) other ??= { subject, known };
  }
  return other;
};

/** «وبعد موجة الغضب دافع ترامب عن نفسه»: after a preposition's words, whoever the first verb is of. */
const actorAt = (reader: KnowingReader, at: number): number[] => {
  const { tokens } = reader;
  if (!/^[وف]?(?:بعد|قبل|خلال|في|مع|عقب|اثر|منذ|رغم)$/u.test(tokens[at]?.folded ?? '')) return [];
  const verb = tokens.findIndex(
    ({ folded }, index) =>
      index > at + 1 && index < at + 14 && /^(?:[^يتن]|ت.*ت$)/u.test(folded) && isOtherVerb(folded),
  );
  return verb < 0 || particles.has(tokens[verb - 1]?.folded ?? '') ? [] : [verb + 1];
};

/** Past «من جانبه،» and «وفي تونس،», with which a sentence opens. */
const asideAt = (tokens: readonly Token[]): number => {
  const first = tokens[0];
  if (first === undefined) return 0;
  if (!isParticle(first) && !particles.has(first.folded.replace(/^[وف]/u, ''))) return 0;
  const comma = tokens.findIndex(({ gap }, index) => index > 0 && /[,،]/u.test(gap));
  return comma > 0 && comma < 8 ? comma : 0;
};

/** Verbs whose last root letter is ت, with nothing feminine. */
const rootInT = /^[وف]?(?:التفت|لفت|بات|مات|فات|صوت|ثبت|اثبت|سكت|بهت)$/u;

const opening = /^[وف]?(?:كان|كانت|قد|لقد|لكن|اما|كما|غير|ان|الا|بيد)$/u;

/** Whether a phrase names a person with a role, or by a name that the article introduces. */
export const isKnown = ({ head, name, role }: Phrase, { tokens, known }: KnowingReader): boolean =>
  head === 'person' &&
  (role !== undefined || (name !== undefined && known.has(tokens[name[1] - 1]?.folded ?? '')));
