import { isDefiniteAdjective, isIndefiniteAdjective } from './adjectives.ts';
import { matchKnownBody, matchOutlet } from './gazetteer.ts';
import {
  bodyNouns,
  givenNames,
  particles,
  places,
  placeSeconds,
  roleNouns,
  titles,
} from './lexicon.ts';
import { bodyNameAt, nameAt, ownerAt } from './person-names.ts';
import { endsPhrase } from './phrase-ends.ts';
import { isJoined, joinedAt, type Reader, type Token, wordAt, joinedWord } from './tokens.ts';
import { isOtherVerb } from './verbs.ts';
import {
  bare,
  hasPreposition,
  isCommon,
  isDefinite,
  isParticle,
  ownedNoun,
  isGivenName,
} from './words.ts';

/** Words in quotation marks that stand where a name would: «شركة "بي إيه إي"». */
export const quotedName = ({ tokens }: Reader, at: number): number => {
  const quotation = tokens[at]?.quotation;
  if (quotation === undefined || !/^\s*[«“"„(]+$/u.test(tokens[at]?.gap ?? '')) return at;
  let to = at;
  // «شبكة "إن بي سي"» is no clause that «إن» opens.
  const clause = /^(?:ان|انه|انها|بان|لا|لم|لن|لقد|قد|هذا|هذه)$/u.test(wordAt(tokens, at));
  if (clause && matchOutlet(tokens, at) === 0) return at;
  while (tokens[to]?.quotation === quotation) to += 1;
  return to - at <= 5 ? to : at;
};

export const definiteAdjectives = (reader: Reader, at: number): number => {
  let to = at;
  for (;;) {
    const token = joinedAt(reader, to);
    // «مطور التقنية هذه»
    const points = /^(?:هذا|هذه)$/u.test(token?.folded ?? '');
    if (points && !isDefinite(wordAt(reader.tokens, to + 1))) return to + 1;
    const compound = token ? compoundAt(reader, to) : to;
    if (compound > to) {
      to = compound;
      continue;
    }
    if (token === undefined || !isDefiniteAdjective(token, reader.tokens[to - 1])) return to;
    // «العام الماضي» is last year, «الأمين العام» a title.
    const next = wordAt(reader.tokens, to + 1);
    const year = /^(?:الماضي|الحالي|الجاري|المقبل|المنصرم)$/u.test(next);
    if (token.folded === 'العام' && year) return to;
    to += 1;
    // «زوجته الباكستانية الأصل»
    if (/^(?:الاصل|الجنسيه|المولد)$/u.test(joinedWord(reader, to))) to += 1;
  }
};

/** «الباحث [غير المقيم]», «الرئيس [المنتهية ولايته]»: adjectives of two words. */
const compoundAt = ({ tokens }: Reader, at: number): number => {
  const [first, second] = tokens.slice(at, at + 2);
  if (first === undefined || second === undefined || !isJoined(second)) return at;
  const owned = /^الم\p{L}{4}/u.test(first.folded) && /\p{L}{3}(?:ه|ها|هم)$/u.test(second.raw);
  const negated =
    first.folded === 'غير' && isDefinite(wordAt(tokens, at - 1)) && isDefinite(second.folded);
  return owned || negated ? at + 2 : at;
};

export const indefiniteAdjectives = (reader: Reader, at: number): number => {
  let to = at;
  for (;;) {
    const token = joinedAt(reader, to);
    if (token === undefined || !isIndefiniteAdjective(token, reader.tokens[to - 1])) return to;
    to += 1;
  }
};

export const placeAt = (reader: Reader, at: number): number => {
  const token = reader.tokens[at];
  if (token === undefined || !places.has(token.folded)) return at;
  const second = joinedAt(reader, at + 1);
  if (/^(?:جنوب|شمال|شرق|غرب)$/u.test(token.folded)) return second?.definite ? at + 2 : at;
  return second !== undefined && placeSeconds.has(second.folded) ? at + 2 : at + 1;
};

/** What a noun governs: «وزارة [الدفاع الروسية]», «شرطة [سنغافورة]», «لجنة [حقوق الإنسان]». */
export const complementAt = (reader: Reader, at: number, names: number, depth = 0): number => {
  const quoted = quotedName(reader, at);
  if (quoted > at) return definiteAdjectives(reader, quoted);
  const token = joinedAt(reader, at);
  if (token === undefined || isParticle(token)) return at;
  const known = matchOutlet(reader.tokens, at) || matchKnownBody(reader.tokens, at);
  if (known > 0) return definiteAdjectives(reader, at + known);
  const place = placeAt(reader, at);
  if (place > at) return definiteAdjectives(reader, place);
  if (isDefinite(token.folded) && !/^[وف]/u.test(token.folded)) {
    return definiteAdjectives(reader, coordinatedAt(reader, at + 1));
  }
  // «وكيل أعماله»
  const mine = token.raw.endsWith('ة') ? undefined : ownedNoun(token.folded);
  if (endsPhrase(token, reader.vocabulary)) return at;
  if (mine !== undefined && isCommon(mine, mine) && !isOtherVerb(mine)) return at + 1;
  const next = joinedAt(reader, at + 1);
  const governs =
    next !== undefined && isDefinite(next.folded) && !isParticle(next) && !titles.has(next.folded);
  if (!governs && isIndefiniteAdjective(token)) return at;
  if ((governs || isCommon(token.folded, token.raw)) && !givenNames.has(token.folded)) {
    if (depth > 3) return at;
    // «حركة فتح [عباس زكي]»: a person begins.
    const person = isGivenName(joinedWord(reader, at + 1));
    if (depth > 0 && person) return at + 1;
    const to = complementAt(reader, at + 1, names, depth + 1);
    if (to > at + 1) return to;
    // «رئيس بلدية كفرزينا»: the body has a name of its own.
    const owned = person ? at + 1 : ownerAt(reader, at + 1);
    return owned > at + 1 ? owned : at;
  }
  return definiteAdjectives(reader, bodyNameAt(reader, at, names));
};

/** «الخارجية [والمغتربين]», «الشرق الأوسط [وآسيا الوسطى]»: more governed nouns. */
export const coordinatedAt = (reader: Reader, at: number): number => {
  const to = definiteAdjectives(reader, at);
  const word = joinedWord(reader, to);
  const isPlace =
    word.startsWith('و') && places.has(word.slice(1)) && !places.has(wordAt(reader.tokens, at - 1));
  const another =
    /^وال\p{L}{2}/u.test(word) && !particles.has(word.slice(1)) && !roleNouns.has(bare(word));
  return another || isPlace ? coordinatedAt(reader, to + 1) : to;
};

/** What words are said in, «في تصريح»: no part of who says them. */
export const occasion =
  /^(?:بيان|تصريح|تصريحات|موتمر|حديث|مقابله|كلمه|رساله|تغريده|اتصال|جلسه|وقت|ختام|نهايه)/u;

/** «للصحفيين», «لوكالة فرانس برس»: to whom something is said. */
export const addressees =
  /^لل?(?:صحفي|صحافي|اعلامي|وكال|صحيف|قنا|تلفزيون|موقع|وسايل|مراسل|شبك|اذاع|مجل(?!س)|جريد|محط|راديو)/u;

const onWhat = /^(?:ال)?(?:مطلع|مشرف|قايم|مسوول)(?:ه|ون|ين)?$/u;
const ofWhat = /^(?:ال)?(?:مسوول|مدافع|دفاع|ممثل|نايب|ناطق|متحدث|معبر|بعيد)(?:ه|ون|ين)?$/u;
const toWhom = /^(?:ال)?(?:مبعوث|سفير|مندوب|موفد|ممثل|قريب|منتمي?)(?:ه|ون|ين)?$/u;

/** «مطلعة على الملف», «مبعوث إلى ليبيا»; but «علق مسؤولون على الموضوع» is the verb's. */
const governsIt = (before: readonly Token[], { folded }: Token): boolean => {
  const nouns = folded === 'علي' ? onWhat : folded === 'عن' ? ofWhat : toWhom;
  // «المسؤولة الإقليمية عن الصحة», but «علق مسؤولون كنديون على الموضوع».
  return before.slice(folded === 'علي' ? -1 : -3).some((each) => nouns.test(each.folded));
};

/** «باسم الحكومة», «للشؤون الخارجية», «لدى موسكو», «في حزب الله»: what a role is for. */
export const attachedAt = (reader: Reader, at: number, kinds: RegExp): number => {
  const token = joinedAt(reader, at);
  if (token === undefined || !kinds.test(token.folded) || addressees.test(token.folded)) return at;
  // «لصالح قناة»
  if (/^ل(?:صالح|حساب)$/u.test(token.folded)) return at;
  if (token.folded === 'في' && occasion.test(wordAt(reader.tokens, at + 1))) return at;
  const before = reader.tokens.slice(Math.max(0, at - 3), at);
  if (/^(?:علي|عن|الي)$/u.test(token.folded) && !governsIt(before, token)) return at;
  // «وأعربت النائبة عن أملها»
  const own = reader.tokens[at + 1];
  if (token.folded === 'عن' && own && /(?:ه|ها|هم)$/u.test(own.raw)) return at;
  // «من أصل لبناني»
  if (token.folded === 'من' && /^(?:اصل|اصول)$/u.test(wordAt(reader.tokens, at + 1)))
    return indefiniteAdjectives(reader, at + 2);
  if (/^(?:باسم|بلسان|لدي|في|من|الي|علي|عن|بشان|لشوون)$/u.test(token.folded)) {
    const to = complementAt(reader, at + 1, 2);
    return to > at + 1 ? to : at;
  }
  if (token.folded.startsWith('لل')) {
    return definiteAdjectives(reader, coordinatedAt(reader, at + 1));
  }
  if (/^باسم\p{L}/u.test(token.folded)) return at + 1;
  const governed = joinedAt(reader, at + 1);
  const idafa = token.folded.startsWith('ل') && governed?.definite === true;
  if (!idafa && !hasPreposition(token.folded, reader.vocabulary)) return at;
  const rest = token.folded.slice(1);
  // «مسؤول بالشرطة», but «تتهمها دول بالتدخل»
  const where = places.has(rest) || bodyNouns.has(bare(rest));
  if (token.folded.startsWith('ب') && !where) return at;
  if (token.folded.startsWith('بال')) return definiteAdjectives(reader, at + 1);
  if (places.has(rest))
    return definiteAdjectives(reader, placeSeconds.has(governed?.folded ?? '') ? at + 2 : at + 1);
  const to = complementAt(reader, at + 1, 2);
  // «لبلدية فصالة»
  if (to === at + 1 && bodyNouns.has(rest) && governed) return nameAt(reader, to, 1, true);
  return to > at + 1 || isCommon(rest, rest) ? to : at;
};

export const loosely =
  /^(?:باسم\p{L}{0,2}|بلسان|لشوون|لدي|في|من|الي|علي|عن|ل\p{L}{3,}|بال\p{L}{2,}|ب\p{L}{3,})$/u;

export const attachedRun = (reader: Reader, at: number, kinds: RegExp): number => {
  let to = at;
  for (let count = 0; count < 3; count += 1) {
    const next = attachedAt(reader, to, kinds);
    if (next === to) break;
    to = definiteAdjectives(reader, next);
  }
  return to;
};
