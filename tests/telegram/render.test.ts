import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Byline } from '../../src/article/article.ts';
import type { ShownSummary } from '../../src/jobs/messenger.ts';
import type { Answer } from '../../src/summary/answer.ts';
import type { Summary } from '../../src/summary/summary.ts';
import { messageLimit, visibleLength } from '../../src/telegram/html.ts';
import { renderEvidence, renderSummary } from '../../src/telegram/render.ts';
import { loadWords } from '../../src/telegram/words.ts';

const words = loadWords();

const byline: Byline = {
  outlet: 'سكاي نيوز عربية',
  author: '',
  date: '2024-12-23T20:01',
  url: 'https://example.org/a?x=1&y=2',
};

const summary: Summary = {
  headline: 'روسيا على اتصال مع "سوريا الجديدة"',
  bullets: [
    {
      text: 'قالت شركة OpenAI Inc. إن 40% من المستخدمين <جدد> & قدامى',
      evidence: 'الجملة الأولى من المقال.',
      source_ids: ['s1'],
    },
    { text: 'حدث ثانٍ', evidence: 'الجملة الثانية.', source_ids: [] },
  ],
  sources: [
    {
      id: 's1',
      name: 'يوري أوشاكوف',
      mention: 'يوري أوشاكوف',
      role: 'مستشار الكرملين',
      kind: 'person',
      quote: 'كلام حرفي',
    },
    {
      id: 's2',
      name: 'تقارير إخبارية',
      mention: 'تقارير إخبارية',
      role: '',
      kind: 'anonymous',
      quote: '',
    },
  ],
  topics: [],
};

const answer = (changes: Partial<Answer> = {}): Answer => ({
  summary,
  language: 'ar',
  shape: 'standard',
  how: 'model',
  reason: '',
  model: 'claude-haiku-5-5',
  prompt: '1+abc',
  checked: 4,
  repaired: 0,
  dropped: 0,
  faults: [],
  costMicroUsd: 600,
  ...changes,
});

const settings = { digits: 'article', sources: 'shown' } as const;
const render = (told: Answer, more: Partial<ShownSummary> = {}, speaks: 'ar' | 'en' = 'ar') =>
  renderSummary({ answer: told, byline, settings, ...more }, { words, speaks });

const plain = (html: string) => html.replace(/<[^>]*>/g, '').replace(/[\u200F\u2066-\u2069]/g, '');

describe('Arabic sentences among English words', () => {
  test('each line reads from the side of most of its letters', () => {
    const lines = render(answer({ language: 'en' }), {}, 'en')
      .split('\n')
      .filter(Boolean);
    expect(lines.find((line) => line.includes('OpenAI'))).toMatch(/^\u200F/);
    expect(lines.find((line) => line.includes('Who said what'))).not.toMatch(/^\u200F/);
    expect(lines.at(-1)).toMatch(/^<i>/);
  });
});

describe('the reply', () => {
  test('goes from headline to byline, bullets, sources, evidence and how it was made', () => {
    const html = render(answer());
    expect(
      plain(html)
        .split('\n\n')
        .map((section) => section.split('\n')[0]),
    ).toEqual([
      'روسيا على اتصال مع &quot;سوريا الجديدة&quot;',
      '• قالت شركة OpenAI Inc. إن 40% من المستخدمين &lt;جدد&gt; &amp; قدامى',
      'من قال ماذا',
      'من نص المقال',
      'لخّصه نموذج لغوي، وطوبقت أسطره بنص المقال.',
    ]);
    expect(plain(html)).toContain('سكاي نيوز عربية · 23 ديسمبر 2024، 20:01 · المصدر');
  });

  test('shows a named source with role and words, and an unnamed one as unnamed', () => {
    const html = render(answer());
    expect(plain(html)).toContain('• يوري أوشاكوف، مستشار الكرملين: «كلام حرفي»');
    expect(plain(html)).toContain('• تقارير إخبارية (غير مسمّى)');
  });

  test('isolates Latin names inside Arabic and begins each line from the right', () => {
    const html = render(answer());
    expect(html).toContain('\u2068OpenAI Inc.\u2069');
    const lines = html.split('\n').filter((line) => line !== '');
    expect(
      lines.filter((line) => !line.replace('<blockquote expandable>', '').startsWith('\u200F')),
    ).toEqual([]);
  });

  test('escapes what the article says, in text and in addresses', () => {
    const html = render(answer());
    expect(html).toContain('&lt;جدد&gt; &amp; قدامى');
    expect(html).toContain('href="https://example.org/a?x=1&amp;y=2"');
  });

  test('never shows an address that is not a web address', () => {
    const html = render(answer(), { byline: { ...byline, url: 'javascript:alert(1)' } });
    expect(html).not.toContain('javascript');
  });

  test('says that no language model was used, and why', () => {
    const html = render(answer({ how: 'extractive', reason: 'model-away' }));
    expect(html).toContain('النموذج اللغوي لا يستجيب الآن');
  });

  const long = (letters: number) => 'كلمة '.repeat(letters / 5);
  const withLengths = (bullet: number, evidence: number, quote: number): Answer =>
    answer({
      summary: {
        ...summary,
        bullets: Array.from({ length: 7 }, () => ({
          text: long(bullet),
          evidence: long(evidence),
          source_ids: ['s1'],
        })),
        sources: Array.from({ length: 20 }, (_, index) => ({
          ...summary.sources[0]!,
          id: `s${index + 1}`,
          quote: index < 3 ? long(quote) : '',
        })),
      },
    });

  test('sheds evidence first, then minor sources, then quotes, and keeps every bullet', () => {
    const noEvidence = render(withLengths(200, 300, 100));
    expect(noEvidence).not.toContain('blockquote');
    expect(noEvidence.match(/يوري/g)).toHaveLength(20);

    const noMinor = render(withLengths(370, 300, 250));
    expect(noMinor.match(/يوري/g)).toHaveLength(3);
    expect(noMinor).toContain('«');

    const noQuotes = render(withLengths(450, 300, 500));
    expect(noQuotes.match(/يوري/g)).toHaveLength(3);
    expect(noQuotes).not.toContain('«');
    expect(noQuotes.match(/• كلمة/g)).toHaveLength(7);
  });

  test('fits into a message for summaries of any length, with balanced tags', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 700 });
    const anySummary: fc.Arbitrary<Summary> = fc.record({
      headline: fc.string({ maxLength: 300 }),
      bullets: fc.array(fc.record({ text, evidence: text, source_ids: fc.constant(['s1']) }), {
        minLength: 1,
        maxLength: 7,
      }),
      sources: fc.array(
        fc.record({
          id: fc.constant('s1'),
          name: text,
          mention: text,
          role: text,
          kind: fc.constantFrom('person' as const, 'anonymous' as const),
          quote: text,
        }),
        { maxLength: 20 },
      ),
      topics: fc.constant([]),
    });
    fc.assert(
      fc.property(anySummary, (summary) => {
        const html = render(answer({ summary }));
        expect(visibleLength(html)).toBeLessThanOrEqual(messageLimit);
        for (const tag of ['b', 'i', 'blockquote', 'a']) {
          const opened = html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0;
          expect(html.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0).toBe(opened);
        }
        expect(
          html.replace(/<\/?(?:b|i|blockquote|a)(?: expandable| href="[^"<>]*")?>/g, ''),
        ).not.toMatch(/[<>]/);
      }),
      { numRuns: 60 },
    );
  });

  test('the evidence button sends every sentence, in messages that fit', () => {
    const told = { answer: withLengths(450, 900, 0), settings };
    const messages = renderEvidence(told, { words, speaks: 'ar' });
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.join('\n').match(/\d\. /g)).toHaveLength(7);
    for (const html of messages) expect(visibleLength(html)).toBeLessThanOrEqual(messageLimit);
  });
});
