import type { ApiMethods } from 'grammy/types';

import type { Files } from '../files.ts';
import type { Queries } from '../queries.ts';
import type { Poll, UpdateQueue } from '../queue.ts';
import type { Part, Arguments } from '../request.ts';
import { type CallOf, readCall } from '../schema.ts';
import type { Webhook } from '../webhook.ts';
import {
  type Answer,
  granted,
  type Keyboard,
  type Message,
  refused,
  type Refusal,
  type Room,
} from '../wire.ts';
import type { World } from '../world.ts';

/** What a method may act on. */
export type Scene = {
  world: World;
  queue: UpdateQueue;
  poll: Poll;
  webhook: Webhook;
  files: Files;
  queries: Queries;
  /** The files that came with the call. */
  uploads: Part[];
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
};

export type Method = {
  name: keyof ApiMethods;
  call: (args: Arguments, scene: Scene, strict: boolean) => Answer | Promise<Answer>;
};

/**
 * A method of the Bot API, with those of its parameters that are acted upon here. A strict server
 * refuses the others too, even if Telegram has them: a parameter that nobody has looked at is to be
 * noticed.
 */
export const method = <Name extends keyof ApiMethods, Known extends keyof CallOf<Name> & string>(
  name: Name,
  known: Known[],
  run: (call: Pick<CallOf<Name>, Known>, scene: Scene) => Answer | Promise<Answer>,
): Method => ({
  name,
  call: (args, scene, strict) => {
    const read = readCall(name, args, strict);
    if ('error_code' in read) return read;
    const names: string[] = known;
    const other = Object.keys(args.values).find((given) => !names.includes(given));
    if (strict && other !== undefined) {
      return refused(400, `parameter "${other}" is not supported by the playground`);
    }
    return run(read.call, scene);
  },
});

/** The chat that a bot may write to, or Telegram's refusal. */
export const openRoom = (world: World, chat: number | string): Room | Refusal => {
  const room = anyRoom(world, chat);
  if ('error_code' in room) return room;
  if (room.migrated_to !== undefined) {
    return {
      ...refused(400, 'group chat was upgraded to a supergroup chat'),
      parameters: { migrate_to_chat_id: room.migrated_to },
    };
  }
  if (room.blocked) {
    const { type } = room.chat;
    const reason = type === 'private' ? 'blocked by the user' : `kicked from the ${type} chat`;
    return refused(403, `bot was ${reason}`);
  }
  if (!room.opened) return refused(403, "bot can't initiate conversation with a user");
  return room;
};

/** The chat of this id or public name. */
export const anyRoom = (world: World, chat: number | string): Room | Refusal => {
  if (chat === '') return refused(400, 'chat_id is empty');
  const room =
    typeof chat === 'string' && chat.startsWith('@')
      ? world
          .rooms()
          .find((one) => one.chat.username?.toLowerCase() === chat.slice(1).toLowerCase())
      : world.room(Number(chat));
  return room ?? refused(400, 'chat not found');
};

/** What all methods of sending have in common. */
export const sendingParameters = [
  'chat_id',
  'message_thread_id',
  'disable_notification',
  'protect_content',
  'message_effect_id',
  'reply_parameters',
  'reply_markup',
] as const;

type Sending = Pick<
  CallOf<'sendMessage'>,
  'chat_id' | 'message_thread_id' | 'reply_parameters' | 'reply_markup'
>;

/** A message as the bot may see it: in a channel it is the channel that speaks. */
export const onWire = (message: Message): Omit<Message, 'reaction'> => {
  const { reaction: _, from, ...rest } = message;
  if (rest.chat.type === 'channel') return { ...rest, sender_chat: rest.chat };
  return from ? { ...rest, from } : rest;
};

/** A message as another one names it, without its own reply. */
export const asReplied = (message: Message): NonNullable<Message['reply_to_message']> => {
  const { reply_to_message: _, ...whole } = onWire(message);
  return whole;
};

const replyOf = (
  world: World,
  room: Room,
  reply: Sending['reply_parameters'],
): Pick<Message, 'reply_to_message' | 'quote'> | Refusal => {
  if (!reply) return {};
  const found = world.find(room, reply.message_id ?? 0);
  if (!found) {
    return reply.allow_sending_without_reply ? {} : refused(400, 'message to be replied not found');
  }
  if (reply.quote === undefined) return { reply_to_message: asReplied(found) };
  const position = (found.text ?? found.caption ?? '').indexOf(reply.quote);
  if (position < 0 || Array.from(reply.quote).length > 1024) {
    return refused(400, 'QUOTE_TEXT_INVALID');
  }
  return {
    reply_to_message: asReplied(found),
    quote: { text: reply.quote, position, is_manual: true },
  };
};

const buttonLimit = 100;

const isLink = (url: string): boolean =>
  URL.canParse(url) && /^(?:https?|tg|ton):$/.test(new URL(url).protocol);

/** The inline keyboard that stays with a message; other keyboards are not drawn here. */
export const keyboardOf = (
  markup: Sending['reply_markup'],
): { reply_markup?: Keyboard } | Refusal => {
  if (!markup || !('inline_keyboard' in markup)) return {};
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  const buttons = rows.flat();
  if (buttons.length > buttonLimit) return refused(400, 'REPLY_MARKUP_TOO_LONG');
  for (const button of buttons) {
    if (button.text === '')
      return refused(400, "can't parse inline keyboard button: Text is empty");
    if ('url' in button && !isLink(button.url)) return refused(400, 'BUTTON_URL_INVALID');
  }
  const inline_keyboard = rows.map((row) => row.map((button) => ({ ...button })));
  return rows.length > 0 ? { reply_markup: { inline_keyboard } } : {};
};

/** Puts a message of the bot's into the chat that it is for. */
export const send = (
  world: World,
  call: Sending,
  content: () => Partial<Message> | Refusal,
): Answer => {
  const room = openRoom(world, call.chat_id);
  if ('error_code' in room) return room;
  const reply = replyOf(world, room, call.reply_parameters);
  if ('error_code' in reply) return reply;
  const keyboard = keyboardOf(call.reply_markup);
  if ('error_code' in keyboard) return keyboard;
  const { message_thread_id } = call;
  if (message_thread_id !== undefined && room.chat.is_forum !== true) {
    return refused(400, 'message thread not found');
  }
  const said = content();
  if ('error_code' in said) return said;
  const message = world.post(room, {
    from: { ...world.bot, is_bot: true },
    ...said,
    ...(message_thread_id === undefined ? {} : { message_thread_id, is_topic_message: true }),
    ...reply,
    ...keyboard,
  });
  return granted(onWire(message));
};
