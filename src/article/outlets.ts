import { fold } from '../arabic/normalise.ts';
import { withoutClitics, words } from '../arabic/words.ts';

/** A newsroom or agency under the name that readers know, with the other names it goes by. */
export type Outlet = { name: string; aliases: string[] };

/**
 * Outlets are parted by `;` or the end of a line, the names of one by `|`, the usual one first. A
 * star marks a name that is an ordinary word or place as well.
 */
const catalogue = `
رويترز | reuters; *تاس | tass; سبوتنيك | سبوتنيك عربي | sputnik; شينخوا | xinhua; يونهاب | yonhap; كيودو | kyodo
وكالة فرانس برس | فرانس برس | أ ف ب | أف ب | وكالة الصحافة الفرنسية | afp
أسوشيتد برس | أسوشيتدبرس | اسوشييتد برس | الأسوشيتد برس | associated press
وكالة الأنباء الألمانية | د ب أ | dpa
إنترفاكس | interfax; ريا نوفوستي | نوفوستي | ria novosti
روسيا اليوم | آر تي عربي | آر تي | rt عربي | rt arabic
بلومبرغ | بلومبيرغ | بلومبرج | بلومبيرج | bloomberg
وكالة الأناضول | الأناضول | anadolu
سانا | وكالة الأنباء السورية | sana; واس | وكالة الأنباء السعودية
وام | وكالة أنباء الإمارات; *بترا | وكالة الأنباء الأردنية; *قنا | وكالة الأنباء القطرية; كونا | وكالة الأنباء الكويتية
*بنا | وكالة أنباء البحرين; وكالة الأنباء العمانية; واع | وكالة الأنباء العراقية
وكالة أنباء الشرق الأوسط | أ ش أ | أش أ; الوكالة الوطنية للإعلام | الوطنية للإعلام
وفا | وكالة الأنباء الفلسطينية; *معا | وكالة معا | معا الإخبارية; سبأ نت | وكالة سبأ | *سبأ
سونا | وكالة السودان للأنباء; وكالة الأنباء الليبية; وكالة تونس أفريقيا للأنباء | *وات; واج | وكالة الأنباء الجزائرية
وكالة المغرب العربي للأنباء | و م ع; الوكالة الموريتانية للأنباء
إرنا | irna; تسنيم | tasnim; *فارس | وكالة فارس; *مهر | وكالة مهر
سكاي نيوز عربية | sky news arabia; سكاي نيوز | sky news
*الجزيرة | الجزيرة نت | الجزيرة مباشر | الجزيرة الإنجليزية | al jazeera | aljazeera
*العربية | العربية نت | العربية الحدث | al arabiya | alarabiya; *الحدث
بي بي سي | بي بي سي عربي | bbc | bbc عربي | bbc news | bbc arabic | هيئة الإذاعة البريطانية
سي إن إن | سي إن إن بالعربية | cnn | cnn بالعربية | cnn arabic
فرانس 24 | فرانس24 | france 24 | france24
دويتشه فيله | دويتشة فيلة | dw عربية | dw | deutsche welle; مونت كارلو الدولية
إندبندنت عربية | independent arabia; الإندبندنت | إندبندنت; يورونيوز | euronews
*الحرة | قناة الحرة | alhurra; راديو سوا; تي آر تي عربي | trt عربي | trt
الشرق للأخبار | الشرق نيوز | اقتصاد الشرق | asharq news; *الشرق; *الشرق الأوسط | aawsat
*الحياة; القدس العربي; العربي الجديد | the new arab; *العربي | التلفزيون العربي; رأي اليوم; *العرب
*النهار | النهار العربي | annahar; *الأخبار | الأخبار اللبنانية; *السفير; *اللواء; *المدن | almodon
ليبانون ديبايت | lebanon debate; لبنان 24 | lebanon24; *النشرة | elnashra; *الجمهورية; نداء الوطن; *الديار
*المنار; *الميادين | almayadeen; *الجديد | al jadeed; إل بي سي | lbci | lbc; إم تي في | mtv; صوت لبنان; *العهد
*الأهرام | بوابة الأهرام | ahram; المصري اليوم; اليوم السابع | youm7; أخبار اليوم; *الشروق | shorouk; *الوطن
*الدستور; *الوفد; صدى البلد; القاهرة الإخبارية; القاهرة 24 | cairo24; مدى مصر; مصراوي | masrawy; *فيتو; البوابة نيوز
عكاظ | okaz; *الرياض; *سبق | صحيفة سبق | sabq; *الاقتصادية; *المدينة; *الإخبارية; إم بي سي | mbc; إرم نيوز | erem news
*الخليج | الخليج الإماراتية; *الاتحاد | الاتحاد الإماراتية; *البيان | البيان الإماراتية; الإمارات اليوم
ذا ناشيونال | the national; العين الإخبارية; *الراية; *القبس; *الأنباء; *الجريدة; أخبار الخليج; *الأيام
*الوسط | بوابة الوسط; *الشبيبة; *الغد; *الرأي; *عمون; خبرني; *رؤيا | رؤيا الإخباري; *المملكة | قناة المملكة
السومرية | السومرية نيوز | alsumaria; شفق نيوز | shafaq news; بغداد اليوم; *المدى; *الصباح; رووداو | rudaw; كردستان 24
عنب بلدي | enab baladi; تلفزيون سوريا | syria tv; أورينت نت | *أورينت; زمان الوصل; هاوار; نورث برس | north press
المصدر أونلاين; *المسيرة | قناة المسيرة; عدن الغد; دنيا الوطن; شبكة قدس | قدس برس; *الأقصى; عرب 48 | عرب48
سودان تربيون | sudan tribune; الراكوبة; دبنقا; ليبيا الأحرار; موزاييك; الشروق أونلاين; *الخبر; هسبريس | hespress; اليوم 24
نيويورك تايمز | new york times; واشنطن بوست | washington post; وول ستريت جورنال | wall street journal
فايننشال تايمز | فايننشيال تايمز | financial times; الغارديان | الجارديان | guardian; التايمز | صنداي تايمز
التلغراف | الديلي تلغراف; ديلي ميل | daily mail; الإيكونوميست | ذي إيكونوميست | economist; فوكس نيوز | fox news
إن بي سي | إن بي سي نيوز | nbc; سي بي إس | سي بي إس نيوز | cbs; إيه بي سي | إيه بي سي نيوز | abc news
سي إن بي سي | سي إن بي سي عربية | cnbc | cnbc عربية; بوليتيكو | politico; أكسيوس | axios; فورين بوليسي | foreign policy
نيوزويك | newsweek; لوموند | لو موند | le monde; لوفيغارو | لو فيغارو | le figaro; دير شبيغل | der spiegel; *بيلد | bild
إل باييس; كوميرسانت; إزفيستيا; هآرتس | haaretz; يديعوت أحرونوت | واي نت | ynet; معاريف; يسرائيل هيوم | إسرائيل اليوم
جيروزاليم بوست | جيروزالم بوست; تايمز أوف إسرائيل; القناة 12 الإسرائيلية | القناة 12; القناة 13 الإسرائيلية | القناة 13
هيئة البث الإسرائيلية; ميدل إيست آي | middle east eye; المونيتور; حرييت; غلوبال تايمز; برس تي في | press tv`;

const entries = catalogue
  .trim()
  .split(/[;\n]/)
  .map((line) => line.split('|').map((name) => name.trim()));

const plain = (name: string): string => name.replace('*', '');

/** One spelling for a name: folded words between single spaces, so that «أ.ف.ب» is «أ ف ب». */
const spelled = (name: string): string =>
  words(name)
    .map(({ folded }) => folded)
    .join(' ');

/** The outlets and agencies that Arabic news comes from and quotes. */
export const outlets: Outlet[] = entries.map(([name = '', ...aliases]) => ({
  name: plain(name),
  aliases: aliases.map(plain),
}));

const ordinaryWords = new Set(
  entries
    .flat()
    .filter((name) => name.startsWith('*'))
    .map((name) => spelled(plain(name))),
);

/**
 * Whether an outlet's name is an ordinary word or place too (العربية، الجزيرة، الشرق الأوسط): such a
 * name counts only after a word like «قناة» or directly after a word of saying.
 */
export const isAlsoWord = (name: string): boolean => ordinaryWords.has(spelled(name));

const byName = new Map(
  outlets.flatMap(({ name, aliases }) => [name, ...aliases].map((each) => [spelled(each), name])),
);
const mostWords = 5;
const firstWords = new Set([...byName.keys()].map((name) => name.split(' ')[0]));

const heads = new Set(
  fold('وكالة صحيفة جريدة قناة موقع شبكة تلفزيون إذاعة مجلة فضائية منصة المصدر مراسل').split(' '),
);

/**
 * The first outlet that a line names, by its usual name, or ''. A name that is also a word counts
 * alone on the line or after its head, «قناة الجزيرة».
 */
export const outletNamed = (text: string): string => {
  const line = words(text).map(({ folded }) => folded);
  for (const [at, first] of line.entries()) {
    const forms = withoutClitics(first).filter((form) => firstWords.has(form));
    if (forms.length === 0) continue;
    const isHeaded = withoutClitics(line[at - 1] ?? '').some((word) => heads.has(word));
    for (let length = Math.min(mostWords, line.length - at); length > 0; length -= 1) {
      const rest = line.slice(at + 1, at + length);
      for (const form of forms) {
        const candidate = [form, ...rest].join(' ');
        const name = byName.get(candidate);
        const isName = isHeaded || length === line.length || !ordinaryWords.has(candidate);
        if (name !== undefined && isName) return name;
      }
    }
  }
  return '';
};

/** The outlet whose name a line is, with or without its head, «وكالة رويترز»; else ''. */
export const outletOf = (line: string): string => {
  const [first = '', ...rest] = spelled(line).split(' ');
  const named = byName.get([first, ...rest].join(' '));
  return named ?? (heads.has(first) ? (byName.get(rest.join(' ')) ?? '') : '');
};
