import { withApposition } from './apposition.ts';
import { type Finding, opensQuotation } from './finding.ts';
import { particles } from './lexicon.ts';
import type { Agreement, Phrase } from './noun-phrase.ts';
import { phraseAt } from './phrase.ts';
import { type Register, running } from './register.ts';
import { resolve } from './resolve.ts';
import type { Said, Speaker } from './speaker.ts';
import { agreementOf } from './subjects.ts';
import type { Reader, Token } from './tokens.ts';
import { wordAt } from './tokens.ts';
import { isOtherVerb } from './verbs.ts';
import { isCommon, isParticle } from './words.ts';

/** The subject of a sentence's first verb, or the phrase that the sentence opens with. */
type Topic = {
  subject: Finding;
  /** It names somebody whom the article knows: a later «وأضاف» may mean them. */
  known: boolean;
};

/** What a sentence is about, and the last sentence up to it that was about somebody known. */
export type Topics = { own: () => Topic | undefined; topic: () => Topic | undefined };

/** The topics of an article's sentences, read when asked for: of most nobody asks. */
export const createTopics = (readers: readonly Reader[]): ((line: number) => Topics) => {
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
const topicOf = (reader: Reader, line: number): Topic | undefined => {
  const { tokens } = reader;
  const start = asideAt(tokens);
  const at = tokens.findIndex(({ folded }, index) => index >= start && !opening.test(folded));
  const adverb = /^(?:ايضا|اليوم|امس|كذلك|بدوره|بدورها)$/u.test(wordAt(tokens, at + 1));
  let other: Topic | undefined;
  for (const from of [at, adverb ? at + 2 : at + 1]) {
    const token = tokens[from];
    const plain = token?.quotation === undefined ? phraseAt(reader, from) : undefined;
    if (token === undefined || plain === undefined) continue;
    const phrase = withApposition(reader, plain);
    // «وعكس المدرب ...»: a verb that no list holds looks like a name before its role.
    const told = plain.head === 'role' || /[,،]/u.test(tokens[plain.to]?.gap ?? '');
    // «وقوض ترامب»: a verb that no list holds, unless the article prints it again.
    const isVerb = from === at && plain.name?.[0] === at && !told && !recurs(reader, token);
    const known = !isVerb && isKnown(phrase, reader) && (told || isKnown(plain, reader));
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
      : isOtherVerb(wordAt(tokens, phrase.to));
    if (acts && !phrase.bareName) other ??= { subject, known };
  }
  return other;
};

/** A name of the language, or one that the article prints twice. */
const recurs = ({ vocabulary, known }: Reader, { folded }: Token): boolean =>
  known.has(folded) || (vocabulary.get(folded) ?? 0) > 1;

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

const opening = /^[وف]?(?:كان|كانت|قد|لقد|لكن|اما|كما|غير|ان|الا|بيد|لم|لن)$/u;

/** Whether a phrase names a person with a role, or by a name that the article introduces. */
export const isKnown = ({ head, name, role }: Phrase, { tokens, known }: Reader): boolean =>
  head === 'person' &&
  (role !== undefined || (name !== undefined && known.has(tokens[name[1] - 1]?.folded ?? '')));

const suitsGender = (one: Agreement, other: Agreement): boolean =>
  one === undefined || other === undefined || one === other;

/** Whom a sentence without a subject means: whoever spoke or was spoken of last. */
export const understood = (
  finding: Finding,
  said: readonly Said[],
  { own, topic }: Topics,
  register: Register,
): Speaker | undefined => {
  if (finding.stranger) return undefined;
  if (finding.frame === 'addressed') return undefined;
  if (finding.frame === 'participle') {
    const before = said.filter(({ finding: { frame } }) => /verb|relay|part/u.test(frame));
    // «قال وزراء، مشيرين»: a verb before them is in the singular.
    const inSentence = before.findLast(
      ({ finding: { agreement }, speaker }) =>
        suitsGender(agreement ?? speaker.agreement, finding.agreement) ||
        (finding.agreement === 'plural' && speaker.kind === 'anonymous'),
    );
    if (before.length > 0 || finding.goesOn) return inSentence?.speaker;
  }
  const known = register.stranger === undefined;
  const last = known ? running(register, finding.agreement) : undefined;
  const begins = finding.frame === 'participle' ? finding.at < 2 : opensSentence(finding);
  // «وأبدى زعيم القرية استياءه، وصرح»: whose verb it is was said at the sentence's beginning.
  const elsewhere = said.length === 0 && !begins;
  // Of a person only what is known: an unlisted verb looks like a name.
  const meant = elsewhere ? own() : topic();
  const suits =
    meant !== undefined &&
    (meant.known || meant.subject.subject?.head !== 'person') &&
    (elsewhere || meant.subject.line > (last?.line ?? register.stranger ?? -1)) &&
    suitsGender(meant.subject.agreement, finding.agreement);
  const speaker = suits ? resolve(register, meant.subject) : undefined;
  if (speaker !== undefined && suitsGender(speaker.agreement, finding.agreement)) return speaker;
  return elsewhere && !quotesAtOnce(finding) ? undefined : last?.speaker;
};

/** «، حيث قال: ...»: the words of whoever the sentence before was about. */
const quotesAtOnce = ({ at, after, tokens }: Finding): boolean =>
  /^(?:حيث|اذ)$/u.test(wordAt(tokens, at - 1)) && opensQuotation.test(tokens[after]?.gap ?? '');

/** Only words like «كما», «لكنه» or «وفي السياق نفسه،» stand before the verb, and no subject. */
const opensSentence = ({ at, cue, tokens }: Finding): boolean => {
  const [first] = tokens;
  if (at < 2 || first === undefined) return true;
  if (/^[وف]?سيلت?$/u.test(first.folded)) return true;
  if (cue.startsWith('و')) return false;
  if (/^[وف]?(?:كان|كانت|لكن|ان|غير|الا|بيد|اما|علي)$/u.test(first.folded)) return at < 3;
  return isParticle(first) || particles.has(first.folded.replace(/^[وف]/u, ''));
};
