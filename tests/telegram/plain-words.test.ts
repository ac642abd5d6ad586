import { describe, expect, test } from 'vitest';

import { createReadOrder as createReadPlain } from '../../src/telegram/plain-words.ts';
import {
  createDivideWish,
  createReadOrder,
  createReadRhythm,
} from '../../src/telegram/subscriptions/reading.ts';
import { loadWords } from '../../src/telegram/words.ts';

const words = loadWords();
const readOrder = createReadOrder(words);
const readPlain = createReadPlain(words, ['start', 'help', 'privacy', 'forget']);

describe('orders in plain words', () => {
  test.each([
    ['اشترك سوريا', 'subscribe', 'سوريا'],
    ['أشترك في أسعار النفط', 'subscribe', 'أسعار النفط'],
    ['اشترك سوريا كل صباح', 'subscribe', 'سوريا كل صباح'],
    [
      'اشترك سياسة ورياضة وتقنية وثقافة وصحة وعلوم',
      'subscribe',
      'سياسة ورياضة وتقنية وثقافة وصحة وعلوم',
    ],
    ['إشترك رياضه', 'subscribe', 'رياضه'],
    ['اشتررك سوريا', 'subscribe', 'سوريا'],
    ['اشترط سوريا', 'subscribe', 'سوريا'],
    ['اشرتك سوريا', 'subscribe', 'سوريا'],
    ['أريد أن أتابع أسعار الذهب', 'subscribe', 'أسعار الذهب'],
    ['موجز الاقتصاد', 'digest', 'الاقتصاد'],
    ['الموجز', 'digest', ''],
    ['الموجذ', 'digest', ''],
    ['الموجز الآن من فضلك', 'digest', ''],
    ['أوقف', 'pause', ''],
    ['أوقف.', 'pause', ''],
    ['اوقف الموجز ٣ أيام', 'pause', '٣ أيام'],
    ['توقف أسبوعا', 'pause', 'أسبوعا'],
    ['أعد الموجز', 'resume', ''],
    ['تابع الموجز', 'resume', ''],
    ['ألغ اشتراك سوريا', 'unsubscribe', 'سوريا'],
    ['الغ الاشتراك في سوريا', 'unsubscribe', 'سوريا'],
    ['إلغاء الاشتراك', 'unsubscribe', ''],
    ['غير الوقت الى ٨ صباحا', 'time', '٨ صباحا'],
    ['غيّر وقت الموجز إلى ٧:٣٠ مساءً', 'time', '٧:٣٠ مساءً'],
    ['الوقت ٧:٣٠ مساء', 'time', '٧:٣٠ مساء'],
    ['الساعة ٨', 'time', '٨'],
    ['المنطقه بيروت', 'timezone', 'بيروت'],
    ['غير المدينة إلى القاهرة', 'timezone', 'القاهرة'],
    ['مواضيعى', 'topics', ''],
    ['Subscribe oil prices', 'subscribe', 'oil prices'],
    ['pause a week', 'pause', 'a week'],
    ['change the time to 8 am', 'time', '8 am'],
  ])('«%s» is %s «%s»', (text, command, argument) => {
    expect(readOrder(text)).toEqual({ command, argument });
  });

  test.each([
    ['مساعده', 'help'],
    ['المساعدت', 'help'],
    ['إحذف بياناتي', 'forget'],
    ['خصوصيه', 'privacy'],
  ])('«%s» is %s', (text, command) => {
    expect(readPlain(text)).toEqual({ command, argument: '' });
  });

  // Written for this test, in the way of headlines and short items.
  test.each([
    'تابع وزير الخارجية المصري مع نظيره الأردني تطورات الأوضاع',
    'تابع رئيس الوزراء سير العمل في محطة المياه الجديدة',
    'توقف حركة القطارات بين طنطا والإسكندرية بعد انهيار جزء من الرصيف',
    'توقف إطلاق النار في المدينة القديمة',
    'أوقف القضاء اللبناني مدير المصرف المركزي السابق',
    'أوقفت الشرطة ثلاثة مشتبه بهم',
    'إيقاف لاعب المنتخب مباراتين بسبب الإنذارات',
    'الساعة السابعة صباحا بدأ القصف على أطراف البلدة',
    'الوقت ينفد أمام المفاوضين في جنيف',
    'الموعد النهائي لتسليم الرد ينتهي غدا',
    'اشتراك عشرين دولة في المناورات البحرية',
    'اشترى رجل أعمال لبناني ناديا إنجليزيا',
    'اشتركت ست شركات في المناقصة',
    'موجز أنباء الثامنة من إذاعة المدينة الجديدة',
    'الموجة الحارة تضرب سواحل المتوسط هذا الأسبوع',
    'المنطقة العازلة تتسع شرق النهر بعد انسحاب القوات',
    'إلغاء الاشتراك في منصة البث يرتفع بنسبة الثلث بعد زيادة الأسعار هذا العام',
    'استأنف المدعي العام الحكم الصادر بحق الوزير السابق',
    'استئناف الرحلات الجوية بين بيروت ودمشق',
    'مساعدة طبية تصل إلى المستشفى الوحيد في الجنوب',
    'اشترك سوريا: https://news.example/1',
    'قال الوزير «اشترك سوريا»',
    'اشترك\nسوريا',
    'pause in fighting holds for a second day',
    'time is running out for the negotiators',
    'follow the money: how the ministry spent its grants',
  ])('«%s» is no order', (text) => {
    expect(readOrder(text)).toBeUndefined();
    expect(readPlain(text)?.argument ?? 'none').not.toBe('');
  });
});

describe('a rhythm in words', () => {
  const readRhythm = createReadRhythm(words);
  test.each([
    ['كل صباح', { cadence: 'daily', times: ['07:00'] }],
    ['كل مساء الساعة ٧', { cadence: 'daily', times: ['19:00'] }],
    ['كل يوم الساعة ٧:٣٠ مساء', { cadence: 'daily', times: ['19:30'] }],
    ['صباحا ومساء', { cadence: 'twice', times: ['07:00', '19:00'] }],
    ['٧ صباحا و٧ مساء', { cadence: 'twice', times: ['07:00', '19:00'] }],
    ['كل أسبوع', { cadence: 'weekly' }],
    ['أسبوعيا في ٩ صباحا', { cadence: 'weekly', times: ['09:00'] }],
    ['إلى ٨ صباحا', { times: ['08:00'] }],
    ['مرتين في اليوم', { cadence: 'twice' }],
    ['every evening', { cadence: 'daily', times: ['19:00'] }],
    ['at 7:30 pm', { times: ['19:30'] }],
    ['غدا', undefined],
    ['', undefined],
  ])('«%s»', (text, rhythm) => {
    expect(readRhythm(text)).toEqual(rhythm);
  });

  const divide = createDivideWish(words);
  test.each([
    ['سوريا كل صباح', 'سوريا', true],
    ['أسعار النفط كل يوم الساعة ٨', 'أسعار النفط', true],
    ['كأس العالم 2026', 'كأس العالم 2026', false],
    ['قناة 7', 'قناة 7', false],
    ['سوريا', 'سوريا', false],
  ])('«%s» is a wish for «%s»', (text, wish, hasRhythm) => {
    const divided = divide(text);
    expect(divided.wish).toBe(wish);
    expect(divided.rhythm !== undefined).toBe(hasRhythm);
  });

  test('is looked for at the end alone: to try every end of a long text took seconds', () => {
    const long = Array.from({ length: 6_000 }, () => 'ا').join(' ');
    expect(divide(`${long} كل صباح`)).toMatchObject({ wish: long, rhythm: { cadence: 'daily' } });
  });
});
