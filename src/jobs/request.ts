import { z } from 'zod';

import { outputLanguages } from '../summary/summary.ts';

/** What stands in for the article's byline: a channel's name, its post and its date. */
const origin = z.strictObject({ outlet: z.string(), url: z.string(), date: z.string() });

/**
 * One wish of one reader: to have this text or this link summarised, there. Everything that an
 * answer needs and that another reader of the same text does not share.
 */
export const requestSchema = z.strictObject({
  /** Made from chat, message and edit date, so that a redelivered update makes the same one. */
  id: z.string(),
  chat: z.int(),
  message: z.int(),
  /** The forum topic or private thread that the answer belongs to; 0 where there is none. */
  thread: z.int(),
  reader: z.int(),
  subject: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text: z.string() }),
    z.strictObject({ kind: z.literal('link'), url: z.string() }),
  ]),
  origin,
  /** The language of the answer and of the words around it. */
  language: z.enum(outputLanguages),
  /** When the update came in, in milliseconds since 1970. */
  at: z.int(),
});

export type Request = z.infer<typeof requestSchema>;
export type Origin = z.infer<typeof origin>;

export const noOrigin: Origin = { outlet: '', url: '', date: '' };
