import { assert, jsonValue, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readSummary } from '../../src/summary/read-summary.ts';
import { mostBullets, type Source, summarySchema } from '../../src/summary/summary.ts';

const bullet = { text: 'افتتح الجسر.', evidence: 'افتتح الجسر', source_ids: ['s1'] };
const source: Source = {
  id: 's1',
  name: 'سامر الخطيب',
  mention: 'سامر الخطيب',
  role: 'رئيس البلدية',
  kind: 'person',
  quote: 'الجسر لكم',
};
const summary = { headline: 'افتتاح الجسر', bullets: [bullet], sources: [source], topics: ['نقل'] };
const reading = (changes: object) => readSummary(JSON.stringify({ ...summary, ...changes }));

describe('an answer of a model', () => {
  test('reads as the summary that it is', () => {
    expect(reading({})).toEqual(summary);
  });

  test.for(['', 'لا أستطيع', '[]', '{}', 'null', '{"headline":"خبر","bullets":"none"}', '{"head'])(
    'that is no summary reads as none: %s',
    (text) => {
      expect(readSummary(text)).toBeUndefined();
    },
  );

  test('that is far too long is not read at all', () => {
    expect(readSummary(`${' '.repeat(100_000)}${JSON.stringify(summary)}`)).toBeUndefined();
  });

  test('loses characters that hide, reorder or break what surrounds them', () => {
    const strange = 'ا\u202Eفتتح\u200B ال\u{E0041}جسر\u0000\n\n\tاليوم\u2067\uFE0F\u3164';
    expect(reading({ headline: strange })?.headline).toBe('افتتح الجسر اليوم');
  });

  test('loses decoration and slogans, and keeps one-word hashtags as words', () => {
    const headline = '🔥🔥 افتتاح #الجسر اليوم #اشترك_الآن';
    expect(reading({ headline })?.headline).toBe('افتتاح الجسر اليوم');
  });

  test('keeps its vowel signs and its punctuation', () => {
    expect(reading({ headline: 'افتُتِحَ «الجسر»؟' })?.headline).toBe('افتُتِحَ «الجسر»؟');
  });

  test('may leave out what can be empty, or set it to null', () => {
    const bare = { bullets: [{ text: 'خبر', evidence: 'خبر' }], sources: null };
    expect(readSummary(JSON.stringify(bare))).toEqual({
      headline: '',
      bullets: [{ text: 'خبر', evidence: 'خبر', source_ids: [] }],
      sources: [],
      topics: [],
    });
  });

  test('loses bullets and sources without their substance', () => {
    const bullets = [bullet, { ...bullet, text: ' ' }, { ...bullet, evidence: '\u200B' }];
    const sources = [source, { ...source, id: 's2', name: '' }, { ...source, id: '' }];
    expect(reading({ bullets, sources })).toEqual(summary);
  });

  test('has one source for one id: the first', () => {
    const sources = [source, { ...source, name: 'غيره', mention: 'غيره' }];
    expect(reading({ sources })?.sources).toEqual([source]);
  });

  test('gets no label that the product does not know, and any letter case of those it does', () => {
    const kinds = ['PERSON', 'Anonymous', 'alien', 7];
    const { name, mention, role, quote } = source;
    const rest = { name, mention, role, quote };
    const sources = kinds.map((kind, index) => Object.assign({ id: `s${index}`, kind }, rest));
    expect(reading({ sources })?.sources.map(({ kind }) => kind)).toEqual([
      'person',
      'anonymous',
      'organisation',
      'organisation',
    ]);
  });

  test('is bounded in the number and length of its lines', () => {
    const many = <T>(count: number, item: T) => Array.from({ length: count }, () => item);
    const sources = Array.from({ length: 90 }, (_, index) =>
      Object.assign({}, source, { id: `s${index}` }),
    );
    const talkative = { ...source, id: 'x', role: 'ر'.repeat(5000), quote: 'ق'.repeat(5000) };
    const read = reading({
      headline: 'ع'.repeat(5000),
      bullets: [{ ...bullet, text: 'ن'.repeat(5000) }, ...many(30, bullet)],
      sources: [talkative, ...sources],
      topics: ['م'.repeat(5000), ...many(50, 'نقل')],
    });
    expect(read?.headline).toBe('');
    expect(read?.bullets).toEqual(many(mostBullets, bullet));
    expect(read?.sources).toHaveLength(20);
    expect(read?.sources[0]).toMatchObject({ id: 'x', role: '', quote: '' });
    expect(read?.topics).toEqual(many(5, 'نقل'));
  });

  test('of any kind whatever gives a well-formed summary or none', () => {
    const strange = property(
      jsonValue(),
      jsonValue(),
      string({ unit: 'binary' }),
      (one, two, text) => {
        const line = { text, evidence: text, source_ids: [text, one] };
        const answers = [
          one,
          { bullets: one, sources: two },
          { headline: text, bullets: [line, two] },
        ];
        const read = answers.map((answer) => readSummary(JSON.stringify(answer)));
        expect(read.map((summary) => summarySchema.optional().safeParse(summary).success)).toEqual([
          true,
          true,
          true,
        ]);
      },
    );
    expect(() => assert(strange)).not.toThrow();
  });
});
