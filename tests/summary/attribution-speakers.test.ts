import { describe, expect, test } from 'vitest';

import { attribute } from '../../src/summary/attribution/attribute.ts';

/** «kind name | role: the first words of each quotation» of each source. */
const told = (text: string): string[] =>
  attribute({ title: '', text }).sources.map(({ kind, name, role, quotes }) => {
    const words = quotes.map((quote) => quote.text.split(' ').slice(0, 3).join(' '));
    return `${kind} ${name}${role && ` | ${role}`}${words.length > 0 ? `: ${words.join(', ')}` : ''}`;
  });

describe('without a subject of its own a verb goes on with', () => {
  test('who acts in the sentence, even if they have not spoken', () => {
    expect(
      told('وأبدت وزارة الري استياءها من القرار، وأشارت إلى أن السد "لا يحتمل موسما آخر كهذا".'),
    ).toEqual(['organisation وزارة الري: لا يحتمل موسما']);
    expect(told('صحيفة الأفق وضعت الصورة على غلافها، وكتبت إن المدينة احتفلت حتى الفجر.')).toEqual([
      'outlet صحيفة الأفق',
    ]);
  });

  test('who acts after the words of a preposition', () => {
    expect(
      told(
        'وقال وزير الري سامر الجنابي إن السد ممتلئ.\nوبعد موجة من الغضب دافع الجنابي عن نفسه، معترفا بأن "التحذير تأخر يوما كاملا".',
      ),
    ).toEqual(['person سامر الجنابي | وزير الري: التحذير تأخر يوما']);
  });

  test('the last speaker, where «حيث قال» opens a quotation at once', () => {
    expect(
      told(
        'قال الوزير سامر الجنابي إن السد ممتلئ.\nجاء ذلك على صفحته أمس، حيث قال: "لا خوف على المدينة هذا العام".',
      ),
    ).toEqual(['person سامر الجنابي | الوزير: لا خوف على']);
  });

  test('the speaker of the sentence, where the verb has a pronoun for its object', () => {
    expect(
      told('استنكر الوزير سامر الجنابي الاتهامات ووصفها بأنها "طائشة ولا أساس لها من الصحة".'),
    ).toEqual(['person سامر الجنابي | الوزير: طائشة ولا أساس']);
  });

  test('the speaker after a participle that no list holds', () => {
    expect(
      told('قال الوزير سامر الجنابي إن السد ممتلئ، متباهيا بأن "العمل فيه لم يتوقف يوما".'),
    ).toEqual(['person سامر الجنابي | الوزير: العمل فيه لم']);
  });
});

describe('the subject', () => {
  test('is no noun after a verb whose subject is the pronoun before it', () => {
    expect(
      told('وأكد الوزير سامر الجنابي أنه أبلغ الرئيس العراقي باستياء السكان من انقطاع المياه.'),
    ).toEqual(['person سامر الجنابي | الوزير']);
  });

  test('is called by the full name that the article prints where no verb can stand', () => {
    expect(
      told(
        'وتبين للشرطة أن كارتر بيجان، الذي يعمل في المصنع، غادر المدينة.\nوقال بيجان إن السد ممتلئ.',
      ),
    ).toEqual(['person كارتر بيجان']);
  });

  test('may have a list of roles, and titles before the name', () => {
    expect(
      told(
        'وقال سامر الجنابي، وزير الري، ورئيس لجنة السدود، ومؤسس شركة "رافدين"، إن السد ممتلئ.\nوأكد المتحدث باسم الجيش في اليمن، العقيد الركن تركي المالكي، أن الطريق آمن.',
      ),
    ).toEqual([
      'person سامر الجنابي | وزير الري، ورئيس لجنة السدود، ومؤسس شركة رافدين',
      'person تركي المالكي | المتحدث باسم الجيش في اليمن',
    ]);
    expect(told('ويقول مراسل بي بي سي للشؤون الأمنية، غوردون كوريرا، إن السد ممتلئ.')).toEqual([
      'person غوردون كوريرا | مراسل بي بي سي للشؤون الأمنية',
    ]);
  });

  test('is not whoever a clause in the sentence speaks of', () => {
    expect(
      told(
        'وانتقد صندوق النقد الرسوم التي اقترحها الرئيس الأمريكي.\nوأضاف أن "القيود تضر بالجميع في النهاية".',
      ),
    ).toEqual(['organisation صندوق النقد: القيود تضر بالجميع', 'person الرئيس الأمريكي']);
  });

  test('may say it to an outlet, which then stands right after it', () => {
    expect(told('وأبلغ مدير السد سامر الجنابي صحيفة الأفق أن "الماء ينخفض كل يوم".')).toEqual([
      'person سامر الجنابي | مدير السد: الماء ينخفض كل',
      'outlet صحيفة الأفق',
    ]);
  });

  test('is no part of the dateline', () => {
    expect(
      told('دبي، الإمارات العربية المتحدة (CNN)-- أسقط الجيش طائرة، وقال إنها "اخترقت الأجواء ليلا".'),
    ).toEqual(['organisation الجيش: اخترقت الأجواء ليلا']);
  });

  test('may be a body that is nothing but a name in quotation marks', () => {
    expect(told('وقالت "بي دبليو سي" في تقريرها إن ضوابط الخصوصية تعمل بكفاءة.')).toEqual([
      'organisation بي دبليو سي',
    ]);
  });

  test('stands before «قد» and «التي», whatever follows the verb', () => {
    expect(told('وكانت بريطانيا قد اتهمت روسيا بالمسؤولية عن الهجوم.')).toEqual([
      'organisation بريطانيا',
    ]);
    expect(
      told('وقالت رئيسة الحكومة، التي تتهم روسيا بالوقوف وراء الهجوم، إن المجموعة مقتنعة.'),
    ).toEqual(['person رئيسة الحكومة']);
  });

  test('stands before «الذي», governed by a preposition or not', () => {
    expect(told('اجتمع الوفد برئيس المفوضية موسى فكي الذي دعا إلى طي الصفحة.')).toEqual([
      'person موسى فكي | رئيس المفوضية',
    ]);
  });
});

describe('a name', () => {
  test('of a body holds what it is called between marks', () => {
    const text =
      'أعلن الاتحاد الدولي لكرة القدم "فيفا" استبعاد الحكم.\nوأصدر فيفا بيانا قال فيه: لا رجعة عن القرار هذا الموسم.';
    expect(told(text)).toEqual(['organisation الاتحاد الدولي لكرة القدم فيفا: لا رجعة عن']);
    expect(told('وذكرت وكالة الأنباء المحلية "نون نيوز" أن الطريق مفتوح.')).toEqual([
      'outlet وكالة الأنباء المحلية نون نيوز',
    ]);
  });

  test('ends before a second person and before a verb with its object', () => {
    expect(told('وأكد سامر الجنابي ونظيره التركي أن السد ممتلئ.')).toEqual(['person سامر الجنابي']);
    expect(told('وفقا لبيان صحفي نشره الفنان كمال بوعزة.')).toEqual(['person كمال بوعزة | الفنان']);
  });

  test('of letters is read whole', () => {
    expect(told('وقال إس كي كيم، المحلل في مصرف الشرق، إن الأرباح تتراجع.')).toEqual([
      'person إس كي كيم | المحلل في مصرف الشرق',
    ]);
  });
});

describe('what a paper says', () => {
  test('is said by whoever gives it out', () => {
    expect(told('وقد أغلق المصنع، بحسب تقرير لصحيفة الأفق اليومية.')).toEqual([
      'outlet الأفق اليومية',
    ]);
    expect(told('وأغلق المصنع وفقا لتقرير من شبكة "إن بي سي" الإخبارية.')).toEqual([
      'outlet شبكة "إن بي سي" الإخبارية',
    ]);
    expect(told('وفر المئات حسب معلومات قدمها مصدر مقرب من الملف.')).toEqual([
      'anonymous مصدر مقرب من الملف',
    ]);
    const text =
      'وقال وزراء الزراعة في بيان إن الموسم ضعيف.\nوأضاف البيان أن "الأمطار تأخرت شهرا كاملا".';
    expect(told(text)).toEqual(['anonymous وزراء الزراعة: الأمطار تأخرت شهرا']);
  });
});

describe('people without names', () => {
  test('may be somebody’s', () => {
    expect(told('وقال أحد أصدقائه إنه مسافر. ويقول نقاده إنه هارب.')).toEqual([
      'anonymous أحد أصدقائه',
      'anonymous نقاده',
    ]);
  });

  test('are whom a definite noun means later', () => {
    expect(
      told(
        'وأراد زوج المرأة تعويضا. وقال الزوج إن المطعم رفض.\nوعلمت الوكالة الخبر من مصدر في الشرطة. وأكد المصدر أن التحقيق مستمر.',
      ),
    ).toEqual(['person زوج المرأة', 'anonymous مصدر في الشرطة']);
  });
});

test('two words are somebody’s where they stand in a clause of theirs', () => {
  expect(told('وقال الوزير سامر الجنابي إن الجيران جعلوا من غيرهم "مكبا للسم".')).toEqual([
    'person سامر الجنابي | الوزير: مكبا للسم',
  ]);
});
