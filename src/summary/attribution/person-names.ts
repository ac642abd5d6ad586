import { isDefiniteAdjective } from './adjectives.ts';
import { matchOutlet } from './gazetteer.ts';
import {
  adjectives,
  articleSurnames,
  bodyNouns,
  commonWords,
  givenNames,
  nameLinks,
  particles,
  roleNouns,
  titles,
} from './lexicon.ts';
import { phrase, type Phrase } from './noun-phrase.ts';
import { endsPhrase, isNameLike } from './phrase-ends.ts';
import { isJoined, joinedAt, type Reader, type Token, wordAt, joinedWord } from './tokens.ts';
import {
  bare,
  hasConjunction,
  isCommon,
  isDefinite,
  isParticle,
  ownedNoun,
  isGivenName,
  isNationality,
} from './words.ts';

/** Letters of other alphabets as Arabic prints them: «إس كي كيم», «جيه بي مورغان». */
const initials = /^(?:ايه|بي|سي|دي|ا[فمرس]|جيه?|اتش|كيو?|تي|يو|دبليو|اكس|واي|زد)$/u;

const beforeVerbs = /^[وف]?(?:لم|لن|قد|لقد|سوف)$/u;
const kinship = /^(?:بن|ابن|بنت|ولد|ابو|ابي|ابا|ام|ال|عبد|ايت)$/u;
const neverFirst = /^(?:لا|لو|ابن|بن|ولد|ال)$/u;

/** «بن عبد العزيز», «أبو ردينة», «أم وليد», «دي ميستورا»: how many words a link and its name take. */
const linkedAt = ({ tokens, vocabulary }: Reader, at: number): number => {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined || !isJoined(next)) return 0;
  const word = token.folded;
  if (!nameLinks.has(word)) return 0;
  if (word === 'ام' ? !givenNames.has(next.folded) : isParticle(token)) return 0;
  if (nameLinks.has(next.folded)) return 1;
  if (isParticle(next) || next.folded.startsWith('لل')) return 0;
  // «شينزو آبي» is no kunya.
  if (token.raw.startsWith('آب')) return 0;
  // After بن and أبو any word is a name; after «فان» and «دي» it must look like one.
  if (kinship.test(word) || isDefinite(next.folded)) return 2;
  if (/^(?:دي|دا|دو|ديل|دوس)$/u.test(word) && !endsPhrase(next, vocabulary)) return 2;
  return isNameLike(next, vocabulary, token) ? 2 : 0;
};

const isListed = (stem: string): boolean =>
  commonWords.has(stem) || isNationality(stem) || adjectives.has(stem) || roleNouns.has(stem);

/** «الأسد» after «بشار», «الحريري» after «سعد»: a surname with the article, and no adjective. */
const isSurname = (token: Token, before: Token, only: boolean, afterRole: boolean): boolean => {
  const { folded: word } = token;
  if (!isDefinite(word) || particles.has(word) || /^[وف]/u.test(word)) return false;
  // «التزامه»: a noun that is somebody's.
  if (!/[ةي]$/u.test(token.raw) && isCommon(word, token.raw)) return false;
  if (/\p{L}{2}ات$/u.test(token.raw) && !articleSurnames.has(word)) return false;
  if (articleSurnames.has(word) || /^(?:الدين|الله)$/u.test(word)) return true;
  const stem = bare(word);
  // «أشرف القدرة»: after one given name the next word is the surname, whatever else it means.
  const free = !isNationality(stem) || afterRole;
  if (only && free && givenNames.has(before.folded)) return !isOffice(stem);
  if (isListed(stem) || isListed(stem.replace(/(?:ه|ين|ون)$/u, ''))) return false;
  if (givenNames.has(before.folded)) return true;
  if (isCommon(stem, token.raw)) return false;
  // «حسم سان جرمان اللقب»: after two words only what is formed like one.
  const first = only || isDefinite(before.folded);
  return stem.endsWith('ي') || (first && !isDefiniteAdjective(token));
};

const isOffice = (stem: string): boolean =>
  roleNouns.has(stem) || bodyNouns.has(stem) || adjectives.has(stem);

/** «الفنان عادل إمام»: after a role and a given name, whatever else the word means, if it governs nothing. */
const closesName = ({ tokens, vocabulary }: Reader, at: number): boolean => {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token === undefined || !givenNames.has(before?.folded ?? '') || token.definite) return false;
  if (endsPhrase(token, vocabulary) || ownedNoun(token.folded) !== undefined) return false;
  return next === undefined || !isJoined(next) || endsPhrase(next, vocabulary);
};

const beforeDescent = (reader: Reader, at: number): boolean =>
  /^(?:بن|بنت|ولد)$/u.test(joinedWord(reader, at + 1)) &&
  !hasConjunction(wordAt(reader.tokens, at), reader.vocabulary);

/**
 * Where the personal name that begins here ends: bare words that are no words of the language, with
 * بن, عبد, أبو and surnames in ال. The start itself where there is none. After a role more is a name.
 */
export const nameAt = (reader: Reader, at: number, most = 6, afterRole = false): number => {
  const { tokens, vocabulary } = reader;
  let to = at;
  while (to < at + most) {
    const token = to === at ? tokens[to] : joinedAt(reader, to);
    if (token === undefined) break;
    if (token.folded.startsWith('ل') && matchOutlet(tokens, to, 1) > 0) break;
    const before = to > at ? tokens[to - 1] : undefined;
    // «لم يخف», «قد يعلن»: a verb; «البرمجة والدرونز»: one more of what stands before.
    const last = wordAt(tokens, to - 1);
    if (
      !before &&
      (beforeVerbs.test(last) || (isDefinite(last) && /^وال\p{L}{2}/u.test(token.folded)))
    )
      break;
    if (!before && matchOutlet(tokens, to) > 0) break;
    // «وحث كوربن تريزا ماي»: after a surname that the article knows another name begins.
    const { surnames } = reader;
    const another = isGivenName(token.folded) || surnames.has(token.folded);
    const whole =
      before !== undefined && surnames.has(before.folded) && !givenNames.has(before.folded);
    if (whole && (another || isDefinite(token.folded) || to > at + 1)) break;
    // «رئيس الأساقفة جوسيه غوميز والفاتيكان»
    if (to > at + 1 && /^وال\p{L}{4}/u.test(token.folded)) break;
    const linked = to === at && neverFirst.test(token.folded) ? 0 : linkedAt(reader, to);
    if (linked > 0) to += linked;
    else if (isNameLike(token, vocabulary, before, afterRole)) to += 1;
    else if (before && initials.test(before.folded) && initials.test(token.folded)) to += 1;
    else if (before !== undefined && isSurname(token, before, to === at + 1, afterRole)) to += 1;
    else if (beforeDescent(reader, to) && !isParticle(token)) to += 1;
    else if (afterRole && to === at + 1 && closesName(reader, to)) to += 1;
    else break;
  }
  return to;
};

/**
 * Of a run of names after a noun that governs («رئيس بلدية ...», «مدرب ...»), where the part ends
 * that the noun governs; the rest is the person. A given name shows where the person begins.
 */
export const ownerAt = (reader: Reader, at: number): number => {
  const to = nameAt(reader, at);
  for (let from = at + 1; from < to - 1; from += 1)
    if (isGivenName(wordAt(reader.tokens, from))) return from;
  return to - at >= 3 ? to - 2 : to;
};

/** The own name of a body, which ends where a given name begins: «جامعة دنقلا [عوض الكريم]». */
export const bodyNameAt = (reader: Reader, at: number, most: number): number => {
  const to = nameAt(reader, at, most);
  for (let from = at + 1; from < to; from += 1) {
    const linked = nameLinks.has(wordAt(reader.tokens, from - 1));
    if (!linked && isGivenName(wordAt(reader.tokens, from))) return from;
  }
  // «مؤسسة إيفوب [فريديريك دابي]»: of three words two are the person.
  return to - at === 2 && nameAt(reader, at) - at === 3 ? at + 1 : to;
};

/** Past titles and what is said of them: «العميد الركن المتقاعد». */
export const pastTitles = (reader: Reader, at: number): number => {
  let to = at;
  while (to < at + 3) {
    const token = to === at ? reader.tokens[to] : joinedAt(reader, to);
    const adjective =
      to > at && token !== undefined && isDefiniteAdjective(token, reader.tokens[to - 1]);
    if (!titles.has(token?.folded ?? '') && !adjective) return to;
    to += 1;
  }
  return to;
};

/** A person by name: «دونالد ترامب», «الفرنسي رافايل فاران», «الدكتور نبيل». */
export const personPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const { tokens } = reader;
  const first = wordAt(tokens, at);
  // «الفرنسي رافايل فاران»
  const national = isDefinite(first) && /يه?$/u.test(first) && isNationality(first);
  const titled = national ? at + 1 : pastTitles(reader, at);
  if (titled > at && joinedAt(reader, titled) === undefined) return undefined;
  const to = nameAt(reader, titled);
  if (to === titled) return undefined;
  const only = to === at + 1 ? tokens[at] : undefined;
  // «بحسب رأيه»: one unknown word with a pronoun.
  if (only && /(?:[هة]|ات)$/u.test(only.raw) && !givenNames.has(only.folded)) return undefined;
  return phrase('person', at, to, { name: [titled, to], bareName: titled === at && to === at + 1 });
};

/** «وقالت المشاط», of whom the article spoke as «رانيا المشاط». */
export const surnamePhrase = ({ tokens, surnames }: Reader, at: number): Phrase | undefined => {
  const token = tokens[at];
  return token && surnames.has(token.folded)
    ? phrase('person', at, at + 1, { bareName: true })
    : undefined;
};
