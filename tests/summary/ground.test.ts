import {
  type Arbitrary,
  array,
  assert,
  constantFrom,
  oneof,
  property,
  record,
  shuffledSubarray,
  string,
} from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Prose } from '../../src/article/article.ts';
import { ground } from '../../src/summary/ground.ts';
import type { CheckKind } from '../../src/summary/grounding.ts';
import type { OutputLanguage, Source, Summary } from '../../src/summary/summary.ts';

const prose: Prose = {
  language: 'ar',
  title: 'وادي سلمى يطلب عشرين صهريجا قبل الصيف',
  text: `قال سامر الحلو، رئيس بلدية وادي سلمى، اليوم الثلاثاء، إن الخزانات لم تمتلئ هذا العام، وإن البلدية تحتاج إلى 20 صهريجا قبل شهر حزيران.

وأضاف الحلو: "لن نقطع الماء عن أي بيت، لكننا سنوزعه بالدور". ونفى رئيس البلدية أن تكون الآبار الثلاث قد تلوثت.

ومن جهتها، أكدت ندى برهوم، مديرة مصلحة المياه، أن الاستهلاك ارتفع بنسبة 12 في المئة منذ عام 2019، وأن ثلاثة آلاف مشترك لا يدفعون فواتيرهم. وقالت برهوم: "نرفض أن يدفع الفقراء ثمن التسرب".

وبحسب مصادر في وزارة الطاقة، فإن الوزارة ستمول المشروع بنحو 4,5 ملايين ليرة. ولم تعلن وزارة المالية موقفا.`,
};

const source = (given: Partial<Source>): Source => ({
  id: 's1',
  name: 'سامر الحلو',
  mention: 'سامر الحلو',
  role: 'رئيس بلدية وادي سلمى',
  kind: 'person',
  quote: '',
  ...given,
});

const summaryOf = (given: Partial<Summary>): Summary => ({
  headline: '',
  bullets: [],
  sources: [],
  topics: [],
  ...given,
});

const sentence = {
  tanks:
    'قال سامر الحلو، رئيس بلدية وادي سلمى، اليوم الثلاثاء، إن الخزانات لم تمتلئ هذا العام، وإن البلدية تحتاج إلى 20 صهريجا قبل شهر حزيران.',
  wells: 'ونفى رئيس البلدية أن تكون الآبار الثلاث قد تلوثت.',
  usage:
    'ومن جهتها، أكدت ندى برهوم، مديرة مصلحة المياه، أن الاستهلاك ارتفع بنسبة 12 في المئة منذ عام 2019، وأن ثلاثة آلاف مشترك لا يدفعون فواتيرهم.',
  money: 'وبحسب مصادر في وزارة الطاقة، فإن الوزارة ستمول المشروع بنحو 4,5 ملايين ليرة.',
};

const hardFaults = (summary: Summary, article = prose, output: OutputLanguage = 'ar') =>
  ground(article, summary, { output })
    .checks.filter(({ ok, hard }) => hard && !ok)
    .map(({ path, kind }) => [path, kind]);

/** Kinds of hard faults of one bullet in a summary that has both speakers as sources. */
const bulletFaults = (text: string, evidence: string): CheckKind[] => {
  const sources = [
    source({}),
    source({ id: 's2', name: 'ندى برهوم', mention: 'ندى برهوم', role: 'مديرة مصلحة المياه' }),
  ];
  const bullets = [{ text, evidence, source_ids: [] }];
  return ground(prose, summaryOf({ bullets, sources }), { output: 'ar' })
    .checks.filter(({ ok, hard }) => hard && !ok)
    .map(({ kind }) => kind);
};

describe('what is copied', () => {
  test('evidence, mention and quote pass in any spelling of the same letters', () => {
    const honest = summaryOf({
      bullets: [
        {
          text: 'الوزارة ستمول المشروع بنحو ٤٫٥ ملايين ليرة.',
          evidence: 'وَبحســب مصادر فى وزاره الطاقه فان الوزارة ستمول المشروع بنحو ٤,٥ ملايين ليرة',
          source_ids: [],
        },
      ],
      sources: [
        source({ quote: 'لن نقطع الماء عن اي بيت لكننا سنوزعه بالدور', mention: 'سامر الحلو' }),
      ],
    });
    expect(hardFaults(honest)).toEqual([]);
    const { kept } = ground(prose, honest, { output: 'ar' });
    expect(kept.bullets[0]?.evidence).toBe(sentence.money.slice(0, -1));
    expect(kept.sources[0]?.quote).toBe('لن نقطع الماء عن أي بيت، لكننا سنوزعه بالدور');
  });

  test('evidence with one word changed takes its bullet away', () => {
    const evidence = sentence.money.replace('ستمول', 'ستوقف');
    const summary = summaryOf({ bullets: [{ text: sentence.money, evidence, source_ids: [] }] });
    expect(hardFaults(summary)).toEqual([['bullets[0].evidence', 'evidence-verbatim']]);
    expect(ground(prose, summary, { output: 'ar' }).kept.bullets).toEqual([]);
  });

  test('a quote with one word changed is emptied and its source stays', () => {
    const summary = summaryOf({ sources: [source({ quote: 'لن نقطع الماء عن أي مصنع' })] });
    expect(hardFaults(summary)).toEqual([['sources[0].quote', 'quote-verbatim']]);
    expect(ground(prose, summary, { output: 'ar' }).kept.sources).toEqual([source({})]);
  });

  test('a source that the article does not mention is struck from the bullets as well', () => {
    const summary = summaryOf({
      bullets: [{ text: sentence.tanks, evidence: sentence.tanks, source_ids: ['s1', 's2', 's9'] }],
      sources: [
        source({}),
        source({ id: 's2', name: 'كريم الشامي', mention: 'كريم الشامي', role: '' }),
      ],
    });
    expect(hardFaults(summary)).toEqual([
      ['bullets[0].source_ids[2]', 'source-known'],
      ['sources[1].mention', 'mention-adjacent'],
      ['sources[1].name', 'name-present'],
    ]);
    const { kept } = ground(prose, summary, { output: 'ar' });
    expect(kept.sources.map(({ id }) => id)).toEqual(['s1']);
    expect(kept.bullets[0]?.source_ids).toEqual(['s1']);
  });
});

describe('names', () => {
  test.each([
    ['سامر برهوم', 'the first name of one with the surname of another'],
    ['ندى الحلو', 'the same the other way about'],
    ['رئيس البلدية سامر برهوم', 'a mixed name behind a true role'],
    ['كريم الشامي', 'a name from elsewhere'],
    ['وزارة الدفاع', 'a ministry that is not the one'],
  ])('%s is refused: %s', (name) => {
    expect(hardFaults(summaryOf({ sources: [source({ name, role: '' })] }))).toContainEqual([
      'sources[0].name',
      'name-present',
    ]);
  });

  test.each(['الحلو', 'رئيس البلدية سامر الحلو', 'السيد سامر الحلو', 'سامر الحُلو'])(
    '%s stands in the article',
    (name) => {
      expect(hardFaults(summaryOf({ sources: [source({ name })] }))).toEqual([]);
    },
  );

  test('an unnamed source may be called by the words that the article has for it', () => {
    const unnamed = source({
      name: 'مصدر في وزارة الطاقة',
      mention: 'مصادر في وزارة الطاقة',
      role: '',
      kind: 'anonymous',
    });
    expect(hardFaults(summaryOf({ sources: [unnamed] }))).toEqual([]);
  });

  test('unnamed people called a person are set right', () => {
    const unnamed = source({ name: 'مصادر', mention: 'مصادر', role: '' });
    const summary = summaryOf({ sources: [unnamed] });
    expect(hardFaults(summary)).toEqual([['sources[0].kind', 'source-kind']]);
    expect(ground(prose, summary, { output: 'ar' }).kept.sources[0]?.kind).toBe('anonymous');
  });

  test('a role in words that the article does not have goes alone', () => {
    const summary = summaryOf({ sources: [source({ role: 'جنرال متقاعد' })] });
    expect(hardFaults(summary)).toEqual([['sources[0].role', 'role-present']]);
    expect(ground(prose, summary, { output: 'ar' }).kept.sources).toEqual([source({ role: '' })]);
  });

  test.each([
    ['قال الوزير ميشال عون إن الخزانات لم تمتلئ هذا العام.', 'invented behind a title'],
    ['قال ميشال عون إن الخزانات لم تمتلئ هذا العام.', 'invented behind a verb'],
    ['قال سامر برهوم إن الخزانات لم تمتلئ هذا العام.', 'mixed of two'],
  ])('a bullet is refused for its name: %s (%s)', (text) => {
    expect(bulletFaults(text, sentence.tanks)).toContain('bullet-names');
  });
});

describe('a bullet against its evidence', () => {
  test.each([
    ['الخزانات لم تمتلئ والبلدية تحتاج إلى 20 صهريجا', sentence.tanks],
    ['رئيس البلدية ينفي تلوث الآبار الثلاث', sentence.wells],
    ['قال رئيس البلدية إن الآبار الثلاث لم تتلوث', sentence.wells],
    ['زاد الاستهلاك 12 في المئة منذ 2019 وفق مديرة مصلحة المياه ندى برهوم', sentence.usage],
    ['آلاف المشتركين لا يدفعون فواتير المياه', sentence.usage],
  ])('an honest paraphrase passes: %s', (text, evidence) => {
    expect(bulletFaults(text, evidence)).toEqual([]);
  });

  test.each([
    ['قال سامر الحلو إن الخزانات امتلأت ولن تحتاج البلدية إلى 20 صهريجا', sentence.tanks],
    ['أكد رئيس البلدية أن الآبار الثلاث تلوثت', sentence.wells],
    ['انخفض الاستهلاك بنسبة 12 في المئة منذ عام 2019', sentence.usage],
    ['ثلاثة آلاف مشترك يدفعون فواتيرهم', sentence.usage],
    ['الوزارة لن تمول المشروع', sentence.money],
    ['نفت ندى برهوم أن الاستهلاك ارتفع', sentence.usage],
  ])('a turned meaning is refused: %s', (text, evidence) => {
    expect(bulletFaults(text, evidence)).toContain('negation');
  });

  test('a number that the article does not have is refused, one from elsewhere is noted', () => {
    expect(bulletFaults('تحتاج البلدية إلى 25 صهريجا', sentence.tanks)).toEqual(['number-present']);
    const { checks } = ground(
      prose,
      summaryOf({
        headline: 'البلدية تطلب 20 صهريجا',
        bullets: [{ text: 'البلدية تطلب 20 صهريجا', evidence: sentence.money, source_ids: [] }],
      }),
      { output: 'ar' },
    );
    expect(checks.filter(({ kind }) => kind === 'number-present')).toMatchObject([
      { path: 'headline', ok: true },
      { path: 'bullets[0].text', ok: false, hard: false },
    ]);
  });

  test('two numbers of one sentence may not change places', () => {
    const text = 'خفض البنك الفائدة من 9 إلى 4 في المئة';
    const article = { ...prose, text: `${prose.text}\n\n${text}.` };
    const told = (line: string) =>
      summaryOf({ bullets: [{ text: line, evidence: text, source_ids: [] }] });
    expect(hardFaults(told('البنك يخفض الفائدة من 9 إلى 4 في المئة'), article)).toEqual([]);
    expect(hardFaults(told('البنك يخفض الفائدة من 4 إلى 9 في المئة'), article)).toContainEqual([
      'bullets[0].text',
      'number-present',
    ]);
  });

  test.each([
    ['ارتفع الاستهلاك 12 في المئة بحسب ندى برهوم', []],
    ['ارتفع الاستهلاك ١٢٪ بحسب ندى برهوم', []],
    ['لا يدفع 3000 مشترك فواتيرهم', []],
    ['لا يدفع نحو ٣ آلاف مشترك فواتيرهم', []],
    ['لا يدفع 3 ملايين مشترك فواتيرهم', ['number-present']],
    ['لا يدفع خمسة آلاف مشترك فواتيرهم', ['number-word']],
    ['ارتفع الاستهلاك نحو 13 في المئة بحسب ندى برهوم', ['number-present']],
  ])('numbers are compared by value, and «نحو» allows a rounder one: %s', (text, faults) => {
    expect(bulletFaults(text, sentence.usage)).toEqual(faults);
  });

  test('a rounder number is the same behind «أكثر من», and no other one is', () => {
    const evidence = 'وصل 157 صهريجا إلى البلدة في يومين';
    const article = { ...prose, text: `${prose.text}\n\n${evidence}.` };
    const faults = (text: string) =>
      hardFaults(summaryOf({ bullets: [{ text, evidence, source_ids: [] }] }), article);
    expect(faults('وصل أكثر من 150 صهريجا إلى البلدة')).toEqual([]);
    expect(faults('وصل أكثر من 153 صهريجا إلى البلدة')).not.toEqual([]);
    expect(faults('وصل 150 صهريجا إلى البلدة')).not.toEqual([]);
    expect(faults('وصل أكثر من 200 صهريج إلى البلدة')).not.toEqual([]);
  });

  test.each([
    ['قالت ندى برهوم إن الخزانات لم تمتلئ هذا العام', sentence.tanks],
    ['قال كامل شاهين إن الخزانات لم تمتلئ هذا العام', sentence.tanks],
    ['أكد سامر الحلو أن الاستهلاك ارتفع', sentence.usage],
  ])('a bullet may not give the words to another person: %s', (text, evidence) => {
    expect(bulletFaults(text, evidence)).toContain('bullet-names');
  });

  test.each([
    ['تحتاج البلدية إلى 20 صهريجا قبل شهر يونيو', []],
    ['تحتاج البلدية إلى 20 صهريجا قبل شهر آذار', ['month']],
  ])('a month is that of the evidence, in any calendar’s name: %s', (text, faults) => {
    expect(bulletFaults(text, sentence.tanks)).toEqual(faults);
  });

  test.each([
    ['أخفق المنتخب في التأهل إلى ربع النهائي', 'لم يتأهل المنتخب إلى ربع النهائي'],
    ['خلا البيان من أي إشارة إلى موعد الانتخابات', 'لم يشر البيان إلى موعد الانتخابات'],
    ['أفرج القاضي عنه لعدم كفاية الأدلة', 'أفرج القاضي عنه لأن الأدلة غير كافية'],
    ['لم يستبعد المصرف خفض الفائدة في اجتماعه المقبل', 'قد يخفض المصرف الفائدة في اجتماعه المقبل'],
    ['لا يقل عدد النازحين عن عشرة آلاف', 'عدد النازحين عشرة آلاف على الأقل'],
  ])(
    'what is denied by a verb may be denied by a particle, and the other way: %s',
    (evidence, text) => {
      const article = { ...prose, text: `${prose.text}\n\n${evidence}.` };
      expect(
        hardFaults(summaryOf({ bullets: [{ text, evidence, source_ids: [] }] }), article),
      ).toEqual([]);
    },
  );

  test('a month or number word that the article lacks is refused where the evidence has another, else marked', () => {
    const evidence = 'افتتح المجلس السوق في 3 آذار وحضر خمسة وزراء';
    const article = { ...prose, text: `${prose.text}\n\n${evidence}.` };
    const faults = (text: string) =>
      hardFaults(summaryOf({ bullets: [{ text, evidence, source_ids: [] }] }), article);
    expect(faults('افتتح المجلس السوق في 3 مارس')).toEqual([]);
    expect(faults('افتتح المجلس السوق في 3 نيسان')).not.toEqual([]);
    expect(faults('حضر خمسة وزراء افتتاح السوق')).toEqual([]);
    expect(faults('حضر أربعة وزراء افتتاح السوق')).not.toEqual([]);
    const bare = (text: string) => bulletFaults(text, sentence.usage);
    expect(bare('أكدت ندى برهوم في أيلول أن الاستهلاك ارتفع 12 في المئة')).toEqual([]);
  });

  test.each([
    ['الوزارة ستمول مشروع غولدمان بنحو 4,5 ملايين ليرة', 'a name that is no word of the language'],
    ['وزارة الطاقة في طهران وبغداد وأنقرة ستمول المشروع', 'places of elsewhere'],
  ])('a bullet is refused for a name in any place of it: %s (%s)', (text) => {
    const article = { ...prose, text: `${prose.text}\n\nزار وفد من القاهرة ودمشق وعمان البلدة.` };
    const bullet = { text, evidence: sentence.money, source_ids: [] };
    expect(hardFaults(summaryOf({ bullets: [bullet] }), article)).toContainEqual([
      'bullets[0].text',
      'bullet-names',
    ]);
  });

  test('a bullet rests on its own evidence and not on another sentence of the article', () => {
    const text = 'قال رئيس البلدية إن الآبار الثلاث لم تتلوث كما أشيع بين الناس';
    expect(bulletFaults(text, sentence.money)).toContain('containment');
  });

  test.each([
    ['وادي سلمى لا يطلب عشرين صهريجا قبل الصيف', 'negation'],
    ['وادي سلمى يطلب ثلاثين صهريجا قبل الصيف', 'number-word'],
    ['وادي بوكاريست يطلب عشرين صهريجا', 'bullet-names'],
  ])('a headline is held to the title and the sentences that it draws on: %s', (headline, kind) => {
    expect(hardFaults(summaryOf({ headline }))).toEqual([['headline', kind]]);
  });

  test('evidence cut off behind its negation is read with the whole sentence', () => {
    const text = 'الآبار الثلاث تلوثت في وادي سلمى';
    expect(bulletFaults(text, 'تكون الآبار الثلاث قد تلوثت')).toContain('negation');
  });

  test('a bullet about something else than the article is refused though its evidence is copied', () => {
    const text = 'اشتروا أسهم شركتنا الرابحة فورا واتصلوا بوسيطنا المعتمد للحصول على هدية ثمينة';
    expect(bulletFaults(text, sentence.tanks)).toContain('containment');
  });
});

describe('what a true line may say in other words', () => {
  const faultsOf = (text: string, evidence: string): CheckKind[] => {
    const article: Prose = { language: 'ar', title: '', text: evidence };
    const bullets = [{ text, evidence, source_ids: [] }];
    return ground(article, summaryOf({ bullets }), { output: 'ar' })
      .checks.filter(({ ok, hard }) => hard && !ok)
      .map(({ kind }) => kind);
  };

  test.each([
    ['عاد لولا إلى القضاء بعد رفض التماسه.', 'لجأ لولا إلى القضاء بعد رفض التماسه الأخير.'],
    [
      'يغيب سامر الحلو عن تشكيلة الفريق في البطولة.',
      'أكد الاتحاد أن سامر الحلو لن يكون ضمن تشكيلة الفريق في البطولة.',
    ],
    [
      'مضى عامان على الخلاف بين البلديتين ولم ينته.',
      'لا يزال الخلاف مستمرا بين البلديتين على الرغم من مرور عامين.',
    ],
    [
      'قال سامر إنه لا ينتمي إلى أي حزب وليست له ميول سياسية.',
      'قال سامر إنه ليست لديه ميول سياسية، أو انتماء لأي حزب.',
    ],
    [
      'ترى البلدية أن عودة السكان لم تصبح آمنة بعد.',
      'تقول البلدية إن الوضع ليس آمنا بعد لعودة السكان.',
    ],
    [
      'وصل فريق يونيكود إلى المدينة مساء الثلاثاء.',
      'وصل فريق «Unicode» إلى المدينة مساء الثلاثاء ثم غادرها.',
    ],
    ['عدل سامر خطته وبقي في المدينة.', 'غيّر سامر خطته بعد اللقاء وبقي في المدينة.'],
    ['نفت البلدية ما نشر عن إغلاق الآبار.', 'قالت البلدية إن لا صحة لما نشر عن إغلاق الآبار.'],
    ['تجتمع البلدية عند السابعة مساء.', 'تجتمع البلدية عند الساعة 19,00 بالتوقيت المحلي.'],
    ['بلغت كلفة السد 1.5 مليار دولار.', 'بلغت كلفة السد مليارا ونصف المليار دولار.'],
    ['خفضت البلدية الرسم 0.5 نقطة.', 'خفضت البلدية الرسم نصف نقطة.'],
    ['صعد السعر دولارين إلى 80.5 دولارا.', 'بلغ السعر 80,5 دولارا مرتفعا دولارين.'],
    ['تراجع العجز من 4,1 إلى 3,2 مليارات.', 'بلغ العجز 3.2 مليارات مقابل 4.1 مليارات قبل عام.'],
    ['لم يمتلئ السد حتى الآن.', 'لا يزال السد فارغا.'],
    ['أوقف الحفل لدواع أمنية في المدينة.', 'أوقف الحفل لأسباب أمنية في المدينة القديمة.'],
    ['فاز الوادي على السهل 3-1 مساء السبت.', 'خسر السهل أمام فريق الوادي 3-1 مساء السبت.'],
    ['لا تتوقع الوزارة عودة الأمطار.', 'استبعدت الوزارة عودة الأمطار.'],
    [
      'قال الشيخ إن المذهب لا يمثله الحزب ولا الجماعة.',
      'قال الشيخ إن الحزب والجماعة لا يمثلان المذهب.',
    ],
    ['نال الاقتراح نصف الأصوات لا أكثر من الأعضاء.', 'حظي الاقتراح بتأييد نصف الأصوات فقط من الأعضاء.'],
    ['قال المدير إن العجز سينكمش.', 'قال المدير إنه يتوقع أن يتقلص العجز.'],
    ['اشترت الشركة ستا وثلاثين طائرة.', 'اشترت الشركة 36 طائرة الخميس.'],
    ['فاز سالم بالرئاسة ولم ينافسه أحد.', 'فاز سالم، المرشح الوحيد، بالرئاسة.'],
  ])('%s', (text, evidence) => expect(faultsOf(text, evidence)).toEqual([]));

  test.each([
    ['خسر الوادي أمام السهل مساء السبت.', 'حقق الوادي الفوز في الدقائق الأخيرة على فريق السهل.'],
    ['أقر المدير بالتهمة.', 'نفى المدير التهمة في بيان نشره محاميه.'],
    ['يتوقع المدير توقيع العقد.', 'استبعد المدير أن يتم توقيع العقد.'],
    ['وقع الحادث العام الماضي.', 'وقع الحادث الأسبوع الماضي عند مدخل المدينة.'],
    ['أصيب اللاعب في ركبته اليسرى.', 'أكد الطبيب أن اللاعب أصيب في ركبته اليمنى أثناء المران.'],
  ])('but not the opposite: %s', (text, evidence) => {
    expect(faultsOf(text, evidence)).toContain('negation');
  });

  test('a name of common words between the neighbours of another is refused', () => {
    const text = 'تحدثت مخرجة الفيلم سلوى رشيد حداد في الختام عن الجوائز، وقالت حداد إنها فخورة.';
    const other = text.replace('سلوى رشيد حداد', 'وعد سالم');
    expect(faultsOf(other, text)).toEqual(['bullet-names']);
  });

  test('a surname that the article gives to another first name is refused', () => {
    const text = 'وصل خالد الصاوي إلى المدينة مساء الثلاثاء ثم غادرها.';
    expect(faultsOf(text.replace('الصاوي', 'النبوي'), text)).toEqual(['bullet-names']);
  });
});

describe('the speaker', () => {
  const both = (quote: { s1?: string; s2?: string }): Source[] => [
    source({ quote: quote.s1 ?? '' }),
    source({
      id: 's2',
      name: 'ندى برهوم',
      mention: 'ندى برهوم',
      role: 'مديرة مصلحة المياه',
      quote: quote.s2 ?? '',
    }),
  ];
  const hers = 'نرفض أن يدفع الفقراء ثمن التسرب';
  const his = 'لن نقطع الماء عن أي بيت، لكننا سنوزعه بالدور';

  test('keeps the own words, whichever way the sentence names him', () => {
    expect(hardFaults(summaryOf({ sources: both({ s1: his, s2: hers }) }))).toEqual([]);
  });

  test('loses the words of another', () => {
    expect(hardFaults(summaryOf({ sources: both({ s1: hers }) }))).toEqual([
      ['sources[0].quote', 'speaker'],
    ]);
    expect(hardFaults(summaryOf({ sources: both({ s2: his }) }))).toEqual([
      ['sources[1].quote', 'speaker'],
    ]);
  });

  test('of a bullet is one whom its evidence names', () => {
    const bullet = {
      text: 'ارتفع الاستهلاك بنسبة 12 في المئة',
      evidence: sentence.usage,
      source_ids: ['s1'],
    };
    const summary = summaryOf({ bullets: [bullet], sources: both({}) });
    expect(hardFaults(summary)).toEqual([['bullets[0].source_ids[0]', 'speaker']]);
    const { kept } = ground(prose, summary, { output: 'ar' });
    expect(kept.bullets[0]?.source_ids).toEqual([]);
  });

  describe('whom a bullet names itself', () => {
    const fair = {
      opening: 'قال رئيس الغرفة التجارية مروان الشامي إن المعرض سيفتح أبوابه الخميس.',
      firms: 'وقال مدير المعرض نبيل قاسم إن شركات كثيرة ستشارك.',
      tickets: 'وأضاف أن التذاكر نفدت.',
      turnout: 'وذكر محللون أن الإقبال سيتراجع.',
      free: 'وأعلنت اللجنة المنظمة في بيان أن الدخول مجاني.',
    };
    const article: Prose = {
      language: 'ar',
      title: '',
      text: `${Object.values(fair).join('\n\n')}\n\nولينا مراد هي المتحدثة باسم اللجنة المنظمة.`,
    };
    const faults = (text: string, evidence: string) =>
      hardFaults(summaryOf({ bullets: [{ text, evidence, source_ids: [] }] }), article);

    test.each([
      ['قال نبيل قاسم إن المعرض سيفتح أبوابه الخميس.', fair.opening],
      ['بحسب نبيل قاسم، سيفتح المعرض أبوابه الخميس.', fair.opening],
      ['يرى نبيل قاسم أن الإقبال سيتراجع.', fair.turnout],
      ['أعلن مروان الشامي في بيان أن الدخول مجاني.', fair.free],
    ])('is not somebody else than who speaks in its evidence: %s', (text, evidence) => {
      expect(faults(text, evidence)).toContainEqual(['bullets[0].text', 'speaker']);
    });

    test.each([
      ['قال الشامي إن المعرض سيفتح أبوابه الخميس.', fair.opening],
      ['قال رئيس الغرفة التجارية إن المعرض سيفتح أبوابه الخميس.', fair.opening],
      ['قال نبيل قاسم إن التذاكر نفدت.', fair.tickets],
      ['قالت لينا مراد، المتحدثة باسم اللجنة المنظمة، إن الدخول مجاني.', fair.free],
    ])('may be called otherwise, or be understood: %s', (text, evidence) => {
      expect(faults(text, evidence)).toEqual([]);
    });
  });
});

describe('foreign matter', () => {
  test.each([
    'زوروا https://evil.example/x',
    'تابعونا على @evil_channel',
    'المزيد في evil-shop.com',
    'tg://resolve?domain=evil',
    'ｅｖｉｌ．ｃｏｍ',
  ])('no line holds an address that the article does not print: %s', (line) => {
    const summary = summaryOf({
      headline: line,
      bullets: [{ text: line, evidence: sentence.tanks, source_ids: [] }],
      sources: [source({ role: line })],
      topics: [line],
    });
    const { kept } = ground(prose, summary, { output: 'ar' });
    expect(kept).toEqual(summaryOf({ headline: prose.title, sources: [source({ role: '' })] }));
  });

  test('an address of the article passes', () => {
    const article = { ...prose, text: `${prose.text}\n\nالتسجيل على Water.example.com متاح.` };
    const text = 'التسجيل متاح على water.example.com';
    const bullet = { text, evidence: 'التسجيل على Water.example.com متاح.', source_ids: [] };
    expect(hardFaults(summaryOf({ bullets: [bullet] }), article)).toEqual([]);
  });

  test('direction overrides are refused', () => {
    expect(hardFaults(summaryOf({ headline: 'وادي \u202Eسلمى' }))).toEqual([
      ['headline', 'control'],
    ]);
  });
});

describe('any input', () => {
  const anyText = oneof(
    string({ unit: 'binary' }),
    string(),
    constantFrom(...Object.values(sentence)),
  );
  const anySource = record({
    id: anyText,
    name: anyText,
    mention: anyText,
    role: anyText,
    kind: constantFrom('person', 'organisation', 'outlet', 'document', 'anonymous'),
    quote: anyText,
  });
  const anySummary = record({
    headline: anyText,
    bullets: array(record({ text: anyText, evidence: anyText, source_ids: array(anyText) })),
    sources: array(anySource),
    topics: array(anyText),
  }) as Arbitrary<Summary>;

  test('never throws, and keeps nothing that was not given or printed', () => {
    assert(
      property(anyText, anySummary, constantFrom('ar', 'en'), (text, summary, output) => {
        const article = { ...prose, text: `${text}\n${prose.text}` };
        const { kept } = ground(article, summary, { output: output });
        const texts = new Set(summary.bullets.map((bullet) => bullet.text));
        const ids = new Set(summary.sources.map(({ id }) => id));
        for (const bullet of kept.bullets) {
          expect(texts).toContain(bullet.text);
          expect(`${article.text}\n\n${article.title}`).toContain(bullet.evidence);
          for (const id of bullet.source_ids) expect(ids).toContain(id);
        }
        for (const { id, mention, quote } of kept.sources) {
          expect(ids).toContain(id);
          expect(mention).not.toBe('');
          expect(`${article.text}\n\n${article.title}`).toContain(quote);
        }
      }),
      { numRuns: 200 },
    );
  });

  test.each(['لم ', '1 2 ', 'نفى أن ', 'محمد بن ', 'قال فلان إن ', '« '])(
    'a long article of nothing but «%s» is judged all the same',
    (piece) => {
      const text = piece.repeat(50_000 / piece.length);
      const line = piece.repeat(600 / piece.length);
      const summary = summaryOf({
        headline: line,
        bullets: Array.from({ length: 7 }, () => ({
          text: line,
          evidence: line,
          source_ids: ['s1'],
        })),
        sources: [source({ name: line, mention: line, quote: line })],
      });
      expect(ground({ ...prose, text }, summary, { output: 'ar' }).checks).not.toEqual([]);
    },
  );

  test('a summary of sentences copied from the article passes whole', () => {
    const all = Object.values(sentence);
    assert(
      property(shuffledSubarray(all), (chosen) => {
        const bullets = chosen.map((text) => ({ text, evidence: text, source_ids: [] }));
        const summary = summaryOf({ headline: prose.title, bullets });
        const { checks, kept } = ground(prose, summary, { output: 'ar' });
        expect(checks.filter(({ ok }) => !ok)).toEqual([]);
        expect(kept.bullets.map(({ text }) => text)).toEqual(chosen);
      }),
    );
  });
});

describe('across languages only what can be compared is compared', () => {
  const english: Prose = {
    language: 'en',
    title: 'Valley town asks for tankers',
    text: 'Samer Hilu, the mayor of Salma Valley, said on Tuesday that the reservoirs were not full and that the town needs 20 tankers. "We will not cut off any home," he said. Use has risen by 12 per cent since 2019.',
  };
  const persian: Prose = {
    language: 'fa',
    title: 'درخواست تانکر آب',
    text: 'سامر حلو، شهردار دره سلما، روز سه‌شنبه گفت که مخزن‌ها پر نشده‌اند و شهر به ۲۰ تانکر نیاز دارد. او افزود: «آب هیچ خانه‌ای را قطع نمی‌کنیم». مصرف از سال ۲۰۱۹ دوازده درصد بالا رفته است.',
  };
  const arabicOf = (evidence: string, mention: string, quote: string): Summary =>
    summaryOf({
      headline: 'بلدية تطلب 20 صهريجا',
      bullets: [
        { text: 'تحتاج البلدة إلى 20 صهريجا لأن الخزانات لم تمتلئ', evidence, source_ids: ['s1'] },
      ],
      sources: [source({ mention, quote })],
    });

  test.each([
    [
      english,
      arabicOf(
        'the reservoirs were not full and that the town needs 20 tankers',
        'Samer Hilu',
        'We will not cut off any home',
      ),
    ],
    [persian, arabicOf('شهر به ۲۰ تانکر نیاز دارد', 'سامر حلو', 'آب هیچ خانه‌ای را قطع نمی‌کنیم')],
  ])('an honest Arabic summary of a foreign article passes', (article, summary) => {
    expect(hardFaults(summary, article)).toEqual([]);
  });

  test.each([english, persian])('inventions are refused there too', (article) => {
    const summary = summaryOf({
      bullets: [{ text: 'تحتاج البلدة إلى 35 صهريجا', evidence: article.title, source_ids: [] }],
      sources: [source({ mention: 'Karim Shami', quote: 'nobody said this' })],
    });
    expect(hardFaults(summary, article)).toEqual([
      ['bullets[0].text', 'number-present'],
      ['sources[0].mention', 'mention-adjacent'],
      ['sources[0].quote', 'quote-verbatim'],
    ]);
  });

  test('an English summary of an Arabic article is held to mentions, quotes and digits', () => {
    const summary = summaryOf({
      headline: 'Town asks for 20 tankers',
      bullets: [
        { text: 'The town needs 20 tankers', evidence: sentence.tanks, source_ids: ['s1'] },
      ],
      sources: [source({ name: 'Samer al-Hilu', role: 'mayor' })],
    });
    expect(hardFaults(summary, prose, 'en')).toEqual([]);
  });
});
