import { withApposition } from './apposition.ts';
import { bodyNouns } from './lexicon.ts';
import { nameAt } from './person-names.ts';
import { isNameLike } from './phrase-ends.ts';
import { phraseAt } from './phrase.ts';
import { describe, type Described } from './speaker.ts';
import { afterClitic, type Reader, type Reading, wordAt } from './tokens.ts';
import { bare } from './words.ts';

/** A person or body as some sentence introduces it, whether it speaks there or not. */
type Introduction = Described & {
  /** Where it stands in the text. */
  start: number;
  /** Words of its name that are its own, «توتال» of «شركة توتال»; of a person all. */
  own: readonly string[];
};

/** Whom and what the article names in full, in order. */
export type Introductions = {
  people: Introduction[];
  bodies: Introduction[];
  /** «مصدر مقرب من الملف», «زوج المرأة»: whom a definite noun may mean later. */
  nameless: Introduction[];
};

const nobody: ReadonlySet<string> = new Set();

/** Reads all introductions of an article in one pass. */
export const introductionsIn = ({ text, lines, vocabulary }: Reading): Introductions => {
  const found: Introductions = { people: [], bodies: [], nameless: [] };
  for (const { tokens } of lines) {
    const whole: Reader = { tokens, vocabulary, known: nobody, surnames: nobody };
    for (let at = 0; at < tokens.length; at += 1) {
      // «ونائب الرئيس», «لوزير الخارجية»: the clitic off, or the inner role would be taken for theirs.
      const clitic = tokens[at]?.hidesRole === true;
      const reader = clitic ? afterClitic(whole, at) : whole;
      const token = reader.tokens[at];
      if (token === undefined) continue;
      const isRole = token.opensName || (token.ownedRole && !token.raw.endsWith('ة'));
      const person = isRole || standsAsName(reader, at);
      const plain = person || bodyNouns.has(bare(token.folded)) ? phraseAt(reader, at) : undefined;
      if (plain === undefined) continue;
      const isNamed = person && (plain.head === 'person' || plain.head === 'role');
      const phrase = isNamed ? withApposition(reader, plain) : plain;
      const described = { ...describe(text, phrase, reader.tokens, undefined), start: token.start };
      const { words, role } = described;
      if (!person) {
        const own = ownWords(reader, phrase.from + 1, phrase.to);
        const told = own.length > 0 || words.length > 1;
        if (plain.head === 'organisation' && told) found.bodies.push({ ...described, own });
      } else if (isNamed && phrase.name !== undefined) {
        // «مساعد للرئيس، دونالد ترامب»: after ل nothing shows whose name stands between commas.
        if (plain.head === 'role' && /^[بل]/u.test(clitic ? wordAt(tokens, at) : '')) continue;
        if (words.length > 1 || role) found.people.push({ ...described, own: words });
        at = Math.max(at, phrase.to - 1);
      } else if (plain.head !== 'person' && !plain.pointsBack && plain.to > at + 1) {
        const nameless = describe(text, plain, reader.tokens, undefined);
        found.nameless.push({ ...described, ...nameless, own: [] });
      }
    }
  }
  return found;
};

/** The words of the names that an article introduces, and the last word of each person's. */
export const namesOf = ({ people, bodies }: Introductions): Pick<Reader, 'known' | 'surnames'> => ({
  known: new Set([...people, ...bodies].flatMap(({ own }) => own)),
  surnames: new Set(people.flatMap(({ words }) => (words.length > 1 ? words.slice(-1) : []))),
});

/** «أن كارتر بيج، الذي»: where no verb can stand, words to the next mark whose last one recurs. */
const standsAsName = (reader: Reader, at: number): boolean => {
  const { tokens, vocabulary } = reader;
  if (tokens[at - 1]?.leadsToNoun !== true) return false;
  const to = nameAt(reader, at);
  const [last, next] = [wordAt(tokens, to - 1), tokens[to]];
  return to > at + 1 && (vocabulary.get(last) ?? 0) > 1 && /[,،(]/u.test(next?.gap ?? ',');
};

const ownWords = ({ tokens, vocabulary }: Reader, from: number, to: number): string[] =>
  tokens
    .slice(from, to)
    .filter((token) => token.quotation !== undefined || isNameLike(token, vocabulary))
    .map(({ folded }) => folded);
