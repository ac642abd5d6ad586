import type { Sentence } from '../../arabic/sentences.ts';
import { stem, words } from '../../arabic/words.ts';

/** Sentences that are no part of what the article tells, by where they start in its text. */
export const asidesIn = (sentences: readonly Sentence[], title: string): ReadonlySet<number> => {
  const paragraphs = [...Map.groupBy(sentences, ({ paragraph }) => paragraph).values()];
  const asides = [...headings(paragraphs), ...teasers(paragraphs, title)];
  return new Set(asides.map(({ start }) => start));
};

/** Lines of their own without a full stop, where others have one: headings, links to elsewhere. */
const headings = (paragraphs: readonly Sentence[][]): Sentence[] => {
  const open = paragraphs.filter((all) => !/[.؟!"»”:،,]$/u.test(all.at(-1)?.text ?? ''));
  if (open.length > paragraphs.length / 2) return [];
  return open.flatMap(([line, ...more]) =>
    line && more.length === 0 && line.paragraph > 0 && words(line.text).length <= 14 ? [line] : [],
  );
};

const contentOf = (text: string): ReadonlySet<string> =>
  new Set(
    words(text)
      .filter(({ folded }) => folded.length > 3)
      .map(({ folded }) => stem(folded)),
  );

/**
 * The beginnings of other stories that a page prints below its own: two and more last paragraphs of one
 * sentence each, that are tied to nothing by a conjunction and share hardly a word with the lead.
 */
const teasers = (paragraphs: readonly Sentence[][], title: string): Sentence[] => {
  const about = contentOf(
    [
      title,
      ...paragraphs
        .slice(0, 2)
        .flat()
        .map(({ text }) => text),
    ].join(' '),
  );
  const isOther = ([line, ...more]: readonly Sentence[]): boolean =>
    line !== undefined &&
    more.length === 0 &&
    !/^["«“]?[وف]|^(?:كما|لكن|بينما|حيث|ثم|من جانب\p{L}+|من جهت\p{L}+|يذكر|يشار|حتى)\s/u.test(
      line.text,
    ) &&
    [...contentOf(line.text)].filter((word) => about.has(word)).length < 2;
  const from = paragraphs.findLastIndex((lines) => !isOther(lines)) + 1;
  return from > 1 && paragraphs.length - from > 1 ? paragraphs.slice(from).flat() : [];
};
