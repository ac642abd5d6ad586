import { withApposition } from './apposition.ts';
import type { Finding } from './finding.ts';
import { particles } from './lexicon.ts';
import type { Phrase } from './noun-phrase.ts';
import type { Reader } from './person-names.ts';
import { phraseAt } from './phrase.ts';
import type { Token } from './tokens.ts';
import { isParticle } from './words.ts';

/** A sentence's reader that also knows the names of the whole article. */
export type KnowingReader = Reader & {
  known: ReadonlySet<string>;
  frequent: ReadonlySet<string>;
};

/**
 * Whom a sentence is about, speaking or not: the subject of its first verb, or the phrase that it
 * opens with. Only somebody with a name that the article knows.
 */
export const topicOf = (reader: KnowingReader, line: number): Finding | undefined => {
  const { tokens } = reader;
  const start = asideAt(tokens);
  const at = tokens.findIndex(({ folded }, index) => index >= start && !opening.test(folded));
  const adverb = /^(?:ايضا|اليوم|امس|كذلك|بدوره|بدورها)$/u.test(tokens[at + 1]?.folded ?? '');
  for (const from of [at, adverb ? at + 2 : at + 1]) {
    const token = tokens[from];
    if (token === undefined || token.quotation !== undefined) continue;
    const plain = phraseAt(reader, from);
    const subject = plain && withApposition(reader, plain);
    if (plain === undefined || subject === undefined || !isKnown(subject, reader)) continue;
    // «وعكس المدرب ...»: a verb that no list holds looks like a name before its role.
    const told = plain.head === 'role' || /[,،]/u.test(tokens[plain.to]?.gap ?? '');
    if (!told && !isKnown(plain, reader)) continue;
    const verb = from === at ? undefined : tokens[at];
    const agreement =
      verb && /^ت|ت$/u.test(verb.folded) && !rootInT.test(verb.folded) ? 'feminine' : undefined;
    const base = { line, at: from, after: subject.to, cue: '', content: false };
    return { ...base, frame: 'verb', subject, tokens, agreement };
  }
  return undefined;
};

/** Past «من جانبه،» and «وفي تونس،», with which a sentence opens. */
const asideAt = (tokens: readonly Token[]): number => {
  const first = tokens[0];
  if (first === undefined) return 0;
  if (!isParticle(first) && !particles.has(first.folded.replace(/^[وف]/u, ''))) return 0;
  const comma = tokens.findIndex(({ gap }, index) => index > 0 && /[,،]/u.test(gap));
  return comma > 0 && comma < 8 ? comma : 0;
};

/** Verbs whose last root letter is ت, with nothing feminine. */
const rootInT = /^[وف]?(?:التفت|لفت|بات|مات|فات|صوت|ثبت|اثبت|سكت|بهت)$/u;

const opening = /^[وف]?(?:كان|كانت|قد|لقد|لكن|اما|كما|غير|ان|الا|بيد)$/u;

/** Whether a phrase names a person with a role, or by a name that the article introduces. */
export const isKnown = ({ head, name, role }: Phrase, { tokens, known }: KnowingReader): boolean =>
  head === 'person' &&
  (role !== undefined || (name !== undefined && known.has(tokens[name[1] - 1]?.folded ?? '')));
