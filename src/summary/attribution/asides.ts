import type { Sentence } from '../../arabic/sentences.ts';
import { stem, words } from '../../arabic/words.ts';
import { commonWords } from './lexicon.ts';
import { bare } from './words.ts';

/** Sentences that are no part of what the article tells, by where they start in its text. */
export const asidesIn = (sentences: readonly Sentence[], title: string): ReadonlySet<number> => {
  const paragraphs = [...Map.groupBy(sentences, ({ paragraph }) => paragraph).values()];
  const asides = [...headings(paragraphs), ...teasers(paragraphs, title)];
  return new Set(asides.map(({ start }) => start));
};

/** «دبي، الإمارات العربية المتحدة (CNN) -- », «باريس (أ ف ب) - »: where and by whom, not what. */
export const dateline =
  /^[^().؟!\n]{0,60}\((?:[A-Z]{2,9}|[\p{Script=Arabic} .]{2,16})\)\s*[-–—]+\s*/u;

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
      .filter(({ folded }) => folded.length > 3 && !commonWords.has(bare(folded)))
      .map(({ folded }) => stem(folded)),
  );

/**
 * The beginnings of other stories that a page prints below its own: two and more last paragraphs of one
 * sentence each, that are tied to nothing by a conjunction; most share hardly a word with the lead.
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
  const isUntied = ([line, ...more]: readonly Sentence[]): boolean =>
    line !== undefined && more.length === 0 && !tied.test(line.text);
  const isOther = (lines: readonly Sentence[]): boolean =>
    lines.every(({ text }) => [...contentOf(text)].filter((word) => about.has(word)).length < 2);
  const last = paragraphs.slice(paragraphs.findLastIndex((lines) => !isUntied(lines)) + 1);
  const from = last.findIndex(
    (lines, at) =>
      isOther(lines) && last.slice(at).filter(isOther).length > 0.6 * (last.length - at),
  );
  const found = from < 0 ? [] : last.slice(from);
  return found.length > 1 && paragraphs.length - found.length > 1 ? found.flat() : [];
};

/** Words that tie a paragraph to the one before. */
const tied =
  /^["«“]?[وف]|^[*>•]|^(?:كما|لكن|بينما|حيث|ثم|أما|لم|لن|هذا|هذه|من جانب\p{L}+|من جهت\p{L}+|يذكر|يشار|حتى)\s/u;
