import type * as Telegram from 'grammy/types';

// Telegram's types, as far as they are used here, and each part of which there may be none.
type Loose<T> = { [Field in keyof T]?: T[Field] | undefined };

export type User = { id: number; is_bot: boolean; first_name: string } & Loose<
  Record<'last_name' | 'username' | 'language_code', string>
>;

type Chat = { id: number; type: Telegram.Chat['type'] } & Loose<
  Record<'title' | 'username' | 'first_name' | 'last_name', string> & { is_forum: true }
>;

/** A stretch of a text, in UTF-16 units; its type says which of the other fields it has. */
export type Entity = { type: string; offset: number; length: number } & Loose<
  Record<'url' | 'language' | 'custom_emoji_id' | 'date_time_format', string> & {
    user: User;
    unix_time: number;
  }
>;

type Button = { text: string } & Loose<
  Record<'callback_data' | 'url', string> & { copy_text: { text: string } }
>;
export type Keyboard = { inline_keyboard: Button[][] };

type Plain = { message_id: number; date: number; chat: Chat } & Loose<
  Pick<
    Telegram.Message,
    | ('text' | 'caption' | 'document' | 'photo' | 'quote' | 'external_reply' | 'rich_message')
    | ('edit_date' | 'media_group_id' | 'message_thread_id' | 'is_topic_message')
    | ('forward_origin' | 'migrate_to_chat_id' | 'migrate_from_chat_id')
  > & {
    from: User;
    sender_chat: Chat;
    entities: Entity[];
    caption_entities: Entity[];
    reply_markup: Keyboard;
    /** What the bot thinks of it; kept here for the page, never sent to the bot. */
    reaction: string;
  }
>;

/** A message; as on the wire, the one replied to stands in it without its own reply. */
export type Message = Plain & { reply_to_message?: Plain | undefined };

export type Update = { update_id: number; [kind: string]: unknown };

/** One chat as it is stored: the newest messages, and what the user allows the bot. */
export type Room = {
  chat: Chat;
  members: User[];
  /** A private chat that its user has written in; before that a bot may not write. */
  opened: boolean;
  blocked: boolean;
  /** The supergroup that a group became; from then on the group is closed. */
  migrated_to?: number | undefined;
  messages: Message[];
};

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
