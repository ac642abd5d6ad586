import { clauseOpeners } from './finding.ts';
import { matchOutlet } from './gazetteer.ts';
import { bodyNouns, particles, places, roleNouns, titles } from './lexicon.ts';
import type { Phrase, Range } from './noun-phrase.ts';
import { addressees, attachedRun, complementAt, loosely, occasion } from './parts.ts';
import { nameAt } from './person-names.ts';
import { phraseAt } from './phrase.ts';
import { endsInOffice, isOwnedRole, roleAt } from './roles.ts';
import { afterClitic, type Reader, type Token, wordAt } from './tokens.ts';
import { cueVerbs, isOtherVerb } from './verbs.ts';
import {
  bare,
  hasPreposition,
  isDefinite,
  isParticle,
  isGivenName,
  isNationality,
} from './words.ts';

const isComma = (token: Token | undefined): boolean =>
  token !== undefined && /^\)?["»”]?\s*[,،]\s*$/u.test(token.gap);

/** The phrase with what stands in apposition: «..., مستشار الكرملين», «..., هوانغ لينغكاي». */
export const withApposition = (reader: Reader, phrase: Phrase): Phrase => {
  const at = pastParenthesis(reader, phrase.to);
  const token = reader.tokens[at];
  if (token === undefined) return { ...phrase, to: at };
  // «أحد السكان ويدعى سليم»
  const called = /^و?(?:[يت]دعي|اسمها?)$/u.test(token.folded)
    ? nameAt(reader, at + 1, 6, true)
    : at;
  if (called > at + 1) {
    const [role, name]: Range[] = [
      [phrase.from, phrase.to],
      [at + 1, called],
    ];
    return { ...phrase, head: 'person', role, name, to: called };
  }
  const untold = phrase.role === undefined || phrase.role[1] - phrase.role[0] === 1;
  if (phrase.head === 'person' && untold) {
    return withRole(reader, phrase, at);
  }
  // «متحدث باسم البلدية، هيثم الكردي،» is unnamed only at first.
  const isRole = roleNouns.has(wordAt(reader.tokens, phrase.from));
  const spokesman = phrase.head === 'anonymous' && isRole && isComma(token);
  // «مراسل بي بي سي للشؤون الأمنية، غوردون كوريرا»
  const reporter = phrase.head === 'outlet' && isRole;
  if (phrase.head === 'role' || spokesman || reporter) {
    return withName(reader, phrase, at) ?? { ...phrase, to: at };
  }
  return { ...phrase, to: at };
};

/** A role, and after a comma or «وهو» also «أم لثلاثة», «من سكان الحي», «من معهد الأبحاث». */
const plainRoleAt = (reader: Reader, at: number, marked: boolean): number => {
  const [noun, next = ''] = reader.tokens.slice(at, at + 2).map(({ folded }) => folded);
  if (marked && /^(?:ام|اب)$/u.test(noun ?? '')) return attachedRun(reader, at + 1, loosely);
  const where = bodyNouns.has(bare(next)) || /^(?:سكان|اهالي|ابنا|بين)$/u.test(next);
  if (!marked || noun !== 'من' || !where) return roleAt(reader, at, 3);
  const to = complementAt(reader, at + 1, 3);
  return to > at + 1 ? to : at;
};

const withRole = (reader: Reader, phrase: Phrase, at: number): Phrase => {
  const comma = isComma(reader.tokens[at]);
  const from = /^و(?:هو|هي)$/u.test(wordAt(reader.tokens, at)) ? at + 1 : at;
  const to = plainRoleAt(reader, from, from > at || comma);
  // «هاجمت سيرينا الحكم»: without a comma a single noun may as well be the object.
  const verb = phrase.bareName && cueVerbs.has(wordAt(reader.tokens, phrase.from));
  const object = verb || to === from + 1 || isOwnedRole(reader, from);
  if (to === from || (!comma && from === at && object)) return { ...phrase, to: at };
  let end = Math.max(attachedRun(reader, to, loosely), toMark(reader, to, 8));
  for (let next = moreRole(reader, end); next > end; next = moreRole(reader, end)) end = next;
  return { ...phrase, to: end, role: [from, end], bareName: false };
};

/** «المستثمر الدولي[، ورجل الأعمال البريطاني][، مؤسس المجموعة]»: a list of roles goes on. */
const moreRole = (reader: Reader, at: number): number => {
  if (!isComma(reader.tokens[at])) return at;
  const plain = wordAt(reader.tokens, at).startsWith('و') ? afterClitic(reader, at) : reader;
  const to = roleAt(plain, at, 3);
  // «، ووزير الخارجية محمد جواد ظريف» is a second person.
  if (to === at || nameAt(plain, to) > to) return at;
  return Math.max(attachedRun(plain, to, loosely), toMark(plain, to, 8));
};

/** «مدير عام مركز الأهوار، حسين علي الكناني، إن»: however long the role, the name is what commas hold. */
const withName = (reader: Reader, phrase: Phrase, at: number): Phrase | undefined => {
  const { tokens } = reader;
  const comma = isComma(tokens[at]) ? at : toMark(reader, at, 9);
  if (!isComma(tokens[comma]) || endsInOffice(tokens.slice(phrase.from, comma))) return undefined;
  const inner = phraseAt(reader, comma);
  const [titled, to] =
    inner?.head === 'person' && inner.role && inner.name ? inner.name : titledName(reader, comma);
  if (to === titled || (comma > at && to - titled < 2)) return undefined;
  const end = pastParenthesis(reader, to);
  const whole = comma === at && to - titled > 1 && isGivenName(wordAt(tokens, titled));
  if (!whole && !isClosed(tokens[end])) return undefined;
  const role: Range = [phrase.from, Math.max(phrase.to, comma)];
  return { ...phrase, head: 'person', role, name: [titled, to], to: end, pointsBack: false };
};

/** A name after titles or a nationality: «، العقيد الركن تركي», «، الهولندية مارييكه». */
const titledName = (reader: Reader, at: number): Range => {
  const isTitle = (word: string): boolean =>
    isDefinite(word) && (titles.has(word) || isNationality(word));
  let from = at;
  while (isTitle(wordAt(reader.tokens, from))) from += 1;
  return [from, nameAt(reader, from, 6, true)];
};

const isClosed = (next: Token | undefined): boolean =>
  next === undefined || /[,،:"«“.(]/u.test(next.gap) || isParticle(next);

/** Past what is printed in parentheses, such as an age. */
const pastParenthesis = ({ tokens }: Reader, at: number): number => {
  if (!/^\s*\(/u.test(tokens[at]?.gap ?? '')) return at;
  for (let to = at + 1; to <= at + 6; to += 1) {
    if (/\)/u.test(tokens[to]?.gap ?? '') || tokens[to] === undefined) return to;
  }
  return at;
};

/** In apposition a role reaches to the next mark if only a few plain words are left; else nowhere. */
const toMark = (reader: Reader, from: number, most: number): number => {
  const { tokens, vocabulary } = reader;
  for (let at = from; at < from + most; at += 1) {
    const token = tokens[at];
    if (token === undefined || /[,،:؛]|\.\s/u.test(token.gap)) return at;
    const told =
      addressees.test(token.folded) ||
      (token.folded.startsWith('ل') && matchOutlet(tokens, at, 1) > 0);
    if (told || clauseOpeners.test(token.folded)) return at;
    const next = wordAt(tokens, at + 1);
    if (token.folded === 'في' && occasion.test(next)) return from;
    if (cueVerbs.has(token.folded)) return from;
    const { quotation } = token;
    const says = isParticle(token) || isOtherVerb(token.folded);
    if (quotation?.start === token.start && (says || quotation.text.split(' ').length > 4))
      return at;
    if (/[("“]/u.test(token.gap) && !/^\s*[«"“]$/u.test(token.gap)) return from;
    const more = token.folded.slice(1);
    // «مديرة مكتب لوبان باستغلال الثقة» is accused of it; «المكلف بالملف», «خبير بجامعة» go on.
    const where =
      places.has(more) || bodyNouns.has(bare(more)) || isDefinite(wordAt(tokens, at - 1));
    if (token.folded.startsWith('ب') && hasPreposition(token.folded, vocabulary) && !where)
      return from;
    const goesOn = /^(?:في|ل|لدي|الي|من|عن|علي|عام|بالنيابه)$/u.test(token.folded);
    if (particles.has(token.folded) && !goesOn) return from;
  }
  return from;
};
