import { describe, expect, test } from 'vitest';

import type { Answer } from '../../src/summary/answer.ts';
import { messageLimit, visibleLength } from '../../src/telegram/html.ts';
import { renderReply } from '../../src/telegram/render.ts';
import { loadWords } from '../../src/telegram/words.ts';

const words = loadWords();

const answer = (
  lines: [text: string, evidence: string][],
  changes: Partial<Answer> = {},
): Answer => ({
  summary: {
    headline: '',
    bullets: lines.map(([text, evidence]) => ({ text, evidence, source_ids: [] })),
    sources: [],
    topics: [],
  },
  language: 'ar',
  shape: 'standard',
  how: 'model',
  reason: '',
  model: 'm',
  prompt: '1+a',
  checked: lines.length,
  repaired: 0,
  dropped: 0,
  faults: [],
  costMicroUsd: 1,
  ...changes,
});
const shown = (told: Answer, language: 'ar' | 'en' = 'ar') =>
  renderReply(told, words[language], language).replace(/[\u200E\u200F\u2066-\u2069]/g, '');

describe('the answer to a question', () => {
  test('is followed by the sentences that it rests on, each once', () => {
    const html = shown(
      answer([
        ['قال <سامر> ذلك.', 'وقال "سامر" ذلك.'],
        ['وأكده.', 'وقال "سامر" ذلك.'],
      ]),
    );
    expect(html.split('\n\n')).toEqual([
      'قال &lt;سامر&gt; ذلك.\nوأكده.',
      '<blockquote><b>من نص المقال</b>\nوقال &quot;سامر&quot; ذلك.</blockquote>',
      '<i>أجاب نموذج لغوي من هذا المقال وحده، وطوبق جوابه بنصه.</i>',
    ]);
  });

  test('in the article’s own words is not quoted twice', () => {
    expect(shown(answer([['قال ذلك.', 'قال ذلك.']]))).not.toContain('blockquote');
  });

  test('without a model is the nearest sentences, said to be so in either language', () => {
    const nearest = answer([['جملة.', 'جملة.']], { how: 'extractive', reason: 'no-model' });
    expect(shown(nearest)).toContain('أقرب ما في المقال إلى سؤالك:');
    expect(shown(nearest)).toContain('<blockquote>جملة.</blockquote>');
    expect(shown(nearest, 'en')).toContain('No language model works here: these are');
    expect(shown(answer([], { how: 'extractive', reason: 'no-model' }))).toContain('لم أجد');
  });

  test('fits into one message however long the sentences are, and shows one at least', () => {
    const long = (letter: string): [string, string] => [letter.repeat(700), letter.repeat(1500)];
    const html = shown(answer([long('ا'), long('ب'), long('ت')]));
    expect(visibleLength(html)).toBeLessThanOrEqual(messageLimit);
    expect(html).toContain('ا'.repeat(1500));
  });
});
