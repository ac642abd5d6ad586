import type { ExternalReplyInfo, MessageOrigin, RichMessage } from 'grammy/types';
import { z } from 'zod';

import { ofType } from './schema.ts';
import type { Entity } from './wire.ts';

const textLimit = 200_000;

export const newUser = z.strictObject({
  id: z.int().min(1).optional(),
  first_name: z.string().min(1).max(64),
  last_name: z.string().max(64).optional(),
  username: z
    .string()
    .regex(/^\w{3,32}$/)
    .optional(),
  language_code: z.string().max(12).optional(),
});

export const newChat = z.strictObject({
  type: z.enum(['group', 'supergroup', 'channel']),
  title: z.string().min(1).max(128),
  username: z
    .string()
    .regex(/^\w{3,32}$/)
    .optional(),
  is_forum: z.literal(true).optional(),
  /** Whoever comes first owns it. */
  members: z.array(z.int()).max(200),
});

const attachment = z
  .strictObject({
    kind: z.enum(['photo', 'document']),
    name: z.string().max(255).default(''),
    type: z.string().max(127).default('application/octet-stream'),
    /** Base64; or only the size that the file is said to have. */
    content: z.base64().optional(),
    size: z.int().min(0).optional(),
  })
  .transform(({ content: base64, size, ...file }) => {
    const content = base64 === undefined ? undefined : Buffer.from(base64, 'base64');
    return { ...file, content, size: size ?? content?.length ?? 0 };
  });

/** What a person sends; a text longer than a message is cut, as Telegram's apps cut a paste. */
export const newMessage = z.strictObject({
  text: z.string().max(textLimit).default(''),
  entities: z.array(ofType<Entity>('MessageEntity')).max(1_000).optional(),
  origin: ofType<MessageOrigin>('MessageOrigin').optional(),
  reply_to: z.int().optional(),
  quote: z.string().max(1024).optional(),
  external_reply: ofType<ExternalReplyInfo>('ExternalReplyInfo').optional(),
  /** A post of blocks, instead of text and files. */
  rich_message: ofType<RichMessage>('RichMessage').optional(),
  /** The topic of a forum. */
  thread: z.int().min(1).optional(),
  attachments: z.array(attachment).max(10).default([]),
  /** Who writes; in a private chat its owner. */
  as: z.int().optional(),
});

export const press = z.strictObject({
  message_id: z.int(),
  data: z.string(),
  as: z.int().optional(),
});

export type NewUser = z.infer<typeof newUser>;
export type NewChat = z.infer<typeof newChat>;
export type NewMessage = z.infer<typeof newMessage>;
export type Press = z.infer<typeof press>;
