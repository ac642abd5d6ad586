import { describe, expect, test } from 'vitest';

import type { Prose } from '../../src/article/article.ts';
import { headlineOf, topicsOf } from '../../src/summary/headline.ts';
import type { OutputLanguage, Summary } from '../../src/summary/summary.ts';

const prose: Prose = {
  title: 'جسر جديد في السنابل',
  language: 'ar',
  text: 'افتتحت بلدية السنابل جسرا جديدا فوق النهر بعد عامين من العمل.',
};
const kept: Summary = {
  headline: '',
  bullets: [{ text: 'افتتحت البلدية جسرا.', evidence: prose.text, source_ids: [] }],
  sources: [],
  topics: [],
};
const headline = (
  text: string,
  { wary = false, language = 'ar', title = prose.title }: Partial<Headline> = {},
) => headlineOf({ ...kept, headline: text }, { prose: { ...prose, title }, language, wary });
type Headline = { wary: boolean; language: OutputLanguage; title: string };

describe('a headline', () => {
  test('may say with other forms of its words what the article says', () => {
    expect(headline('افتتاح الجسر الجديد فوق نهر السنابل', { wary: true })).toBe(
      'افتتاح الجسر الجديد فوق نهر السنابل',
    );
  });

  test('may have a word of its own, but not in an article that gave orders', () => {
    const own = 'تدشين جسر جديد فوق النهر';
    expect(headline(own)).toBe(own);
    expect(headline(own, { wary: true })).toBe(prose.title);
  });

  test('that speaks of something else gives way to the title, or else to the first bullet', () => {
    const other = 'استقالة الحكومة بعد احتجاجات واسعة';
    expect(headline(other)).toBe(prose.title);
    expect(headline(other, { title: '' })).toBe('افتتحت البلدية جسرا.');
    expect(headline('')).toBe(prose.title);
  });

  test('in another language cannot be compared, and is not trusted after orders', () => {
    expect(headline('New bridge opens', { language: 'en' })).toBe('New bridge opens');
    expect(headline('New bridge opens', { language: 'en', wary: true })).toBe(
      'افتتحت البلدية جسرا.',
    );
  });
});

describe('topics', () => {
  test('hold no Latin name that the article does not have', () => {
    const topics = ['نقل', 'BetNahda', 'NATO'];
    const article = { ...prose, text: `${prose.text} وحضر وفد من NATO.` };
    const circumstances = { prose: article, language: 'ar', wary: false } as const;
    expect(topicsOf({ ...kept, topics }, circumstances)).toEqual(['نقل', 'NATO']);
  });
});
