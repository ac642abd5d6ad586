import type { Bullet, Source, Summary } from '../../src/summary/summary.ts';
import type { Case } from './claims.ts';

/** A summary in which one line is made false. */
export type Perturbed = { summary: Summary; line: string };
export type Family = { name: string; goal: string; of: (one: Case) => Perturbed[] };
/** People of all articles, with the article that they are of. */
export type People = { id: string; source: Source }[];

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export const createRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const respell = (text: string): string =>
  text
    .replaceAll(/[أإآ]/g, 'ا')
    .replaceAll(/ة(?!\p{L})/gu, 'ه')
    .replaceAll(/ى(?!\p{L})/gu, 'ي')
    .replaceAll(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? digit)
    .replaceAll(/(?<=\p{L})ر(?=\p{L})/gu, 'رّ')
    .replaceAll(/(?<=\p{L})س(?=\p{L})/gu, 'ســ');

/** The same summary as a careless or a careful writer spells it: no hamza, tatweel, vowel signs. */
export const asWritten = (one: Case): Case => ({
  ...one,
  summary: {
    ...one.summary,
    headline: respell(one.summary.headline),
    bullets: one.summary.bullets.map((bullet) => ({
      ...bullet,
      text: respell(bullet.text),
      evidence: respell(bullet.evidence),
    })),
    sources: one.summary.sources.map((source) => ({
      ...source,
      name: respell(source.name),
      mention: respell(source.mention),
      role: respell(source.role),
      quote: respell(source.quote),
    })),
  },
});

const withBullet = (summary: Summary, index: number, change: Partial<Bullet>): Perturbed => ({
  line: `bullets[${index}]`,
  summary: {
    ...summary,
    bullets: summary.bullets.map((bullet, at) =>
      at === index ? { ...bullet, ...change } : bullet,
    ),
  },
});

const withSource = (summary: Summary, index: number, change: Partial<Source>): Perturbed => ({
  line: `sources[${index}]`,
  summary: {
    ...summary,
    sources: summary.sources.map((source, at) =>
      at === index ? { ...source, ...change } : source,
    ),
  },
});

const overSources =
  (change: (source: Source, index: number, one: Case) => Partial<Source>[]) =>
  (one: Case): Perturbed[] =>
    one.summary.sources.flatMap((source, index) =>
      change(source, index, one).map((part) => withSource(one.summary, index, part)),
    );

const overTexts =
  (change: (text: string, one: Case, bullet: Bullet) => string[]) =>
  (one: Case): Perturbed[] =>
    one.summary.bullets.flatMap((bullet, index) =>
      change(bullet.text, one, bullet)
        .filter((text) => text !== bullet.text)
        .map((text) => withBullet(one.summary, index, { text })),
    );

/** A person with a name: some labels call «وزيرة العمل» one. */
const isPerson = ({ kind, name }: Source): boolean =>
  kind === 'person' && !/^(?:وزير|وزيرة|رئيس|كبير|وكيل|قائد|مدير|محافظ) /.test(name);
const fullNames = ({ summary }: Case): string[] =>
  summary.sources
    .filter(isPerson)
    .map(({ name }) => name)
    .filter((name) => name.includes(' '));
const firstOf = (name: string): string => name.split(' ')[0] ?? '';
const lastOf = (name: string): string => name.split(' ').at(-1) ?? '';

/** First name of one, surname of another, unless that is a name of the article too. */
const mixes = (name: string, one: Case): string[] =>
  fullNames(one)
    .filter((other) => other !== name && lastOf(other) !== lastOf(name))
    .map((other) => `${firstOf(name)} ${lastOf(other)}`)
    .filter((mixed) => !`${one.prose.title} ${one.prose.text}`.includes(mixed));

const numeral = /[0-9٠-٩]+(?:[.,٫٬][0-9٠-٩]+)*/g;
const numberWords =
  'ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة ثلاث أربع خمس ست سبع ثمان تسع عشر عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين'.split(
    ' ',
  );
const numberWord = new RegExp(`(?<!\\p{L})(?:${numberWords.join('|')})(?!\\p{L})`, 'gu');
const scale = /(?<!\p{L})(?:مليونا|مليون|ملايين|مليار|مليارات|ألفا|ألف|آلاف)(?!\p{L})/gu;
const otherScale: Record<string, string> = {
  مليونا: 'مليارا',
  مليون: 'مليار',
  ملايين: 'مليارات',
  مليار: 'مليون',
  مليارات: 'ملايين',
  ألفا: 'مليونا',
  ألف: 'مليون',
  آلاف: 'ملايين',
};

const replaceAt = (text: string, index: number, length: number, by: string): string =>
  text.slice(0, index) + by + text.slice(index + length);

/** Verbs of the news in the past, and as they stand behind «لم». */
const verbs =
  `بلغ يبلغ|بلغت تبلغ|ارتفع يرتفع|ارتفعت ترتفع|أعلن يعلن|أعلنت تعلن|وصل يصل|وصلت تصل|قتل يقتل|أدى يؤد|طلب يطلب|طلبت تطلب
  |قررت تقرر|قرر يقرر|وافق يوافق|وافقت توافق|دعا يدع|طالب يطالب|طالبت تطالب|فاز يفز|خسر يخسر|سجل يسجل|سجلت تسجل|أكد يؤكد|أكدت تؤكد
  |شارك يشارك|شاركت تشارك|أصيب يصب|توقع يتوقع|توقعت تتوقع|كشف يكشف|كشفت تكشف|رفعت ترفع|رفع يرفع|حذر يحذر|حذرت تحذر|نجح ينجح|نجحت تنجح
  |بدأ يبدأ|بدأت تبدأ|استقبل يستقبل|انتقد ينتقد|انتقدت تنتقد|عاد يعد|اتهم يتهم|اتهمت تتهم|أضاف يضف|قدم يقدم|قدمت تقدم|منح يمنح|خفض يخفض|تراجع يتراجع`
    .split('|')
    .map((pair) => pair.trim().split(' '));

const opposites =
  `ارتفع انخفض|ارتفعت انخفضت|ارتفاع انخفاض|يرتفع ينخفض|زاد تراجع|زادت تراجعت|زيادة تراجع|وافق رفض|وافقت رفضت|أعلن نفى|أعلنت نفت
  |أكد نفى|أكدت نفت|فاز خسر|فازت خسرت|قال نفى|نجح فشل|نجحت فشلت|رحب ندد|رحبت نددت|بدأ أنهى|بدأت أنهت|أكثر أقل|أعلى أدنى|يسمح يمنع|قبل بعد`
    .split('|')
    .flatMap((pair) => {
      const [one = '', other = ''] = pair.trim().split(' ');
      return [
        [one, other],
        [other, one],
      ];
    });

const whole = (word: string): RegExp => new RegExp(`(?<!\\p{L})([وف]?)${word}(?!\\p{L})`, 'u');

const replaceWord = (text: string, word: string, by: string): string =>
  text.replace(whole(word), `$1${by}`);

const withoutNegator = (text: string): string[] =>
  ['لم', 'لن', 'لا', 'ليس', 'ليست', 'غير']
    .filter((negator) => whole(negator).test(text))
    // «لا يزال», «ليس فقط» and «لا … إلا» are not plain negations.
    .filter(
      (negator) =>
        !new RegExp(
          `(?<!\\p{L})[وف]?${negator} (?:[يت]زال|أن|سيما|بد|فقط|مجرد)|إلا|سوى|بل `,
          'u',
        ).test(text),
    )
    .map((negator) => text.replace(new RegExp(`(?<!\\p{L})([وف]?)${negator} `, 'u'), '$1'));

/** All families of perturbation; each draws from the one random sequence. */
export const families = (random: () => number, everybody: People): Family[] => {
  const people = everybody.filter(({ source }) => isPerson(source));
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const stranger = ({ id, prose }: Case): string | undefined =>
    pick(
      people.filter((other) => other.id !== id && !prose.text.includes(lastOf(other.source.name))),
    )?.source.name;

  const changedDigits = (raw: string): string => {
    const places = [...raw.matchAll(/[0-9٠-٩]/g)];
    const place = pick(places);
    const digit = Math.floor(random() * 9);
    if (place === undefined) return raw;
    const zero = /[٠-٩]/.test(place[0]) ? 0x660 : 0x30;
    const value = place[0].charCodeAt(0) - zero;
    const other = digit >= value ? digit + 1 : digit;
    const leads = place.index === 0 && raw.length > 1 && other === 0;
    return replaceAt(
      raw,
      place.index,
      1,
      String.fromCharCode(zero + (leads ? (value % 9) + 1 : other)),
    );
  };

  return [
    {
      name: 'quote: one word replaced, left out or added',
      goal: '>= 99 %',
      of: overSources(({ quote }, _, one) => {
        const parts = quote.split(' ');
        if (parts.length < 3) return [];
        const at = 1 + Math.floor(random() * (parts.length - 2));
        const word =
          pick(
            one.prose.text
              .split(/\s+/)
              .filter((other) => /^\p{L}{4,}$/u.test(other) && !quote.includes(other)),
          ) ?? 'الآن';
        return [
          { quote: parts.with(at, word).join(' ') },
          { quote: parts.toSpliced(at, 1).join(' ') },
          { quote: parts.toSpliced(at, 0, word).join(' ') },
        ];
      }),
    },
    {
      name: 'source: a person of another article',
      goal: '>= 99 %',
      of: overSources((source, _, one) => {
        const name = isPerson(source) ? stranger(one) : undefined;
        return name === undefined ? [] : [{ name, mention: name }, { name }];
      }),
    },
    {
      name: 'source: first name of one, surname of another',
      goal: '>= 99 %',
      of: overSources((source, _, one) =>
        isPerson(source) && source.name.includes(' ')
          ? mixes(source.name, one).flatMap((name) => [{ name, mention: name }, { name }])
          : [],
      ),
    },
    {
      name: 'source: the name of another of the article',
      goal: '>= 99 %',
      of: overSources((source, index, { summary }) =>
        summary.sources
          .filter((other, at) => at !== index && isPerson(other) && isPerson(source))
          .map(({ name }) => ({ name })),
      ),
    },
    {
      name: 'bullet: a person of another article',
      goal: '>= 99 %',
      of: overTexts((text, one) =>
        fullNames(one)
          .filter((name) => text.includes(name))
          .flatMap((name) => {
            const other = stranger(one);
            return other?.includes(' ') ? [text.replace(name, other)] : [];
          }),
      ),
    },
    {
      name: 'bullet: first name of one, surname of another',
      goal: '>= 99 %',
      of: overTexts((text, one) =>
        fullNames(one)
          .filter((name) => text.includes(name))
          .flatMap((name) => mixes(name, one).map((mixed) => text.replace(name, mixed))),
      ),
    },
    {
      name: 'bullet: another person of the article',
      goal: '>= 99 %',
      of: overTexts((text, one) =>
        fullNames(one)
          .filter((name) => text.includes(name))
          .flatMap((name) =>
            fullNames(one)
              .filter((other) => other !== name && !text.includes(other))
              .map((other) => text.replace(name, other)),
          ),
      ),
    },
    {
      name: 'number: one digit changed',
      goal: '>= 97 %',
      of: overTexts((text) =>
        [...text.matchAll(numeral)].map(({ 0: raw, index }) =>
          replaceAt(text, index, raw.length, changedDigits(raw)),
        ),
      ),
    },
    {
      name: 'number: thousands, millions, milliards changed',
      goal: '>= 97 %',
      of: overTexts((text) =>
        [...text.matchAll(scale)].map(({ 0: raw, index }) =>
          replaceAt(text, index, raw.length, otherScale[raw] ?? raw),
        ),
      ),
    },
    {
      name: 'number: one word changed',
      goal: 'reported',
      of: overTexts((text) =>
        [...text.matchAll(numberWord)].map(({ 0: raw, index }) =>
          replaceAt(
            text,
            index,
            raw.length,
            pick(numberWords.filter((word) => word.slice(0, 3) !== raw.slice(0, 3))) ?? raw,
          ),
        ),
      ),
    },
    {
      name: 'number: two of one bullet exchanged',
      goal: 'reported',
      of: overTexts((text) => {
        const [first, second] = [...text.matchAll(numeral)];
        if (first === undefined || second === undefined || first[0] === second[0]) return [];
        const late = replaceAt(text, second.index, second[0].length, first[0]);
        return [replaceAt(late, first.index, first[0].length, second[0])];
      }),
    },
    {
      name: 'speaker: the quote of another',
      goal: '>= 80 %',
      of: (one) =>
        one.summary.sources.flatMap((speaker, from) =>
          speaker.quote === ''
            ? []
            : one.summary.sources.flatMap((other, to) =>
                to === from
                  ? []
                  : [withSource(one.summary, to, { ...other, quote: speaker.quote })],
              ),
        ),
    },
    {
      name: 'speaker: a bullet that points to another',
      goal: '>= 80 %',
      of: ({ summary }) =>
        summary.bullets.flatMap((bullet, index) => {
          const others = summary.sources.filter(({ id }) => !bullet.source_ids.includes(id));
          const other = bullet.source_ids.length > 0 ? pick(others) : undefined;
          return other === undefined
            ? []
            : [withBullet(summary, index, { source_ids: [other.id] })];
        }),
    },
    { name: 'negation: left out', goal: '>= 90 %', of: overTexts(withoutNegator) },
    {
      name: 'negation: put in',
      goal: '>= 90 %',
      of: overTexts((text) =>
        verbs.flatMap(([past = '', jussive = '']) =>
          whole(past).test(text) && !/(?:لم|لن|لا) /.test(text)
            ? [replaceWord(text, past, `لم ${jussive}`)]
            : [],
        ),
      ),
    },
    {
      name: 'negation: the opposite word',
      goal: '>= 90 %',
      of: overTexts((text) =>
        opposites.flatMap(([one = '', other = '']) =>
          whole(one).test(text) ? [replaceWord(text, one, other)] : [],
        ),
      ),
    },
  ];
};
