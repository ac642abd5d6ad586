import { z } from 'zod';

import { entitySchema } from '../wire.ts';

/** Parameters that many methods share. Custom issues are Telegram's own words. */

export const chatId = z.union([z.int(), z.string().regex(/^(?:@\w+|-?\d+|)$/)]).default('');
export const messageId = z.int().optional();
export const text = z.string().default('');
export const parseMode = z.string().optional();
export const entities = z.array(entitySchema.strict()).max(500).optional();
export const flag = z.boolean().optional();
export const linkPreview = z
  .strictObject({
    is_disabled: flag,
    url: z.string().optional(),
    prefer_small_media: flag,
    prefer_large_media: flag,
    show_above_text: flag,
  })
  .optional();

export const replyParameters = z
  .strictObject({
    message_id: z.int(),
    chat_id: z.union([z.int(), z.string()]).optional(),
    allow_sending_without_reply: flag,
    quote: z.string().max(1024).optional(),
    quote_parse_mode: z.string().optional(),
    quote_entities: entities,
    quote_position: z.int().optional(),
  })
  .optional();

const bytes = (most: number) => (value: string) =>
  value.length > 0 && Buffer.byteLength(value) <= most;

const actions = ['callback_data', 'url', 'copy_text', 'web_app', 'login_url', 'pay'] as const;

const isLink = (url: string): boolean =>
  URL.canParse(url) && /^(?:https?|tg|ton):$/.test(new URL(url).protocol);

const button = z
  .strictObject({
    text: z.string().min(1),
    callback_data: z.string().refine(bytes(64), 'BUTTON_DATA_INVALID').optional(),
    url: z.string().refine(isLink, 'BUTTON_URL_INVALID').optional(),
    copy_text: z.strictObject({ text: z.string().min(1).max(256) }).optional(),
    web_app: z.strictObject({ url: z.string() }).optional(),
    style: z.enum(['primary', 'success', 'danger']).optional(),
    icon_custom_emoji_id: z.string().optional(),
  })
  .refine(
    (one) => actions.some((action) => action in one),
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  );

/** An inline keyboard; other keyboards are accepted, for the page has none of its own. */
export const inlineKeyboard = z.strictObject({
  inline_keyboard: z.array(z.array(button).max(8)).max(100),
});

export const replyMarkup = z
  .union([
    inlineKeyboard,
    z.strictObject({ remove_keyboard: z.literal(true), selective: flag }),
    z.strictObject({
      force_reply: z.literal(true),
      input_field_placeholder: z.string().optional(),
      selective: flag,
    }),
  ])
  .optional();
