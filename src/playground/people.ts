import type { BotApi } from './bot-api.ts';
import { onWire } from './methods/messages.ts';
import { format } from './text.ts';
import type { Entity, Message, Origin, Room, User } from './wire.ts';

/** What a person may send. A text longer than a message is cut, as Telegram's apps cut a paste. */
export type Outgoing = {
  text?: string | undefined;
  entities?: Entity[] | undefined;
  origin?: Origin | undefined;
  replyTo?: number | undefined;
  quote?: string | undefined;
  attachments?: Attachment[] | undefined;
  /** Who writes; in a private chat its owner. */
  as?: number | undefined;
};

export type Attachment = {
  kind: 'photo' | 'document';
  name: string;
  type: string;
  size: number;
  content: Buffer | undefined;
};

/** The users' side: what people do in their chats, each act becoming an update for the bot. */
export type People = {
  join: (user: Omit<User, 'id' | 'is_bot'> & { id?: number | undefined }) => Room;
  sends: (room: Room, outgoing: Outgoing) => Message[];
  edits: (room: Room, messageId: number, text: string) => Message | undefined;
  /** Presses the button with this callback data; the id of the query that now waits. */
  presses: (room: Room, messageId: number, data: string, as?: number) => string | undefined;
  blocks: (room: Room, blocked: boolean) => void;
  deletes: (room: Room, messageId: number) => void;
};

export const messageLength = 4096;
const firstUser = 700_000_000;

/** Cuts at the last line or word that fits, in code points, never within a word if it can. */
export const cutPaste = (text: string): string[] => {
  const characters = [...text];
  if (characters.length <= messageLength) return [text];
  const head = characters.slice(0, messageLength).join('');
  const at = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
  const cut = at > head.length / 2 ? at : head.length;
  return [text.slice(0, cut), ...cutPaste(text.slice(cut).trimStart())];
};

export const createPeople = ({ world, updates, queries, files }: BotApi): People => {
  const author = (room: Room, as?: number): User | undefined =>
    room.members.find(({ id }) => id === as) ?? room.members[0];

  const attached = (attachment: Attachment): Pick<Message, 'photo' | 'document'> => {
    const { file_id, file_unique_id, file_size } = files.add(attachment);
    const file = { file_id, file_unique_id, file_size };
    return attachment.kind === 'photo'
      ? { photo: [{ ...file, width: 1280, height: 960 }] }
      : { document: { ...file, file_name: attachment.name, mime_type: attachment.type } };
  };

  const replyTo = (room: Room, id?: number, quote?: string): Partial<Message> => {
    const found = id === undefined ? undefined : world.find(room, id);
    if (!found) return {};
    const { reply_to_message: _, ...whole } = onWire(found);
    if (quote === undefined || quote === '') return { reply_to_message: whole };
    const position = Math.max(0, (found.text ?? found.caption ?? '').indexOf(quote));
    return { reply_to_message: whole, quote: { text: quote, position, is_manual: true } };
  };

  const open = (room: Room): void => {
    if (room.chat.type === 'private' && room.opened && !room.blocked) return;
    if (room.blocked) setBlocked(room, false);
    room.opened = true;
  };

  const setBlocked = (room: Room, blocked: boolean): void => {
    if (room.blocked === blocked) return;
    room.blocked = blocked;
    world.keep(room);
    world.announce({ type: 'blocked', chat: room.chat.id, blocked });
    const bot = { ...world.bot, is_bot: true };
    const member = { status: 'member', user: bot };
    const kicked = { status: 'kicked', user: bot, until_date: 0 };
    updates.push('my_chat_member', {
      chat: room.chat,
      from: author(room),
      date: world.seconds(),
      old_chat_member: blocked ? member : kicked,
      new_chat_member: blocked ? kicked : member,
    });
  };

  const post = (room: Room, message: Omit<Message, 'message_id' | 'date' | 'chat'>): Message => {
    const posted = world.post(room, message);
    updates.push(room.chat.type === 'channel' ? 'channel_post' : 'message', onWire(posted));
    return posted;
  };

  const textual = (text: string, entities: Entity[] = []) => {
    const formatted = format({ text, entities });
    return formatted.entities.length > 0 ? formatted : { text: formatted.text };
  };

  const captioned = (outgoing: Outgoing): Pick<Message, 'caption' | 'caption_entities'> => {
    const { text, entities } = {
      entities: undefined,
      ...textual(outgoing.text ?? '', outgoing.entities),
    };
    if (text === '') return {};
    return entities ? { caption: text, caption_entities: entities } : { caption: text };
  };

  return {
    join: ({ id, ...user }) =>
      world.admit({ is_bot: false, ...user, id: id ?? firstUser + world.nextId('user') }),
    sends: (room, outgoing) => {
      open(room);
      const { origin, attachments = [], text = '' } = outgoing;
      const from = room.chat.type === 'channel' ? undefined : author(room, outgoing.as);
      const common = {
        ...(from ? { from } : { sender_chat: room.chat }),
        ...(origin ? { forward_origin: origin } : {}),
        ...replyTo(room, outgoing.replyTo, outgoing.quote),
      };
      if (attachments.length > 0) {
        const album =
          attachments.length > 1 ? { media_group_id: String(world.nextId('album')) } : {};
        return attachments.map((attachment, index) =>
          post(room, {
            ...common,
            ...album,
            ...attached(attachment),
            ...(index === 0 ? captioned(outgoing) : {}),
          }),
        );
      }
      if (outgoing.entities)
        return [post(room, { ...common, ...textual(text, outgoing.entities) })];
      return cutPaste(text)
        .map((part) => textual(part))
        .filter((part) => part.text !== '')
        .map((part) => post(room, { ...common, ...part }));
    },
    edits: (room, messageId, text) => {
      const message = world.find(room, messageId);
      if (!message || message.from?.id === world.bot.id) return undefined;
      const { entities: _, ...rest } = message;
      const edited = { ...rest, ...textual(text), edit_date: world.seconds() };
      world.replace(room, edited);
      updates.push('edited_message', onWire(edited));
      return edited;
    },
    presses: (room, messageId, data, as) => {
      const message = world.find(room, messageId);
      const buttons = message?.reply_markup?.inline_keyboard.flat() ?? [];
      if (!message || !buttons.some(({ callback_data }) => callback_data === data))
        return undefined;
      const id = queries.open(room.chat.id);
      updates.push('callback_query', {
        id,
        from: author(room, as),
        message: onWire(message),
        chat_instance: `instance${room.chat.id}`,
        data,
      });
      return id;
    },
    blocks: setBlocked,
    deletes: (room, messageId) => world.remove(room, messageId),
  };
};
