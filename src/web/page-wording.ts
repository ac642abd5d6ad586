/**
 * How news pages label what surrounds an article, beyond what readers paste along with it
 * (`article/boilerplate.ts`). The patterns stand for whole lines, or where said for their beginning,
 * in the spelling of `fold`: no hamza, ya for alef maqsura, ha for ta marbuta, Persian letters as
 * Arabic ones, Latin letters small. Every repetition is bounded.
 */

const lead = String.raw`^[\s•*#|:،.…»«<>+-]{0,9}`;
const tail = String.raw`[\s:،,؟!.…»«<>|+-]{0,9}$`;

const wholly = (...wordings: string[]): RegExp =>
  new RegExp(`${lead}(?:${wordings.join('|')})${tail}`);

const alsoRead = [
  '(?:و)?(?:اقرا|اقراوا|اقريي|طالع|طالعوا|شاهد|شاهدوا|انظر|تابع)(?: المزيد| ايضا| كذلك| التالي)',
  '(?:قد|ربما) (?:يهمك|يعجبك|تهمك|يثير اهتمامك)',
  '(?:بيشتر|همجنين|مطالب بيشتر) ?بخوانيد',
  'read (?:more|also|next)|see also|also read|you may (?:also )?like|related:',
];

/** Begins a line that only points to another article: «اقرأ أيضا: …». */
export const pointsElsewhere = new RegExp(
  `${lead}(?:${alsoRead.join('|')})(?![\\p{L}\\p{N}])`,
  'u',
);

const things =
  '(?:ال)?(?:مواضيع|موضوعات|اخبار|مقالات|تقارير|قصص|روابط|محتوي|ملفات|فيديوهات|مواد|انباء)';
const related =
  '(?:(?:ذات|لها) (?:ال)?(?:صله|علاقه)|(?:ال)?(?:متعلقه|مرتبطه|مشابهه|مقترحه|مختاره|ساخنه|اخري|سابقه|هامه|مهمه))';

/** The label of a list that is no part of the article: related, most read, tags, comments. */
export const sectionLabel = wholly(
  ...alsoRead.map((wording) => `(?:${wording}).{0,30}`),
  `${things}(?: \\S{1,12})? ${related}(?: .{1,20})?`,
  'في (?:نفس|ذات) السياق|اقرا (?:في|من|علي) .{1,30}|يستحق الانتباه|اختيارات المحرر',
  '(?:الاخبار |المقالات )?(?:الاكثر|الاعلي) (?:قراءه|قراه|مشاهده|تداولا|تفاعلا|تعليقا).{0,30}',
  '(?:اخر|احدث) (?:ال)?(?:اخبار|مواضيع|مقالات|مستجدات|تحديثات).{0,30}',
  '(?:ال)?مزيد(?: (?:من|حول|عن) .{1,30})?',
  '(?:ال)?(?:وسوم|تاغات|هاشتاغ|علامات|سمات|تصنيفات|دلالات|كلمات (?:ال)?(?:مفتاحيه|دلاليه|بحث)).{0,40}',
  '(?:ال)?تعليقات(?: \\S{1,20}){0,3}|(?:اضف|اترك|اكتب) (?:تعليق|رد).{0,30}|شارك ?ب?(?:رايك|تعليقك).{0,30}',
  '(?:برجسب ?ها|كد خبر|(?:اخبار|مطالب) (?:مرتبط|بيشنهادي)|اخرين (?:اخبار|مطالب)|بربازديدترين|نظر شما|نظرات).{0,30}',
  '(?:related|recommended|popular|latest|trending|other|similar)(?: (?:news|articles?|stor(?:y|ies)|posts?|topics?|content|links?|coverage|videos?|now|for you)){1,2}',
  'more (?:from|on|in|about|stories|news)(?: .{1,40})?|most (?:read|popular|viewed|shared|commented)',
  'topics|filed under|categories|sponsored(?: content| links)?|about the author',
  '(?:\\d{1,5} )?comments?(?: \\(?\\d{1,5}\\)?)?|leave a (?:comment|reply)|join the (?:conversation|discussion)',
);

/** A line of the page's own machinery: sharing, picture credits, skip links. */
export const furnitureLine = wholly(
  '(?:شارك|شاركه|مشاركه|انشر|ارسل)(?: (?:هذا |هذه )?(?:الخبر|المقال|المقاله|الموضوع|القصه|الصفحه|علي|عبر|مع).{0,50})?',
  '(?:اشترك|اشتركوا|انضم|انضموا) (?:في|الي|الان|معنا).{0,80}',
  '(?:ال)?رابط (?:ال)?مختصر.{0,80}',
  '(?:صدر|مصدر) الصوره.{0,80}|التعليق علي الصوره|image (?:source|caption|copyright).{0,80}',
  'تخطي .{1,60} وواصل القراءه|(?:قصص مقترحه|يستحق الانتباه|الاكثر قراءه|.{1,30}) نهايه',
  'share (?:this|on|via).{0,40}|follow us.{0,60}|sign up (?:for|to).{0,80}|subscribe (?:to|now).{0,60}',
);

/** The house's word on what readers write below an article; what follows is not the article. */
export const commentPolicy =
  /(?:الاراء|التعليقات|المشاركات)[^.]{0,60}(?:لا تعبر|لا تمثل|تعبر عن راي (?:صاحب|كاتب))|(?:ننشر|نشر|مراجعه|حذف) التعليقات/;

/** «بقلم فلان», and the labels that the BBC hides from the eye: who wrote, in a line of its own. */
export const bylineLabel =
  /^\s{0,3}(?:author,|by|بقلم|كتبت?|تحرير|إعداد|حوار|تقرير)\s{0,3}[:：،-]?\s{1,3}(\S.{2,60})$/iu;

/** «Role, …»: what the BBC hides below the author's name. */
export const roleLabel = /^role, /i;
