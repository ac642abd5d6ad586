import type { Summary } from './summary.ts';

/** The checks that a summary passes through; the names appear in `mujaz check` and in metrics. */
export const checkKinds = [
  'evidence-verbatim',
  'quote-verbatim',
  'mention-adjacent',
  'name-present',
  'role-present',
  'source-kind',
  'source-known',
  'speaker',
  'number-present',
  'number-word',
  'month',
  'bullet-names',
  'negation',
  'containment',
  'link',
  'control',
] as const;
export type CheckKind = (typeof checkKinds)[number];

/** One verdict on one line of a summary. */
export type Check = {
  /** Where in the summary: `bullets[2].evidence`, `sources[0].quote`. */
  path: string;
  kind: CheckKind;
  ok: boolean;
  /** A hard check that fails removes its line; a soft one is only reported. */
  hard: boolean;
  /** In English, for operators and for the repairing model: what was missing. */
  note: string;
};

/** A verdict in which a fault, if there is one, is told by its note. */
export const verdict = (
  path: string,
  kind: CheckKind,
  hard: boolean,
  fault: string | undefined,
): Check => ({ path, kind, ok: fault === undefined, hard, note: fault ?? '' });

/** The outcome of the gate. `kept` holds only lines whose hard checks all passed. */
export type Grounding = { checks: Check[]; kept: Summary };

/** Fewer bullets than this are no summary: the way without a model answers instead. */
export const leastBullets = 2;
