import { describe, expect, test } from 'vitest';

import { priceOf, rowOf, withoutThinking } from '../../src/claude/models.ts';

const haiku = rowOf('claude-haiku-5-5');

describe('the price of tokens', () => {
  test('counts input, output and both uses of the cache', () => {
    const usage = {
      input_tokens: 1000,
      cache_creation_input_tokens: 2000,
      cache_read_input_tokens: 4000,
      output_tokens: 500,
    };
    // 1000 × 0.1 + 2000 × 0.125 + 4000 × 0.01 + 500 × 0.5
    expect(priceOf(haiku, usage)).toBe(640);
  });

  test('takes the dearer row for the whole of a long prompt, cached tokens included', () => {
    const usage = { input_tokens: 1000, cache_read_input_tokens: 99_001, output_tokens: 0 };
    expect(priceOf(haiku, usage)).toBe(Math.ceil(1000 * 0.5 + 99_001 * 0.05));
    expect(priceOf(haiku, { ...usage, input_tokens: 999 })).toBe(Math.ceil(99.9 + 990.01));
  });

  test('is rounded up, so that many small calls are never free', () => {
    expect(priceOf(haiku, { input_tokens: 1, output_tokens: 0 })).toBe(1);
  });

  test('is that of the dearest model for an id that is not in the table', () => {
    const tokens = { input_tokens: 10_000, output_tokens: 1000 };
    expect(priceOf(rowOf('llama-9'), tokens)).toBe(priceOf(rowOf('claude-opus-5-5'), tokens));
  });
});

describe('thinking', () => {
  test('is turned off as each model wants it, and not above high effort', () => {
    expect(withoutThinking(haiku, 'low')).toEqual({ thinking: { type: 'disabled' } });
    expect(withoutThinking(rowOf('claude-sonnet-5-5'), 'high')).toEqual({
      thinking: { type: 'between_tools' },
    });
    expect(withoutThinking(rowOf('claude-opus-5-5'), 'low')).toEqual({});
    expect(withoutThinking(haiku, 'max')).toEqual({});
  });
});
