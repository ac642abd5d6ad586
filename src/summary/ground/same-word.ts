import { type Reading, sameWord, type Token } from './reading.ts';

/** Two words of one stem, or two forms of one verb. */
export const isSame = (a: Token, b: Token): boolean =>
  a.stem === b.stem ||
  (a.core === b.core && a.core.length > 2) ||
  (a.root === b.root && a.root.length > 2) ||
  sameWord(a, b) ||
  // «نلغ», «يلغ»: too short to go without their first letter.
  (short.test(a.stem) && short.test(b.stem) && a.stem.slice(1) === b.stem.slice(1));

const short = /^[يتنا]..?$/;

/** «قال» and «يقول», «وصلت» and «يصل»: all that is left of their consonants is the same. */
export const isOfOneRoot = (a: Token, b: Token): boolean => a.root.length > 1 && a.root === b.root;

/** Begins with the conjunction «و». */
const isJoined = (token: Token | undefined): boolean =>
  token !== undefined && /^و../.test(token.folded) && token.forms.length > 1;

/** The content words beside a word, so many to either side; those of its own clause only. */
export const company = (
  { tokens }: Reading,
  at: number,
  width: number,
  wholeText = false,
): Token[] => {
  const found: Token[] = [];
  const walk = (step: 1 | -1): void => {
    let left = width;
    for (let place = at; left > 0;) {
      const border = step === 1 ? tokens[place] : tokens[place - 1];
      place += step;
      const token = tokens[place];
      if (token === undefined || (border?.closes === true && !wholeText)) return;
      if (!token.content) continue;
      found.push(token);
      left -= 1;
    }
  };
  // «تراجع الذهب وارتفع الدولار»: what stands before belongs to the other verb.
  if (!isJoined(tokens[at])) walk(-1);
  walk(1);
  return found;
};

/** How many of these words the others have in some person or ending. */
export const shared = (a: readonly Token[], b: readonly Token[]): number =>
  a.filter((word) => b.some((other) => isSame(word, other))).length;

/**
 * How much alike two words stand in their texts: the neighbours that they share, the nearest ones
 * counted more. Zero where one shared word a few places off is all.
 */
export const likeness = (a: Reading, at: number, b: Reading, place: number): number => {
  const shares = (width: number): number => shared(company(a, at, width), company(b, place, width));
  const [nearest, near] = [shares(1), shares(3)];
  return nearest > 0 || near > 1 ? nearest + near : 0;
};

/** Whether a word of each text stands beside the same word, or near two of the same. */
export const isAlike = (a: Reading, at: number, b: Reading, place: number): boolean =>
  likeness(a, at, b, place) > 0;
