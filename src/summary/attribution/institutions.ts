import { matchHeadedOutlet, matchKnownBody, matchOutlet } from './gazetteer.ts';
import { bodyNouns, documentNouns, outletNouns, places, roleNouns } from './lexicon.ts';
import { phrase, type Phrase } from './noun-phrase.ts';
import {
  attachedAt,
  complementAt,
  definiteAdjectives,
  indefiniteAdjectives,
  placeAt,
  quotedName,
} from './parts.ts';
import { nameAt } from './person-names.ts';
import { endsPhrase, isNameLike } from './phrase-ends.ts';
import { joinedAt, type Reader, type Token, joinedWord, wordAt } from './tokens.ts';
import { bare, isCommon, isDefinite, ownedNoun } from './words.ts';

/** An outlet, by its name or by a noun such as «قناة» with one. */
export const outletPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const { tokens } = reader;
  const token = tokens[at];
  if (token === undefined) return undefined;
  const known = matchOutlet(tokens, at);
  if (known > 0) {
    const to = aliasAt(reader, calledAt(reader, definiteAdjectives(reader, at + known)));
    return phrase('outlet', at, to);
  }
  const word = token.folded;
  const definite = isDefinite(word) && !/^[وف]/u.test(word);
  if (!outletNouns.has(definite ? bare(word) : word)) return undefined;
  const named = joinedAt(reader, at + 1) ? matchHeadedOutlet(tokens, at + 1) : 0;
  if (named > 0) {
    const to = calledAt(reader, newsAt(reader, definiteAdjectives(reader, at + 1 + named)));
    return phrase('outlet', at, to);
  }
  if (definite) {
    const quoted = quotedName(reader, at + 1);
    const to = quoted > at + 1 ? quoted : definiteAdjectives(reader, at + 1);
    const farther = Math.max(to, attachedAt(reader, to, /^لل/u));
    const head = farther > to && newsAt(reader, to) === to ? 'organisation' : 'outlet';
    return phrase(head, at, farther, { pointsBack: farther === at + 1 });
  }
  // «وسائل إعلام محلية»
  const media = /^(?:ال)?اعلام$/u.test(joinedWord(reader, at + 1)) ? at + 2 : at + 1;
  let to = indefiniteAdjectives(reader, media);
  if (media > at + 1) to = definiteAdjectives(reader, to);
  else if (to === at + 1) to = complementAt(reader, at + 1, 4);
  else to = Math.max(to, quotedName(reader, to));
  if (to === at + 1) return undefined;
  const other = alsoBodies.test(word) && isOfficial(tokens[at + 1]);
  to = aliasAt(reader, calledAt(reader, newsAt(reader, to)));
  return phrase(other ? 'organisation' : 'outlet', at, to);
};

/** «وكالة الأنباء الألمانية [(د.ب.أ)]»: the outlet's other name belongs to the first. */
const aliasAt = (reader: Reader, at: number): number => {
  if (!/^\s*\(["«“]?$/u.test(reader.tokens[at]?.gap ?? '')) return at;
  const to = at + matchOutlet(reader.tokens, at);
  return /^["»”]?\)/u.test(reader.tokens[to]?.gap ?? ')') ? to : at;
};

/** «وكالة سبأ [للأنباء]». */
const newsAt = (reader: Reader, at: number): number =>
  /^لل(?:انبا|اخبار|اعلام|صحافه)$/u.test(joinedWord(reader, at))
    ? definiteAdjectives(reader, at + 1)
    : at;

/** An agency, network or site of something that is not news is a body: «وكالة الأمن القومي». */
const alsoBodies = /^(?:وكاله|شبكه|موقع|محطه)$/u;
const isOfficial = (token: Token | undefined): boolean =>
  token !== undefined &&
  !/(?:انبا|اخبار|صحاف|اعلام|تلفز|اذاع)/u.test(token.folded) &&
  (isDefinite(token.folded) || isCommon(token.folded, token.raw));

/** «هيئة الإذاعة البريطانية ["بي بي سي"]»: what a body is called after its full name. */
const calledAt = (reader: Reader, at: number): number => {
  const quoted = quotedName(reader, at);
  const words = reader.tokens.slice(at, quoted);
  const name = words.every(
    (token) =>
      isNameLike(token, reader.vocabulary) ||
      matchOutlet(reader.tokens, at) + matchKnownBody(reader.tokens, at) > 0,
  );
  return name && isJoinedMark(reader.tokens[at]) ? quoted : at;
};

const isJoinedMark = (token: Token | undefined): boolean => /^\s+["«“]$/u.test(token?.gap ?? '');

/** «الشركة الفرنسية [توتال]», «مجموعة السيارات ["بي إس إيه"]»: the body's own name after what it is. */
const ownNameAt = (reader: Reader, at: number): number => {
  const quoted = quotedName(reader, at);
  const { folded = '', raw = '' } = reader.tokens[at] ?? {};
  // «أعلنت فصائل الجنوب "فشل المفاوضات"» announces it.
  const token = reader.tokens[at];
  const ends = token !== undefined && endsPhrase(token, reader.vocabulary);
  if (quoted > at) return ends || (isCommon(folded, raw) && !bodyNouns.has(folded)) ? at : quoted;
  const joined = joinedAt(reader, at) !== undefined && !bodyNouns.has(bare(folded));
  return joined ? at + matchKnownBody(reader.tokens, at) : at;
};

/** A body, country or seat of government. */
export const bodyPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const { tokens } = reader;
  const token = tokens[at];
  if (token === undefined) return undefined;
  const word = token.folded;
  const definite = isDefinite(word) && !/^[وف]/u.test(word);
  const known = matchKnownBody(tokens, at);
  let to = at + known;
  if (known > 0) {
    to = definiteAdjectives(reader, to);
  } else if (places.has(word)) {
    to = placeAt(reader, at);
  } else if (bodyNouns.has(definite ? bare(word) : word)) {
    const quoted = quotedName(reader, at + 1);
    if (quoted > at + 1) to = definiteAdjectives(reader, quoted);
    else if (definite) to = definiteAdjectives(reader, at + 1);
    else to = complementAt(reader, at + 1, 4);
    if (!definite && to === at + 1) {
      to = indefiniteAdjectives(reader, at + 1);
      if (to === at + 1) return undefined;
      return phrase('anonymous', at, to);
    }
  } else if (bodyNouns.has(ownedNoun(word) ?? '') && !token.raw.endsWith('ة')) {
    return phrase('organisation', at, at + 1, { pointsBack: true });
  } else return undefined;
  const place = places.has(word) && known === 0;
  if (!place) to = ownNameAt(reader, to);
  // «حكومة الرئيس السوري بشار الأسد»
  if (!definite && roleNouns.has(bare(wordAt(tokens, at + 1)))) to = nameAt(reader, to);
  const bareBody = definite && to === at + 1 && known === 0 && !place;
  if (!place) to = Math.max(to, attachedAt(reader, to, /^ل(?!مده$)\p{L}{3,}$/u));
  to = place ? to : calledAt(reader, to);
  return phrase('organisation', at, to, { pointsBack: bareBody });
};

/** «أصدره», «نشرتها»: after a paper, by whom it is. */
export const gives = /^(?:اجر|اعد|اصدر|نشر|اورد|بث|قدم|نقل|كشف|عرض)ت?(?:ه|ها|اه|اها)$/u;

/** «استطلاع للرأي [أجراه معهد إيفوب]», «دراسة [نشرت في مجلة طبية]»: by whom it was made, or where it stands. */
const madeAt = (reader: Reader, at: number): number => {
  const word = joinedWord(reader, at);
  if (gives.test(word)) return bodyPhrase(reader, at + 1)?.to ?? at;
  const passive = /^(?:اجر|نشر|صدر|اعد|عرض)يت?$|^(?:نشر|صدر|اعد|عرض)ت?$/u.test(word);
  if (!passive || !/^(?:في|علي|عن|من)$/u.test(joinedWord(reader, at + 1))) return at;
  const to = complementAt(reader, at + 2, 3);
  return to > at + 2 ? to : at;
};

/** What a body says itself, «بيان الوزارة». */
export const statement = /^(?:بيان|بلاغ|تغريده|منشور|تعميم|مرسوم)$/u;

/** A paper that says something, «تقرير لمنظمة العفو». */
export const documentPhrase = (reader: Reader, at: number): Phrase | undefined => {
  const token = reader.tokens[at];
  if (token === undefined) return undefined;
  const word = token.folded;
  const definite = isDefinite(word) && !/^[وف]/u.test(word);
  if (!documentNouns.has(definite ? bare(word) : word)) return undefined;
  let to = definite ? definiteAdjectives(reader, at + 1) : indefiniteAdjectives(reader, at + 1);
  if (!definite && to === at + 1) to = complementAt(reader, at + 1, 2);
  to = Math.max(to, attachedAt(reader, to, /^ل\p{L}{3,}$/u));
  to = madeAt(reader, to);
  const alone = to === at + 1 && (definite || statement.test(word));
  return phrase('document', at, to, { pointsBack: alone });
};
