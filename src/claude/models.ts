import type { Effort } from '../summary/prompt.ts';

/** Micro-dollars for one token, which is the same figure as dollars for a million. */
type Prices = { input: number; output: number; cacheWrite: number; cacheRead: number };

/** What has to be known of a model before it is asked. */
export type ModelRow = {
  id: string;
  /** How thinking is turned off; `null` where it cannot be, or where nobody knows. */
  thinkingOff: 'disabled' | 'between_tools' | null;
  /** Whether the model takes `output_config.effort`. */
  takesEffort: boolean;
  prices: Prices;
  /** Where a prompt of more than `above` tokens costs other prices, all of it. */
  longPrompts?: { above: number; prices: Prices };
};

/**
 * Models, with the list prices of October 2026 (platform.claude.com, pages "models" and "pricing";
 * five-minute cache). The API tells capabilities but no prices, so they stand here.
 */
export const claudeModels: readonly ModelRow[] = [
  {
    id: 'claude-haiku-5-5',
    thinkingOff: 'disabled',
    takesEffort: true,
    prices: { input: 0.1, output: 0.5, cacheWrite: 0.125, cacheRead: 0.01 },
    longPrompts: {
      above: 100_000,
      prices: { input: 0.5, output: 2.5, cacheWrite: 0.625, cacheRead: 0.05 },
    },
  },
  {
    id: 'claude-sonnet-5-5',
    thinkingOff: 'between_tools',
    takesEffort: true,
    prices: { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.1 },
  },
  {
    id: 'claude-opus-5-5',
    thinkingOff: null,
    takesEffort: true,
    prices: { input: 4, output: 20, cacheWrite: 5, cacheRead: 0.2 },
  },
];

/** Opus' prices, so that the budget errs to the safe side; no parameter that may be refused. */
const unknownModel: Omit<ModelRow, 'id'> = {
  thinkingOff: null,
  takesEffort: false,
  prices: { input: 4, output: 20, cacheWrite: 5, cacheRead: 0.2 },
};

/** The model's row; for an id that is not in the table, a careful one. */
export const rowOf = (id: string, models: readonly ModelRow[] = claudeModels): ModelRow =>
  models.find((model) => model.id === id) ?? { id, ...unknownModel };

/** Tokens as the API counts them; absent and null count as none. */
export type Tokens = {
  input_tokens: number;
  output_tokens: number;
  cache_creation_input_tokens?: number | null;
  cache_read_input_tokens?: number | null;
};

/** What these tokens cost, in whole micro-dollars, rounded up. */
export const priceOf = (row: ModelRow, tokens: Tokens): number => {
  const written = tokens.cache_creation_input_tokens ?? 0;
  const read = tokens.cache_read_input_tokens ?? 0;
  const prompt = tokens.input_tokens + written + read;
  const { longPrompts } = row;
  const prices =
    longPrompts !== undefined && prompt > longPrompts.above ? longPrompts.prices : row.prices;
  return Math.ceil(
    tokens.input_tokens * prices.input +
      written * prices.cacheWrite +
      read * prices.cacheRead +
      tokens.output_tokens * prices.output,
  );
};

/**
 * The parameters that turn thinking off. The models take them up to effort `high` and answer 400
 * above it, so there thinking stays on.
 */
export const withoutThinking = (
  row: ModelRow,
  effort: Effort,
): { thinking?: { type: 'disabled' } | { type: 'between_tools' } } => {
  if (row.thinkingOff === null || effort === 'xhigh' || effort === 'max') return {};
  return { thinking: { type: row.thinkingOff } };
};
