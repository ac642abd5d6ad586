import { z } from 'zod';

import { lengthOf } from '../text.ts';
import { granted, refused } from '../wire.ts';
import { method, openRoom } from './define.ts';
import * as params from './params.ts';

const actions = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
] as const;

/** An action is shown until the next message, and no longer than this. */
const actionMs = 5_000;

const sendChatAction = method(
  {
    chat_id: params.chatId,
    message_thread_id: z.int().optional(),
    action: z.string().default(''),
  },
  (call, { world }) => {
    if (!actions.some((action) => action === call.action)) {
      return refused(400, 'wrong parameter action in request');
    }
    const room = openRoom(world, call.chat_id);
    if ('error_code' in room) return room;
    world.announce({ type: 'action', chat: room.chat.id, action: call.action, ms: actionMs });
    return granted(true);
  },
);

const tooOld = 'query is too old and response timeout expired or query ID is invalid';

const answerCallbackQuery = method(
  {
    callback_query_id: z.string().default(''),
    text: z.string().default(''),
    show_alert: params.flag,
    url: z.string().optional(),
    cache_time: z.int().min(0).optional(),
  },
  (call, { world, queries }) => {
    if (lengthOf(call.text) > 200) return refused(400, 'MESSAGE_TOO_LONG');
    const query = queries.take(call.callback_query_id);
    if (!query) return refused(400, tooOld);
    world.announce({
      type: 'callback-answer',
      chat: query.chat,
      query: call.callback_query_id,
      text: call.text,
      alert: call.show_alert ?? false,
      url: call.url ?? '',
    });
    return granted(true);
  },
);

/** What a bot may react with (Bot API 10.3, ReactionTypeEmoji). */
const reactions = new Set(
  (
    '👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 ' +
    '🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'
  ).split(' '),
);

const setMessageReaction = method(
  {
    chat_id: params.chatId,
    message_id: params.messageId,
    reaction: z.array(z.strictObject({ type: z.literal('emoji'), emoji: z.string() })).optional(),
    is_big: params.flag,
  },
  (call, { world }) => {
    const room = openRoom(world, call.chat_id);
    if ('error_code' in room) return room;
    const message = world.find(room, call.message_id ?? 0);
    if (!message) return refused(400, 'message to react not found');
    const [first, second] = call.reaction ?? [];
    if (second) return refused(400, 'REACTIONS_TOO_MANY');
    if (first && !reactions.has(first.emoji)) return refused(400, 'REACTION_INVALID');
    const { reaction: _, ...rest } = message;
    world.replace(room, first ? { ...rest, reaction: first.emoji } : rest);
    return granted(true);
  },
);

export const gestureMethods = { sendChatAction, answerCallbackQuery, setMessageReaction };
