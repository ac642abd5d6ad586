/**
 * How news sites label what surrounds an article. The patterns stand for whole lines (or, where
 * said, for their beginning) in the folded spelling of `fold`: no hamza, ya for alef maqsura, ha
 * for ta marbuta, Persian letters as Arabic ones, Latin letters small. Every repetition is bounded.
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
  'ذات صله|في (?:نفس|ذات) السياق|من نفس القسم|اقرا (?:في|من|علي) .{1,30}',
  '(?:الاخبار |المقالات )?(?:الاكثر|الاعلي) (?:قراءه|قراه|مشاهده|شيوعا|تداولا|تفاعلا|تعليقا|رواجا).{0,30}',
  '(?:اخر|احدث) (?:ال)?(?:اخبار|مواضيع|مقالات|مستجدات|تحديثات).{0,30}',
  'المزيد(?: من .{1,30}| حول .{1,30}| عن .{1,30})?|للمزيد.{0,30}|يستحق الانتباه|مختارات|اختيارات المحرر',
  '(?:ال)?(?:وسوم|تاغات|تاجات|هاشتاغ|علامات|سمات|تصنيفات|دلالات|كلمات (?:ال)?(?:مفتاحيه|دلاليه|بحث)).{0,40}',
  '(?:ال)?تعليقات(?: \\S{1,20}){0,3}|(?:اضف|اترك|اكتب) (?:تعليق|رد).{0,30}|شارك ?ب?(?:رايك|تعليقك).{0,30}',
  '\\d{1,5} تعليق(?:ات)?|لا توجد تعليقات.{0,30}',
  '(?:برجسب ?ها|كد خبر|(?:اخبار|مطالب) (?:مرتبط|بيشنهادي)|اخرين (?:اخبار|مطالب)|بربازديدترين|نظر شما|نظرات).{0,30}',
  '(?:related|recommended|popular|latest|trending|other|similar)(?: (?:news|articles?|stor(?:y|ies)|posts?|topics?|content|links?|coverage|videos?|now|for you)){1,2}',
  'more (?:from|on|in|about|stories|news)(?: .{1,40})?|most (?:read|popular|viewed|shared|commented)',
  '(?:tags?|topics|filed under|categories|keywords|sponsored(?: content| links)?|about the author)',
  '(?:\\d{1,5} )?comments?(?: \\(?\\d{1,5}\\)?)?|leave a (?:comment|reply)|join the (?:conversation|discussion)',
);

const networks =
  'فيسبوك|فيس بوك|تويتر|اكس|واتساب|واتس اب|تيليغرام|تلغرام|تليجرام|لينكد ?ان|انستغرام|facebook|twitter|whatsapp|telegram|linkedin|instagram|e-?mail';

/** A line of the page's own machinery: sharing, printing, following, picture credits, skip links. */
export const furnitureLine = wholly(
  `(?:${networks})(?:[ ,،|]{1,3}(?:${networks})){0,9}`,
  '(?:شارك|شاركها|شاركه|مشاركه|انشر|ارسل)(?: (?:هذا |هذه )?(?:الخبر|المقال|المقاله|الموضوع|القصه|الصفحه|علي|عبر|مع).{0,50})?',
  '(?:تابعنا|تابعونا|تابعوا|تابع) (?:.{1,30} )?(?:علي|عبر|قناه|صفحتنا|اخبارنا).{0,60}',
  '(?:اشترك|اشتركوا|انضم|انضموا) (?:في|الي|الان|معنا|ب).{0,80}',
  'طباعه|حفظ|نسخ(?: الرابط)?|تم (?:ال)?نسخ.{0,20}|(?:تكبير|تصغير|حجم) الخط|استمع (?:ل|الي).{0,20}|(?:ال)?رابط (?:ال)?مختصر.{0,80}',
  'اعلان|اعلانات|(?:ال)?بريد (?:ال)?الكتروني|advertisement|print|save|share|tweet|copy link|listen',
  '(?:صدر|مصدر) الصوره.{0,80}|التعليق علي الصوره|image (?:source|caption|copyright).{0,80}',
  'تخطي .{1,60} وواصل القراءه|(?:قصص مقترحه|يستحق الانتباه|الاكثر قراءه|نهايه .{1,20}) ?نهايه',
  'share (?:this|on|via).{0,40}|follow us.{0,60}|sign up (?:for|to).{0,80}|subscribe (?:to|now).{0,60}|\\d{1,6} shares?',
);

/** The house's word on what readers write below an article; what follows is not the article. */
export const commentPolicy =
  /(?:الاراء|التعليقات|المشاركات)[^.]{0,60}(?:لا تعبر|لا تمثل|تعبر عن راي (?:صاحب|كاتب))|(?:ننشر|نشر|مراجعه|حذف) التعليقات/;

/** «بقلم فلان», and the labels that the BBC hides from the eye: who wrote, in a line of its own. */
export const bylineLabel =
  /^\s{0,3}(?:author,|by|بقلم|كتبت?|كتابه|تحرير|إعداد|حوار|تقرير)\s{0,3}[:：،-]?\s{1,3}(\S.{2,60})$/iu;

/** «Role, …»: what the BBC hides below the author's name. */
export const roleLabel = /^role, /i;
