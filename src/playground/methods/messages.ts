import type { StoredFile } from '../files.ts';
import { asText, formatBotText, asCaption } from '../text.ts';
import { type Answer, granted, type Message, refused, type Refusal, type Room } from '../wire.ts';
import type { World } from '../world.ts';
import {
  method,
  openRoom,
  type Scene,
  keyboardOf,
  onWire,
  send,
  sendingParameters,
} from './method.ts';

const sendMessage = method(
  'sendMessage',
  [...sendingParameters, 'text', 'parse_mode', 'entities', 'link_preview_options'],
  (call, { world }) => {
    const formatted = formatBotText(call);
    return 'error_code' in formatted ? formatted : send(world, call, () => asText(formatted));
  },
);

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

type Own = { room: Room; message: Message };
type Named = { chat_id?: number | string; message_id?: number };

/** A message of the bot's own in a chat that is open to it. */
const ownMessage = (world: World, { chat_id = '', message_id }: Named): Own | Refusal => {
  const room = openRoom(world, chat_id);
  if ('error_code' in room) return room;
  if (message_id === undefined) return refused(400, 'message identifier is not specified');
  const message = world.find(room, message_id);
  if (!message) return refused(400, 'message to edit not found');
  if (message.from?.id !== world.bot.id) return refused(400, "message can't be edited");
  return { room, message };
};

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** An edit says all anew: a keyboard that it does not name is gone. */
const edit = (
  world: World,
  call: Named & { reply_markup?: Parameters<typeof keyboardOf>[0] },
  change: (message: Message) => Partial<Message> | Refusal,
): Answer => {
  const own = ownMessage(world, call);
  if ('error_code' in own) return own;
  const keyboard = keyboardOf(call.reply_markup);
  if ('error_code' in keyboard) return keyboard;
  const { reply_markup: before, ...message } = own.message;
  const changed = change(message);
  if ('error_code' in changed) return changed;
  const edited = { ...message, ...changed, ...keyboard };
  if (
    same(
      [message.text, message.entities, before],
      [edited.text, edited.entities, keyboard.reply_markup],
    )
  ) {
    return refused(400, notModified);
  }
  const dated = { ...edited, edit_date: world.seconds() };
  world.replace(own.room, dated);
  return granted(onWire(dated));
};

const editMessageText = method(
  'editMessageText',
  [
    'chat_id',
    'message_id',
    'text',
    'parse_mode',
    'entities',
    'link_preview_options',
    'reply_markup',
  ],
  ({ text = '', ...call }, { world }) => {
    const formatted = formatBotText({ text, ...call });
    if ('error_code' in formatted) return formatted;
    return edit(world, call, (message) =>
      message.text === undefined
        ? refused(400, 'there is no text in the message to edit')
        : asText(formatted),
    );
  },
);

const editMessageReplyMarkup = method(
  'editMessageReplyMarkup',
  ['chat_id', 'message_id', 'reply_markup'],
  (call, { world }) => edit(world, call, () => ({})),
);

const deletableFor = 48 * 3600;

const deleteMessage = method('deleteMessage', ['chat_id', 'message_id'], (call, { world }) => {
  const room = openRoom(world, call.chat_id);
  if ('error_code' in room) return room;
  const message = world.find(room, call.message_id);
  if (!message) return refused(400, 'message to delete not found');
  if (world.seconds() - message.date > deletableFor) {
    return refused(400, "message can't be deleted for everyone");
  }
  world.remove(room, message.message_id);
  return granted(true);
});

export const messageMethods = [sendMessage, editMessageText, editMessageReplyMarkup, deleteMessage];

const megabyte = 1024 * 1024;
/** What a bot may send and, less of it, fetch. */
const limits = { upload: 50 * megabyte, download: 20 * megabyte };

/** A file that came with the call, or one that is known already by its id. */
const fileOf = ({ uploads, files }: Scene, named: unknown): StoredFile | Refusal => {
  const reference = /^attach:\/\/(.+)$/s.exec(String(named))?.[1] ?? 'document';
  const upload = uploads.find(({ name }) => name === reference);
  if (!upload) {
    return files.byId(String(named)) ?? refused(400, 'wrong file identifier/HTTP URL specified');
  }
  const { body: content, filename: name = '', type } = upload;
  if (content.length === 0) return refused(400, 'file must be non-empty');
  if (content.length > limits.upload) return refused(413, 'Request Entity Too Large');
  return files.add({ name, type, size: content.length, content });
};

const sendDocument = method(
  'sendDocument',
  [
    ...sendingParameters,
    'document',
    'caption',
    'parse_mode',
    'caption_entities',
    'disable_content_type_detection',
  ],
  ({ caption: text = '', caption_entities: entities = [], ...call }, scene) => {
    const caption = formatBotText({ text, parse_mode: call.parse_mode, entities }, 'caption');
    if ('error_code' in caption) return caption;
    return send(scene.world, call, () => {
      const file = fileOf(scene, call.document);
      if ('error_code' in file) return file;
      const { file_id, file_unique_id, file_size, name: file_name, type: mime_type } = file;
      const document = { file_id, file_unique_id, file_size, file_name, mime_type };
      return { ...asCaption(caption), document };
    });
  },
);

const getFile = method('getFile', ['file_id'], (call, { files }) => {
  const file = files.byId(call.file_id);
  if (!file) return refused(400, 'wrong file_id or the file is temporarily unavailable');
  if (file.file_size > limits.download) return refused(400, 'file is too big');
  const { file_id, file_unique_id, file_size, file_path } = file;
  return granted({ file_id, file_unique_id, file_size, file_path });
});

export const fileMethods = [sendDocument, getFile];

/** An action is shown until the next message, and no longer than this. */
const actionMs = 5_000;

const sendChatAction = method(
  'sendChatAction',
  ['chat_id', 'message_thread_id', 'action'],
  (call, { world }) => {
    const room = openRoom(world, call.chat_id);
    if ('error_code' in room) return room;
    world.announce({ type: 'action', chat: room.chat.id, action: call.action, ms: actionMs });
    return granted(true);
  },
);

const tooOld = 'query is too old and response timeout expired or query ID is invalid';

const answerCallbackQuery = method(
  'answerCallbackQuery',
  ['callback_query_id', 'text', 'show_alert', 'url', 'cache_time'],
  ({ callback_query_id, text = '', show_alert = false, url = '' }, { world, queries }) => {
    const query = queries.take(callback_query_id);
    if (!query) return refused(400, tooOld);
    const answer = { query: callback_query_id, text, alert: show_alert, url };
    world.announce({ type: 'callback-answer', chat: query.chat, ...answer });
    return granted(true);
  },
);

const setMessageReaction = method(
  'setMessageReaction',
  ['chat_id', 'message_id', 'reaction', 'is_big'],
  (call, { world }) => {
    const room = openRoom(world, call.chat_id);
    if ('error_code' in room) return room;
    const message = world.find(room, call.message_id);
    if (!message) return refused(400, 'message to react not found');
    const [first, second] = call.reaction ?? [];
    if (second) return refused(400, 'REACTIONS_TOO_MANY');
    if (first && first.type !== 'emoji') return refused(400, 'REACTION_INVALID');
    const { reaction: _, ...rest } = message;
    world.replace(room, first ? { ...rest, reaction: first.emoji } : rest);
    return granted(true);
  },
);

export const gestureMethods = [sendChatAction, answerCallbackQuery, setMessageReaction];
