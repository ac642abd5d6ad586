import { z } from 'zod';

import { failureKinds } from '../lib/failure.ts';
import { outputLanguages, shapes } from '../summary/summary.ts';

/** What stands in for the article's byline: a channel's name, its post and its date. */
export const originSchema = z.strictObject({
  outlet: z.string(),
  url: z.string(),
  date: z.string(),
});

/** A file that a reader sent: the chat's id to fetch it by, and its size in bytes, 0 if unknown. */
export const fileSchema = z.strictObject({ id: z.string(), size: z.int() });

/**
 * What is to be summarised. Several files or photos are the pages of one article. `refusal` is a
 * message of several parts, none of which can be read. A question is asked about the article that
 * the request `of` had summarised.
 */
const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('link'), url: z.string() }),
  z.strictObject({ kind: z.literal('files'), files: z.array(fileSchema).min(1) }),
  z.strictObject({ kind: z.literal('photos'), photos: z.array(fileSchema).min(1) }),
  z.strictObject({ kind: z.literal('refusal'), failure: z.enum(failureKinds) }),
  z.strictObject({ kind: z.literal('question'), of: z.string(), text: z.string() }),
]);

/**
 * One wish of one reader: to have this text or this link summarised, there. Everything that an
 * answer needs and that another reader of the same text does not share.
 */
export const requestSchema = z.strictObject({
  /** As `requestId` makes it, so that a redelivered update makes the same one. */
  id: z.string(),
  chat: z.int(),
  message: z.int(),
  /** The forum topic or private thread that the answer belongs to; 0 where there is none. */
  thread: z.int(),
  reader: z.int(),
  subject,
  origin: originSchema,
  /** The language of the words around the answer; its own is the chat's setting. */
  language: z.enum(outputLanguages),
  /** When the update came in, in milliseconds since 1970. */
  at: z.int(),
  /** For a wish to have an answer in another form: the key of the one shown, and the form. */
  revises: z
    .strictObject({ key: z.string(), language: z.enum(outputLanguages), shape: z.enum(shapes) })
    .optional(),
});

export type Request = z.infer<typeof requestSchema>;
export type Subject = Request['subject'];
export type Origin = z.infer<typeof originSchema>;
export type FileReference = z.infer<typeof fileSchema>;

export const noOrigin: Origin = { outlet: '', url: '', date: '' };

/**
 * `chat-message-form`, and `chat-message.2-form` for the third article of one message. The form is
 * the date of the message's last edit, and `date.parts` where several messages are one text.
 */
export const requestId = (
  { chat, message, edit, parts }: { chat: number; message: number; edit: number; parts: number },
  nth: number,
): string => `${chat}-${message}${nth > 0 ? `.${nth}` : ''}-${edit}${parts > 1 ? `.${parts}` : ''}`;

/** The chat that a request of this id came from. */
export const chatOf = (id: string): number => Number(/^-?\d+/.exec(id)?.[0] ?? 0);

/** What all forms of one wish have in common: the id without its last part. */
export const placeOf = (id: string): string => id.slice(0, id.lastIndexOf('-'));
