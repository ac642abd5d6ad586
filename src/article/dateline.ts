import { findDates } from '../arabic/dates.ts';
import { fold } from '../arabic/normalise.ts';
import { isStopWord, words } from '../arabic/words.ts';
import { outletNamed, outletOf } from './outlets.ts';

/** Where and when, as a line above or below an article tells it; '' for what it does not tell. */
export type Dateline = { outlet: string; author: string; date: string };

/** Longest line that is taken for a dateline, in words. */
const mostWords = 18;
const mostNameWords = 5;

/** Words around a date that are no part of a title. */
const labels = new Set(
  fold(
    `الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت يوم نشر نشره نشرت ينشر في تم آخر تحديث التحديث حدث تاريخ النشر أضيف
    الساعة بتوقيت غرينتش جرينتش مكة المكرمة القدس بيروت القاهرة أبوظبي أبو ظبي دمشق هـ ه م ص صباحا مساء الموافق
    published updated last on at gmt utc monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun`,
  ).split(/\s+/),
);

/** Stands for a date that was taken out of its line. */
const gap = '\u0001';

/** What a part of a line says beside labels, hours and the name of an outlet. */
const contentOf = (part: string): string[] => {
  const content = words(part)
    .filter(({ folded }) => !labels.has(folded) && /\p{L}/u.test(folded))
    .map(({ raw }) => raw);
  return outletOf(content.join(' ')) === '' ? content : [];
};

/**
 * A line that gives the day of publication and little else: labels, an outlet, a place or a name
 * that a sign parts from the date. «حرب 6 أكتوبر 1973» is a title.
 */
const datedLine = (line: string): Dateline | undefined => {
  if (!/\p{Nd}/u.test(line)) return undefined;
  const dates = findDates(line).filter(({ iso }) => iso.length > 'YYYY-MM'.length);
  const [first] = dates;
  if (first === undefined || words(line).length > mostWords) return undefined;
  let rest = line;
  for (const { start, end } of [...dates].reverse()) {
    rest = rest.slice(0, start) + gap + rest.slice(end);
  }
  const parts = rest.split(/[|•·،,:()/–—-]/);
  const isTitle = parts.some((part) => part.includes(gap) && contentOf(part).length > 0);
  const others = parts.flatMap(contentOf);
  if (isTitle || others.length > 4) return undefined;
  return { outlet: outletNamed(rest.replaceAll(gap, ' ')), author: '', date: first.iso };
};

const authored =
  /^(?:بقلم\s?[:–-]?|(?:كتب|كتبت|كتبه|إعداد|اعداد|تحرير|الكاتب|المحرر|author|by)\s?:)\s?([^.:؟!]{3,60})$/iu;
/** «كتبت أسماء نصار»: a name of two or three words and nothing more. */
const signed = /^(?:كتب|كتبت)\s(\p{L}{2,12}(?:\s\p{L}{2,12}){1,2})$/u;
const sourced = /^(?:المصدر|source)\s?[:|–-]\s?([^.:؟!]{2,40})$/iu;
/** «القاهرة - أ ش أ», «بيروت (رويترز) -» */
const placed = /^[\p{L}\s]{2,30}[-–—/(]\s?([^()]{2,40}?)\s?\)?\s?[-–—:]{0,2}$/u;

/** What a line by itself tells of outlet, author and day; nothing where it is part of the text. */
export const readDateline = (line: string): Dateline | undefined => {
  if (line.length > 200) return undefined;
  const name = signed.exec(line)?.[1] ?? '';
  const isName = name !== '' && !words(name).some(({ folded }) => isStopWord(folded));
  const author = isName ? name : authored.exec(line)?.[1]?.trim();
  if (author !== undefined && words(author).length <= mostNameWords)
    return { outlet: '', author, date: '' };
  const source = sourced.exec(line)?.[1]?.trim();
  if (source !== undefined && words(source).length <= mostNameWords)
    return { outlet: outletOf(source) || source, author: '', date: '' };
  const agency = placed.exec(line)?.[1] ?? '';
  const outlet = outletOf(line) || outletOf(agency);
  if (outlet !== '' || fold(agency) === 'وكالات') return { outlet, author: '', date: '' };
  return datedLine(line);
};

/** The agency that a paragraph begins with, «بيروت (رويترز) - قال», «القاهرة - أ ش أ: أعلن»; else ''. */
export const agencyOf = (paragraph: string): string => {
  const head = paragraph.slice(0, 80);
  const [, inBrackets = ''] = /^[\p{L}\s،/]{0,40}\(([^()]{2,40})\)/u.exec(head) ?? [];
  const [, afterDash = ''] = /^[\p{L}\s،]{2,30}[-–—/]([^-–—:]{2,30}?)\s?[-–—:]/u.exec(head) ?? [];
  return outletOf(inBrackets) || outletOf(afterDash);
};
