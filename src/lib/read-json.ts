import type { z } from 'zod';

/** What a text of JSON says, by a schema; undefined where it is no JSON, or says something else. */
export const readJson = <Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): z.infer<Schema> | undefined => {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
