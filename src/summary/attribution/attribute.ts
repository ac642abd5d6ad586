import { asidesIn } from './asides.ts';
import type { AttributedSource, Attribution, Quotation, Statement } from './attribution.ts';
import { type Finding, opensQuotation } from './finding.ts';
import { findingsIn } from './frames.ts';
import { type Introductions, introductionsIn } from './introductions.ts';
import { particles } from './lexicon.ts';
import { afterColon, continues, isSpeech, ownerOf } from './quoted-speech.ts';
import { createRegister, note, type Register, running } from './register.ts';
import { resolve } from './resolve.ts';
import type { Speaker } from './speaker.ts';
import type { Agreement } from './subjects.ts';
import { type Line, read, type Reading } from './tokens.ts';
import { createTopics, type Topics } from './topics.ts';
import { isParticle } from './words.ts';

type Said = { speaker: Speaker; finding: Finding; quotes: Quotation[] };

const sourceOf = (speaker: Speaker): AttributedSource => {
  const firm = speaker.findings.filter(({ frame }) => frame !== 'addressed');
  // Of somebody who speaks any verb of saying tells, of a body or paper one that says what.
  const speaks = speaker.kind === 'person' || speaker.kind === 'anonymous';
  const core =
    firm.length > 1 ||
    speaker.quotes.length > 0 ||
    firm.some(({ content, line, frame }) => content || line < 3 || (speaks && frame === 'verb'));
  return {
    name: speaker.name,
    mention: speaker.mention,
    role: speaker.role,
    kind: speaker.kind,
    salience: core ? 'core' : 'minor',
    aliases: [...speaker.aliases],
    quotes: speaker.quotes,
  };
};

const suitsGender = (one: Agreement, other: Agreement): boolean =>
  one === undefined || other === undefined || one === other;

/** Whom a sentence without a subject means: whoever spoke or was spoken of last. */
const understood = (
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
  /^(?:حيث|اذ)$/u.test(tokens[at - 1]?.folded ?? '') &&
  opensQuotation.test(tokens[after]?.gap ?? '');

/** Only words like «كما», «لكنه» or «وفي السياق نفسه،» stand before the verb, and no subject. */
const opensSentence = ({ at, cue, tokens }: Finding): boolean => {
  const [first] = tokens;
  if (at < 2 || first === undefined) return true;
  if (/^[وف]?سيلت?$/u.test(first.folded)) return true;
  if (cue.startsWith('و')) return false;
  if (/^[وف]?(?:كان|كانت|لكن|ان|غير|الا|بيد|اما|علي)$/u.test(first.folded)) return at < 3;
  return isParticle(first) || particles.has(first.folded.replace(/^[وف]/u, ''));
};

const saidIn = (
  reading: Reading,
  line: Line,
  findings: readonly Finding[],
  next: readonly Line[],
  topics: Topics,
  register: Register,
): { said: Said[]; strangers: Finding[] } => {
  const said: Said[] = [];
  const strangers: Finding[] = [];
  for (const finding of findings) {
    const speaker = finding.subject
      ? resolve(register, finding)
      : understood(finding, said, topics, register);
    if (speaker === undefined) {
      if (finding.frame === 'addressed' || /نقل/u.test(finding.cue)) continue;
      strangers.push(finding);
      register.stranger = finding.line;
      continue;
    }
    note(register, speaker, finding);
    const quotes = finding.frame === 'addressed' ? [] : afterColon(reading, line, finding, next);
    said.push({ speaker, finding, quotes });
  }
  return { said, strangers };
};

/**
 * Gives the sentence's quotations to who says them; what nobody says here may go on from before. What
 * follows the verb of somebody unknown is nobody's.
 */
const share = (line: Line, said: Said[], strangers: readonly Finding[], last: Said | undefined) => {
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

const statementOf = (
  { finding, quotes }: Said,
  line: Line,
  text: string,
): Omit<Statement, 'source'> => {
  const { subject, tokens, cue } = finding;
  const first = subject && tokens[subject.from];
  const last = subject && tokens[subject.to - 1];
  return {
    cue,
    subject: first && last ? text.slice(first.start, last.end) : '',
    sentence: { start: line.sentence.start, end: line.sentence.end },
    quotes,
  };
};

const knownNames = ({ people, bodies }: Introductions): ReadonlySet<string> =>
  new Set([...people, ...bodies].flatMap(({ own }) => own));

/** The summary without a model, the gate and the answers to questions ask about one article. */
const known = new WeakMap<object, Attribution>();

/**
 * Finds who says what in an Arabic article, by cue words and the shape of noun phrases, without a
 * model; once for each object that is given. Offsets are those of `text`. Any text is safe; one
 * without Arabic has no sources.
 */
export const attribute = (article: { title: string; text: string }): Attribution => {
  const found = known.get(article) ?? attributeAnew(article);
  known.set(article, found);
  return found;
};

const attributeAnew = ({ title, text }: { title: string; text: string }): Attribution => {
  const reading = read(text);
  const introductions = introductionsIn(reading);
  const known = knownNames(introductions);
  const surnames = new Set(
    introductions.people.flatMap(({ words }) => (words.length > 1 ? words.slice(-1) : [])),
  );
  const asides = asidesIn(
    reading.lines.map(({ sentence }) => sentence),
    title,
  );
  const register = createRegister(reading, introductions);
  const statements: (Said & { line: Line })[] = [];
  const { vocabulary } = reading;
  const readers = reading.lines.map(({ tokens }) => ({
    tokens,
    vocabulary,
    known,
    surnames,
  }));
  const topicsAt = createTopics(readers);
  const found = readers.map((reader, index) =>
    asides.has(reading.lines[index]?.sentence.start ?? 0) ? [] : findingsIn(reader, index),
  );
  for (const [index, line] of reading.lines.entries()) {
    const aside = asides.has(line.sentence.start);
    const findings = found[index] ?? [];
    const quiet = found.findIndex((each, at) => at > index && each.length > 0);
    const next = reading.lines
      .slice(index + 1, quiet < 0 ? undefined : quiet)
      .filter(({ sentence: { paragraph } }) => paragraph === line.sentence.paragraph);
    const { said, strangers } = saidIn(reading, line, findings, next, topicsAt(index), register);
    const before = aside ? undefined : statements.at(-1);
    share(line, said, strangers, before && goesOn(before, reading, index) ? before : undefined);
    for (const each of said) {
      each.speaker.quotes.push(...each.quotes);
      statements.push({ ...each, line });
    }
  }
  const speakers = register.speakers.filter(({ findings }) => findings.length > 0);
  return {
    sources: speakers.map(sourceOf),
    statements: statements.map((each) =>
      Object.assign(statementOf(each, each.line, text), { source: speakers.indexOf(each.speaker) }),
    ),
  };
};

/** The statement is that of the sentence before, or its quotation reaches to where this one begins. */
const goesOn = (before: Said & { line: Line }, { lines }: Reading, index: number): boolean => {
  const previous = lines[index - 1];
  const line = lines[index];
  if (previous === undefined || line === undefined) return false;
  const end = Math.max(before.line.sentence.end, ...before.quotes.map(({ end }) => end + 3));
  return end >= previous.sentence.end && line.sentence.paragraph - previous.sentence.paragraph <= 1;
};
