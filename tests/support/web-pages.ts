/** Paragraphs of invented news, enough for an article. */
export const paragraphs = [
  'أعلنت وزارة الأشغال في مدينة الميناء يوم الاثنين أنها ستعيد فتح الجسر القديم أمام السيارات بعد عامين من أعمال الترميم التي كلفت نحو أربعة ملايين دينار، وقالت إن الافتتاح سيجري في حضور أهالي الأحياء المجاورة.',
  'وقال المهندس سامر العلي، مدير المشروع، إن الفرق استبدلت ثلاثين عمودا من الخشب بأعمدة من الفولاذ، مضيفا أن «الجسر صار يحتمل ضعف ما كان يحتمله قبل الترميم»، وأن العمل جرى كله في ساعات الليل.',
  'وأشارت المتحدثة باسم البلدية ريم الحسن إلى أن السير على الجسر سيكون في اتجاه واحد خلال الأسبوع الأول، على أن تعود الحركة إلى ما كانت عليه بعد فحص أخير تجريه لجنة من نقابة المهندسين.',
  'ورحب تجار السوق القريب بالقرار، وقال أحدهم إن المحال خسرت نصف زبائنها منذ إغلاق الجسر، بينما ذكرت مصادر محلية أن البلدية تدرس تعويض المتضررين من الإغلاق الطويل.',
] as const;

export const headline = 'إعادة فتح الجسر القديم في مدينة الميناء بعد ترميم دام عامين';

type Parts = {
  title?: string;
  head?: string;
  /** Before the headline, within the body. */
  above?: string;
  body?: string;
  /** After the article. */
  below?: string;
};

/** An invented news page as newsrooms build them; parts can be replaced. */
export const newsPage = ({
  title = `${headline} - صحيفة الميناء`,
  head = '',
  above = '',
  body = paragraphs.map((text) => `<p>${text}</p>`).join('\n'),
  below = '',
}: Parts = {}): string => `<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${title}</title>${head}</head>
<body><header><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav></header>${above}
<main><article><h1>${headline}</h1><div class="entry-content">${body}</div></article>${below}</main>
<footer>جميع الحقوق محفوظة</footer></body></html>`;

/** Text in a table of 8-bit letters, such as windows-1256; what the table lacks becomes `?`. */
export const encode = (text: string, label: string): Uint8Array => {
  const decoder = new TextDecoder(label);
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]),
  );
  return Uint8Array.from(text, (letter) => codes.get(letter) ?? 63);
};
