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

const keys = (lines: string): Set<string> =>
  new Set(
    lines
      .split(/[\n|]/)
      .map(lineKey)
      .filter((key) => key !== ''),
  );

/** Whole lines that pages carry around an article, wherever they stand. */
const furniture = keys(`
placeholder | image | advertisement | advertisements | ad | ads | إعلان | إعلانات | مساحة إعلانية | سبونسر | sponsored
واتساب | واتس اب | WhatsApp | فيسبوك | فيس بوك | Facebook | تويتر | Twitter | X | منصة إكس | تلغرام | تيليجرام | تلجرام | Telegram
إنستغرام | انستجرام | Instagram | يوتيوب | YouTube | تيك توك | TikTok | LinkedIn | لينكد إن | Messenger | ماسنجر | Threads | Snapchat
Email | E-mail | البريد الإلكتروني | بريد إلكتروني | SMS | Copy link | Link copied | نسخ الرابط | انسخ الرابط | تم نسخ الرابط | رابط مختصر
مشاركة | شارك | شاركها | شاركنا | شارك المقال | شارك الخبر | شارك هذا الخبر | تغريد | غرد | مشاركة الخبر | مشاركة المقال | شارك عبر | مشاركة عبر | شارك هذا الموضوع
شارك على فيسبوك | شارك على تويتر | شارك على واتساب | Share | Share this | Share this article | Share on Facebook | Share on Twitter | Tweet | Pin it
طباعة | اطبع | Print | حفظ | احفظ | Save | Bookmark | حجم الخط | تكبير الخط | تصغير الخط | استمع | استمع للمقال | استمع إلى المقال | Listen
أعجبني | إعجاب | Like | متابعة | تابعنا | تابعونا | تابعنا على | تابعونا على | Follow | Follow us | اشترك | اشترك الآن | اشتراك | Subscribe | Sign up | Log in | تسجيل الدخول
المزيد | اقرأ المزيد | إقرأ المزيد | شاهد المزيد | عرض المزيد | للمزيد | التفاصيل | قراءة المزيد | Read more | See more | Show more | More | Load more | اقرأ الخبر كاملا
تابع كل الأخبار | كل الأخبار | جميع الأخبار | على مدار الساعة | أخبار على مدار الساعة | العودة إلى الأعلى | إلى الأعلى | عودة | Back to top
تعليق | تعليقات | التعليقات | لا توجد تعليقات | أضف تعليق | اضف تعليقا واقرأ تعليقات القراء | أضف تعليقا | أضف تعليقك | اترك تعليقا | اكتب تعليقا | Comments | Leave a comment | Add a comment
الرئيسية | الصفحة الرئيسية | Home | القائمة | Menu | بحث | Search | إغلاق | اغلاق | Close | التالي | السابق | Next | Previous | الصورة | تخطي إلى المحتوى | Skip to content
خريطة الموقع | من نحن | اتصل بنا | سياسة الخصوصية | شروط الاستخدام | شروط الخدمة | Privacy Policy | Terms of Use | Terms of Service | About us | Contact us | Cookie policy
موافق | أوافق | قبول | قبول الكل | رفض | Accept | Accept all | Reject all | I agree | Manage cookies | Cookies settings
تم الإرسال | عاجل | خاص | حصري | Breaking | Exclusive | نشر في | آخر تحديث | Published | Updated | Last updated | مدة القراءة | زمن القراءة`);

/** Headings above lists of other articles. */
const relatedHeadings = keys(`
اقرأ أيضا | إقرأ أيضا | اقرأ أيضًا | اقرا ايضا | اقرأ كذلك | شاهد أيضا | تابع أيضا | طالع أيضا | طالع المزيد | أيضا | وإقرأ أيضا | اقرأ أيضا على موقعنا
الأكثر قراءة | الأكثر قراءة الآن | الأكثر مشاهدة | الأكثر تداولا | الأكثر تفاعلا | الأكثر شعبية | الأكثر زيارة | الأكثر متابعة | الأكثر تعليقا | الأكثر رواجا
مواضيع ذات صلة | موضوعات ذات صلة | مقالات ذات صلة | أخبار ذات صلة | ذات صلة | أخبار متعلقة | موضوعات متعلقة | مواضيع متعلقة | مواد ذات صلة | قصص ذات صلة | ملفات ذات صلة
قد يهمك | قد يهمك أيضا | قد يعجبك | قد يعجبك أيضا | اخترنا لك | اخترنا لكم | ننصح بقراءة | نرشح لك | مقترحات | مقالات مقترحة | آخر الأخبار | أحدث الأخبار | أهم الأخبار | مختارات | اخترنا لقرائنا
المزيد من الأخبار | المزيد حول هذه القصة | مزيد من الأخبار | المزيد من | أخبار أخرى | مواضيع أخرى | في هذا القسم | من نفس القسم | الكلمات الدلالية | كلمات دلالية | الكلمات المفتاحية | وسوم | الوسوم | العلامات | Tags
Related | Related articles | Related news | Related stories | Related topics | Most read | Most popular | Most viewed | Trending | Trending now | You may also like | Read also | Also read | More on this story | Recommended | Editor's picks | Latest news | Top stories`);

/** Names of sections, which stand above an article and are words elsewhere. */
const sections = keys(`
أخبار | الأخبار | سياسة | السياسة | اقتصاد | الاقتصاد | اقتصاد وأعمال | أعمال | مال وأعمال | رياضة | الرياضة | ثقافة | ثقافة وفن | ثقافة وفنون | فن | فنون | فن ومشاهير | منوعات | متفرقات | مجتمع
محليات | محلي | محلية | أخبار محلية | عربي | عربي ودولي | عربي وعالمي | عربية | شؤون عربية | العالم العربي | الوطن العربي | دولي | دولية | دوليات | إقليمي | إقليمي ودولي | أخبار عربية | أخبار دولية | أخبار عالمية
العالم | عالم | أخبار العالم | حول العالم | الشرق الأوسط | أمن وقضاء | حوادث | قضايا | تحقيقات | تقارير | تقارير وتحقيقات | رأي | آراء | مقالات | مقالات الرأي | تحليل | تحليلات | حوارات | صحة | طب وصحة
تكنولوجيا | علوم | علوم وتكنولوجيا | علوم وتقنية | تقنية | سيارات | سفر | سياحة | سياحة وسفر | بيئة | مناخ | تعليم | مرأة | فيديو | فيديوهات | صور | بودكاست | إنفوغراف | انفوجراف | ملفات | ملف | مباشر
سوريا | لبنان | مصر | العراق | فلسطين | الأردن | السعودية | الإمارات | اليمن | ليبيا | تونس | الجزائر | المغرب | السودان | الخليج | الخليج العربي | أوروبا | أميركا | أمريكا | آسيا | أفريقيا
News | World | Politics | Business | Economy | Sport | Sports | Culture | Arts | Technology | Tech | Science | Health | Opinion | Video | Middle East | Local`);

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
