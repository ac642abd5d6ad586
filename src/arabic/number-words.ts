import { folded, numbered } from './lists.ts';

/** What each of these holds is written above its list in `lists.txt`; all of them are folded. */
export const units = numbered('units');
export const tens = numbered('tens');
export const hundreds = numbered('hundreds');
export const scales = numbered('scales');
export const shortScales = numbered('shortScales');
export const doubledScales = numbered('doubledScales');
export const ordinals = numbered('ordinals');
export const fractions = numbered('fractions');
export const barePlurals = folded('barePlurals');

/** Two of what news counts; «مصابين» and its like are left out, for they are also plurals. */
export const duals =
  /^(?:يوم|شهر|عام|اسبوع|ساعت|سنت|دقيقت|مرت|شخص|قتيل|جريح|طفل|رجل|امرات|دولت|مدينت|قريت|كيلومتر|دولار)(?:ان|ين)$/;
