import { months } from '../arabic/months.ts';
import { quantities } from '../arabic/numbers.ts';
import { sentences, type Sentence } from '../arabic/sentences.ts';
import { stem, withoutClitics, words } from '../arabic/words.ts';
import type { Prose } from '../article/article.ts';
import { attribute } from './attribution/attribute.ts';
import { places } from './attribution/lexicon.ts';
import { readQuestion, type ReadQuestion, type Wanted, wordsFor } from './question.ts';

/** More sentences than this are no answer. */
const most = 2;
/** A second sentence is shown if it comes nearly as near as the first. */
const nearly = 0.7;
/** Below this share of the question's weight a sentence only happens to have a word in common. */
const leastShare = 0.3;

const timeWords = wordsFor('timeTold');
const causeWords = wordsFor('causeTold');

type Line = { sentence: Sentence; forms: ReadonlySet<string>; stems: ReadonlySet<string> };

const lineOf = (sentence: Sentence): Line => {
  const folded = words(sentence.text).map((word) => word.folded);
  const forms = new Set(folded.flatMap(withoutClitics));
  return { sentence, forms, stems: new Set([...folded, ...forms].map(stem)) };
};

const hasAny = ({ forms }: Line, wanted: ReadonlySet<string>): boolean =>
  [...forms].some((form) => wanted.has(form));

/** Whether a sentence holds the kind of thing that is asked for. */
const createHolds = (prose: Prose) => {
  const { sources } = attribute(prose);
  const people = sources.filter(({ kind }) => kind === 'person').map(({ mention }) => mention);
  const holds: Record<Wanted, (line: Line) => boolean> = {
    number: ({ sentence }) => quantities(sentence.text).length > 0,
    time: (line) => months(line.sentence.text).length > 0 || hasAny(line, timeWords),
    place: (line) => hasAny(line, places),
    person: ({ sentence }) => people.some((name) => sentence.text.includes(name)),
    cause: (line) => hasAny(line, causeWords),
  };
  return (line: Line, { wanted }: ReadQuestion): boolean =>
    [...wanted].some((kind) => holds[kind](line));
};

/**
 * The sentences of an article that come nearest to a question, at most two, in the article's order;
 * none where nothing comes near. Each word that a sentence shares with the question counts, a rare
 * one more; holding what is asked for, such as a number after «كم», counts as one more word.
 */
export const nearestSentences = (prose: Prose, question: string): string[] => {
  const asked = readQuestion(question);
  const lines = sentences(prose.text).map(lineOf);
  const holds = createHolds(prose);
  const weights = new Map(
    asked.stems.map((word) => {
      const found = lines.filter(({ stems }) => stems.has(word)).length;
      return [word, 1 + Math.log((lines.length + 1) / (found + 1))];
    }),
  );
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const scored = lines.map((line, order) => {
    const shared = asked.stems
      .filter((word) => line.stems.has(word))
      .reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
    // A question of a single word, «متى؟», is about the whole article.
    const isNear = whole === 0 || shared >= whole * leastShare;
    const score = shared + (holds(line, asked) ? 1 : 0);
    return { line, order, score: isNear ? score : 0 };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  return scored
    .filter(({ score }) => score > 0 && score >= best * nearly)
    .toSorted((one, other) => other.score - one.score || one.order - other.order)
    .slice(0, most)
    .toSorted((one, other) => one.order - other.order)
    .map(({ line }) => line.sentence.text);
};
