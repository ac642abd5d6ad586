/**
 * Summaries as a model would write them, made from the article in the request by a few simple
 * patterns: enough for tests that need a whole answer for any article. Written apart from the
 * product's own attribution, so that it is not tested against itself.
 */

type FakeSource = {
  id: string;
  name: string;
  mention: string;
  role: string;
  kind: 'person' | 'organisation' | 'outlet' | 'document' | 'anonymous';
  quote: string;
};

type FakeSummary = {
  headline: string;
  bullets: { text: string; evidence: string; source_ids: string[] }[];
  sources: FakeSource[];
  topics: string[];
};

/** Bullets and sources that all stand in the article. */
export const honestSummary = (input: Record<string, unknown>): FakeSummary => {
  const { title, text } = articleOf(input);
  const sentences = sentencesOf(text);
  const sources = [...people(text), ...anonymous(text)].map(
    ({ mention, role, kind }, index): FakeSource => ({
      id: `s${index + 1}`,
      name: mention,
      mention,
      role,
      kind,
      quote: quoteOf(sentences, mention),
    }),
  );
  const { most = 5 } = (input['bullets'] ?? {}) as { most?: number };
  const count = Math.min(Math.max(3, Math.round(sentences.length / 3)), 5, most);
  const bullets = sentences.slice(0, count).map((evidence) => ({
    text: evidence,
    evidence,
    source_ids: sources.filter(({ mention }) => evidence.includes(mention)).map(({ id }) => id),
  }));
  const headline = title === '' ? (sentences[0] ?? '').split(' ').slice(0, 9).join(' ') : title;
  return { headline, bullets, sources, topics: [] };
};

/** A minister, a number and a quote that no article has, and which must reach no reader. */
export const invented = {
  name: 'طارق المنشاوي',
  role: 'وزير الثروة البحرية',
  number: '98765',
  quote: 'لن نتراجع عن قرار تعويم المراكب مهما كلف الأمر',
} as const;

/** The honest summary with the invented minister, number and quote among its lines. */
export const inventedSummary = (input: Record<string, unknown>): FakeSummary => {
  const honest = honestSummary(input);
  const [first] = honest.bullets;
  const minister = {
    id: 'x1',
    name: invented.name,
    mention: invented.name,
    role: invented.role,
    kind: 'person' as const,
    quote: invented.quote,
  };
  const evidence = `وقال ${invented.name}، ${invented.role}: "${invented.quote}"`;
  return {
    ...honest,
    bullets: [
      { text: `أعلن ${invented.name} تعويم المراكب`, evidence, source_ids: ['x1'] },
      {
        text: `بلغ عدد المتضررين ${invented.number} شخصا`,
        evidence: first?.evidence ?? '',
        source_ids: [],
      },
      ...honest.bullets,
    ],
    sources: [minister, ...honest.sources],
  };
};

/** The sentence that shares most words with the question, if it shares two. */
export const honestReply = (
  input: Record<string, unknown>,
): Pick<FakeSummary, 'bullets' | 'sources'> => {
  const asked = new Set(String(input.question).match(/\p{L}{3,}/gu) ?? []);
  const sharedBy = (sentence: string) =>
    (sentence.match(/\p{L}{3,}/gu) ?? []).filter((word) => asked.has(word)).length;
  const [best = ''] = sentencesOf(articleOf(input).text).toSorted(
    (one, other) => sharedBy(other) - sharedBy(one),
  );
  const found = sharedBy(best) >= 2;
  return {
    bullets: found ? [{ text: best.replace(/^و/, ''), evidence: best, source_ids: [] }] : [],
    sources: [],
  };
};

const articleOf = (input: Record<string, unknown>): { title: string; text: string } => {
  const { title = '', text = '' } = (input.article ?? {}) as { title?: string; text?: string };
  return { title, text };
};

const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+|(?<=[.؟!])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length >= 4 && sentence.length <= 600);

const verb = '(?:قال|قالت|أكد|أكدت|أعلن|أعلنت|صرح|صرحت|أوضح|أوضحت|ذكر|ذكرت)';
const word = '[\\p{L}\\p{M}]+';

/** «قال فلان الفلاني، صفته،» and «كان الصفة الصفة فلان الفلاني قد صرح». */
const frames = [
  new RegExp(
    `(?<![\\p{L}])و?${verb} (?<name>(?!إن|أن|في|ال)${word} ${word})، (?<role>${word}(?: ${word}){1,5})،`,
    'gu',
  ),
  new RegExp(
    `(?<![\\p{L}])و?كان (?<role>ال${word} ال${word}) (?<name>${word} ${word}) قد ${verb}`,
    'gu',
  ),
];

type Found = Pick<FakeSource, 'mention' | 'role' | 'kind'>;

const people = (text: string): Found[] =>
  frames
    .flatMap((frame) => Array.from(text.matchAll(frame), ({ groups }) => groups ?? {}))
    .map(({ name = '', role = '' }) => ({ mention: name, role, kind: 'person' }));

const anonymous = (text: string): Found[] =>
  [...new Set(text.match(/(?<!\p{L})(?:مصادر|تقارير) \p{L}+(?!\p{L})/gu) ?? [])].map((mention) => ({
    mention,
    role: '',
    kind: 'anonymous',
  }));

/** The first quotation of a sentence that names the source; the words as printed. */
const quoteOf = (sentences: string[], mention: string): string =>
  sentences
    .filter((sentence) => sentence.includes(mention))
    .map((sentence) => /["«“]([^"»”]{10,300})["»”]/.exec(sentence)?.[1] ?? '')
    .find((quote) => quote !== '') ?? '';
