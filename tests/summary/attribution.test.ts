import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { attribute } from '../../src/summary/attribution/attribute.ts';

const sourcesOf = (text: string) => attribute({ title: '', text }).sources;
const names = (text: string): string[] => sourcesOf(text).map(({ name }) => name);
/** «name | role» of each source. */
const called = (text: string): string[] =>
  sourcesOf(text).map(({ name, role }) => (role ? `${name} | ${role}` : name));
const speakers = (text: string): [string, string][] => {
  const { sources, statements } = attribute({ title: '', text });
  return statements.map(({ cue, source }) => [cue, sources[source]?.name ?? '']);
};

describe('a verb of saying', () => {
  test('has its subject after it, with the role before the name', () => {
    expect(called('وأعلن وزير الزراعة التونسي نادر الصفاقسي أن موسم الحصاد بدأ.')).toEqual([
      'نادر الصفاقسي | وزير الزراعة التونسي',
    ]);
  });

  test('has a role that ends at its comma, however long, and then the name', () => {
    const text =
      'وقال مدير قسم المياه الجوفية في هيئة الموارد، سليم بوراوي، إن المخزون انخفض إلى النصف.';
    expect(called(text)).toEqual(['سليم بوراوي | مدير قسم المياه الجوفية في هيئة الموارد']);
  });

  test('has the name first and the role between commas', () => {
    const text = 'وقالت ليندا مورتنسن، كبيرة الباحثين في معهد البحار، إن السفينة عادت سالمة.';
    expect(called(text)).toEqual(['ليندا مورتنسن | كبيرة الباحثين في معهد البحار']);
  });

  test('has its subject before it after «لكن» and «كان»', () => {
    expect(names('لكن الحكومة النرويجية تؤكد أن المخزون يكفي عاما.')).toEqual([
      'الحكومة النرويجية',
    ]);
    expect(names('وكان الرئيس الكيني بيتر موانغي قد صرح بأن "الموسم لن يتأخر".')).toEqual([
      'بيتر موانغي',
    ]);
  });

  test('reports nothing after «أن», «لم» and «لن»', () => {
    expect(names('من المقرر أن تعلن وزارة الصحة نتائجها غدا.')).toEqual([]);
    expect(names('ولم يقل وزير العدل إن المحاكمة ستؤجل.')).toEqual([]);
  });

  test('is a noun after a preposition', () => {
    expect(names('وقعت الحادثة قبل نقل المصابين إلى المستشفى من دون كشف هويتهم.')).toEqual([]);
  });
});

describe('a noun phrase', () => {
  test('ends before the object, by agreement', () => {
    expect(names('نفت السلطات الكندية الاتهامات الموجهة إلى شرطتها.')).toEqual(['السلطات الكندية']);
    expect(names('انتقد ماتيو غرانجيه القرارات الأخيرة ودعا إلى سحبها.')).toEqual(['ماتيو غرانجيه']);
  });

  test('takes the country after a masculine noun for the object', () => {
    expect(names('ووصف السفير الهندي السعودية بأنها "شريك كبير".')).toEqual(['السفير الهندي']);
  });

  test('takes the object after a feminine verb for no speaker', () => {
    expect(
      speakers('وقالت الوزارة الألمانية إن الخطة جاهزة. وطالبت الجيش بأن يساعد في تنفيذها.'),
    ).toEqual([
      ['وقالت', 'الوزارة الألمانية'],
      ['وطالبت', 'الوزارة الألمانية'],
    ]);
  });

  test('is whose it is where a name follows an indefinite noun', () => {
    expect(called('وقال محامي رودريغيز إن موكله بريء.')).toEqual(['محامي رودريغيز']);
    expect(called('وقال مدرب فيردر توبياس كروغر إن فريقه جاهز.')).toEqual([
      'توبياس كروغر | مدرب فيردر',
    ]);
  });

  test('keeps the words of a body together', () => {
    expect(names('وأفادت لجنة حقوق الإنسان والحريات العامة بأن العدد ارتفع.')).toEqual([
      'لجنة حقوق الإنسان والحريات العامة',
    ]);
    expect(names('وقالت شركة "نور ويند" السويدية إن المصنع سيفتح في مايو.')).toEqual([
      'شركة "نور ويند" السويدية',
    ]);
  });

  test('reads names with بن, عبد, أبو and a surname in ال', () => {
    expect(names('وقال رامي أبو حمدان إن الطريق مغلق.')).toEqual(['رامي أبو حمدان']);
    expect(names('وأكد خالد بن عبد العزيز الدوسري أن العمل بدأ.')).toEqual([
      'خالد بن عبد العزيز الدوسري',
    ]);
    expect(names('وأوضح نور الدين بوشارب أن البئر جفت.')).toEqual(['نور الدين بوشارب']);
  });

  test('tells «على» from «علي», and «إن» from «إنريكي»', () => {
    expect(names('وأكد علي حسون على أن الموسم مضى.')).toEqual(['علي حسون']);
    expect(names('وكتب على صفحته أن المباراة ألغيت.')).toEqual([]);
    expect(names('وقال إنريكي فالديس إن المباراة ألغيت.')).toEqual(['إنريكي فالديس']);
  });
});

describe('unnamed sources', () => {
  test('are kept as the article words them', () => {
    expect(
      sourcesOf('وقالت مصادر طبية محلية إن العدد ارتفع.').map(({ name, kind }) => [name, kind]),
    ).toEqual([['مصادر طبية محلية', 'anonymous']]);
    expect(names('وقال متحدث باسم وزارة النقل إن الخط سيفتح.')).toEqual(['متحدث باسم وزارة النقل']);
    expect(names('ويرى العديد من المراقبين أن الاتفاق هش.')).toEqual(['العديد من المراقبين']);
  });

  test('are one with «المصدر» and «المصادر» later', () => {
    const text = 'وقال مصدر أمني عراقي إن الطريق أغلق. وأضاف المصدر أن التحقيق بدأ.';
    expect(speakers(text)).toEqual([
      ['وقال', 'مصدر أمني عراقي'],
      ['وأضاف', 'مصدر أمني عراقي'],
    ]);
  });

  test('get a name where the article gives one', () => {
    expect(called('وقال متحدث باسم البلدية، هيثم الكردي، إن الجسر آمن.')).toEqual([
      'هيثم الكردي | متحدث باسم البلدية',
    ]);
  });
});

describe('prepositions and relays', () => {
  test('«بحسب», «وفقا لـ» and «نقلا عن» name a source', () => {
    expect(names('ارتفعت الأسعار، بحسب البنك المركزي النرويجي.')).toEqual([
      'البنك المركزي النرويجي',
    ]);
    expect(names('ارتفعت الأسعار وفقا لوزارة التجارة.')).toEqual(['وزارة التجارة']);
    expect(names('وفق ما أكدته مصادر ملاحية.')).toEqual(['مصادر ملاحية']);
  });

  test('figures are their giver’s and a statement is its issuer’s', () => {
    expect(names('تراجع الإنتاج وفق بيانات منظمة الأغذية.')).toEqual(['منظمة الأغذية']);
    expect(names('وذكر بيان صادر عن وزارة الري أن السد امتلأ.')).toEqual(['وزارة الري']);
  });

  test('a relay has two sources, and the words are those of the second', () => {
    const { sources, statements } = attribute({
      title: '',
      text: 'ونقلت وكالة رويترز عن القبطان إيفان ستويانوف قوله إن "الموج بلغ تسعة أمتار".',
    });
    expect(sources.map(({ name, kind }) => [name, kind])).toEqual([
      ['وكالة رويترز', 'outlet'],
      ['إيفان ستويانوف', 'person'],
    ]);
    expect(sources[1]?.quotes.map(({ text }) => text)).toEqual(['الموج بلغ تسعة أمتار']);
    expect(statements).toHaveLength(2);
  });

  test('an outlet that was spoken to is a minor source', () => {
    const found = sourcesOf('وقالت هناء الزين في تصريح لوكالة الأناضول إن المعرض سيعود.');
    expect(found.map(({ name, salience }) => [name, salience])).toEqual([
      ['هناء الزين', 'core'],
      ['وكالة الأناضول', 'minor'],
    ]);
  });

  test('«الجزيرة» and «العربية» are outlets after a noun for one only', () => {
    expect(names('وذكرت قناة الجزيرة أن الميناء أغلق.')).toEqual(['قناة الجزيرة']);
    expect(sourcesOf('ورحبت الدول العربية بالقرار.').map(({ kind }) => kind)).not.toContain(
      'outlet',
    );
  });
});

describe('who is meant', () => {
  const text =
    'قالت وزيرة البيئة السويدية كارين ليندغرين إن المشروع متأخر. وأضافت أن التمويل متوفر. ' +
    'وذكر مدير الميناء أولاف هانسن أن الرافعات جاهزة. وشدد هانسن على السلامة. ' +
    'وتوقعت الوزيرة أن يبدأ العمل في مارس.';

  test('a verb without a subject goes on with the last speaker, a short name and a role go back', () => {
    expect(speakers(text)).toEqual([
      ['قالت', 'كارين ليندغرين'],
      ['وأضافت', 'كارين ليندغرين'],
      ['وذكر', 'أولاف هانسن'],
      ['وشدد', 'أولاف هانسن'],
      ['وتوقعت', 'كارين ليندغرين'],
    ]);
  });

  test('a verb without a subject means whom the article was about, if nobody spoke since', () => {
    expect(
      called('افتتح المخرج اللبناني جاد شمعون المهرجان مساء الجمعة. وقال: "عدنا بعد غياب طويل".'),
    ).toEqual(['جاد شمعون | المخرج اللبناني']);
  });

  test('a participle belongs to the speaker of its sentence', () => {
    const found = sourcesOf('وقال طارق الميساوي إن الفريق خسر، معتبرا أن "الحكم أخطأ في قرارين".');
    expect(found.map(({ name, quotes }) => [name, quotes.map(({ text }) => text)])).toEqual([
      ['طارق الميساوي', ['الحكم أخطأ في قرارين']],
    ]);
  });
});

describe('quotations', () => {
  test('of each kind of marks, and after a colon, are the speaker’s, word for word', () => {
    for (const [open, close] of [
      ['«', '»'],
      ['"', '"'],
      ['“', '”'],
    ]) {
      const text = `وقال عمر النجار: ${open}لن نترك القرية وحدها${close}.`;
      expect(sourcesOf(text)[0]?.quotes.map((quote) => quote.text)).toEqual([
        'لن نترك القرية وحدها',
      ]);
    }
    const plain = 'وقال عمر النجار: لن نترك القرية وحدها أبدا.';
    expect(sourcesOf(plain)[0]?.quotes.map((quote) => quote.text)).toEqual([
      'لن نترك القرية وحدها أبدا',
    ]);
  });

  test('that follow in a sentence of their own go on with the speaker', () => {
    const text = 'وقال عمر النجار: "لن نترك القرية". "هذا بيتنا ولن نبيعه لأحد".';
    expect(sourcesOf(text)[0]?.quotes).toHaveLength(2);
  });

  test('that are titles are nobody’s words', () => {
    const text = 'وقال عمر النجار إن فيلم "البحر الأحمر" سيعرض في مايو.';
    expect(sourcesOf(text)[0]?.quotes).toEqual([]);
  });

  test('hold no speakers of their own', () => {
    const text = 'وقال عمر النجار: "قال لي وزير الصحة إن الدواء سيصل غدا إلى القرية".';
    expect(names(text)).toEqual(['عمر النجار']);
  });
});

test('headings and links between the paragraphs name no source', () => {
  const text =
    'أغلقت السلطات الجسر القديم صباح الأحد.\n\nرياض منصور: أتمنى العودة إلى الملاعب\n\nوبدأت أعمال الصيانة أمس.';
  expect(names(text)).toEqual([]);
});

test('whatever the text, mentions and quotes stand in it as given', () => {
  const pieces =
    'قال وأضاف وزير الوزير الخارجية الروسي محمد بن العلي بحسب وفقا لوزارة نقلت عن إن أن " « » “ ” ، . : ( ) و ل لـ مصادر مطلعة البيان الشركة كان قد قائلا 12 The said \n'.split(
      ' ',
    );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 80 }), (parts) => {
      const text = parts.join(' ');
      const { sources, statements } = attribute({ title: '', text });
      for (const { mention, quotes } of sources) {
        expect(mention).not.toBe('');
        expect(text).toContain(mention);
        for (const quote of quotes) expect(text.slice(quote.start, quote.end)).toBe(quote.text);
      }
      for (const { source } of statements) expect(sources[source]).toBeDefined();
    }),
  );
});

const samplePath = join(import.meta.dirname, '../../../shared/data/attribution.dev.jsonl');

describe.skipIf(!existsSync(samplePath))(
  'the sample article (skipped where ../shared/data is absent)',
  () => {
    const article = (): { title: string; text: string } => {
      const lines = readFileSync(samplePath, 'utf8').trim().split('\n');
      const rows = lines.map(
        (line) => JSON.parse(line) as { id: string; title: string; text: string },
      );
      const sample = rows.find(({ id }) => id === 'SEED-000');
      if (sample === undefined) throw new Error('the sample article is not in the file');
      return sample;
    };

    test('has its two speakers with roles and words, and its unnamed sources', () => {
      const { sources } = attribute(article());
      const find = (name: string) => sources.find((source) => source.name === name);
      expect(find('يوري أوشاكوف')?.role).toBe('مستشار الكرملين للسياسة الخارجية');
      expect(find('فلاديمير بوتين')?.role).toBe('الرئيس الروسي');
      expect(find('فلاديمير بوتين')?.quotes.map(({ text }) => text.slice(0, 12))).toEqual([
        'روسيا لم تُه',
        'حققنا ما جئن',
        'علينا أن نبح',
      ]);
      expect(find('تقارير إخبارية')?.kind).toBe('anonymous');
      expect(find('آخرون')?.kind).toBe('anonymous');
    });
  },
);
