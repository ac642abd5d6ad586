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
        'وأراد زوج المرأة تعويضا. وقال الزوج إن المطعم رفض.\nوتسلمت الوكالة الخبر من مصدر في الشرطة. وأكد المصدر أن التحقيق مستمر.',
      ),
    ).toEqual(['person زوج المرأة', 'anonymous مصدر في الشرطة']);
  });
});

test('two words are somebody’s where they stand in a clause of theirs', () => {
  expect(told('وقال الوزير سامر الجنابي إن الجيران جعلوا من غيرهم "مكبا للسم".')).toEqual([
    'person سامر الجنابي | الوزير: مكبا للسم',
  ]);
});

describe('the bounds of a phrase', () => {
  const first = (text: string): string | undefined => told(text)[0];

  test('reach over what only says of what kind a noun is', () => {
    expect(first('وقال وزير الشؤون الاقتصادية والاجتماعية سامر الجنابي إن السد ممتلئ.')).toBe(
      'person سامر الجنابي | وزير الشؤون الاقتصادية والاجتماعية',
    );
    expect(first('وذكرت مصادر دبلوماسية مطلعة أن السد ممتلئ.')).toBe(
      'anonymous مصادر دبلوماسية مطلعة',
    );
  });

  test('reach over what «و» joins, which begins no name', () => {
    expect(first('كشف رئيس اتحاد السباحة والغوص والتجديف، سامر الجنابي، أن السد ممتلئ.')).toBe(
      'person سامر الجنابي | رئيس اتحاد السباحة والغوص والتجديف',
    );
    expect(first('وأوضحت مديرة قسم الشرق الأوسط وآسيا الوسطى سعاد مراد أن السد ممتلئ.')).toBe(
      'person سعاد مراد | مديرة قسم الشرق الأوسط وآسيا الوسطى',
    );
  });

  test('leave titles and the participle of an office to their nouns', () => {
    expect(first('وقال العميد الركن المتقاعد سامر الجنابي إن السد ممتلئ.')).toBe(
      'person سامر الجنابي | العميد',
    );
    expect(first('وأضاف العضو المنتدب للشركة سامر الجنابي أن السد ممتلئ.')).toBe(
      'person سامر الجنابي | العضو المنتدب للشركة',
    );
  });

  test('give the name to who holds the office, and not to whom it serves', () => {
    expect(first('وقال النائب الأول لرئيس الوزراء سامر الجنابي إن السد ممتلئ.')).toBe(
      'person سامر الجنابي | النائب الأول لرئيس الوزراء',
    );
    expect(first('وقال الفنان المصري عادل صياد لبرنامج المساء إن السد ممتلئ.')).toBe(
      'person عادل صياد | الفنان المصري',
    );
  });

  test('hold adjectives of two words, and those of two and more people', () => {
    expect(first('وقال الباحث غير المقيم في معهد الأنهار سامر الجنابي إن السد ممتلئ.')).toBe(
      'person سامر الجنابي | الباحث غير المقيم في معهد الأنهار',
    );
    expect(first('وأكد وزير الري المنتهية ولايته سامر الجنابي أن السد ممتلئ.')).toBe(
      'person سامر الجنابي | وزير الري المنتهية ولايته',
    );
    expect(first('وأعرب الوزيران المصري والسوداني عن قلقهما من امتلاء السد.')).toBe(
      'anonymous الوزيران المصري والسوداني',
    );
    expect(first('وقال أحد كبار مستشاري الوزير إن السد ممتلئ.')).toBe(
      'anonymous أحد كبار مستشاري الوزير',
    );
  });

  test('hold what somebody is called', () => {
    expect(first('وقال ناج من السيل يدعى سليم مراد إن السد ممتلئ.')).toBe(
      'person سليم مراد | ناج من السيل',
    );
  });

  test('hold who somebody is after «وهو», and roles that no «و» joins', () => {
    expect(first('وقال سامر الجنابي (43 عاما) وهو سائق حافلة إن السد ممتلئ.')).toBe(
      'person سامر الجنابي | سائق حافلة',
    );
    expect(first('وقالت سعاد مراد، وهي أم لثلاثة أطفال، إن السد ممتلئ.')).toBe(
      'person سعاد مراد | أم لثلاثة أطفال',
    );
    expect(first('وقال سامر الجنابي، عضو مجلس المياه، رئيس لجنة السدود، إن السد ممتلئ.')).toBe(
      'person سامر الجنابي | عضو مجلس المياه، رئيس لجنة السدود',
    );
  });
});

describe('a verb', () => {
  test('after «لم», «لن» and «قد» is no name, and what may be is not said', () => {
    expect(told('ولم يخف الوزير سامر الجنابي خيبته.\nوقال إن السد "ممتلئ حتى آخره".')).toEqual([
      'person سامر الجنابي | الوزير: ممتلئ حتى آخره',
    ]);
    expect(told('وقد تعلن الوزارة غدا أن السد ممتلئ.')).toEqual([]);
  });

  test('of telling has somebody told, who does not speak', () => {
    expect(
      told('وقال سامر الجنابي إن السد ممتلئ.\nوأبلغ المحققين أيضا أنه "رأى الماء يرتفع".'),
    ).toEqual(['person سامر الجنابي: رأى الماء يرتفع']);
  });

  test('of handing on leaves the words to whose they are', () => {
    expect(
      told('وحسب الوزير سامر الجنابي الذي نقل التلفزيون الرسمي كلامه فإن السد "ممتلئ حتى آخره".'),
    ).toEqual(['person سامر الجنابي | الوزير: ممتلئ حتى آخره', 'outlet التلفزيون الرسمي']);
  });

  test('may follow «هذا»', () => {
    expect(told('هذا وأكد الوزير سامر الجنابي أن السد ممتلئ.')).toEqual([
      'person سامر الجنابي | الوزير',
    ]);
  });
});

test('a name in full that comes first after a role alone is its holder’s', () => {
  expect(
    told('قال رئيس غرفة التجارة إن السد ممتلئ.\nورأى سامر الجنابي أن "الماء يكفي عاما".'),
  ).toEqual(['person سامر الجنابي | رئيس غرفة التجارة: الماء يكفي عاما']);
});

test('a counterpart bears the office of the one before', () => {
  expect(
    told(
      'التقت وزيرة الري سعاد مراد نظيرها السعودي سامر الجنابي.\nوقال الوزير السعودي إن السد ممتلئ.',
    ),
  ).toEqual(['person سامر الجنابي | نظيرها السعودي']);
});
