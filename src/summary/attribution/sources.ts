import type { SourceKind } from '../summary.ts';
import type { Quotation } from './attribution.ts';
import type { Finding } from './frames.ts';
import { isShortFor, type Introduction } from './introductions.ts';
import type { Range } from './parts.ts';
import type { Phrase } from './phrase.ts';
import type { Agreement } from './subjects.ts';
import type { Reading, Token } from './tokens.ts';
import { bare } from './words.ts';

/** A source while the article is being read. */
export type Speaker = {
  kind: SourceKind;
  /** Folded words of the name, and of the role. */
  words: readonly string[];
  roleWords: readonly string[];
  name: string;
  mention: string;
  role: string;
  agreement: Agreement;
  aliases: Set<string>;
  quotes: Quotation[];
  /** How often and how the source speaks. */
  findings: Finding[];
};

const kindOf: Record<Phrase['head'], SourceKind> = {
  person: 'person',
  role: 'person',
  organisation: 'organisation',
  outlet: 'outlet',
  anonymous: 'anonymous',
  document: 'document',
};

const foldedWords = (tokens: readonly Token[], [from, to]: Range): string[] =>
  tokens.slice(from, to).map(({ folded }) => folded);

const printed = (text: string, tokens: readonly Token[], [from, to]: Range): string => {
  const first = tokens[from];
  const last = tokens[to - 1];
  if (first === undefined || last === undefined) return '';
  const slice = text.slice(first.start, last.end);
  // «لل» has swallowed the alef of the article.
  const whole = first.folded.startsWith('ال') && /^ل/u.test(first.raw) ? `ا${slice}` : slice;
  return balanced(whole);
};

/** A phrase cut out of quotation marks keeps no half of a pair. */
const balanced = (phrase: string): string => {
  const marks = phrase.match(/["«»“”()]/gu)?.length ?? 0;
  return marks % 2 === 0 ? phrase : phrase.replaceAll(/["«»“”()]/gu, '').trim();
};

const spanText = (text: string, tokens: readonly Token[], from: number, to: number): string => {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last ? text.slice(first.start, last.end) : '';
};

type Described = Omit<Speaker, 'findings' | 'quotes' | 'aliases'>;

const describe = (
  text: string,
  phrase: Phrase,
  tokens: readonly Token[],
  agreement: Agreement,
): Described => {
  const kind = kindOf[phrase.head];
  const name = phrase.name ?? phrase.role ?? [phrase.from, phrase.to];
  const role = phrase.name === undefined ? undefined : phrase.role;
  return {
    kind,
    words: foldedWords(tokens, name),
    roleWords: role
      ? foldedWords(tokens, role)
      : phrase.head === 'role'
        ? foldedWords(tokens, name)
        : [],
    name: printed(text, tokens, name),
    mention: spanText(text, tokens, name[0], name[1]),
    role: role ? printed(text, tokens, role) : '',
    agreement,
  };
};

const sameNoun = (one: string | undefined, other: string | undefined): boolean => {
  const stem = (word: string | undefined): string => bare(word ?? '').replace(/(?:ين|ون|ه)$/u, '');
  return stem(one) !== '' && stem(one) === stem(other);
};

const containsAll = (long: readonly string[], short: readonly string[]): boolean => {
  const stems = new Set(long.map((word) => bare(word)));
  return short.every((word) => stems.has(bare(word)));
};

/** Gathers findings into speakers: one for each person, body, paper or unnamed group. */
export const createRegister = ({ text }: Reading, introductions: readonly Introduction[]) => {
  const speakers: Speaker[] = [];
  const recent: Speaker[] = [];

  const add = (described: Described): Speaker => {
    const speaker: Speaker = { ...described, aliases: new Set(), quotes: [], findings: [] };
    speakers.push(speaker);
    return speaker;
  };

  const personFor = (found: Described, phrase: Phrase): Speaker => {
    const known = speakers.find(
      ({ kind, words, roleWords }) =>
        kind === 'person' &&
        words !== roleWords &&
        (isShortFor(found.words, words) || isShortFor(words, found.words)),
    );
    const long = phrase.name && introductions.filter(({ words }) => isShortFor(found.words, words));
    const fullest = long?.toSorted(
      (a, b) =>
        b.words.length - a.words.length ||
        Number(b.phrase.role !== undefined) - Number(a.phrase.role !== undefined),
    )[0];
    const introduced = fullest && describe(text, fullest.phrase, fullest.tokens, found.agreement);
    const roleGiver = long?.find(({ phrase }) => phrase.role !== undefined);
    const given = roleGiver && describe(text, roleGiver.phrase, roleGiver.tokens, undefined);
    const best = introduced && introduced.words.length > found.words.length ? introduced : found;
    const role = found.role || best.role || given?.role || '';
    const roleWords = found.role
      ? found.roleWords
      : best.role
        ? best.roleWords
        : (given?.roleWords ?? []);
    if (known === undefined) return add({ ...best, role, roleWords });
    if (best.words.length > known.words.length) {
      Object.assign(known, { words: best.words, name: best.name, mention: best.mention });
    }
    if (known.role === '') Object.assign(known, { role, roleWords });
    return known;
  };

  /** «الوزير», «الرئيس الروسي»: the last person of that role, else whoever is introduced with it. */
  const roleHolder = (found: Described, before: number): Speaker | undefined => {
    const [noun] = found.words;
    const fits = (roleWords: readonly string[]): boolean =>
      roleWords.some((word) => sameNoun(word, noun)) &&
      containsAll(roleWords, found.words.slice(1));
    const spoken = recent.findLast(
      (speaker) =>
        (speaker.kind === 'person' || speaker.kind === 'anonymous') &&
        (fits(speaker.roleWords) || (speaker.kind === 'anonymous' && fits(speaker.words))),
    );
    if (spoken !== undefined) return spoken;
    const introduced = introductions.findLast(
      ({ phrase, tokens, start }) =>
        start < before && phrase.role !== undefined && fits(foldedWords(tokens, phrase.role)),
    );
    if (introduced === undefined) return undefined;
    return personFor(
      describe(text, introduced.phrase, introduced.tokens, found.agreement),
      introduced.phrase,
    );
  };

  const backReference = (found: Described): Speaker | undefined => {
    const [noun] = found.words;
    const fits = (speaker: Speaker): boolean =>
      speaker.kind === found.kind && containsAll(speaker.words, found.words);
    if (found.kind === 'document') {
      return recent.findLast((speaker) => speaker.kind === 'organisation' || fits(speaker));
    }
    return recent.findLast(
      (speaker) =>
        fits(speaker) || (speaker.kind === found.kind && sameNoun(speaker.words[0], noun)),
    );
  };

  const bodyFor = (found: Described): Speaker => {
    const same = speakers.find(
      ({ kind, words }) =>
        kind === found.kind &&
        (containsAll(words, found.words) || containsAll(found.words, words)) &&
        (found.kind !== 'anonymous' ||
          words.length === found.words.length ||
          words[0] === found.words[0]),
    );
    if (same === undefined) return add(found);
    if (found.words.length > same.words.length && found.kind !== 'anonymous') {
      Object.assign(same, { words: found.words, name: found.name, mention: found.mention });
    }
    return same;
  };

  const resolve = (finding: Finding): Speaker | undefined => {
    const { subject, tokens } = finding;
    if (subject === undefined) return undefined;
    const found = describe(text, subject, tokens, finding.agreement);
    if (subject.head === 'role') {
      const holder = roleHolder(found, tokens[subject.from]?.start ?? 0);
      return holder ?? (found.words.length > 1 ? personFor(found, subject) : undefined);
    }
    if (found.kind === 'person') return personFor(found, subject);
    if (subject.pointsBack) {
      const referred = backReference(found);
      if (referred !== undefined) return referred;
      if (found.kind === 'outlet') return undefined;
    }
    return bodyFor(found);
  };

  /** The speaker whom a sentence without a subject goes on with. */
  const running = (agreement: Agreement): Speaker | undefined =>
    recent.findLast(
      (speaker) =>
        agreement === undefined ||
        speaker.agreement === undefined ||
        speaker.agreement === agreement,
    );

  return {
    speakers,
    resolve,
    running,
    /** Notes that this speaker spoke here. */
    note: (speaker: Speaker, finding: Finding): void => {
      speaker.findings.push(finding);
      speaker.agreement ??= finding.agreement;
      const { subject, tokens } = finding;
      if (subject !== undefined) {
        speaker.aliases.add(
          spanText(
            text,
            tokens,
            subject.name?.[0] ?? subject.from,
            subject.name?.[1] ?? subject.to,
          ),
        );
      }
      if (finding.frame !== 'addressed') recent.push(speaker);
    },
  };
};
