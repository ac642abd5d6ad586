import { describe, expect, test } from 'vitest';

import { attribute } from '../../src/summary/attribution/attribute.ts';

/** «speaker: words» of each quotation that has a speaker. */
const quoted = (text: string): string[] =>
  attribute({ title: '', text }).sources.flatMap(({ name, quotes }) =>
    quotes.map((quote) => `${name}: ${quote.text}`),
  );
const called = (text: string): string[] =>
  attribute({ title: '', text }).sources.map(({ name, role }) =>
    role ? `${name} | ${role}` : name,
  );

describe('a quotation is left without a speaker', () => {
  const known = 'وقال وزير الري العراقي سامر الجنابي إن السد ممتلئ.\n';

  test('where the subject of its verb is a noun that no rule reads', () => {
    expect(quoted(`${known}وأضاف المنشور "لا تقتربوا من مجرى النهر هذا الأسبوع".`)).toEqual([]);
    expect(quoted(`${known}وقالت جارته "سمعنا هدير الماء قبل الفجر بقليل".`)).toEqual([]);
    expect(quoted(`${known}وقالت لنا لمياء، وهي من القرية: "سمعنا هدير الماء قبل الفجر".`)).toEqual(
      [],
    );
  });

  test('as long as only «وأضاف» follows somebody unknown', () => {
    const text = `${known}وأضاف المنشور أن الطريق مقطوع. وتابع "لا تقتربوا من مجرى النهر هذا الأسبوع".`;
    expect(quoted(text)).toEqual([]);
  });

  test('where the verb belongs to the beginning of its sentence, which names somebody else', () => {
    expect(quoted(`${known}كما نعاه صاحب المقهى، قائلا "كان يجلس هنا كل مساء مع أصدقائه".`)).toEqual(
      [],
    );
  });

  test('where another clause with its own verb comes after it', () => {
    expect(
      quoted(
        'ودافع العجوز في رسالته عنه باعتباره "أحد أصدق من عرفت المدينة"، واتهم ماهر السالم بالكذب.',
      ),
    ).toEqual([]);
  });

  test('on a line of its own, like a heading', () => {
    const text = `${known}"سد بلا ماء"\nوبدأت أعمال الصيانة أمس.\nوانتهت اليوم.`;
    expect(quoted(text)).toEqual([]);
  });
});

describe('words between quotation marks are a name', () => {
  test('after a noun that is called something', () => {
    for (const named of [
      'شبكة "نون تي في" التلفزيونية',
      'طائرة من طراز "إيه 320 نيو"',
      'هاشتاغ "معا نحو القمة"',
      'مسلسل "باب الريح القديم"',
    ]) {
      expect(quoted(`وقال وزير الثقافة سامر الجنابي إنه شاهد ${named} أمس.`), named).toEqual([]);
    }
  });

  test('where the speaker bears it, or the page it was written on', () => {
    expect(quoted('وقالت منظمة "أطباء النهر الأحرار" إن الدواء نفد.')).toEqual([]);
    expect(quoted('وكتب سامر الجنابي على "تويتر" إن الدواء نفد.')).toEqual([]);
  });

  test('but not where it says something of the noun', () => {
    expect(quoted('ورأت الناقدة هناء الزين أن الفيلم "أطول من قصته بساعة".')).toEqual([
      'هناء الزين: أطول من قصته بساعة',
    ]);
  });
});

describe('a quotation goes to', () => {
  test('who speaks in an interview, not to its venue', () => {
    expect(quoted('وقال ماهر، في تصريح لقناة سي أن أن: "لم أزر تلك المدينة يوما".')).toEqual([
      'ماهر: لم أزر تلك المدينة يوما',
    ]);
    expect(
      quoted('وفي مقابلة مع صحيفة المدى، قال وزير النقل كمال دومان "القرار نهائي ولا رجعة فيه".'),
    ).toEqual(['كمال دومان: القرار نهائي ولا رجعة فيه']);
  });

  test('the bearer of a surname with the article', () => {
    const text =
      'وصلت وزيرة السياحة رانيا المشتاق صباحا. وقالت المشتاق: "سنعود إلى هذا الشاطئ كل عام".';
    expect(quoted(text)).toEqual(['رانيا المشتاق: سنعود إلى هذا الشاطئ كل عام']);
  });

  test('the same man under another adjective', () => {
    const text =
      'وسخر المخرج دينو حجيتش من "هذا الحفل الذي يشبه زمنا مضى". وتابع المخرج المسرحي "نستحق أفضل من ذلك".';
    expect(quoted(text)).toEqual([
      'دينو حجيتش: هذا الحفل الذي يشبه زمنا مضى',
      'دينو حجيتش: نستحق أفضل من ذلك',
    ]);
  });

  test('of two of one name the one who spoke last', () => {
    const text =
      'وقال وزير الخارجية محمد بن راشد الكعبي إن الباب مفتوح. وقال ولي العهد الأمير محمد بن سالم إن الوقت مبكر. وأكد الأمير محمد أن "المصالح بيننا كثيرة وقديمة".';
    expect(quoted(text)).toEqual(['محمد بن سالم: المصالح بيننا كثيرة وقديمة']);
  });
});

describe('a source', () => {
  test('ends before what its verb governs', () => {
    expect(called('وعلق مسؤولون كنديون على الموضوع، بالقول إن الخطة جاهزة.')).toEqual([
      'مسؤولون كنديون',
    ]);
    expect(called('وقالت مصادر مطلعة على الملف إن الخطة جاهزة.')).toEqual([
      'مصادر مطلعة على الملف',
    ]);
  });

  test('has no name where the name may be that of whom it serves', () => {
    expect(called('نفى مساعد سابق للرئيس الكيني، بيتر موانغي، أن يكون شاهدا.')).toEqual([
      'مساعد سابق للرئيس الكيني',
    ]);
    expect(called('وقال نائب الرئيس الكيني، بيتر موانغي، إن الملف أغلق.')).toEqual([
      'بيتر موانغي | نائب الرئيس الكيني',
    ]);
  });

  test('is nobody whose club or house alone is spoken of', () => {
    expect(called('انتقل اللاعب أمس. وأعلن ناديه أن العقد لعامين.')).toEqual([]);
  });

  test('does not begin with the verb before it', () => {
    expect(called('ويسعى أردوغان إلى اتفاق جديد. وقال أردوغان إن الوقت مناسب.')).toEqual([
      'أردوغان',
    ]);
    expect(called('وسئل وزير المالية سلام ناصر عن الموعد، فأجاب بأن الوزارة جاهزة.')).toEqual([
      'سلام ناصر | وزير المالية',
    ]);
  });

  test('is not whoever refuses something in the words of another', () => {
    expect(called('وقالت صحيفة المدى إن الأردن يرفض استقبال القافلة.')).toEqual(['صحيفة المدى']);
  });

  test('stands before its verb after «أن», whatever stands after it', () => {
    expect(called('غير أن السعودية دعت فرنسا إلى التريث.')).toEqual(['السعودية']);
  });
});

describe('speech after a colon without marks', () => {
  test('runs over the sentences of its paragraph in which nobody else begins', () => {
    const text =
      'وقال الوزير سامر الجنابي: حتى الآن لا نعرف شيئا. نقرأ الكثير من الأمور في الصحف. وتبلغ سعة السد مليون متر.';
    expect(quoted(text)).toEqual([
      'سامر الجنابي: حتى الآن لا نعرف شيئا. نقرأ الكثير من الأمور في الصحف',
    ]);
  });
});
