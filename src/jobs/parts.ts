import { z } from 'zod';

import { failureKinds } from '../lib/failure.ts';
import { fileSchema, originSchema } from './request.ts';

/**
 * What one message holds, whatever form it came in; one of several where a text was too long for a
 * single message, or pictures were sent as an album.
 */
export const partSchema = z.strictObject({
  message: z.int(),
  /** When it was last edited, in seconds since 1970; 0 if never. */
  edit: z.int(),
  text: z.string(),
  links: z.array(z.string()),
  files: z.array(fileSchema),
  photos: z.array(fileSchema),
  origin: originSchema,
  /** Why nothing can be read in it, for a message that holds neither text nor file. */
  failure: z.enum(failureKinds).optional(),
});

export type Part = z.infer<typeof partSchema>;

/**
 * How a message may hang together with others. It continues the one before it, by id, if that one
 * was open, named the same author and was written within a minute of it.
 */
export type Joint = {
  /** The album that it belongs to; empty where there is none. */
  album: string;
  /** Whose words it holds; empty for a message that continues nothing. */
  author: string;
  /** When they were written, in seconds since 1970. */
  at: number;
  /** Whether it may have been cut off at its end. */
  isOpen: boolean;
};

/** The most that two parts of one text may lie apart, in seconds. */
export const partsWithin = 60;

/** Parts of one wish, kept until the last has come and for as long as they may be edited. */
export type Gatherings = {
  /**
   * Puts a part where it belongs and gives all parts of that wish by now, in their order. A message
   * that belongs to no other is given back alone. The same part twice changes nothing; a part that
   * was edited takes its old form's place.
   */
  gather: (chat: number, part: Part, joint: Joint) => Promise<Part[]>;
  /** Tells that a message of our own came directly after the newest part: it parts nothing. */
  passOver: (chat: number, message: number) => Promise<void>;
};
