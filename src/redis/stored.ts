import type { z } from 'zod';

import type { Log } from '../lib/log.ts';

/**
 * Reads a stored JSON value. One that does not fit its schema, such as an older version's, counts
 * as absent and is logged by `kind`, without its content.
 */
export const readStored = <T>(
  schema: z.ZodType<T>,
  json: string | null | undefined,
  { kind, log }: { kind: string; log: Log },
): T | undefined => {
  if (json === null || json === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  log.warn({ kind, problem: parsed.error.issues[0]?.path.join('.') }, 'a stored value is broken');
  return undefined;
};

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    // Undefined fits none of the schemas.
    return undefined;
  }
};
