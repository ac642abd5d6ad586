import { type Reading, sameWord, type Token } from './reading.ts';

const withoutPerson = (word: string): string => word.replace(/^س?[يتنا](?=...)/, '');
const withoutEnding = (word: string): string => word.replace(/(?<=...)(?:ت|وا|ا|نا|و)$/, '');

const coresByStem = new Map<string, readonly string[]>();
/** Enough for the words of many articles; then it starts anew. */
const mostCores = 20_000;

/** What is left without person or ending: «تهزم» and «هزمت», «سائقو» and «السائقون». */
const cores = (stem: string): readonly string[] => {
  const known = coresByStem.get(stem);
  if (known !== undefined) return known;
  const word = withoutEnding(stem);
  const found = [...new Set([stem, word, withoutPerson(stem), withoutPerson(word)])];
  if (coresByStem.size >= mostCores) coresByStem.clear();
  coresByStem.set(stem, found);
  return found;
};

/** Two words of one stem, or two persons of one verb. */
export const isSame = (a: Token, b: Token): boolean => {
  if (a.stem === b.stem || sameWord(a, b)) return true;
  const one = cores(a.stem);
  if (cores(b.stem).some((core) => core.length > 2 && one.includes(core))) return true;
  // «نلغ», «يلغ»: too short to go without their first letter.
  return short.test(a.stem) && short.test(b.stem) && a.stem.slice(1) === b.stem.slice(1);
};

const short = /^[يتنا]..?$/;

/** The consonants that forms of one root share: «قال» and «يقول», «وصلت» and «يصل». */
const root = ({ folded: word }: Token): string =>
  word
    .replace(/^[وف](?=....)/, '')
    .replace(/^س?[يتن](?=..)/, '')
    .replace(/(?<=..)(?:ت|وا|ون|ين|نا|ه)$/, '')
    .replaceAll(/[اوي]/g, '');

export const isOfOneRoot = (a: Token, b: Token): boolean => {
  const one = root(a);
  return one.length > 1 && one === root(b);
};

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
  walk(-1);
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
