import { asText, formatBotText } from '../text.ts';
import { type Answer, granted, type Message, refused, type Refusal, type Room } from '../wire.ts';
import type { World } from '../world.ts';
import { method, openRoom } from './define.ts';
import { keyboardOf, onWire, send, sendingParameters } from './sending.ts';

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
