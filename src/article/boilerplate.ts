import { readFileSync } from 'node:fs';

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

/** A list of `page-lines.txt`, where each says what it holds. */
const listed = (heading: string): Set<string> => {
  const [, list = ''] = pageLines.split(`\n[${heading}]\n`);
  const [lines = ''] = list.split('\n[');
  const keys = lines
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split('|').map(lineKey));
  return new Set(keys.filter((key) => key !== ''));
};

const pageLines = readFileSync(new URL('page-lines.txt', import.meta.url), 'utf8');
const furniture = listed('furniture');
const relatedHeadings = listed('relatedHeadings');
const sections = listed('sections');

/** A pattern over folded text, its Arabic words in their usual spelling. */
const pattern = (source: string): RegExp =>
  new RegExp(source.replaceAll(/\p{Script=Arabic}+/gu, fold), 'u');

const mediums =
  'واتساب|واتس اب|تلغرام|تليجرام|تيليجرام|فيسبوك|فيس بوك|تويتر|إكس|يوتيوب|إنستغرام|انستجرام|تيك توك|غوغل نيوز|جوجل نيوز|google news|whatsapp|telegram|facebook|twitter|youtube|instagram';

/** On the key of a line: what no sentence of a report is, however it goes on. */
const notices = [
  // «اشترك بقناتنا على واتساب»
  `^(?:اشترك|اشتركوا|انضم|انضموا|تابعنا|تابعونا|تابعوا|تابع|سجل|حمل|حملوا)(?: \\p{L}+){0,8} \\p{L}{0,2}(?:قناتنا|قنواتنا|صفحتنا|صفحاتنا|حسابنا|حساباتنا|نشرتنا|تطبيقنا|منصاتنا|النشرة البريدية)(?!\\p{L})`,
  `^(?:اشتركوا|انضموا|تابعنا|تابعونا|تابعوا)(?: \\p{L}+){0,8} (?:${mediums})$`,
  `^(?:subscribe|sign up|follow us|join us)(?: \\p{L}+){0,8} (?:newsletter|channel|${mediums})$`,
  '^(?:نحن )?نستخدم ملفات تعريف الارتباط|^(?:هذا الموقع يستخدم|يستخدم هذا الموقع|يستخدم موقعنا) ملفات',
  '^باستخدامك لهذا الموقع|^باستمرارك في (?:التصفح|تصفح|استخدام)|^بمواصلة التصفح',
  '^(?:this (?:web)?site uses|we (?:and our partners )?use) cookies|^by (?:continuing|using|clicking) .{0,60}(?:our site|our website|this site|this website|you agree)',
  '^(?:جميع|كل) الحقوق محفوظة|^حقوق (?:النشر|الطبع) محفوظة|^copyright|^all rights reserved',
  '^(?:مدة|وقت|زمن) القراءة(?: \\d+)?(?: \\p{L}+)?$|^\\d+ (?:دقيقة|دقائق) (?:قراءة|للقراءة)$|^\\d+ min(?:ute)?s? read$',
  '^(?:منذ|قبل) (?:\\d+ )?(?:ثوان|ثواني|دقيقة|دقيقتين|دقائق|ساعة|ساعتين|ساعات|يوم|يومين|أيام|أسبوع|أسبوعين|أسابيع|شهر|شهرين|أشهر)$',
  '^\\d+ (?:تعليق|تعليقات|مشاركة|مشاركات|مشاهدة|مشاهدات|قراءة|إعجاب|comments?|shares?|views?|likes?)$',
  '^(?:عدد )?(?:التعليقات|المشاهدات|المشاركات) \\d+$|^اضغط هنا|^انقر هنا|^click here',
].map(pattern);

/** On the folded line, where the sign after the words shows that a title or tags follow. */
const labelled = [
  '^[^\\p{L}\\p{N}]{0,4}(?:و?اقرأ|شاهد|طالع|تابع) (?:أيضا|كذلك|المزيد)\\s?[:|؛\\-–—]',
  '^[^\\p{L}\\p{N}]{0,4}(?:قد يهمك(?: أيضا)?|(?:مواضيع|أخبار|مقالات) ذات صلة|للمزيد)\\s?[:|\\-–—]',
  '^(?:الكلمات (?:الدلالية|المفتاحية|الدالة)|كلمات دلالية|الوسوم|وسوم|tags|keywords)\\s?:',
  '^(?:read (?:more|also)|related|see also|also read)\\s?:',
  '^\\s?©',
].map(pattern);

const onlyHashtags = /^(?:#[\p{L}\p{N}_]+[\s,،|]*)+$/u;

const listHeading = pattern(
  '^(?:الأكثر|أكثر) \\p{L}+$|^(?:مواضيع|موضوعات|أخبار|مقالات|مواد|قصص) (?:ذات (?:صلة|علاقة)|ساخنة|متعلقة|مشابهة|مرتبطة|أخرى)(?: أخرى)?$|^(?:اختيارات|تعليقات) القراء$',
);

/** Whether a line is the heading of a list of other articles. */
export const isRelatedHeading = (line: string): boolean => {
  const key = lineKey(line);
  return relatedHeadings.has(key) || listHeading.test(key);
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
