import { withApposition } from './apposition.ts';
import { matchOutlet } from './gazetteer.ts';
import { bodyNouns, outletNouns, places, roleNouns } from './lexicon.ts';
import { type Agreement, phrase, type Phrase } from './noun-phrase.ts';
import { attachedRun, loosely } from './parts.ts';
import { isNameLike } from './phrase-ends.ts';
import { phraseAt } from './phrase.ts';
import { afterClitic, type Reader, type Token, wordAt } from './tokens.ts';
import { type CueVerb, isOtherVerb } from './verbs.ts';
import { bare, isSeveral, isGivenName } from './words.ts';

const nounOf = (token: Token | undefined): string => bare(token?.folded ?? '');

const masculinePlaces = /^(?:العراق|لبنان|المغرب|الاردن|اليمن|السودان)$/u;
const feminineNouns =
  /^(?:مصادر|تقارير|وسايل|صحف|قنوات|قوات|سلطات|فصايل|ميليشيات|شركات|دول|جماعات|منظمات|اوساط|اطراف|الامم|كتايب|سرايا|الويه|وكالات|مواقع|دوله|دوائر|جهات|دار|احزاب|فرق|لجان|مراكز|بنوك|محاكم)$/u;

/** The agreement that a verb before this phrase must show; undefined where either will do. */
export const agreementOf = (phrase: Phrase, tokens: readonly Token[]): Agreement => {
  const first = tokens[phrase.from];
  if (first === undefined) return undefined;
  if (places.has(first.folded))
    return masculinePlaces.test(first.folded) ? 'masculine' : 'feminine';
  const noun = nounOf(first);
  if (feminineNouns.test(noun) || feminineNouns.test(first.folded)) return 'feminine';
  if (!roleNouns.has(noun) && !bodyNouns.has(noun) && !outletNouns.has(noun)) return undefined;
  if (phrase.head === 'anonymous' && noun !== 'مصدر') return undefined;
  const feminine = /ة$|ت(?:ه|ها|هم)$/u.test(first.raw) || noun.endsWith('ات');
  return feminine ? 'feminine' : 'masculine';
};

const agrees = (verb: CueVerb, phrase: Phrase, tokens: readonly Token[]): boolean => {
  const wanted = agreementOf(phrase, tokens);
  return wanted === undefined || wanted === verb.subject;
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
    if (token === undefined || /[:؛؟!]|\.\s/u.test(token.gap)) return undefined;
    if (/["«“]/u.test(token.gap) && matchOutlet(reader.tokens, at) === 0)
      return quotedBody(reader, at);
    // «قال شاكيا: ...», «علق مندهشا فلان»: how, in the masculine.
    if (verb.subject === 'masculine' && isManner(token)) {
      at += 1;
      continue;
    }
    const addressee = token.folded.startsWith('ل') ? matchOutlet(reader.tokens, at, 1) : 0;
    const phrase = addressee > 0 ? undefined : phraseAt(reader, at);
    if (phrase !== undefined) {
      // «وأبلغ الصحافيين»: an object by its ending.
      if (token.folded.endsWith('ين') && isSeveral(bare(token.folded))) return undefined;
      return agrees(verb, phrase, reader.tokens) ? withApposition(reader, phrase) : undefined;
    }
    const aside = /^(?:جهته|جهتها|جانبه|جانبها|جهتهم)$/u.test(wordAt(reader.tokens, at + 1));
    if (!aside && !betweenVerbAndSubject.test(token.folded) && addressee === 0) return undefined;
    at += aside ? 2 : Math.max(1, addressee);
  }
  return undefined;
};

/** A participle in the accusative, «شاكيا», «مبتسما», that is nobody's name. */
const isManner = ({ folded, raw }: Token): boolean =>
  /^(?:\p{L}ا\p{L}{2}|م[^اوي]\p{L}{2,})ا$/u.test(raw) && !isGivenName(folded);

/** «ودعت "لجنة النضال من أجل الهوية"»: a body whose whole name stands in quotation marks. */
const quotedBody = (reader: Reader, at: number): Phrase | undefined => {
  const quotation = reader.tokens[at]?.quotation;
  if (quotation === undefined) return undefined;
  let to = at;
  while (reader.tokens[to]?.quotation === quotation) to += 1;
  const words = reader.tokens.slice(at, to);
  // «"الشرطة تبحث عنه"» is a sentence.
  if (words.some(({ folded }) => isOtherVerb(folded))) return undefined;
  const inner = to - at <= 8 ? phraseAt(reader, at) : undefined;
  if (inner?.head === 'organisation' || inner?.head === 'outlet')
    return { ...inner, to, name: [at, to] };
  // «وقالت "بي.دبليو.سي" في تقرير»
  const next = reader.tokens[to];
  const name = to - at <= 4 && words.every((word) => isNameLike(word, reader.vocabulary));
  const goesOn =
    next && /^["»”] $/u.test(next.gap) && /^(?:في|ان|انه|انها|ل.*)$/u.test(next.folded);
  return name && goesOn ? phrase('organisation', at, to) : undefined;
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
  const pronoun = wordAt(tokens, verbAt - 1);
  if (/^و?التي$/u.test(pronoun) && verb.subject !== 'feminine') return undefined;
  if (/^و?الذي$/u.test(pronoun) && verb.subject !== 'masculine') return undefined;
  // «برئيس المفوضية موسى فكي الذي دعا»: whatever it is to its own sentence.
  const relative = /^و?(?:الذي|التي)$/u.test(pronoun);
  let end = verbAt;
  while (end > 0 && beforeVerb.test(wordAt(tokens, end - 1))) end -= 1;
  for (let from = Math.max(0, end - 12); from < end; from += 1) {
    const token = tokens[from];
    if (token === undefined) return undefined;
    const before = tokens[from - 1];
    const opens =
      before === undefined || /[,،.؛:"»”)–-]/u.test(token.gap) || clauseStart.test(before.folded);
    const clitic = (relative ? /^[وبل]/u : /^و/u).test(token.folded) && token.folded !== 'ولد';
    const shift = clitic && !phraseAt(reader, from);
    if (!opens && !shift && !relative) continue;
    const plain = shift ? afterClitic(reader, from) : reader;
    const phrase = phraseAt(plain, from);
    if (phrase === undefined || (!relative && governs.test(before?.folded ?? ''))) continue;
    // «بين إيران والعراق، قال»: the second of two is nobody's subject.
    if (!opens && !relative && /[,،]/u.test(tokens[end]?.gap ?? '')) continue;
    const whole = withApposition(plain, phrase);
    if (whole.to === end) return { phrase: whole, tokens: plain.tokens };
    // «الحزب الحاكم في الصين أعلن»
    if (!phrase.bareName && attachedRun(plain, phrase.to, loosely) === end)
      return { phrase, tokens: plain.tokens };
  }
  return undefined;
};
