import { describe, expect, test } from 'vitest';

import { attribute } from '../../src/summary/attribution/attribute.ts';

/** «name | role: the first words of each quotation» of each source. */
const told = (text: string): string[] =>
  attribute({ title: '', text }).sources.map(({ name, role, quotes }) => {
    const words = quotes.map((quote) => quote.text.split(' ').slice(0, 3).join(' '));
    return [name, role && ` | ${role}`, words.length > 0 && `: ${words.join(', ')}`]
      .filter(Boolean)
      .join('');
  });

describe('words belong to who', () => {
  test('published what they stand in', () => {
    expect(
      told('ونشرت شركة المياه بيانا على صفحتها في موقع تويتر قالت فيه: "سنعيد الخدمة قبل المساء".'),
    ).toEqual(['شركة المياه: سنعيد الخدمة قبل']);
    expect(told('وجاء في بيان وزارة الري: "المنسوب لم يتغير منذ شهر".')).toEqual([
      'وزارة الري: المنسوب لم يتغير',
    ]);
    expect(told('وأظهرت تقارير صادرة عن هيئة السدود أن المنسوب لم يتغير.')).toEqual([
      'هيئة السدود',
    ]);
  });

  test('acts in the sentence, «بقوله»', () => {
    expect(told('ولخص مدرب الفريق كمال بوعزة ما جرى بقوله "كنا الأفضل طوال الشوطين".')).toEqual([
      'كمال بوعزة | مدرب الفريق: كنا الأفضل طوال',
    ]);
  });

  test('was asked', () => {
    const text =
      'وقالت الوزيرة سعاد مراد إن الخطة جاهزة.\nوسئلت عن الكلفة، فأجابت "لم نحسم الأرقام حتى الآن".';
    expect(told(text)).toEqual(['سعاد مراد | الوزيرة: لم نحسم الأرقام']);
  });

  test('bears the role just named, when a name follows «وأضاف»', () => {
    const text =
      'قال مفوض شؤون المناخ إن الوقت "يمضي بسرعة كبيرة".\nوأضاف توماس ليندبرغ أن الحل ممكن.';
    expect(told(text)).toEqual(['توماس ليندبرغ | مفوض شؤون المناخ: يمضي بسرعة كبيرة']);
  });

  test('is more than one where the verb is', () => {
    const text =
      'التقى سيرغي ماركوفيتش مساعديه. وقال ماركوفيتش إنه راض. لكنهم أشاروا إلى "تأخر في التنفيذ".';
    expect(told(text)).toEqual(['سيرغي ماركوفيتش']);
  });
});

describe('a name', () => {
  test('follows a role that is somebody’s', () => {
    expect(told('وقال زعيمه نيكوس بابادوبولوس إن الحزب سينسحب.')).toEqual([
      'نيكوس بابادوبولوس | زعيمه',
    ]);
  });

  test('ends before how, when and whom', () => {
    expect(told('وقال ستيفن هولمز مبتسما إن الرحلة طويلة.')).toEqual(['ستيفن هولمز']);
    expect(told('وقال ستيفن هولمز عشية السباق إن الرحلة طويلة.')).toEqual(['ستيفن هولمز']);
    expect(told('وأكد ستيفن هولمز التزامه بالموعد.')).toEqual(['ستيفن هولمز']);
  });

  test('of a body holds its game and its members', () => {
    expect(told('أعلن الاتحاد الكيني لكرة القدم أن المباراة ألغيت.')).toEqual([
      'الاتحاد الكيني لكرة القدم',
    ]);
    expect(told('وقالت رابطة اللاعبين المحترفين إن الأجور تأخرت.')).toEqual([
      'رابطة اللاعبين المحترفين',
    ]);
  });

  test('of a body may stand with its place before the verb', () => {
    expect(told('غير أن الحزب الحاكم في الصين أعلن أن المؤتمر سيؤجل.')).toEqual(['الحزب الحاكم']);
  });

  test('after the office that somebody serves is not theirs', () => {
    expect(told('وقال كبير المستشارين للرئيس بيتر موانغي إن الخطة جاهزة.')).toEqual([
      'كبير المستشارين للرئيس بيتر موانغي',
    ]);
  });
});

describe('people without names', () => {
  test('are the plural of any role, unless an ending shows the object', () => {
    expect(told('وأفاد متطوعون بأن الطريق سالك.')).toEqual(['متطوعون']);
    expect(told('وقال مستشارو الوزارة إن الطريق سالك.')).toEqual(['مستشارو الوزارة']);
    expect(told('وأبلغ الصحافيين أن الطريق سالك.')).toEqual([]);
  });

  test('govern nothing while they keep their nun', () => {
    expect(told('واعتبر محللون القرار مفاجأة، قائلين إنه متسرع.')).toEqual(['محللون']);
  });
});

test('«اللاعب السابق» and «الوزراء» go back to who has just spoken', () => {
  expect(
    told('وقال كريم بوعزة إن الفريق جاهز.\nوأوضح اللاعب السابق للنادي: "لن نغير خطتنا هذا الموسم".'),
  ).toEqual(['كريم بوعزة: لن نغير خطتنا']);
  const text =
    'قال وزراء الزراعة في دول الحوض إن المياه تكفي.\nوصرح الوزراء الأفارقة أن "الاتفاق سيوقع قريبا جدا".';
  expect(told(text)).toEqual(['وزراء الزراعة في دول الحوض: الاتفاق سيوقع قريبا']);
});

test('a role between commas holds its place, and no words that follow it', () => {
  expect(told('وقال أندرياس هولم، الباحث في مجال الطيور في جامعة أوسلو إن الهجرة بدأت.')).toEqual([
    'أندرياس هولم | الباحث في مجال الطيور في جامعة أوسلو',
  ]);
  expect(
    told('وصرح أندرياس هولم المتحدث باسم المنظمين "وحدهم الصغار يعرفون طريق الحديقة جيدا".'),
  ).toEqual(['أندرياس هولم | المتحدث باسم المنظمين: وحدهم الصغار يعرفون']);
});

describe('a person may be', () => {
  test('honoured before the name', () => {
    expect(told('وأكد صاحب السمو الملكي الأمير فهد بن راشد أن السد ممتلئ.')).toEqual([
      'فهد بن راشد | الأمير',
    ]);
    expect(told('وقال معالي الدكتور ماجد سعيد وزير الري إن السد ممتلئ.')).toEqual([
      'ماجد سعيد | وزير الري',
    ]);
  });

  test('of two callings', () => {
    expect(told('وقال نائب رئيس الوزراء ووزير الري ماجد سعيد إن السد ممتلئ.')).toEqual([
      'ماجد سعيد | نائب رئيس الوزراء ووزير الري',
    ]);
    expect(told('وقالت الكاتبة والناقدة المغربية هدى سالم إن السد ممتلئ.')).toEqual([
      'هدى سالم | الكاتبة والناقدة المغربية',
    ]);
  });

  test('told by where they work', () => {
    expect(told('وقالت هدى سالم، من معهد أبحاث المياه، إن السد ممتلئ.')).toEqual([
      'هدى سالم | من معهد أبحاث المياه',
    ]);
  });

  test('parted from the words by how they say them', () => {
    expect(told('وعلق مازحا ماجد سعيد: "سبحت فيه صغيرا".')).toEqual(['ماجد سعيد: سبحت فيه صغيرا']);
    expect(told('وغادر ماجد سعيد. وقال شاكيا إن السد فارغ.')).not.toContain('شاكيا');
  });
});

describe('a name ends', () => {
  test('where another person or thing begins', () => {
    const text = 'التقى الرئيس برونو ماركيز الوزير.\nوانتقد برونو ماركيز الخصوم "بأقسى العبارات".';
    expect(told(text)).toEqual(['برونو ماركيز | الرئيس: بأقسى العبارات']);
    expect(told('وقال رئيس الأساقفة ماجد سعيد والفاتيكان إن السد ممتلئ.')[0]).toContain(
      'ماجد سعيد |',
    );
    expect(told('وقال القيادي في حركة فتح ماجد سعيد إن السد ممتلئ.')).toEqual([
      'ماجد سعيد | القيادي في حركة فتح',
    ]);
  });
});

describe('words are found', () => {
  test('behind a name and a colon, as interviews print them', () => {
    const text =
      'التقينا وزير الري ماجد سعيد في مكتبه.\nسعيد: لم يبلغ السد هذا المنسوب منذ عشرين عاما.';
    expect(told(text)).toEqual(['ماجد سعيد | وزير الري: لم يبلغ السد']);
  });

  test('where something was learned from somebody', () => {
    expect(told('وعلم موقع "النهر" من مصادر مطلعة أن السد ممتلئ.')).toEqual([
      'موقع النهر',
      'مصادر مطلعة',
    ]);
  });

  test('of two words, where only an occasion parts them from the verb', () => {
    expect(told('وقال مدرب المنتخب ماجد سعيد في مؤتمر صحافي "الفريق جاهز".')).toEqual([
      'ماجد سعيد | مدرب المنتخب: الفريق جاهز',
    ]);
  });

  test('of one or two words that find a thing to be something', () => {
    expect(told('وأكد الوزير ماجد سعيد أن موقع السد "مستحق".')).toEqual([
      'ماجد سعيد | الوزير: مستحق',
    ]);
    expect(told('وأعلن الوزير ماجد سعيد رضاه عن الأعمال "المتقنة جدا" في السد.')).toEqual([
      'ماجد سعيد | الوزير: المتقنة جدا',
    ]);
    expect(told('وأعلن الوزير ماجد سعيد أن شركة "مستقبل" تبني السد.')).toEqual([
      'ماجد سعيد | الوزير',
    ]);
  });

  test('of more than one who showed something', () => {
    expect(told('وتداول ناشطون مقطعا مصورا قالوا إنه "صور فجر اليوم".')).toEqual([
      'ناشطون: صور فجر اليوم',
    ]);
  });
});

test('a study is told by where it stands', () => {
  expect(told('وأشارت دراسة نشرت في مجلة "الماء" إلى أن السدود تمتلئ.')).toEqual([
    'دراسة نشرت في مجلة الماء',
  ]);
});
