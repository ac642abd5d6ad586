import { fold } from '../arabic/normalise.ts';
import { isStopWord, stem, words } from '../arabic/words.ts';
import type { OutputLanguage } from './summary.ts';

/** What a question asks for by its first words: «كم» a number, «أين» a place. */
export type Wanted = 'number' | 'time' | 'place' | 'person' | 'cause';

const wordsOf = (list: string): ReadonlySet<string> => new Set(fold(list).split(/\s+/));

const wantedBy: Record<Wanted, ReadonlySet<string>> = {
  number: wordsOf('كم بكم كام قديش أديش عدد نسبة حجم قيمة سعر many much'),
  time: wordsOf('متى امتى إيمتى موعد تاريخ when'),
  place: wordsOf('أين وين فين مكان where'),
  person: wordsOf('مين who whom whose'),
  cause: wordsOf('لماذا ليش ليه علاش سبب أسباب why'),
};

/** Words that open a question and ask for nothing in particular. */
const openers = wordsOf(`
  ما ماذا هل كيف أي أية من شو إيش ايه وش لمن ممن عمّن بماذا فيم علام أليس ألم أما
  what which how is are was were did does do can could has have will would`);

/** Words by which people ask, which say nothing of what they ask about. */
const empty = wordsOf(`
  مقال مقالة خبر نص كاتب كاتبة يعني معنى قصد اذكر اشرح وضّح قل أخبرني حدّثني لخّص فضلك لطفا رجاء ممكن تفاصيل
  حدث جرى صار قال يقول ذكر يذكر اسم article tell say says said please explain name happened`);

/** A question as far as it can be read without understanding it. */
export type ReadQuestion = {
  wanted: ReadonlySet<Wanted>;
  /** What it is about: the stems of its content words, each once. */
  stems: readonly string[];
};

const kinds: readonly Wanted[] = ['number', 'time', 'place', 'person', 'cause'];

const wantedIn = (folded: string): Wanted | undefined => {
  const bare = folded.replace(/^(?:[وف]?ال|[وف])(?=...)/, '');
  return kinds.find((kind) => wantedBy[kind].has(folded) || wantedBy[kind].has(bare));
};

/** Reads a question of a reader, in any spelling. */
export const readQuestion = (text: string): ReadQuestion => {
  const all = words(text).map(({ folded }) => folded);
  const wanted = new Set(all.map(wantedIn).filter((kind) => kind !== undefined));
  // «من» is also a preposition, but not before a verb or at the beginning.
  if (all[0] === 'من' || all[0] === 'ومن') wanted.add('person');
  const content = all.filter(
    (word) =>
      word.length > 1 &&
      !isStopWord(word) &&
      !openers.has(word) &&
      !empty.has(word) &&
      !empty.has(stem(word)) &&
      wantedIn(word) === undefined,
  );
  return { wanted, stems: [...new Set(content.map(stem))] };
};

/** Whether a text is surely meant as a question, by its mark or its first word. */
export const isPlainQuestion = (text: string): boolean => {
  const [first = ''] = words(text).map(({ folded }) => folded);
  const bare = first.replace(/^[وف](?=..)/, '');
  return (
    /[?؟]/.test(text) ||
    [first, bare].some((word) => openers.has(word) || wantedIn(word) !== undefined)
  );
};

/** What two readers who ask the same have written alike: spelling, marks and spaces do not count. */
export const spelledQuestion = (text: string): string =>
  words(text)
    .map(({ folded }) => folded)
    .join(' ');

/** The language that a question wants its answer in: its own. */
export const languageOfQuestion = (text: string): OutputLanguage =>
  /\p{Script=Arabic}/u.test(text) ? 'ar' : 'en';
