import type { AttributedSource, Attribution, Quotation, Statement } from './attribution.ts';
import { findingsIn, type Finding } from './frames.ts';
import { introductionsIn } from './introductions.ts';
import { createRegister, type Speaker } from './sources.ts';
import { read, type Line, type Reading } from './tokens.ts';

type Said = { speaker: Speaker; finding: Finding; quotes: Quotation[] };

const leastWords = 3;

/** What follows a colon without quotation marks, to the end of its sentence. */
const afterColon = (
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

/** The statement that a quotation of this sentence belongs to. */
const ownerOf = (quotation: Quotation, said: readonly Said[], line: Line): Said | undefined => {
  const startOf = ({ finding }: Said): number => line.tokens[finding.at]?.start ?? 0;
  const speaks = said.filter(({ finding }) => finding.frame !== 'addressed');
  const before = speaks.findLast(
    (each) => each.finding.frame !== 'according' && startOf(each) < quotation.start,
  );
  return before ?? speaks.find((each) => startOf(each) >= quotation.end) ?? speaks[0];
};

const isSpeech = ({ text }: Quotation): boolean => text.split(/\s+/u).length >= leastWords;

const sourceOf = (speaker: Speaker): AttributedSource => {
  const firm = speaker.findings.filter(({ frame }) => frame !== 'addressed');
  const early = speaker.findings.some(({ line }) => line < 3);
  const core =
    firm.length > 1 ||
    speaker.quotes.length > 0 ||
    (firm.length > 0 && early) ||
    firm.some(({ content }) => content);
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

/**
 * Finds who says what in an Arabic article, by cue words and the shape of noun phrases, without a
 * model. Offsets are those of `text`. Any text is safe; one without Arabic has no sources.
 */
export const attribute = ({ text }: { title: string; text: string }): Attribution => {
  const reading = read(text);
  const register = createRegister(reading, introductionsIn(reading));
  const statements: (Statement & { speaker: Speaker })[] = [];

  for (const [index, line] of reading.lines.entries()) {
    const said: Said[] = [];
    for (const finding of findingsIn(
      { tokens: line.tokens, vocabulary: reading.vocabulary },
      index,
    )) {
      const speaker =
        finding.subject === undefined
          ? ((finding.frame === 'participle'
              ? said.findLast(
                  ({ finding: { frame } }) => frame !== 'addressed' && frame !== 'according',
                )?.speaker
              : undefined) ?? register.running(finding.agreement))
          : register.resolve(finding);
      if (speaker === undefined) continue;
      register.note(speaker, finding);
      said.push({
        speaker,
        finding,
        quotes: finding.frame === 'addressed' ? [] : afterColon(reading, line, finding),
      });
    }
    for (const quotation of reading.quotations) {
      if (
        quotation.start < line.sentence.start ||
        quotation.end > line.sentence.end ||
        !isSpeech(quotation)
      )
        continue;
      ownerOf(quotation, said, line)?.quotes.push(quotation);
    }
    for (const { speaker, finding, quotes } of said) {
      speaker.quotes.push(...quotes);
      const { subject, tokens } = finding;
      const first = subject && tokens[subject.from];
      const last = subject && tokens[subject.to - 1];
      statements.push({
        speaker,
        source: -1,
        cue: finding.cue,
        subject: first && last ? text.slice(first.start, last.end) : '',
        sentence: { start: line.sentence.start, end: line.sentence.end },
        quotes,
      });
    }
  }
  const speakers = register.speakers.filter(({ findings }) => findings.length > 0);
  return {
    sources: speakers.map(sourceOf),
    statements: statements.map(({ speaker, ...statement }) => ({
      ...statement,
      source: speakers.indexOf(speaker),
    })),
  };
};
