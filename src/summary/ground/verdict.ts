import type { Check, CheckKind } from '../grounding.ts';

/** A verdict in which a fault, if there is one, is told by its note. */
export const verdict = (
  path: string,
  kind: CheckKind,
  hard: boolean,
  fault: string | undefined,
): Check => ({ path, kind, ok: fault === undefined, hard, note: fault ?? '' });
