import { fold } from './normalise.ts';

const table = (entries: Record<number, string>): Map<string, number> =>
  new Map(
    Object.entries(entries).flatMap(([value, names]) =>
      fold(names)
        .split(' ')
        .map((name): [string, number] => [name, Number(value)]),
    ),
  );

/** From none to ten, folded; «عشر» also makes the teens of what stands before it. */
export const units = table({
  0: 'صفر',
  1: 'واحد واحدا واحدة إحدى أحد',
  2: 'اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين',
  3: 'ثلاثة ثلاث',
  4: 'أربعة أربع',
  5: 'خمسة خمس خمسا',
  6: 'ستة ست ستا',
  7: 'سبعة سبع سبعا',
  8: 'ثمانية ثماني ثمان ثمانيا',
  9: 'تسعة تسع تسعا',
  10: 'عشرة عشر عشرا',
});

export const tens = table({
  20: 'عشرون عشرين',
  30: 'ثلاثون ثلاثين',
  40: 'أربعون أربعين',
  50: 'خمسون خمسين',
  60: 'ستون ستين',
  70: 'سبعون سبعين',
  80: 'ثمانون ثمانين',
  90: 'تسعون تسعين',
});

/** «ثلاثمئة», in one word, with both spellings of مئة; the duals stand for themselves. */
export const hundreds = table({
  100: 'مئة مائة',
  200: 'مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي',
  300: 'ثلاثمئة ثلاثمائة ثلثمائة',
  400: 'أربعمئة أربعمائة',
  500: 'خمسمئة خمسمائة',
  600: 'ستمئة ستمائة',
  700: 'سبعمئة سبعمائة',
  800: 'ثمانمئة ثمانمائة ثمانيمئة ثمانيمائة',
  900: 'تسعمئة تسعمائة',
});

/** Words that multiply what stands before them, and count as one where nothing does. */
export const scales = table({
  1e3: 'ألف آلاف ألفا thousand',
  1e6: 'مليون ملايين مليونا million',
  1e9: 'مليار مليارات مليارا بليون بلايين billion',
  1e12: 'تريليون تريليونات تريليونا ترليون trillion',
});

/** Two of a scale in one word. */
export const doubledScales = table({
  2e3: 'ألفان ألفين ألفي',
  2e6: 'مليونان مليونين مليوني',
  2e9: 'ملياران مليارين ملياري بليونان بليونين',
  2e12: 'تريليونان تريليونين',
});

/** The nth, from first to tenth; of both genders, without the article. */
export const ordinals = table({
  1: 'أول أولى حادي حادية',
  2: 'ثاني ثانية',
  3: 'ثالث ثالثة',
  4: 'رابع رابعة',
  5: 'خامس خامسة',
  6: 'سادس سادسة',
  7: 'سابع سابعة',
  8: 'ثامن ثامنة',
  9: 'تاسع تاسعة',
  10: 'عاشر عاشرة',
});

/** Two of what news counts; «مصابين» and its like are left out, for they are also plurals. */
export const duals =
  /^(?:يوم|شهر|عام|اسبوع|ساعت|سنت|دقيقت|مرت|شخص|قتيل|جريح|طفل|رجل|امرات|دولت|مدينت|قريت|كيلومتر|دولار)(?:ان|ين)$/;

/** A scale in the plural says nothing without a number before it: «آلاف», «ملايين». */
export const barePlurals = fold('آلاف ملايين مليارات بلايين تريليونات').split(' ');

export const shortScales = new Map([
  ['k', 1e3],
  ['mn', 1e6],
  ['bn', 1e9],
  ['tn', 1e12],
]);

/** Parts that news gives of a scale, «نصف مليون». */
export const fractions = new Map([
  [fold('نصف'), 0.5],
  [fold('ربع'), 0.25],
]);
