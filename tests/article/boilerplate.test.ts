import { describe, expect, test } from 'vitest';

import { isBoilerplate, isRelatedHeading, isSection } from '../../src/article/boilerplate.ts';

describe('a line of the page', () => {
  test.each([
    'placeholder',
    'تــابــــع كــل الأخــبـــــار.',
    'إشترك بقناتنا على واتساب',
    'WhatsApp',
    'علـى مـدار الساعـة',
    'arrowالـــمــــزيــــــــــد',
    'الأكثر قراءة',
    'الأكثر تصفحاً',
    'اقرأ أيضا',
    'اقرأ أيضاً: عنوان خبر آخر',
    '>> شاهد أيضا | عنوان خبر آخر',
    'مواضيع ذات صلة',
    'للمزيد: عنوان خبر آخر',
    'مشاركة',
    '© 2024 شركة الساحل',
    'جميع الحقوق محفوظة',
    'نستخدم ملفات تعريف الارتباط لتحسين تجربتك. بمواصلة التصفح فإنك توافق على ذلك.',
    'We use cookies to improve your experience.',
    'Subscribe to our newsletter',
    'Read more: another story',
    'تابعونا على تويتر',
    'اشتركوا الآن في النشرة البريدية',
    'وقت القراءة: 3 دقائق',
    'منذ 3 ساعات',
    '12 تعليق',
    '#سوريا #لبنان',
    '• • •',
    '1,204',
    '',
  ])('«%s» is no part of an article', (line) => {
    expect(isBoilerplate(line)).toBe(true);
  });

  test.each([
    'تابع الرئيس حديثه قائلا إن المزيد من القوات في الطريق.',
    'تابع في تصريح له أن الأمر قائم',
    'اشترك في المباراة على ملعب المدينة ألف متفرج',
    'المزيد من الأمطار على الساحل غدا',
    'على مدار الساعة يعمل الأطباء',
    'اقرأ أيضا ما كتبه الفلاسفة، نصح المعلم تلاميذه',
    'قبل ثلاث ساعات من المباراة وصل الفريق',
    'قبل 3 ساعات من المباراة وصل الفريق',
    'مشاركة المرأة في الانتخابات',
    'إعلان الحرب',
    'حقوق الإنسان أولا',
    'زمن القراءة انتهى كما يقول الناشرون',
    'By using drones they save water.',
    'خاص بالنساء',
    'واتساب تحذف آلاف الحسابات',
  ])('«%s» may be', (line) => {
    expect(isBoilerplate(line)).toBe(false);
  });
});

test('headings of lists of other articles are told from other furniture', () => {
  expect(['اقرأ أيضا', 'الأكثر قراءة', 'أخبار ذات علاقة', 'Related'].every(isRelatedHeading)).toBe(
    true,
  );
  expect(['واتساب', 'المزيد', 'مشاركة', 'الأكثر أهمية من ذلك'].some(isRelatedHeading)).toBe(false);
});

test('sections are lines of section names and nothing else', () => {
  expect(['اقليمي ودولي', 'الرئيسية > أخبار > سوريا', 'رياضة | اقتصاد'].every(isSection)).toBe(
    true,
  );
  expect(['سوريا على اتصال مع روسيا', 'رياضة المشي تنفع القلب'].some(isSection)).toBe(false);
});
