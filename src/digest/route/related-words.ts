import { fold } from '../../arabic/normalise.ts';
import { stem, words } from '../../arabic/words.ts';

/**
 * Words that readers type and newsrooms vary, one group a line: singular and broken plural, two
 * spellings, two names of one thing. Phrases are joined by «+».
 */
const groups = `
نفط خام برنت أوبك برميل
ذهب أونصة معدن+أصفر
غاز غاز+طبيعي
سعر أسعار
خبر أخبار
بنك بنوك مصرف مصارف
سهم أسهم بورصة
سوق أسواق
دولار عملة عملات سعر+الصرف
ليرة سعر+الصرف
زلزال زلازل هزة+أرضية هزات
بركان براكين
إعصار أعاصير عاصفة عواصف
طقس أرصاد أمطار حالة+الطقس
فيضان فيضانات سيول
حريق حرائق
جفاف شح+المياه
مناخ تغير+المناخ احتباس+حراري
فيلم أفلام سينما
مسلسل مسلسلات دراما
رواية روايات
كتاب كتب معرض+الكتاب
أغنية أغاني ألبوم
مهرجان مهرجانات
متحف متاحف
أثر آثار أثرية تنقيب
لاعب لاعبين
مباراة مباريات
انتقالات ميركاتو صفقات+الانتقالات
كأس كؤوس
مدرب مدربين
منتخب منتخبات
نادي أندية
تنس غراند+سلام ويمبلدون رولان+غاروس
مونديال كأس+العالم
مرض أمراض
دواء أدوية عقار
لقاح لقاحات تطعيم تلقيح
فيروس فيروسات
وباء أوبئة جائحة
كورونا كوفيد كوفيد-19
كوليرا الكوليرا
سرطان أورام
سكري سكر+الدم أنسولين
مستشفى مستشفيات
طبيب أطباء
جامعة جامعات
مدرسة مدارس
طالب طلاب طلبة
امتحان امتحانات بكالوريا توجيهي ثانوية+عامة
معلم معلمين مدرسين
لاجئ لاجئين نازحين لجوء
مهاجر مهاجرين هجرة
سجين سجناء معتقل معتقلين أسرى أسير
انتخاب انتخابات اقتراع ناخبين
حكومة حكومات تشكيل+الحكومة مجلس+الوزراء
برلمان مجلس+النواب
دستور دستوري
هدنة وقف+إطلاق+النار
نووي النووي يورانيوم تخصيب الوكالة+الذرية
صاروخ صواريخ
مسيرة مسيرات طائرة+مسيرة درون
هاتف هواتف آيفون أندرويد جوال
حاسوب حواسيب كمبيوتر
اصطناعي شات+جي+بي+تي تعلم+آلي
بيتكوين بتكوين عملات+رقمية عملات+مشفرة
سيبراني اختراق هجوم+إلكتروني قرصنة
قمر أقمار قمر+صناعي
فضاء ناسا مركبة+فضائية رواد+فضاء
كهرباء شبكة+الكهرباء انقطاع+الكهرباء
خبز أفران طحين قمح
وقود بنزين محروقات مازوت
تضخم غلاء أسعار+المستهلكين
ميناء موانئ مرفأ
مطار مطارات
طائرة طائرات
سيارة سيارات
قطار قطارات سكة+حديد مترو
حادث حوادث
فساد رشوة اختلاس
محكمة محاكم محاكمة
عقوبة عقوبات
سد سدود
زراعة محاصيل مزارعين
سياحة سياح
عقار عقارات إسكان
وظيفة وظائف توظيف بطالة
راتب رواتب أجور
حج حجاج مناسك
رمضان إفطار+رمضان
طفل أطفال
امرأة نساء
`;

/** Words that say of what kind news are, not what they are about. */
const generic = new Set(
  `أخبار خبر آخر أحدث جديد مستجدات تطورات متابعة متابعات تغطية تقارير تقرير مقالات كل جميع أهم أبرز عاجل
  اليوم يومية موضوع مواضيع قضية قضايا ملف شؤون شأن حركة جماعة تنظيم يخص يتعلق متعلقة متعلق بشأن حول عن
  news latest about`
    .split(/\s+/)
    .map(fold),
);

/** Heads of phrases that other phrases share: «أسعار» of «أسعار النفط». */
const heads = new Set(
  `سعر أسعار سوق أسواق أزمة اتفاق اتفاقية حرب حروب انتخابات انتخاب مشروع مشاريع قطاع صناعة تكنولوجيا
  علاقات وضع أوضاع مستقبل تاريخ نتائج انتقالات دوري كأس منتخب نادي فريق بطولة مباريات شركة شركات وزارة
  وزير رئيس حكومة جيش جامعة محادثات مفاوضات زيارة`
    .split(/\s+/)
    .map((word) => stem(fold(word))),
);

const keyOf = (word: string): string => stem(fold(word));

const related = ((): ReadonlyMap<string, readonly string[][]> => {
  const byWord = new Map<string, string[][]>();
  for (const line of groups.trim().split('\n')) {
    const terms = line.split(/\s+/).map((term) => term.split('+'));
    for (const [first = '', ...rest] of terms) {
      if (rest.length > 0) continue;
      const key = keyOf(first);
      byWord.set(key, [...(byWord.get(key) ?? []), ...terms]);
    }
  }
  return byWord;
})();

/** Whether a word says nothing of what a topic is about. */
export const isGeneric = (folded: string): boolean =>
  generic.has(folded) || generic.has(folded.replace(/^ال(?=..)/, ''));

/** Whether a word needs the next one to say what a topic is about. */
export const isHead = (folded: string): boolean => heads.has(stem(folded));

/** A word with what newsrooms may write instead of it, the word itself first. */
export const withRelated = (word: string): string[][] => {
  const [{ folded } = { folded: '' }] = words(word);
  const own = folded.replace(/^ال(?=..)/, '');
  const others = (related.get(stem(folded)) ?? []).filter(
    (term) => term.length > 1 || fold(term[0] ?? '') !== own,
  );
  return [[word], ...others];
};
