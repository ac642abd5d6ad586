import type { Finding } from './finding.ts';
import type { Introduction, Introductions } from './introductions.ts';
import { foreignNames, givenNames } from './names.ts';
import type { Phrase } from './noun-phrase.ts';
import { nationalities } from './places.ts';
import {
  containsAll,
  describe,
  foldedWords,
  isMisprintOf,
  isShortFor,
  sameNoun,
  sameOutlet,
  spanText,
  type Described,
  type Speaker,
} from './speaker.ts';
import type { Agreement } from './subjects.ts';
import type { Reading } from './tokens.ts';
import { bare } from './words.ts';

const isNationality = (word: string): boolean => nationalities.has(bare(word).replace(/ه$/u, ''));

/** Whether «الرئيس الروسي» can be who bears these words as a role; a nationality may be left out. */
const bearsRole = (roleWords: readonly string[], called: readonly string[]): boolean => {
  const rest = called.slice(1);
  const unspoken = !roleWords.some(isNationality);
  return (
    roleWords.some((word) => sameNoun(word, called[0])) &&
    containsAll(roleWords, unspoken ? rest.filter((word) => !isNationality(word)) : rest)
  );
};

/** Gathers findings into speakers: one for each person, body, paper or unnamed group. */
export const createRegister = (
  { text, vocabulary }: Reading,
  { people, bodies }: Introductions,
) => {
  const speakers: Speaker[] = [];
  const recent: { speaker: Speaker; line: number }[] = [];

  const add = (described: Described): Speaker => {
    const speaker = { ...described, aliases: new Set<string>(), quotes: [], findings: [] };
    speakers.push(speaker);
    return speaker;
  };

  const described = ({ phrase, tokens }: Introduction): Described =>
    describe(text, phrase, tokens, undefined);

  /** The fullest form in which the article prints a name, with the first role that it gives. */
  const inFull = (found: Described): Described => {
    const longer = people.filter(({ words }) => isShortFor(found.words, words));
    // A longer form that nobody introduces («وقال ولد سيدينا») holds more than the name.
    const within =
      longer.length > 0
        ? []
        : people.filter(({ words }) => words.length > 1 && isShortFor(words, found.words));
    const fullest = [...longer, ...within].toSorted((a, b) => b.words.length - a.words.length)[0];
    const better = fullest && (within.length > 0 || fullest.words.length > found.words.length);
    const named = better ? described(fullest) : found;
    const given = longer.filter(({ phrase }) => phrase.role !== undefined);
    const giver = given.find(({ phrase: { role } }) => role && role[1] - role[0] > 1) ?? given[0];
    const roles = [found, named, ...(giver ? [described(giver)] : [])].filter(
      ({ role }) => role !== '',
    );
    const role = roles.find(({ roleWords }) => roleWords.length > 1) ?? roles[0];
    return {
      ...named,
      agreement: found.agreement,
      role: role?.role ?? '',
      roleWords: role?.roleWords ?? found.roleWords,
    };
  };

  const personFor = (found: Described): Speaker => {
    const full = found.named ? inFull(found) : found;
    const same = speakers.find(
      ({ kind, named, words }) =>
        kind === 'person' &&
        named === full.named &&
        (isShortFor(full.words, words) ||
          isShortFor(words, full.words) ||
          isMisprintOf(full.words, words)),
    );
    if (same === undefined) return add(full);
    const { words, name, mention, role, roleWords } = full;
    if (words.length > same.words.length) Object.assign(same, { words, name, mention });
    if (same.role === '') Object.assign(same, { role, roleWords });
    return same;
  };

  /** «الوزير», «الرئيس الروسي»: the last speaker of that role, else who is introduced with it. */
  const roleHolder = (found: Described, before: number): Speaker | undefined => {
    const fits = ({ kind, words, roleWords }: Speaker): boolean =>
      (kind === 'person' && bearsRole(roleWords, found.words)) ||
      (kind === 'anonymous' && bearsRole(words, found.words));
    const spoken = recent.findLast(({ speaker }) => fits(speaker))?.speaker;
    if (spoken !== undefined) return spoken;
    const introduced = people.findLast(
      ({ phrase, tokens, start }) =>
        start < before &&
        phrase.role !== undefined &&
        bearsRole(foldedWords(tokens, phrase.role), found.words),
    );
    return introduced && personFor(described(introduced));
  };

  /** «الوزارة», «المصادر», «البيان»: the last speaker of that noun, else a body introduced with it. */
  const backReference = (found: Described, before: number): Speaker | undefined => {
    const [noun] = found.words;
    const spoken = recent.findLast(
      ({ speaker: { kind, words } }) =>
        (found.kind === 'document' && kind === 'organisation') ||
        (kind === found.kind && (containsAll(words, found.words) || sameNoun(words[0], noun))),
    );
    if (spoken !== undefined) return spoken.speaker;
    if (found.kind !== 'organisation') return undefined;
    const introduced = bodies.findLast(
      ({ phrase, tokens, start, words }) =>
        start < before &&
        (words.length > 0 || phrase.to - phrase.from > 1) &&
        sameNoun(tokens[phrase.from]?.folded, noun),
    );
    return introduced && bodyFor(described(introduced));
  };

  const bodyFor = (found: Described): Speaker => {
    const same = speakers.find(
      ({ kind, words, name }) =>
        kind === found.kind &&
        ((kind === 'outlet' && sameOutlet(name, found.name)) ||
          ((containsAll(words, found.words) || containsAll(found.words, words)) &&
            (kind !== 'anonymous' ||
              words.length === found.words.length ||
              words[0] === found.words[0]))),
    );
    if (same === undefined) return add(found);
    const { words, name, mention } = found;
    if (words.length > same.words.length && found.kind !== 'anonymous') {
      Object.assign(same, { words, name, mention });
    }
    return same;
  };

  const isBody = (found: Described): boolean =>
    found.role === '' &&
    !people.some(({ words }) => isShortFor(found.words, words)) &&
    bodies.some(
      ({ words }) => words.length === found.words.length && isShortFor(found.words, words),
    );

  /** «أعلنت كاسبرسكي لاب» where «الشركة» is spoken of and nobody bears that name. */
  const isCompany = ({ role, agreement, words }: Described): boolean =>
    role === '' &&
    agreement === 'feminine' &&
    ['الشركه', 'المنظمه', 'المجموعه', 'الموسسه'].some((noun) => vocabulary.has(noun)) &&
    !words.some((word) => givenNames.has(word) || foreignNames.has(word)) &&
    !people.some((person) => isShortFor(words, person.words)) &&
    !speakers.some(
      ({ kind, named, words: other }) => kind === 'person' && named && isShortFor(words, other),
    );

  const resolvePhrase = (phrase: Phrase, found: Described, start: number): Speaker | undefined => {
    if (phrase.head === 'role') {
      const holder = roleHolder(found, start);
      return holder ?? (found.words.length > 1 ? personFor(found) : undefined);
    }
    if (found.kind === 'person') {
      return isBody(found) || isCompany(found)
        ? bodyFor({ ...found, kind: 'organisation' })
        : personFor(found);
    }
    if (phrase.pointsBack) {
      const referred = backReference(found, start);
      if (referred !== undefined || found.kind === 'outlet') return referred;
    }
    return bodyFor(found);
  };

  return {
    speakers,
    /** Whom a finding's subject means; undefined where it has none or points to nobody. */
    resolve: ({ subject, tokens, agreement }: Pick<Finding, 'subject' | 'tokens' | 'agreement'>) =>
      subject &&
      resolvePhrase(
        subject,
        describe(text, subject, tokens, agreement),
        tokens[subject.from]?.start ?? 0,
      ),
    /** The speaker whom a sentence without a subject goes on with, and the line of their last words. */
    running: (agreement: Agreement) =>
      recent.findLast(
        ({ speaker }) =>
          agreement === undefined ||
          speaker.agreement === undefined ||
          speaker.agreement === agreement,
      ),
    /** Notes that this speaker spoke here. */
    note: (speaker: Speaker, finding: Finding): void => {
      speaker.findings.push(finding);
      speaker.agreement ??= finding.agreement;
      const { subject, tokens, line } = finding;
      if (subject !== undefined) {
        speaker.aliases.add(spanText(text, tokens, subject.name ?? [subject.from, subject.to]));
      }
      if (finding.frame !== 'addressed') recent.push({ speaker, line });
    },
  };
};

/** What has been gathered while an article is read. */
export type Register = ReturnType<typeof createRegister>;
