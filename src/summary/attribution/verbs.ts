import { fold } from '../../arabic/normalise.ts';
import { wordSet } from './lexicon.ts';

/**
 * How much a verb says by itself. `says`: whoever is its subject speaks. `claims`: the subject
 * speaks if it looks like a speaker or a clause or quotation follows. `may`: speech only with a
 * clause or a quotation. `relays`: the subject hands on the words of somebody else.
 */
type CueStrength = 'says' | 'claims' | 'may' | 'relays';

/** A form of a cue verb: what it shows of its subject. */
export type CueVerb = {
  strength: CueStrength;
  /** Past or present, in which case the word before it matters: «أن يعلن» reports nothing. */
  tense: 'past' | 'present';
  /** What the form agrees with; a feminine may also be any plural that is not of people. */
  subject: 'masculine' | 'feminine' | 'plural';
};

const says = `
  قال/يقول أكد/يؤكد أضاف/يضيف أوضح/يوضح صرح/يصرح أردف/يردف أفاد/يفيد شدد/يشدد استطرد/يستطرد أعرب/يعرب
  غرد/يغرد تساءل/يتساءل أجاب/يجيب ذكر/يذكر أعلن/يعلن استدرك/يستدرك نوه/ينوه ألمح/يلمح نبه/ينبه`;

const claims = `
  كشف/يكشف عزا/يعزو قدر/يقدر أوصى/يوصي حض/يحض أشار/يشير لفت/يلفت حذر/يحذر اعترف/يعترف أقر/يقر زعم/يزعم اتهم/يتهم نفى/ينفي دعا/يدعو
  طالب/يطالب علق/يعلق رأى/يرى اعتبر/يعتبر اعتقد/يعتقد رجح/يرجح تعهد/يتعهد هدد/يهدد انتقد/ينتقد رحب/يرحب
  استنكر/يستنكر أدان/يدين ندد/يندد اشتكى/يشتكي حث/يحث ناشد/يناشد تحدث/يتحدث استبعد/يستبعد جدد/يجدد
  توعد/يتوعد جادل/يجادل أشاد/يشيد أثنى/يثني اقترح/يقترح أورد/يورد وصف/يصف تابع/يتابع توقع/يتوقع
  شكك/يشكك أخبر/يخبر أيد/يؤيد برر/يبرر شرح/يشرح خلص/يخلص اشترط/يشترط نصح/ينصح أقسم/يقسم
  هنأ/يهنئ عارض/يعارض تمنى/يتمنى شكا/يشكو طمأن/يطمئن ذكّر/يذكّر روى/يروي
  أسف/يأسف تأسف/يتأسف فند/يفند`;

const may = `
  كتب/يكتب رد/يرد رفض/يرفض طلب/يطلب سأل/يسأل ختم/يختم اختتم/يختتم حكى/يحكي مضى/يمضي
  أمل/يأمل فسر/يفسر خاطب/يخاطب قدر/يقدر قرر/يقرر هتف/يهتف صاح/يصيح واصل/يواصل
  أظهر/يظهر اكتفى/يكتفي أثبت/يثبت لاحظ/يلاحظ استشهد/يستشهد تذكر/يتذكر أكمل/يكمل ذهب/يذهب جزم/يجزم
  وافق/يوافق عقب/يعقب سخر/يسخر حسم/يحسم وضح/يوضح`;

const relays = 'نقل/ينقل';

/** Verbs that only count with a clause: «يعتبر» is as often "is held to be". */
export const onlyWithClause = wordSet(
  'أقر أقرت يقر تقر يعتبر تعتبر اعتبر اعتبرت يهدد تهدد عبر عبرت أضاف أضافت يضيف تضيف تابع تابعت',
);

const forms = (pair: string, strength: CueStrength): [string, CueVerb][] => {
  const [past = '', present = ''] = pair.split('/').map(fold);
  const weak = /[يا]$/u.test(past) && past.length > 2;
  const stem = weak ? past.slice(0, -1) : past;
  const presentStem = /[يو]$/u.test(present) ? present.slice(1, -1) : present.slice(1);
  const root = present.slice(1);
  return [
    [past, { strength, tense: 'past', subject: 'masculine' }],
    [`${stem}ت`, { strength, tense: 'past', subject: 'feminine' }],
    [`${stem}وا`, { strength, tense: 'past', subject: 'plural' }],
    [present, { strength, tense: 'present', subject: 'masculine' }],
    [`ت${root}`, { strength, tense: 'present', subject: 'feminine' }],
    [`ي${presentStem}ون`, { strength, tense: 'present', subject: 'plural' }],
  ];
};

const table = (list: string, strength: CueStrength): [string, CueVerb][] =>
  list
    .split(/\s+/u)
    .filter(Boolean)
    .flatMap((pair) => forms(pair, strength));

/** Single forms whose other forms are mostly something else: «يبلغ» (amounts to), «عبر» (across). */
const singleForms: [string, CueVerb][] = [
  [fold('أبلغ'), { strength: 'claims', tense: 'past', subject: 'masculine' }],
  [fold('أبلغت'), { strength: 'claims', tense: 'past', subject: 'feminine' }],
  [fold('ادعى'), { strength: 'claims', tense: 'past', subject: 'masculine' }],
  [fold('ادعت'), { strength: 'claims', tense: 'past', subject: 'feminine' }],
  [fold('يدعون'), { strength: 'may', tense: 'present', subject: 'plural' }],
  [fold('عبرت'), { strength: 'claims', tense: 'past', subject: 'feminine' }],
  [fold('بينت'), { strength: 'may', tense: 'past', subject: 'feminine' }],
];

/** Cue verbs by their folded form. */
export const cueVerbs: ReadonlyMap<string, CueVerb> = new Map([
  ...singleForms,
  ...table(may, 'may'),
  ...table(relays, 'relays'),
  ...table(claims, 'claims'),
  ...table(says, 'says'),
]);

/** «قائلا», «مضيفة»: the speaker goes on, or is the subject of the verb before. */
export const participles = wordSet(`
  قائلا قائلة قائلين مضيفا مضيفة مؤكدا مؤكدة مؤكدين موضحا موضحة مشيرا مشيرة مشيرين مشددا مشددة لافتا
  لافتة معتبرا معتبرة معتبرين محذرا محذرة محذرين متابعا متابعة معلنا معلنة مبينا مبينة متهما متهمة
  مستدركا مستطردا منوها نافيا نافية داعيا داعية داعين مطالبا مطالبة مرجحا مرجحة متعهدا متعهدة متسائلا
  متسائلة معربا معربة كاشفا كاشفة زاعما زاعمة واصفا واصفة معلقا معلقة مذكرا مذكرة مردفا مستشهدا مرددا
  بقوله بقولها بقولهم بالقول منددا منددة منتقدا منتقدة مهددا مهددة مناشدا ملمحا رافضا رافضة معترفا معترفة متوقعا متوقعة
`);

const otherPresent = `
  كون اتي قدم بلغ عمل عرض بدو قوم زال حمل عرف حدث تعلق سعي عني عود مثل ودي شمل تضمن ستخدم واجه زيد سمح شكل
  هدف وجد ريد دخل لقي حقق جمع جري لعب عاني بقي بدا شهد حول شارك وفي تمكن صدر عيش ستهدف ملك ضمن تعرض حصل ساعد
  جعل دفع سبب نتهي ثير تمتع تجاوز عتمد حتوي شتبه نظر سيطر خوض وقع وفر صبح حاول لتقي طلق عتزم تيح ستمر خضع
  حتاج قود نتظر رجع تخذ تمثل حدد قضي دعم سمي عكس رغب منع خدم سجل تناول ستطيع درس تولي غير عقد وثر دور رفع
  ركز متلك دافع متد نتمي حظي خرج سير ستعد ستغرق تضح قتل علم فتح تراجع تلقي تسبب حتفل تجه رتفع فوز توقف
  منح تصدر قارب شغل عزز فرض تحول تقدم تطلب درك سهم فعل نجح حتل صنع رتدي فوق سبق تميز رسل تدخل ستضيف ختلف
  تردد زور عطي شجع ساهم دير تبع وقف خسر حضر عثر فكر تغير تعامل حترم غطي توفر ستند درج نفذ نطلق قتصر ستقبل
  طرح ترك لتزم تماشي حكم هتم جتمع حافظ نتشر نتج تعاون ناقش كاد نوي تحمل بحث شعر قاضي نافس صارع عيد ظهر نشر خطط عتقل ستولي مكن جب مكنك`;

const otherPast = `
  شن تم جاء بلغ اصبح فقد شهد وصل فاز فرض قام فتح جري تمكن حقق وقف سبق نفذ اصدر استهدف وقع تسلم عاد خسر تعرض
  لقي شارك استمر اسفر بدا وضع زاد اصيب عثر خرج اتخذ نجح ولد ارتفع تصدر حاول تشكل انتقل غادر زال اندلع رصد اطلق
  احرز ترك زار قتل سقط اختار تدهور سيطر اجري استطاع ارتكب واجه نال ادلي اعتقل توج اعتذر شاهد ساهم انخفض شكل
  تضمن تسبب توصل هبط نشرت قدم قدمت قاد حصل سجل قررت احتل انتهي ظهر بات ظل دخل ضم لعب جعل شمل اتي نجا رشح عين رشحت عينت نشر وجه هاجم ابرم اثار ادت ادي باع
  سئل اطلع أبدى سخر هاجم ركز التفت توجه أدلى ناقش أنكر رفعت
  استخدم اضطر فشل توفي تزوج اجتمع التقي استقبل وقعت بدات جاءت حدثت يمكن يجب
  أوقف منع قضى أنهى تراجع تقدم ألقى اكتشف ارتدى جرت حدد خاض استدعى كرر اشتهر تحول صدر دافع أحال انضم أغلق أعيد
  أفرج أجبر أمر شرع أشرك غاب أودع هرب قاطع سمع خضع سلط أنفق أعاد كثف امتنع دشن أرسل نظم أشعل اتصل مرر رحل صارع
  خفض طرد ردد أسند حصد حاز تناول أسقط استند عاش انسحب تلقى نسب عزز أبقى أدرج أمضى تفاقم أتم أزال أراد امتد صعد
  سارع كلف ألغى اتفق احتفل اعترض انطلق انتشر انتخب أبدى أجرى حظي لجأ سعى أوفد أقال صادق صرخ علم تبنى تلا رد`;

const presentStems = new Set(otherPresent.split(/\s+/u).filter(Boolean).map(fold));
const otherPasts = wordSet(otherPast);

/** Whether a folded word is a verb that reports nothing: it ends the phrase before it. */
export const isOtherVerb = (word: string): boolean => {
  if (otherPasts.has(word)) return true;
  if (word.endsWith('ت') && otherPasts.has(word.slice(0, -1))) return true;
  const bare = word.startsWith('س') ? word.slice(1) : word;
  if (!/^[يتن]/u.test(bare)) return false;
  const stem = bare.slice(1);
  return presentStems.has(stem) || presentStems.has(stem.replace(/(?:ون|ان|ها|ه|هم)$/u, ''));
};
