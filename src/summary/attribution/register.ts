import type { Finding } from './finding.ts';
import type { Introductions } from './introductions.ts';
import type { Agreement } from './noun-phrase.ts';
import { type Described, spanText, type Speaker } from './speaker.ts';
import type { Reading } from './tokens.ts';

/** What has been gathered while an article is read. */
export type Register = Pick<Reading, 'text' | 'vocabulary'> &
  Introductions & {
    /** One for each person, body, paper or unnamed group, in the order in which they first speak. */
    speakers: Speaker[];
    /** Who spoke, in which line, and whether in a paper, «في بيان»; the last one at the end. */
    recent: { speaker: Speaker; line: number; inStatement: boolean }[];
    /** The line in which somebody spoke whom nobody knows, until somebody known speaks. */
    stranger: number | undefined;
  };

/** A register in which nobody has spoken yet. */
export const createRegister = (
  { text, vocabulary }: Reading,
  { people, bodies, nameless }: Introductions,
): Register => ({
  text,
  vocabulary,
  people,
  bodies,
  nameless,
  speakers: [],
  recent: [],
  stranger: undefined,
});

/** Enters somebody who has not spoken before. */
export const enter = ({ speakers }: Register, described: Described): Speaker => {
  const speaker = { ...described, aliases: new Set<string>(), quotes: [], findings: [] };
  speakers.push(speaker);
  return speaker;
};

/** The speaker whom a sentence without a subject goes on with, and the line of their last words. */
export const running = (
  { recent }: Register,
  agreement: Agreement,
): Register['recent'][number] | undefined =>
  recent.findLast(({ speaker }) =>
    agreement === 'plural'
      ? speaker.agreement !== 'feminine' &&
        (speaker.kind === 'anonymous' || /(?:ون|ين)$/u.test(speaker.words[0] ?? ''))
      : agreement === undefined ||
        speaker.agreement === undefined ||
        speaker.agreement === agreement,
  );

/** Notes that this speaker spoke here. */
export const note = (register: Register, speaker: Speaker, finding: Finding): void => {
  const { text, recent } = register;
  speaker.findings.push(finding);
  speaker.agreement ??= finding.agreement;
  const { subject, tokens, line } = finding;
  if (subject !== undefined) {
    speaker.aliases.add(spanText(text, tokens, subject.name ?? [subject.from, subject.to]));
  }
  if (finding.frame === 'addressed') return;
  const inStatement = tokens.some(({ statement }) => statement);
  recent.push({ speaker, line, inStatement });
  register.stranger = undefined;
};
