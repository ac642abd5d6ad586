import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { articleKey } from '../../src/article/key.ts';
import { arabicText, respelled } from '../arabic/generators.ts';

const shape = { language: 'ar', shape: 'article', prompt: '1+ab', model: 'claude' };
const prose = { title: 'عنوان الخبر', text: 'قال الوزير إن الأمر قائم.', language: 'ar' } as const;

describe('the key of a shared summary', () => {
  test('is short, stable and fit for any store', () => {
    expect(articleKey(prose, shape)).toMatch(/^[0-9a-f]{32}$/);
    expect(articleKey(prose, shape)).toBe(articleKey({ ...prose }, { ...shape }));
  });

  test('is the same for spellings of one text', () => {
    fc.assert(
      fc.property(arabicText, fc.infiniteStream(fc.nat()), (text, choices) => {
        const other = ` ${respelled(text, choices).replaceAll(' ', ' \u00a0 ')}\n`;
        expect(articleKey({ ...prose, text: other }, shape)).toBe(
          articleKey({ ...prose, text }, shape),
        );
      }),
    );
  });

  test.each([
    ['one word', { text: 'قال الوزير إن الأمر منته.' }, {}],
    ['one digit', { text: 'قال الوزير إن الأمر قائم 2.' }, {}],
    ['the title', { title: 'عنوان آخر' }, {}],
    ['where the title ends', { title: 'عنوان', text: 'الخبر قال الوزير إن الأمر قائم.' }, {}],
    ['the language of the answer', {}, { language: 'en' }],
    ['the shape', {}, { shape: 'story' }],
    ['the prompt', {}, { prompt: '2+cd' }],
    ['the model', {}, { model: 'other' }],
  ])('differs with %s', (_, otherProse, otherShape) => {
    expect(articleKey({ ...prose, ...otherProse }, { ...shape, ...otherShape })).not.toBe(
      articleKey(prose, shape),
    );
  });
});
