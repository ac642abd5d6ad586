import { asidesIn } from './asides.ts';
import type { AttributedSource, Attribution } from './attribution.ts';
import type { Finding } from './finding.ts';
import { findingsIn } from './frames.ts';
import { introductionsIn, namesOf } from './introductions.ts';
import { afterColon, goesOn, shareQuotations } from './quoted-speech.ts';
import { createRegister, note, type Register } from './register.ts';
import { resolve } from './resolve.ts';
import { type Said, spanText, type Speaker } from './speaker.ts';
import { type Line, read, type Reading } from './tokens.ts';
import { createTopics, type Topics, understood } from './topics.ts';

/**
 * Finds who says what in an Arabic article, by cue words and the shape of noun phrases, without a
 * model; once for each object that is given. Offsets are those of `text`. Any text is safe; one
 * without Arabic has no sources.
 *
 * 1. The text is read into sentences, words and quotations (tokens), and whom it names in full is
 *    noted (introductions): a short name may come before the long one.
 * 2. Frames find the cues of each sentence («قال», «بحسب», «مضيفا»), and where their subject is
 *    (verb-frame, subjects); which words that subject takes, phrases say (phrase, parts, apposition).
 * 3. Who a subject is resolves against all who spoke before (resolve, people); who is meant where
 *    there is none is understood (topics).
 * 4. Quotations go to the speaker of their sentence, or on from the one before (quoted-speech).
 */
export const attribute = (article: { title: string; text: string }): Attribution => {
  const done = attributed.get(article) ?? attributeAnew(article);
  attributed.set(article, done);
  return done;
};

/** The summary without a model, the gate and the answers to questions ask about one article. */
const attributed = new WeakMap<object, Attribution>();

const attributeAnew = ({ title, text }: { title: string; text: string }): Attribution => {
  const reading = read(text);
  const { lines, vocabulary } = reading;
  const introductions = introductionsIn(reading);
  const names = namesOf(introductions);
  const readers = lines.map(({ tokens }) => ({ tokens, vocabulary, ...names }));
  const asides = asidesIn(
    lines.map(({ sentence }) => sentence),
    title,
  );
  const isAside = (index: number): boolean => asides.has(lines[index]?.sentence.start ?? -1);
  const findings = readers.map((reader, at) => (isAside(at) ? [] : findingsIn(reader, at)));
  const topicsAt = createTopics(readers);
  const register = createRegister(reading, introductions);
  const statements: (Said & { line: Line })[] = [];
  for (const [index, line] of lines.entries()) {
    const { said, strangers } = saidIn(findings[index] ?? [], topicsAt(index), register);
    const quiet = quietAfter(reading, index, findings);
    for (const each of said) each.quotes.push(...afterColon(reading, line, each.finding, quiet));
    const before = isAside(index) ? undefined : statements.at(-1);
    const last = before && goesOn(before, reading, index) ? before : undefined;
    shareQuotations(line, said, strangers, last);
    for (const each of said) {
      each.speaker.quotes.push(...each.quotes);
      statements.push({ ...each, line });
    }
  }
  const speakers = register.speakers.filter((speaker) => speaker.findings.length > 0);
  return {
    sources: speakers.map(sourceOf),
    statements: statements.map(({ speaker, finding: { subject, tokens, cue }, line, quotes }) => ({
      source: speakers.indexOf(speaker),
      cue,
      subject: subject ? spanText(text, tokens, [subject.from, subject.to]) : '',
      sentence: { start: line.sentence.start, end: line.sentence.end },
      quotes,
    })),
  };
};

/** Who speaks in a sentence; and the verbs of those whom nobody knows. */
const saidIn = (
  findings: readonly Finding[],
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
    said.push({ speaker, finding, quotes: [] });
  }
  return { said, strangers };
};

/** The next sentences of a paragraph in which nobody begins to speak. */
const quietAfter = ({ lines }: Reading, index: number, findings: readonly Finding[][]): Line[] => {
  if (findings[index]?.length === 0) return [];
  const paragraph = lines[index]?.sentence.paragraph;
  let to = index + 1;
  while (lines[to]?.sentence.paragraph === paragraph && findings[to]?.length === 0) to += 1;
  return lines.slice(index + 1, to);
};

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
