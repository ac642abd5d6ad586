import { givenNames } from '../attribution/lexicon.ts';
import { isMissing, isNameLike, looksCommon } from './invented-name.ts';
import { adjacent } from './names.ts';
import { placesOf } from './places.ts';
import { isDefinite, type Reading, sameWord, type Token } from './reading.ts';

const placesIn = (article: Reading, word: Token): number[] =>
  [...new Set(word.forms.flatMap((form) => article.forms.get(form) ?? []))].filter((at) => {
    const printed = article.tokens[at];
    return printed !== undefined && sameWord(printed, word);
  });

/** Whether this word can be the second of a name. */
const isSecond = (token: Token | undefined, first: Token): boolean =>
  token !== undefined &&
  !first.closes &&
  placesOf(token).length === 0 &&
  (isDefinite(token) ? token.forms.length < 4 : isNameLike(token));

/** Two words of a line that read as one name, of which the article has neither the pair nor room for it. */
export const strangePair = (line: Reading, article: Reading): string | undefined => {
  for (const [at, first] of line.tokens.entries()) {
    const second = line.tokens[at + 1];
    if (second === undefined || first.closes || placesOf(first).length > 0) continue;
    // «على» is spelled as «علي» by many.
    if (!isNameLike(first) || isDefinite(first) || first.folded === 'علي') continue;
    if (adjacent(article, [first, second]) !== undefined) continue;
    if (placesOf(second).length > 0 || second.folded.length < 3) continue;
    const mine = placesIn(article, first);
    const theirs = placesIn(article, second);
    const follows = mine.filter((place) => {
      const printed = article.tokens[place];
      return printed !== undefined && isSecond(article.tokens[place + 1], printed);
    });
    const leads = theirs.filter((place) => {
      const before = article.tokens[place - 1];
      return before !== undefined && !before.closes && isNameLike(before) && !isDefinite(before);
    });
    const isNewFirst = mine.length === 0 && isMissing(article, first);
    const isNewSecond = theirs.length === 0 && isMissing(article, second);
    const looks = isNameLike(second) || (isDefinite(second) && givenNames.has(first.folded));
    const crossed = follows.length > 0 && leads.length > 0 && looks;
    const surname = mine.length > 0 && follows.length === mine.length && isNewSecond && looks;
    const forename = isNewFirst && leads.length > 0 && !looksCommon(second);
    if (crossed || surname || forename) return `${first.raw} ${second.raw}`;
  }
  return undefined;
};
