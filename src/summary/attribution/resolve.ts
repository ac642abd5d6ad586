import type { Finding } from './finding.ts';
import { bodyNouns, callings, outletNouns, places } from './lexicon.ts';
import type { Phrase } from './noun-phrase.ts';
import { personFor } from './people.ts';
import { enter, type Register } from './register.ts';
import {
  containsAll,
  describe,
  isShortFor,
  sameNoun,
  sameOutlet,
  type Described,
  type Speaker,
} from './speaker.ts';
import { bare, isNationality, isGivenName } from './words.ts';

const isFeminine = (word = ''): boolean => word.endsWith('ه');

/** «الوزير الجديد», «المدير الحالي» is whoever holds the office. */
const isNow = /^ال(?:جديد|حالي)ه?$/u;

/** Whether «الرئيس الروسي» can be who bears these words as a role; a nationality may be left out. */
const bearsRole = (roleWords: readonly string[], called: readonly string[]): boolean => {
  const rest = called.slice(1);
  const unspoken = !roleWords.some(isNationality);
  return (
    roleWords.some(
      (word) =>
        (sameNoun(word, called[0]) && isFeminine(word) === isFeminine(called[0])) ||
        // «نظيره المصري» is a minister like the one before.
        word.startsWith('نظير'),
    ) &&
    containsAll(
      roleWords.flatMap((word) => [word, word.replace(/ه$/u, '')]),
      rest.filter((word) => !(unspoken && isNationality(word)) && !isNow.test(word)),
    )
  );
};

/** «الوزير», «الرئيس الروسي»: the last speaker of that role, else who is introduced with it. */
const roleHolder = (register: Register, found: Described, before: number): Speaker | undefined => {
  const fits = ({ kind, words, roleWords }: Speaker): boolean =>
    (kind === 'person' && bearsRole(roleWords, found.words)) ||
    (kind === 'anonymous' && bearsRole(words, found.words));
  const spoken = register.recent.findLast(({ speaker }) => fits(speaker))?.speaker;
  if (spoken !== undefined) return spoken;
  const last = register.recent.at(-1)?.speaker;
  const [noun] = found.words;
  // «لاعب أرسنال» after «لاعب وسط المنتخب»
  if (callings.has(noun ?? '') && last?.named && last.roleWords.some((word) => word === noun))
    return last;
  // «المدرب الفرنسي» after a man of whom the article has not said that he is one.
  const calling = noun?.startsWith('ال') && callings.has(bare(noun));
  const introduced = register.people.findLast(
    ({ roleWords, start }) => start < before && bearsRole(roleWords, found.words),
  );
  if (introduced === undefined && calling && last?.kind === 'person' && last.named) return last;
  if (introduced !== undefined) return personFor(register, introduced);
  const nameless = register.nameless.findLast(
    ({ start, words }) => start < before && bearsRole(words, found.words),
  );
  if (nameless === undefined) return undefined;
  return nameless.kind === 'person' ? personFor(register, nameless) : bodyFor(register, nameless);
};

const companyNouns = ['الشركه', 'المنظمه', 'المجموعه', 'الموسسه'];

/** «توتال»: a body under its bare name, which «الشركة» may mean. */
const isBareCompany = ({ speaker: { kind, words } }: Register['recent'][number]): boolean =>
  kind === 'organisation' &&
  ![bodyNouns, outletNouns, places].some((list) => list.has(bare(words[0] ?? '')));

/** «الوزارة», «المصادر», «البيان»: the last speaker of that noun, else a body introduced with it. */
const backReference = (
  register: Register,
  found: Described,
  before: number,
): Speaker | undefined => {
  const [noun] = found.words;
  const statement = /^(?:ال)?(?:بيان|بلاغ)$/u.test(noun ?? '');
  const spoken =
    register.recent.findLast(({ inStatement }) => statement && inStatement) ??
    register.recent.findLast(
      (each) =>
        (each.speaker.kind === found.kind &&
          (containsAll(each.speaker.words, found.words) ||
            sameNoun(each.speaker.words[0], noun))) ||
        // «التقرير» after «تقرير لصحيفة التايمز»
        each.speaker.findings.some(({ subject, tokens }) =>
          sameNoun(subject && tokens[subject.from]?.folded, noun),
        ),
    );
  if (spoken !== undefined) return spoken.speaker;
  const relay = register.speakers.findLast(
    ({ kind, words }) => kind === 'outlet' && sameNoun(words[0], noun),
  );
  if (relay !== undefined) return relay;
  const ofCompany = ['الشبكه', 'الموقع', ...companyNouns].includes(noun ?? '');
  if (!ofCompany && found.kind !== 'organisation') return undefined;
  const company = ofCompany ? register.recent.findLast(isBareCompany) : undefined;
  if (company !== undefined) return company.speaker;
  const introduced = register.bodies.findLast(
    ({ start, words }) => start < before && sameNoun(words[0], noun),
  );
  return introduced && bodyFor(register, introduced);
};

const bodyFor = (register: Register, found: Described): Speaker => {
  const isBody = (kind: Speaker['kind']): boolean => kind === 'outlet' || kind === 'organisation';
  const same = register.speakers.find(
    ({ kind, words, name }) =>
      // «وكالة التصنيف "فيتش"», then «وكالة "فيتش"»
      (kind === found.kind || (isBody(kind) && isBody(found.kind) && found.words.length > 1)) &&
      ((kind === 'outlet' && sameOutlet(name, found.name)) ||
        ((containsAll(words, found.words) || containsAll(found.words, words)) &&
          (kind !== 'anonymous' ||
            words.length === found.words.length ||
            words[0] === found.words[0])) ||
        // «وزراء الشؤون الأوروبية في الاتحاد», then «وزراء الشؤون الأوروبية للاتحاد»
        (words.length > 2 && words.slice(0, 3).join() === found.words.slice(0, 3).join())),
  );
  if (same === undefined) return enter(register, found);
  const { words, name, mention } = found;
  if (words.length > same.words.length && found.kind !== 'anonymous') {
    Object.assign(same, { words, name, mention });
  }
  return same;
};

/** The body or outlet that a bare name means: «توتال» where «شركة توتال» is spoken of. */
const bodyNamed = (
  { people, bodies, speakers }: Register,
  found: Described,
): Described['kind'] | undefined => {
  if (found.role !== '' || people.some(({ words }) => isShortFor(found.words, words)))
    return undefined;
  const introduced = bodies.some(
    ({ own }) => own.length === found.words.length && isShortFor(found.words, own),
  );
  const speaker = speakers.find(
    ({ kind, words }) =>
      (kind === 'organisation' || kind === 'outlet') && isShortFor(found.words, words),
  );
  return speaker?.kind ?? (introduced ? 'organisation' : undefined);
};

/** «أعلنت كاسبرسكي لاب» where «الشركة» is spoken of and nobody bears that name. */
const isCompany = (
  { text, people, vocabulary }: Register,
  { role, agreement, words, mention }: Described,
): boolean =>
  role === '' &&
  words.length > 1 &&
  agreement === 'feminine' &&
  // People are soon called by one name, companies by both again.
  text.split(mention).length > 2 &&
  companyNouns.some((noun) => vocabulary.has(noun)) &&
  !words.some(isGivenName) &&
  !people.some((person) => isShortFor(words, person.words));

const resolvePhrase = (
  register: Register,
  phrase: Phrase,
  found: Described,
  start: number,
): Speaker | undefined => {
  if (phrase.head === 'role') {
    const holder = roleHolder(register, found, start);
    return holder ?? (found.words.length > 1 ? personFor(register, found) : undefined);
  }
  if (found.kind === 'person') {
    const kind =
      bodyNamed(register, found) ?? (isCompany(register, found) ? 'organisation' : undefined);
    return kind ? bodyFor(register, { ...found, kind }) : personFor(register, found, start);
  }
  // «الوزراء الأوروبيون» are the ministers who have just spoken.
  const several = found.kind === 'anonymous' && /^ال.*(?:ا|ون)$/u.test(found.words[0] ?? '');
  if (phrase.pointsBack || several) {
    const referred = backReference(register, found, start);
    // «وقال ناديه»: whose club is not said here.
    // «الوزيران» are two who have been named.
    const owned = found.words.length === 1 && !/^ال(?!.*ان$)/u.test(found.words[0] ?? '');
    if (referred !== undefined || found.kind === 'outlet' || owned) return referred;
  }
  return bodyFor(register, found);
};

/** Whom a finding's subject means, entered if new; undefined where it has none or points to nobody. */
export const resolve = (
  register: Register,
  { subject, tokens, agreement }: Pick<Finding, 'subject' | 'tokens' | 'agreement'>,
): Speaker | undefined =>
  subject &&
  resolvePhrase(
    register,
    subject,
    describe(register.text, subject, tokens, agreement),
    tokens[subject.from]?.start ?? 0,
  );
