import { matchHonorific } from './gazetteer.ts';
import { bodyPhrase, documentPhrase, gives, outletPhrase, statement } from './institutions.ts';
import {
  bareUnnamed,
  bodyNouns,
  documentNouns,
  givenNames,
  outletNouns,
  quantifiers,
  roleNouns,
  unnamedNouns,
} from './lexicon.ts';
import { phrase, type Phrase } from './noun-phrase.ts';
import {
  attachedAt,
  attachedRun,
  complementAt,
  coordinatedAt,
  definiteAdjectives,
  indefiniteAdjectives,
  loosely,
} from './parts.ts';
import { nameAt, ownerAt, pastTitles, personPhrase, surnamePhrase } from './person-names.ts';
import { endsInOffice, isOwnedRole, roleAt } from './roles.ts';
import {
  afterClitic,
  joinedAt,
  onceAt,
  type Reader,
  type Token,
  wordAt,
  joinedWord,
} from './tokens.ts';
import { bare, isCommon, isDefinite, isSeveral, ownedNoun } from './words.ts';

const rolePhrase = (reader: Reader, at: number): Phrase | undefined => {
  let roleEnd = roleAt(reader, at);
  if (roleEnd === at) return undefined;
  const { tokens } = reader;
  const first = tokens[at];
  if (first === undefined) return undefined;
  const nameFrom = (from: number): number => {
    if (joinedAt(reader, from) === undefined) return from;
    const titled = pastTitles(reader, from);
    const to = nameAt(reader, titled, 6, true);
    return to > titled ? to : from;
  };
  let to = nameFrom(roleEnd);
  if (to === roleEnd) {
    const farther = attachedRun(reader, roleEnd, loosely);
    const end = farther > roleEnd ? nameFrom(farther) : farther;
    if (end > farther) {
      roleEnd = farther;
      to = end;
    }
  }
  if (to === roleEnd) [roleEnd, to] = secondRole(reader, roleEnd);
  const owned = isOwnedRole(reader, at);
  const definite = owned || isDefinite(first.folded);
  if (to > roleEnd) {
    // «محامي برونسون»: after an indefinite noun a name is whose, not who; four words hold both.
    const whose = !definite && roleEnd === at + 1;
    if (whose) roleEnd = ownerAt(reader, roleEnd);
    // «كبير المستشارين للرئيس دونالد ترامب» is not the president.
    else if (endsInOffice(tokens.slice(at, roleEnd))) roleEnd = to;
    if (roleEnd === to) return phrase('role', at, to);
    const name = pastTitles(reader, roleEnd);
    return phrase('person', at, to, { name: [name, to], role: [at, roleEnd] });
  }
  if (definite) return phrase('role', at, roleEnd, { pointsBack: !owned });
  // «عضو بالمجلس», «قاضية أمريكية»: nothing definite says which one.
  const whole = unnamedFrom(reader, at, roleEnd);
  const vague = tokens
    .slice(at, roleEnd)
    .every((token) => isCommon(token.folded, token.raw) && !isDefinite(token.folded));
  const described = whole.to > at + 1 || unnamedNouns.has(first.folded);
  if (unnamedNouns.has(first.folded) || (vague && described)) return whole;
  if (roleEnd === at + 1) return undefined;
  return phrase('role', at, roleEnd);
};

/** «نائب رئيس الوزراء [ووزير الخارجية] سامر عون», «الكاتب [والمحلل] فلان»: the ends of role and name. */
const secondRole = (reader: Reader, at: number): [role: number, to: number] => {
  if (!joinedAt(reader, at)?.folded.startsWith('و')) return [at, at];
  const plain = afterClitic(reader, at);
  const role = roleAt(plain, at) === at ? definiteAdjectives(plain, at) : roleAt(plain, at);
  const to =
    role > at && joinedAt(plain, role) ? nameAt(plain, pastTitles(plain, role), 6, true) : at;
  return to > pastTitles(plain, role) ? [role, to] : [at, at];
};

const unnamedFrom = (reader: Reader, at: number, end: number): Phrase => {
  let to = indefiniteAdjectives(reader, end);
  to = definiteAdjectives(reader, to);
  to = Math.max(to, attachedAt(reader, to, loosely));
  return phrase('anonymous', at, to);
};

/** «نقاده», «أصدقائه»: people without a name who are somebody's. */
const ownedSpeakers = ({ folded, raw }: Token): boolean => {
  const noun = raw.endsWith('ة') ? undefined : ownedNoun(folded);
  return (
    noun !== undefined && unnamedNouns.has(noun) && !roleNouns.has(noun) && !bodyNouns.has(noun)
  );
};

const unnamedPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const token = reader.tokens[at];
  if (token === undefined) return undefined;
  const word = token.folded;
  const next = joinedAt(reader, at + 1);
  // «آخر استطلاعات الرأي» is no speaker, «آخر» alone is.
  if (word === 'اخر' && next && isCommon(next.folded, next.raw)) return undefined;
  if (bareUnnamed.has(word)) return phrase('anonymous', at, at + 1);
  if (quantifiers.has(word)) return quantifiedPhrase(reader, at);
  const definite = isDefinite(word) && !/^[وف]/u.test(word);
  const noun = definite ? bare(word) : word;
  const owned = ownedSpeakers(token);
  if (owned) return phrase('anonymous', at, at + 1);
  if (!isSeveral(noun) && (!unnamedNouns.has(noun) || roleNouns.has(noun))) return undefined;
  if (definite) {
    // «الرئيسان المصري والفرنسي»
    const to = coordinatedAt(reader, at + 1);
    return phrase('anonymous', at, to, { pointsBack: to === at + 1 });
  }
  const adjectivesEnd = indefiniteAdjectives(reader, at + 1);
  // «واعتبر محللون القرار سابقة»: a noun that keeps its nun governs nothing.
  const governs = adjectivesEnd === at + 1 && !/(?:ون|ين)$/u.test(token.raw);
  const governed = governs ? complementAt(reader, at + 1, 2) : adjectivesEnd;
  return unnamedFrom(reader, at, Math.max(governed, adjectivesEnd));
};

const needsOf = /^(?:عدد|العديد|الكثير|اكثر|مجموعه|عشرات|مءات|ميات|واحد)$/u;

/** «العديد من المحللين», «بعض الأطراف», «أحد سكان القرية». */
const quantifiedPhrase = (reader: Reader, at: number): Phrase | undefined => {
  let to = at + 1;
  const of = joinedAt(reader, to)?.folded === 'من';
  if (of && reader.tokens[at]?.folded.startsWith('كل')) return phraseAt(reader, to + 1);
  // «أحد كبار مستشاري الرئيس»
  if (of || quantifiers.has(joinedWord(reader, to))) to += 1;
  else if (needsOf.test(wordAt(reader.tokens, at))) return undefined;
  const token = joinedAt(reader, to);
  if (token === undefined) return undefined;
  const noun = bare(token.folded);
  const people =
    [unnamedNouns, bodyNouns, outletNouns].some((list) => list.has(noun)) ||
    isSeveral(noun) ||
    /(?:ون|ين)$/u.test(noun);
  if (ownedSpeakers(token)) return phrase('anonymous', at, to + 1);
  if (!people) return undefined;
  let end = isDefinite(token.folded)
    ? definiteAdjectives(reader, to + 1)
    : indefiniteAdjectives(reader, to + 1);
  if (end === to + 1 && !isDefinite(token.folded))
    end = Math.max(end, complementAt(reader, end, 2));
  return phrase('anonymous', at, end);
};

/** «سلطان المرزوقي», «رائد العزاوي»: given names that are roles as well. */
const namedLikeRole = (reader: Reader, at: number): Phrase | undefined => {
  const word = wordAt(reader.tokens, at);
  const name = givenNames.has(word) && roleNouns.has(word) ? personPhrase(reader, at) : undefined;
  return name && name.to > at + 1 ? name : undefined;
};

const papers = /^(?:ال)?(?:معلومات|تقارير|انبا)$/u;
const figures = /^(?:ال)?(?:تقديرات|بيانات|ارقام|احصا.*|توقعات|سجلات)$/u;

/** «بيان صحفي»: after a paper no journalist. */
const pressAt = (reader: Reader, at: number): number =>
  /^(?:صحفي|صحافي|اعلامي)ه?$/u.test(joinedWord(reader, at)) ? at + 1 : at;

/** «لصحيفة التايمز»: the name is what follows the noun, which has swallowed the preposition. */
const outletAfterTo = (reader: Reader, at: number): Phrase | undefined => {
  const found = outletPhrase(afterClitic(reader, at), at);
  return found && found.to > at + 1 ? { ...found, name: [at + 1, found.to] } : undefined;
};

/** Whether it is the issuer who speaks in a paper of this name, or the paper itself. */
const speaksIn = (word: string, { head }: Phrase, link: string): boolean => {
  if (statement.test(word)) return true;
  if (head === 'outlet')
    return !/^(?:دراسه|بحث)$/u.test(word) && (link !== '' || !isDefinite(word));
  if (head !== 'organisation') return gives.test(link);
  if (link === '') return figures.test(word);
  return link !== 'من' && (papers.test(word) || figures.test(word));
};

/** «تقرير لصحيفة», «معلومات قدمها مصدر», «بيان صادر عن الوزارة»: the words are those of whoever gives the paper out. */
const issuedPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const word = wordAt(reader.tokens, at);
  if (!documentNouns.has(bare(word)) && !papers.test(word)) return undefined;
  let to = isDefinite(word)
    ? definiteAdjectives(reader, at + 1)
    : pressAt(reader, indefiniteAdjectives(reader, at + 1));
  if (/^(?:(?:ال)?صادره?|صدرت?|نشرت?)$/u.test(joinedWord(reader, to))) to += 1;
  const next = joinedWord(reader, to);
  const outlet = next.startsWith('ل') && outletNouns.has(next.slice(1));
  const link = outlet || gives.test(next) || /^(?:من|عن)$/u.test(next) ? next : '';
  const issuer = outlet ? outletAfterTo(reader, to) : phraseAt(reader, link ? to + 1 : to);
  return issuer && speaksIn(word, issuer, link) ? { ...issuer, from: at } : undefined;
};

/**
 * The noun phrase that begins at a word, if it can speak: the longest of its kind that its own
 * words allow, by government (idafa), agreement and the shape of names.
 */
export const phraseAt = onceAt((reader, at): Phrase | undefined => readPhrase(reader, at));

const readPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const honour = matchHonorific(reader.tokens, at);
  const inner = honour > 0 ? phraseAt(reader, at + honour) : undefined;
  return inner ? { ...inner, from: at } : plainPhrase(reader, at);
};

const plainPhrase = (reader: Reader, at: number): Phrase | undefined =>
  namedLikeRole(reader, at) ??
  outletPhrase(reader, at) ??
  issuedPhrase(reader, at) ??
  unnamedPhrase(reader, at) ??
  rolePhrase(reader, at) ??
  bodyPhrase(reader, at) ??
  documentPhrase(reader, at) ??
  personPhrase(reader, at) ??
  surnamePhrase(reader, at);
