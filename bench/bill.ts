import { claudeModels, priceOf, rowOf, type Tokens } from '../src/claude/models.ts';
import type { Question } from '../src/summary/ask.ts';

/** The model of the defaults, whose list prices bills are reckoned at. */
export const row = rowOf('claude-haiku-5-5', claudeModels);

const cacheMs = 300_000;

/**
 * The tokens of one call. They cannot be counted without the provider: two characters a token is
 * likely for Arabic, one is what the budget sets aside.
 */
export const tokensOf = (
  { prompt, input }: Question,
  answerLength: number,
  { perToken, cached }: { perToken: number; cached: boolean },
): Tokens => {
  const system = Math.ceil(prompt.system.length / perToken);
  return {
    input_tokens: Math.ceil((JSON.stringify(input).length + prompt.closing.length) / perToken),
    output_tokens: Math.ceil(answerLength / perToken),
    [cached ? 'cache_read_input_tokens' : 'cache_creation_input_tokens']: system,
  };
};

type Count = { calls: number; input: number; output: number; likely: number; most: number };

/** Adds up calls by their prompt; a prompt sent within five minutes is read from the cache. */
export const createBill = (clock: { now: () => number }) => {
  const counts = new Map<string, Count>();
  const sentAt = new Map<string, number>();
  return {
    counts: counts as ReadonlyMap<string, Count>,
    /** Notes a call whose answer has so many characters; gives what it costs at most. */
    add: (question: Question, answerLength: number): number => {
      const { id } = question.prompt;
      const cached = clock.now() - (sentAt.get(id) ?? -cacheMs) < cacheMs;
      sentAt.set(id, clock.now());
      const likely = tokensOf(question, answerLength, { perToken: 2, cached });
      const most = tokensOf(question, answerLength, { perToken: 1, cached });
      const before = counts.get(id) ?? { calls: 0, input: 0, output: 0, likely: 0, most: 0 };
      const system = likely.cache_read_input_tokens ?? likely.cache_creation_input_tokens ?? 0;
      counts.set(id, {
        calls: before.calls + 1,
        input: before.input + likely.input_tokens + system,
        output: before.output + likely.output_tokens,
        likely: before.likely + priceOf(row, likely),
        most: before.most + priceOf(row, most),
      });
      return priceOf(row, most);
    },
    /** A line for each prompt and their sum, in dollars. */
    print: (print: (line: string) => void, label: string): { likely: number; most: number } => {
      print('purpose            calls   tokens in  tokens out     likely    at most');
      const sum = { likely: 0, most: 0 };
      for (const [id, { calls, input, output, likely, most }] of counts) {
        const figures = `${cell(calls, 8)}${cell(input, 12)}${cell(output, 12)}`;
        print(`${id.padEnd(16)}${figures}${dollars(likely)}${dollars(most)}`);
        sum.likely += likely;
        sum.most += most;
      }
      print(`${label.padEnd(48)}${dollars(sum.likely)}${dollars(sum.most)}`);
      return sum;
    },
  };
};

const cell = (value: number, width: number): string => String(value).padStart(width);
export const dollars = (microUsd: number): string => `$${(microUsd / 1e6).toFixed(4)}`.padStart(11);
