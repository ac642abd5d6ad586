import { codePoints } from '../arabic/normalise.ts';
import { Failure } from '../lib/failure.ts';
import { type Article, articleLimits } from './article.ts';
import { isBoilerplate, isRelatedHeading, isSection, lineKey } from './boilerplate.ts';
import { agencyOf, type Dateline, readDateline } from './dateline.ts';
import { detectLanguage } from './language.ts';

/** Control, direction, zero-width, tag and variation characters; what is left is what one sees. */
const invisible =
  /[[\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFD]--[\n\t\u200C]]|(?<!\p{L})\u200C|\u200C(?!\p{L})/gv;

/**
 * A text as one sees it: well-formed, without invisible characters, one space between words, its
 * lines without space around them. The zero-width non-joiner inside of Persian words stays.
 */
export const visible = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replaceAll(invisible, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .trim();

/** Of a visible line, whose words stand between single spaces. */
const countWords = (line: string): number => line.split(' ').length;

/** A line that only a body holds: a full stop after a few words, or a great many words. */
const isProse = (line: string): boolean => {
  const count = countWords(line);
  return count >= 25 || (count >= 5 && /(?<!\.)\.["»”)\]]?$/.test(line));
};

/** Prose that is the article's own, and no notice of the page. */
const isText = (line: string): boolean => isProse(line) && !isBoilerplate(line);

/** A line that may be the title of another article. */
const mayBeTitle = (line: string): boolean =>
  !isProse(line) && countWords(line) <= 16 && !/[.:،؛]$/.test(line);

/** More lines than this above an article, most of them of a few words, are the page's menu. */
const menuLines = 10;

/**
 * The lines from the headline on, where a whole page was copied with its menu: the headline stands
 * beside the day of publication, else directly above the text.
 */
const withoutMenu = (lines: string[]): string[] => {
  const firstText = lines.findIndex(isText);
  const above = lines.slice(0, Math.max(0, firstText));
  const short = above.filter((line) => countWords(line) <= 4).length;
  if (above.length <= menuLines || short < above.length * 0.6) return lines;
  const isHeadline = (at: number): boolean => {
    const line = above[at] ?? '';
    return countWords(line) >= 5 && !isBoilerplate(line) && readDateline(line) === undefined;
  };
  const dated = above.findLastIndex((line) => (readDateline(line)?.date ?? '') !== '');
  if (isHeadline(dated - 1)) return lines.slice(dated - 1);
  const last = above.findLastIndex((_, at) => isHeadline(at));
  return lines.slice(dated >= 0 && last > dated ? dated : last >= 0 ? last : firstText);
};

/** How many titles a list between two paragraphs has at most. */
const mostRelated = 5;
/** How many lines above the first paragraph are compared to find a headline that stands twice. */
const mostHeaderLines = 40;

type Sorted = {
  /** Above the first paragraph, what is neither furniture nor dateline: headline, deck, kicker. */
  header: string[];
  body: string[];
  datelines: Dateline[];
};

/** Parts what the page says from what surrounds it. A line of prose is never left out for its place. */
const sortLines = (lines: string[]): Sorted => {
  const texts = lines.map(isText);
  const firstText = texts.includes(true) ? texts.indexOf(true) : lines.length;
  const lastText = texts.includes(true) ? texts.lastIndexOf(true) : lines.length;
  const sorted: Sorted = { header: [], body: [], datelines: [] };
  let related = 0;
  let hasEnded = false;
  for (const [at, line] of lines.entries()) {
    const [isAbove, isBelow] = [at < firstText, at > lastText];
    const dateline = isAbove || isBelow ? readDateline(line) : undefined;
    if (texts[at] === true) {
      sorted.body.push(line);
      related = 0;
    } else if (dateline !== undefined) sorted.datelines.push(dateline);
    else if (isBoilerplate(line)) {
      related = isRelatedHeading(line) ? mostRelated : 0;
      hasEnded ||= isBelow;
    } else if (hasEnded && mayBeTitle(line)) continue;
    else if (related > 0 && !isAbove && mayBeTitle(line)) related -= 1;
    else if (isAbove && isSection(line)) continue;
    else (isAbove ? sorted.header : sorted.body).push(line);
  }
  return sorted;
};

type Headed = { title: string; deck: string[] };

/** The headline: what stands twice above the first paragraph, else the first line, if it is short. */
const headlineOf = (header: string[]): Headed => {
  const keys = header.map(lineKey);
  const compared = keys.slice(0, mostHeaderLines);
  const twice = compared.findIndex(
    (key, nth) =>
      countWords(key) >= 3 && compared.some((other, at) => at !== nth && other.startsWith(key)),
  );
  const [first = ''] = header;
  const isTitle = countWords(first) >= 2 && !/(?<!\.)\.$|[:،؛,]$/.test(first);
  const at = twice >= 0 ? twice : isTitle ? 0 : -1;
  if (at < 0) return { title: '', deck: header };
  const key = keys[at] ?? '';
  // What stands above a headline in a few words is a kicker or the name of a page.
  const deck = header.filter(
    (line, nth) => keys[nth]?.startsWith(key) !== true && (nth > at || countWords(line) > 5),
  );
  return { title: header[at] ?? '', deck };
};

const firstOf = (values: string[]): string => values.find((value) => value !== '') ?? '';

/**
 * The article in a text as a person pastes it from a page: headline once, outlet, author and day
 * where lines above or below tell them, and the body as printed, its paragraphs in their order.
 * Markup in the text is text. Throws a Failure of kind `nothing-to-read`, `too-short` or `too-long`.
 */
export const articleFromText = (pasted: string): Article => {
  const shown = visible(pasted);
  if (!/\p{L}/u.test(shown)) throw new Failure('nothing-to-read', 'the text has no letters');
  const { header, body, datelines } = sortLines(
    withoutMenu(shown.split('\n').filter((line) => line !== '')),
  );
  const headed = headlineOf(header);
  const isOnlyLine = header.length + body.length === 1;
  const { title, deck } = isOnlyLine ? { title: '', deck: header } : headed;
  const key = lineKey(title);
  const isTitle = (line: string): boolean =>
    title !== '' && line.length < 2 * title.length && lineKey(line) === key;
  const paragraphs = [...deck, ...body].filter((line) => !isTitle(line));
  const text = paragraphs.join('\n\n');
  const length = codePoints(text);
  if (length < articleLimits.least) {
    throw new Failure('too-short', `${length} code points are no article`);
  }
  if (length > articleLimits.most) {
    throw new Failure('too-long', `${length} code points are more than can be read`);
  }
  return {
    title,
    text,
    language: detectLanguage(`${title}\n${text}`),
    outlet: firstOf(datelines.map(({ outlet }) => outlet)) || agencyOf(body[0] ?? ''),
    author: firstOf(datelines.map(({ author }) => author)),
    date: firstOf(datelines.map(({ date }) => date)),
    url: '',
  };
};
