import type { Picture } from '../article/ports.ts';
import type { Prompt } from './prompt.ts';

/** One question to a language model. */
export type Question = {
  prompt: Prompt;
  /** What the prompt is about, untrusted, in an object: it is sent as JSON and never as prose. */
  input: object;
  /** Shown before the input, in this order. A model that would have to shrink one refuses it. */
  pictures?: readonly Picture[] | undefined;
  /** The reader's id, already hashed, for the provider's defence against misuse. */
  reader?: string | undefined;
  /** Room for the answer in tokens, instead of the prompt's own. */
  maxTokens?: number | undefined;
  /** Told once what the call cost in micro-dollars; where it fails midway, at least what it cost. */
  bill?: ((microUsd: number) => void) | undefined;
};

/** What came back. A refusal and a cut answer were paid for and are no accidents. */
export type Reply =
  | { outcome: 'answered'; text: string }
  | { outcome: 'truncated'; text: string }
  | { outcome: 'refused'; category: string };

/**
 * Asks a language model once, without trying again. Rejects with a Failure of kind
 * `model-rate-limited` (with `retryAfterMs` where it was told), `model-busy`, `model-spend-limit` or
 * `model-misconfigured`, of `picture-too-large` where a picture is refused, and with the signal's
 * reason where the signal aborts.
 */
type AskModel = (question: Question, signal?: AbortSignal) => Promise<Reply>;

/** A model that can be asked. */
export type Model = {
  /** The id under which answers are kept and compared. */
  id: string;
  ask: AskModel;
  /** The most that asking can cost, in micro-dollars: what a budget has to set aside. */
  estimate: (question: Question) => number;
};

/** A day's money, in micro-dollars. */
export type Budget = {
  /** Sets the amount aside unless the day's budget would be passed; says whether it did. */
  reserve: (microUsd: number) => Promise<boolean>;
  /** Replaces a reservation by what the call did cost. */
  settle: (reserved: number, spent: number) => Promise<void>;
};
