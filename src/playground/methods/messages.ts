import { z } from 'zod';

import { formatBotText } from '../text.ts';
import { granted, type Keyboard, type Message, refused, type Refusal, type Room } from '../wire.ts';
import type { World } from '../world.ts';
import { method, openRoom, type Scene } from './define.ts';
import * as params from './params.ts';

const botUser = ({ bot }: World) => ({ ...bot, is_bot: true });

/** A message as the bot may see it. */
export const onWire = (message: Message): Omit<Message, 'reaction'> => {
  const { reaction: _, ...rest } = message;
  return rest;
};

type ReplyTo = z.infer<typeof params.replyParameters>;

const replyOf = (
  world: World,
  room: Room,
  reply: ReplyTo,
): Pick<Message, 'reply_to_message' | 'quote'> | Refusal => {
  if (!reply) return {};
  const found = world.find(room, reply.message_id);
  if (!found) {
    return reply.allow_sending_without_reply ? {} : refused(400, 'message to be replied not found');
  }
  const { reply_to_message: _, ...whole } = onWire(found);
  if (reply.quote === undefined) return { reply_to_message: whole };
  const position = (found.text ?? found.caption ?? '').indexOf(reply.quote);
  if (position < 0) return refused(400, 'QUOTE_TEXT_INVALID');
  return { reply_to_message: whole, quote: { text: reply.quote, position, is_manual: true } };
};

/** Only an inline keyboard with buttons stays with a message. */
const keyboardOf = (markup: z.infer<typeof params.replyMarkup>): { reply_markup?: Keyboard } => {
  if (!markup || !('inline_keyboard' in markup)) return {};
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  return rows.length > 0 ? { reply_markup: { inline_keyboard: rows } } : {};
};

const sendMessage = method(
  {
    chat_id: params.chatId,
    text: params.text,
    parse_mode: params.parseMode,
    entities: params.entities,
    message_thread_id: z.int().optional(),
    link_preview_options: params.linkPreview,
    disable_notification: params.flag,
    protect_content: params.flag,
    message_effect_id: z.string().optional(),
    reply_parameters: params.replyParameters,
    reply_markup: params.replyMarkup,
  },
  (call, { world }) => {
    const formatted = formatBotText(call);
    if ('error_code' in formatted) return formatted;
    const room = openRoom(world, call.chat_id);
    if ('error_code' in room) return room;
    const reply = replyOf(world, room, call.reply_parameters);
    if ('error_code' in reply) return reply;
    const { text, entities } = formatted;
    const message = world.post(room, {
      from: botUser(world),
      text,
      ...(entities.length > 0 ? { entities } : {}),
      ...(call.message_thread_id === undefined
        ? {}
        : { message_thread_id: call.message_thread_id }),
      ...reply,
      ...keyboardOf(call.reply_markup),
    });
    return granted(onWire(message));
  },
);

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

type Own = { room: Room; message: Message };

/** A message of the bot's own in a chat that is open to it. */
const ownMessage = (
  { world }: Scene,
  call: { chat_id: number | string; message_id?: number | undefined },
): Own | Refusal => {
  const room = openRoom(world, call.chat_id);
  if ('error_code' in room) return room;
  if (call.message_id === undefined) return refused(400, 'message identifier is not specified');
  const message = world.find(room, call.message_id);
  if (!message) return refused(400, 'message to edit not found');
  if (message.from?.id !== world.bot.id) return refused(400, "message can't be edited");
  return { room, message };
};

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const applyEdit = (world: World, { room, message }: Own, edited: Message) => {
  const unchanged =
    message.text === edited.text &&
    same(message.entities, edited.entities) &&
    same(message.reply_markup, edited.reply_markup);
  if (unchanged) return refused(400, notModified);
  world.replace(room, edited);
  return granted(onWire(edited));
};

const editMessageText = method(
  {
    chat_id: params.chatId,
    message_id: params.messageId,
    text: params.text,
    parse_mode: params.parseMode,
    entities: params.entities,
    link_preview_options: params.linkPreview,
    reply_markup: params.inlineKeyboard.optional(),
  },
  (call, scene) => {
    const formatted = formatBotText(call);
    if ('error_code' in formatted) return formatted;
    const own = ownMessage(scene, call);
    if ('error_code' in own) return own;
    if (own.message.text === undefined) {
      return refused(400, 'there is no text in the message to edit');
    }
    const { reply_markup: _, entities: __, ...rest } = own.message;
    const { text, entities } = formatted;
    return applyEdit(scene.world, own, {
      ...rest,
      edit_date: scene.world.seconds(),
      text,
      ...(entities.length > 0 ? { entities } : {}),
      ...keyboardOf(call.reply_markup),
    });
  },
);

const editMessageReplyMarkup = method(
  {
    chat_id: params.chatId,
    message_id: params.messageId,
    reply_markup: params.inlineKeyboard.optional(),
  },
  (call, scene) => {
    const own = ownMessage(scene, call);
    if ('error_code' in own) return own;
    const { reply_markup: _, ...rest } = own.message;
    return applyEdit(scene.world, own, {
      ...rest,
      edit_date: scene.world.seconds(),
      ...keyboardOf(call.reply_markup),
    });
  },
);

const deletableFor = 48 * 3600;

const deleteMessage = method(
  { chat_id: params.chatId, message_id: params.messageId },
  (call, { world }) => {
    const room = openRoom(world, call.chat_id);
    if ('error_code' in room) return room;
    if (call.message_id === undefined) return refused(400, 'message identifier is not specified');
    const message = world.find(room, call.message_id);
    if (!message) return refused(400, 'message to delete not found');
    if (world.seconds() - message.date > deletableFor) {
      return refused(400, "message can't be deleted for everyone");
    }
    world.remove(room, message.message_id);
    return granted(true);
  },
);

export const messageMethods = {
  sendMessage,
  editMessageText,
  editMessageReplyMarkup,
  deleteMessage,
};
