import { isRelative } from './adjectives.ts';
import { givenNames, roleNouns } from './lexicon.ts';
import { attachedRun, complementAt, definiteAdjectives, indefiniteAdjectives } from './parts.ts';
import { nameAt, pastTitles } from './person-names.ts';
import { joinedAt, type Reader, type Token, wordAt, joinedWord } from './tokens.ts';
import { bare, isDefinite, isParticle, ownedNoun } from './words.ts';

const firmly = /^(?:عن|علي|باسم\p{L}{0,2}|بلسان|لشوون|لدي|ل\p{L}{3,})$/u;

/** «مساعد سابق للرئيس الأمريكي»: a name after it may be the president's as well as the aide's. */
export const endsInOffice = (words: readonly Token[]): boolean =>
  words.some(
    ({ folded }, index) =>
      index > 0 &&
      (isDefinite(words[0]?.folded ?? '') ? /^لل\p{L}/u : /^لل?\p{L}/u).test(folded) &&
      roleNouns.has(folded.replace(/^لل?/u, '')),
  );

/** «زعيمه», «محاميها»; «رئيسه الوزراء» is a sloppy «رئيسة». */
export const isOwnedRole = (reader: Reader, at: number): boolean => {
  const { folded = '', raw = '' } = reader.tokens[at] ?? {};
  if (raw.endsWith('ة') || !roleNouns.has(ownedNoun(folded) ?? '')) return false;
  const next = joinedWord(reader, at + 1);
  return !roleNouns.has(folded) || !isDefinite(next) || roleNouns.has(bare(next));
};

/** A role without the name: «وزير الخارجية الروسي», «المتحدث باسم الكرملين». */
export const roleAt = (reader: Reader, at: number, names = 0, depth = 0): number => {
  const token = reader.tokens[at];
  if (token === undefined || isParticle(token)) return at;
  const word = token.folded;
  const owned = isOwnedRole(reader, at);
  const definite = owned || (isDefinite(word) && !/^[وف]/u.test(word));
  if (!owned && !roleNouns.has(definite ? bare(word) : word)) return at;
  let to = at + 1;
  // «قاضية أمريكية» governs nothing: a role after it is somebody else's.
  let closed = definite;
  if (definite) {
    to = definiteAdjectives(reader, to);
  } else {
    to = indefiniteAdjectives(reader, to);
    // «مدير عام المنظمة», but «قاضية أمريكية» governs nothing.
    const open =
      (to === at + 1 && !isRelative(token.raw)) ||
      /^(?:عام|اول|ثان|عامه)$/u.test(wordAt(reader.tokens, to - 1));
    const governed = open ? complementAt(reader, to, names) : to;
    closed = governed > to || to === at + 1;
    if (governed > to) to = definiteAdjectives(reader, governed);
    to = indefiniteAdjectives(reader, to);
  }
  to = attachedRun(reader, to, firmly);
  const named = pastTitles(reader, to);
  const own = givenNames.has(wordAt(reader.tokens, named)) ? 2 : 1;
  const title = (named > to || own > 1) && nameAt(reader, named, 6, true) - named >= own;
  if (closed && !title && depth < 2 && joinedAt(reader, to) !== undefined) {
    const second = roleAt(reader, to, names, depth + 1);
    if (second > to) to = second;
  }
  return to;
};
