import { listIn } from '../arabic/lists.ts';
import { fold } from '../arabic/normalise.ts';

/**
 * How a line is compared: folded, so that «تــابــــع» is «تابع»; letters and digits only, parted by
 * single spaces; names of icons that are copied with the words beside them removed.
 */
export const lineKey = (line: string): string =>
  fold(line)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(
      /^(?:arrow|icon|chevron|caret|svg|logo)(?:right|left|up|down)?(?=\p{Script=Arabic})/u,
      '',
    );

const linesOf = listIn(new URL('page-lines.txt', import.meta.url));

/** The entries of a list of `page-lines.txt`, where each says what it holds. */
const entriesOf = (heading: string): string[] =>
  linesOf(heading).flatMap((line) => line.split('|').map((entry) => entry.trim()));

const keysOf = (heading: string): ReadonlySet<string> =>
  new Set(
    entriesOf(heading)
      .map(lineKey)
      .filter((key) => key !== ''),
  );

const furniture = keysOf('furniture');
const relatedHeadings = keysOf('relatedHeadings');
const sections = keysOf('sections');

/** Patterns over folded text, their Arabic words in the usual spelling. */
const patternsOf = (heading: string): RegExp[] =>
  linesOf(heading).map((source) => {
    const whole = source.replaceAll('{mediums}', entriesOf('mediums').join('|'));
    return new RegExp(whole.replaceAll(/\p{Script=Arabic}+/gu, fold), 'u');
  });

const notices = patternsOf('notices');
const labelled = patternsOf('labelled');
const listHeadings = patternsOf('listHeadings');

const onlyHashtags = /^(?:#[\p{L}\p{N}_]+[\s,،|]*)+$/u;

/** Whether a line is the heading of a list of other articles. */
export const isRelatedHeading = (line: string): boolean => {
  const key = lineKey(line);
  return relatedHeadings.has(key) || listHeadings.some((each) => each.test(key));
};

/** Whether a line holds no letter, or is part of the page and not of its article. */
export const isBoilerplate = (line: string): boolean => {
  const key = lineKey(line);
  if (!/\p{L}/u.test(key) || furniture.has(key) || isRelatedHeading(line)) return true;
  if (onlyHashtags.test(line)) return true;
  const folded = fold(line);
  return notices.some((each) => each.test(key)) || labelled.some((each) => each.test(folded));
};

/** Whether a line only names sections, «الرئيسية > أخبار > سوريا». Such words also head paragraphs. */
export const isSection = (line: string): boolean =>
  line.split(/[>|/»›•·\\]/).every((part) => {
    const key = lineKey(part);
    return key === '' || sections.has(key) || furniture.has(key);
  });
