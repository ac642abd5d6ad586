import type { BotApi } from './bot-api.ts';
import type { Files } from './files.ts';
import { botStatus, membership } from './membership.ts';
import { asReplied, onWire } from './methods/sending.ts';
import { asCaption, asText, format } from './text.ts';
import type { Entity, Message, Origin, Room, User } from './wire.ts';
import type { World } from './world.ts';

/** What a person may send. A text longer than a message is cut, as Telegram's apps cut a paste. */
type Outgoing = {
  text?: string | undefined;
  entities?: Entity[] | undefined;
  origin?: Origin | undefined;
  replyTo?: number | undefined;
  quote?: string | undefined;
  attachments?: Attachment[] | undefined;
  /** Who writes; in a private chat its owner. */
  as?: number | undefined;
};

type Attachment = {
  kind: 'photo' | 'document';
  name: string;
  type: string;
  size: number;
  content: Buffer | undefined;
};

type NewChat = {
  type: 'group' | 'supergroup' | 'channel';
  title: string;
  username?: string | undefined;
  /** The ids of users that are here already. */
  members: number[];
};

type Press = { id: number; data: string; as?: number | undefined };

/** The users' side: what people do in their chats, each act becoming an update for the bot. */
export type People = {
  /** Founds a group or channel that the bot is a member of, in a channel as its administrator. */
  found: (chat: NewChat) => Room;
  join: (user: Omit<User, 'id' | 'is_bot'> & { id?: number | undefined }) => Room;
  sends: (room: Room, outgoing: Outgoing) => Message[];
  edits: (room: Room, messageId: number, text: string) => Message | undefined;
  /** Presses the button with this callback data; the id of the query that now waits. */
  presses: (room: Room, press: Press) => string | undefined;
  blocks: (room: Room, blocked: boolean) => void;
  deletes: (room: Room, messageId: number) => void;
};

const messageLength = 4096;
const firstUser = 700_000_000;

/** Cuts at the last line or word that fits, in code points, never within a word if it can. */
const cutPaste = (text: string): string[] => {
  const characters = Array.from(text);
  if (characters.length <= messageLength) return [text];
  const head = characters.slice(0, messageLength).join('');
  const at = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
  const cut = at > head.length / 2 ? at : head.length;
  return [text.slice(0, cut), ...cutPaste(text.slice(cut).trimStart())];
};

type Side = Pick<BotApi, 'world' | 'queue' | 'queries' | 'files'>;
type Draft = Omit<Message, 'message_id' | 'date' | 'chat'>;

const author = (room: Room, as?: number): User | undefined =>
  room.members.find(({ id }) => id === as) ?? room.members[0];

const attach = (files: Files, attachment: Attachment): Pick<Message, 'photo' | 'document'> => {
  const { file_id, file_unique_id, file_size } = files.add(attachment);
  const file = { file_id, file_unique_id, file_size };
  return attachment.kind === 'photo'
    ? { photo: [{ ...file, width: 1280, height: 960 }] }
    : { document: { ...file, file_name: attachment.name, mime_type: attachment.type } };
};

const replyTo = (world: World, room: Room, { replyTo, quote = '' }: Outgoing): Partial<Message> => {
  const found = replyTo === undefined ? undefined : world.find(room, replyTo);
  if (!found) return {};
  if (quote === '') return { reply_to_message: asReplied(found) };
  const position = Math.max(0, (found.text ?? found.caption ?? '').indexOf(quote));
  return { reply_to_message: asReplied(found), quote: { text: quote, position, is_manual: true } };
};

/** The messages that one act of sending becomes: an album's, or the parts of a long text. */
const drafts = ({ world, files }: Side, outgoing: Outgoing): Draft[] => {
  const { attachments = [], text = '', entities } = outgoing;
  if (attachments.length > 0) {
    const album = attachments.length > 1 ? { media_group_id: `${world.nextId('album')}` } : {};
    const [first, ...others] = attachments.map((one) => Object.assign(attach(files, one), album));
    return [{ ...first, ...asCaption(format({ text, entities: entities ?? [] })) }, ...others];
  }
  const parts = (entities ? [text] : cutPaste(text)).map((part) =>
    asText(format({ text: part, entities: entities ?? [] })),
  );
  return parts.filter((part) => part.text !== '');
};

type Status = Parameters<typeof membership>[1];

const memberChanged = ({ world, queue }: Side, room: Room, before: Status, now: Status): void => {
  const user = { ...world.bot, is_bot: true };
  queue.push('my_chat_member', {
    chat: room.chat,
    from: author(room),
    date: world.seconds(),
    old_chat_member: membership(user, before),
    new_chat_member: membership(user, now),
  });
};

/** Blocking the bot in a private chat, throwing it out elsewhere. */
const setBlocked = (side: Side, room: Room, blocked: boolean): void => {
  if (room.blocked === blocked) return;
  room.blocked = blocked;
  side.world.keep(room);
  side.world.announce({ type: 'blocked', chat: room.chat.id, blocked });
  const inside = botStatus(room);
  if (blocked) memberChanged(side, room, inside, 'kicked');
  else memberChanged(side, room, 'kicked', inside);
};

const found = (side: Side, { members, ...chat }: NewChat): Room => {
  const { world } = side;
  const number = world.nextId('user');
  const id = chat.type === 'group' ? -number : -1_000_000_000_000 - number;
  const users = members.flatMap((member) => world.room(member)?.members ?? []);
  const room = world.enter({
    chat: { id, ...chat },
    members: users,
    opened: true,
    blocked: false,
    messages: [],
  });
  memberChanged(side, room, 'left', botStatus(room));
  return room;
};

/** In a group a bot with privacy on, as bots are made, hears only what is meant for it. */
const reachesBot = ({ bot }: World, { type }: Room['chat'], message: Message): boolean =>
  type === 'private' ||
  type === 'channel' ||
  message.reply_to_message?.from?.id === bot.id ||
  /^\/\w/.test(message.text ?? '') ||
  `${message.text ?? message.caption ?? ''} `.includes(`@${bot.username} `);

const send = (side: Side, room: Room, outgoing: Outgoing): Message[] => {
  const { world, queue } = side;
  // Whoever writes to a bot that he blocked starts it anew.
  if (room.chat.type === 'private') setBlocked(side, room, false);
  room.opened = true;
  const isChannel = room.chat.type === 'channel';
  const from = isChannel ? undefined : author(room, outgoing.as);
  return drafts(side, outgoing).map((draft) => {
    const message = world.post(room, {
      ...(from ? { from } : { sender_chat: room.chat }),
      ...(outgoing.origin ? { forward_origin: outgoing.origin } : {}),
      ...replyTo(world, room, outgoing),
      ...draft,
    });
    if (reachesBot(world, room.chat, message)) {
      queue.push(isChannel ? 'channel_post' : 'message', onWire(message));
    }
    return message;
  });
};

const edit = (
  { world, queue }: Side,
  room: Room,
  id: number,
  text: string,
): Message | undefined => {
  const message = world.find(room, id);
  if (!message || message.from?.id === world.bot.id) return undefined;
  const { entities: _, ...rest } = message;
  const edited = { ...rest, ...asText(format({ text, entities: [] })), edit_date: world.seconds() };
  world.replace(room, edited);
  queue.push('edited_message', onWire(edited));
  return edited;
};

const press = ({ world, queue, queries }: Side, room: Room, { id, data, as }: Press) => {
  const message = world.find(room, id);
  const buttons = message?.reply_markup?.inline_keyboard.flat() ?? [];
  if (!message || !buttons.some(({ callback_data }) => callback_data === data)) return undefined;
  const query = queries.open(room.chat.id);
  queue.push('callback_query', {
    id: query,
    from: author(room, as),
    message: onWire(message),
    chat_instance: `instance${room.chat.id}`,
    data,
  });
  return query;
};

export const createPeople = (side: Side): People => ({
  join: ({ id, ...user }) =>
    side.world.admit({
      is_bot: false,
      ...user,
      id: id ?? firstUser + side.world.nextId('user'),
    }),
  found: (chat) => found(side, chat),
  sends: (room, outgoing) => send(side, room, outgoing),
  edits: (room, id, text) => edit(side, room, id, text),
  presses: (room, pressed) => press(side, room, pressed),
  blocks: (room, blocked) => setBlocked(side, room, blocked),
  deletes: (room, id) => side.world.remove(room, id),
});
