import { withApposition } from './apposition.ts';
import type { Finding } from './finding.ts';
import { bodyNouns, foreignNames, givenNames, roleNouns } from './lexicon.ts';
import type { Phrase } from './noun-phrase.ts';
import { nameAt } from './person-names.ts';
import { phraseAt } from './phrase.ts';
import { type Described, foldedWords, spanText, type Speaker } from './speaker.ts';
import type { Agreement } from './subjects.ts';
import { afterClitic, type Reader, type Reading, type Token, type Vocabulary } from './tokens.ts';
import { cueVerbs } from './verbs.ts';
import { bare, isNameLike } from './words.ts';

/** A person or body as some sentence introduces it, whether it speaks there or not. */
export type Introduction = {
  /** Folded words of the name; of a body those that are its own, «توتال» of «شركة توتال». */
  words: readonly string[];
  phrase: Phrase;
  tokens: readonly Token[];
  /** Where the phrase begins in the text. */
  start: number;
};

/** Whom and what the article names in full, in order. */
export type Introductions = {
  people: Introduction[];
  bodies: Introduction[];
  /** «مصدر مقرب من الملف», «زوج المرأة»: whom a definite noun may mean later. */
  nameless: Introduction[];
};

/** A name in full needs a sign that it is one: a role before it or a given name at its head. */
const mayBePerson = ({ folded }: Token): boolean =>
  roleNouns.has(bare(folded)) ||
  givenNames.has(folded) ||
  foreignNames.has(folded) ||
  /^(?:ام|ابو)$/u.test(folded);

/** «ونائب», «للمخرج», «وتيريزا»: a role or given name after a clitic. */
const hidesRole = (word: string): boolean =>
  /^[وفبل]/u.test(word) &&
  !roleNouns.has(word) &&
  !givenNames.has(word) &&
  (roleNouns.has(bare(word.slice(1).replace(/^ل/u, 'ال'))) ||
    (word.length > 4 &&
      !cueVerbs.has(word.slice(1)) &&
      (givenNames.has(word.slice(1)) || foreignNames.has(word.slice(1)))));

/** «أن كارتر بيج، الذي»: where no verb can stand, words to the next mark whose last one recurs. */
const standsAsName = (reader: Reader, at: number): boolean => {
  const { tokens, vocabulary } = reader;
  const before = tokens[at - 1]?.folded ?? '';
  if (
    !/^(?:[وف]?[كب]?انت?|بين|مع|عن)$/u.test(before) &&
    !cueVerbs.has(before.replace(/^[وف]/u, ''))
  )
    return false;
  const to = nameAt(reader, at);
  const [last, next] = [tokens[to - 1]?.folded ?? '', tokens[to]];
  return to > at + 1 && (vocabulary.get(last) ?? 0) > 1 && /[,،(]/u.test(next?.gap ?? ',');
};

const ownWords = (phrase: Phrase, tokens: readonly Token[], vocabulary: Vocabulary): string[] =>
  tokens
    .slice(phrase.from + 1, phrase.to)
    .filter((token) => token.quotation !== undefined || isNameLike(token, vocabulary))
    .map(({ folded }) => folded);

const nobody: ReadonlySet<string> = new Set();

/** Reads all introductions of an article in one pass. */
export const introductionsIn = ({ lines, vocabulary }: Reading): Introductions => {
  const found: Introductions = { people: [], bodies: [], nameless: [] };
  for (const { tokens: line } of lines) {
    const whole: Reader = { tokens: line, vocabulary, known: nobody, surnames: nobody };
    for (let at = 0; at < line.length; at += 1) {
      // «ونائب الرئيس», «لوزير الخارجية»: the clitic off, or the inner role would be taken for theirs.
      const clitic = hidesRole(line[at]?.folded ?? '');
      const reader = clitic ? afterClitic(whole, at) : whole;
      const { tokens } = reader;
      const token = tokens[at];
      if (token === undefined) continue;
      const { start } = token;
      if (mayBePerson(token) || standsAsName(reader, at)) {
        const plain = phraseAt(reader, at);
        const named = plain?.head === 'person' || plain?.head === 'role';
        const phrase = named ? withApposition(reader, plain) : undefined;
        const nameless = phrase?.name === undefined && plain?.head !== 'person';
        if (nameless && plain && !plain.pointsBack && plain.to > at + 1)
          found.nameless.push({
            words: foldedWords(tokens, [at, plain.to]),
            phrase: plain,
            tokens,
            start,
          });
        if (phrase?.name === undefined) continue;
        // «مساعد للرئيس، دونالد ترامب»: after ل nothing shows whose name stands between commas.
        if (clitic && /^[بل]/u.test(line[at]?.folded ?? '') && plain?.head === 'role') continue;
        const words = tokens.slice(...phrase.name).map(({ folded }) => folded);
        if (words.length > 1 || phrase.role) found.people.push({ words, phrase, tokens, start });
        at = Math.max(at, phrase.to - 1);
      } else if (bodyNouns.has(bare(token.folded))) {
        const phrase = phraseAt(reader, at);
        if (phrase?.head !== 'organisation') continue;
        const words = ownWords(phrase, tokens, vocabulary);
        if (words.length > 0 || phrase.to > at + 1)
          found.bodies.push({ words, phrase, tokens, start });
      }
    }
  }
  return found;
};

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
  const inStatement = tokens.some(({ folded }) =>
    /^(?:ال|[بل])?(?:بيان|بلاغ)\p{L}{0,2}$/u.test(folded),
  );
  recent.push({ speaker, line, inStatement });
  register.stranger = undefined;
};
