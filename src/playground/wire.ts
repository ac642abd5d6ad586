import { z } from 'zod';

const user = z.object({
  id: z.int(),
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});

const chat = z.object({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
  username: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  is_forum: z.literal(true).optional(),
});

/** A stretch of a text, in UTF-16 units. */
export const entitySchema = z.object({
  type: z.string(),
  offset: z.int().min(0),
  length: z.int().min(1),
  url: z.string().optional(),
  language: z.string().optional(),
  user: user.optional(),
  custom_emoji_id: z.string().optional(),
  unix_time: z.int().optional(),
  date_time_format: z.string().optional(),
});

/** The four ways in which Telegram says where a forwarded message comes from. */
export const originSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('user'), date: z.int(), sender_user: user }),
  z.object({ type: z.literal('hidden_user'), date: z.int(), sender_user_name: z.string() }),
  z.object({
    type: z.literal('chat'),
    date: z.int(),
    sender_chat: chat,
    author_signature: z.string().optional(),
  }),
  z.object({
    type: z.literal('channel'),
    date: z.int(),
    chat,
    message_id: z.int(),
    author_signature: z.string().optional(),
  }),
]);

const button = z.looseObject({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
  copy_text: z.object({ text: z.string() }).optional(),
});

const keyboard = z.object({ inline_keyboard: z.array(z.array(button)) });

const file = z.object({
  file_id: z.string(),
  file_unique_id: z.string(),
  file_size: z.int().optional(),
});

const content = {
  text: z.string().optional(),
  entities: z.array(entitySchema).optional(),
  caption: z.string().optional(),
  caption_entities: z.array(entitySchema).optional(),
  document: file
    .extend({ file_name: z.string().optional(), mime_type: z.string().optional() })
    .optional(),
  photo: z.array(file.extend({ width: z.int(), height: z.int() })).optional(),
};

const quote = z.object({
  text: z.string(),
  position: z.int(),
  is_manual: z.literal(true).optional(),
});

const message = z.object({
  message_id: z.int(),
  date: z.int(),
  chat,
  from: user.optional(),
  sender_chat: chat.optional(),
  edit_date: z.int().optional(),
  message_thread_id: z.int().optional(),
  is_topic_message: z.literal(true).optional(),
  media_group_id: z.string().optional(),
  forward_origin: originSchema.optional(),
  /** As on the wire, the message replied to stands here without its own reply. */
  reply_to_message: z
    .looseObject({ message_id: z.int(), from: user.optional(), ...content })
    .optional(),
  quote: quote.optional(),
  /** What is replied to in another chat; only the quote carries its text. */
  external_reply: z.looseObject({}).optional(),
  /** A post of blocks, which has neither text nor entities. */
  rich_message: z.looseObject({}).optional(),
  migrate_to_chat_id: z.int().optional(),
  migrate_from_chat_id: z.int().optional(),
  reply_markup: keyboard.optional(),
  /** What the bot thinks of it; kept here for the page, never sent to the bot. */
  reaction: z.string().optional(),
  ...content,
});

/** One chat as it is stored: the newest messages, and what the user allows the bot. */
export const roomSchema = z.object({
  chat,
  members: z.array(user),
  /** A private chat that its user has written in; before that a bot may not write. */
  opened: z.boolean(),
  blocked: z.boolean(),
  /** The supergroup that a group became; from then on the group is closed. */
  migrated_to: z.int().optional(),
  messages: z.array(message),
});

export const updateSchema = z.looseObject({ update_id: z.int() });

export type User = z.infer<typeof user>;
export type Entity = z.infer<typeof entitySchema>;
export type Keyboard = z.infer<typeof keyboard>;
export type Message = z.infer<typeof message>;
export type Room = z.infer<typeof roomSchema>;
export type Update = z.infer<typeof updateSchema>;

/** The bot that this server speaks for. */
export type BotIdentity = { id: number; username: string; first_name: string };

/** What the Bot API answers, refusals included; they are outcomes here, not errors. */
export type Answer = { ok: true; result: unknown } | Refusal;
export type Refusal = {
  ok: false;
  error_code: number;
  description: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
};

export const granted = (result: unknown): Answer => ({ ok: true, result });

const prefixes: Record<number, string> = { 400: 'Bad Request: ', 403: 'Forbidden: ' };

/** A refusal in Telegram's shape; the customary prefix of 400 and 403 is added. */
export const refused = (error_code: number, reason: string): Refusal => ({
  ok: false,
  error_code,
  description: `${prefixes[error_code] ?? ''}${reason}`,
});

/** 429, with the seconds to wait both in words and as a parameter. */
export const tooMany = (retry_after: number): Refusal => ({
  ...refused(429, `Too Many Requests: retry after ${retry_after}`),
  parameters: { retry_after },
});
