import type { NewChat, NewMessage, NewUser, Press } from './bodies.ts';
import type { BotApi } from './bot-api.ts';
import type { Files } from './files.ts';
import { botStatus, membership } from './membership.ts';
import { asReplied, onWire } from './methods/method.ts';
import { asCaption, asText, format } from './text.ts';
import type { Message, Room, User } from './wire.ts';
import type { World } from './world.ts';

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

const attach = (
  files: Files,
  attachment: NewMessage['attachments'][number],
): Pick<Message, 'photo' | 'document'> => {
  const { file_id, file_unique_id, file_size } = files.add(attachment);
  const file = { file_id, file_unique_id, file_size };
  return attachment.kind === 'photo'
    ? { photo: [{ ...file, width: 1280, height: 960 }] }
    : { document: { ...file, file_name: attachment.name, mime_type: attachment.type } };
};

const replyOf = (
  world: World,
  room: Room,
  { reply_to, quote = '', external_reply }: NewMessage,
): Partial<Message> => {
  const found = reply_to === undefined ? undefined : world.find(room, reply_to);
  if (!found && !external_reply) return {};
  const reply = found ? { reply_to_message: asReplied(found) } : { external_reply };
  if (quote === '') return reply;
  const position = Math.max(0, (found?.text ?? found?.caption ?? '').indexOf(quote));
  return { ...reply, quote: { text: quote, position, is_manual: true } };
};

/** The messages that one act of sending becomes: an album's, or the parts of a long text. */
const drafts = (
  { world, files }: Side,
  { attachments, text, entities, rich_message }: NewMessage,
): Draft[] => {
  if (rich_message) return [{ rich_message }];
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
export const setBlocked = (side: Side, room: Room, blocked: boolean): void => {
  if (room.blocked === blocked) return;
  room.blocked = blocked;
  side.world.keep(room);
  side.world.announce({ type: 'blocked', chat: room.chat.id, blocked });
  const inside = botStatus(room);
  if (blocked) memberChanged(side, room, inside, 'kicked');
  else memberChanged(side, room, 'kicked', inside);
};

/** Founds a group or channel that the bot is a member of, in a channel as its administrator. */
export const found = (side: Side, { members, ...chat }: NewChat): Room => {
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
const reachesBot = ({ bot }: World, room: Room, message: Message): boolean => {
  if (room.blocked) return false;
  if (room.chat.type === 'private' || room.chat.type === 'channel') return true;
  const text = message.text ?? message.caption ?? '';
  return (
    message.reply_to_message?.from?.id === bot.id ||
    /^\/\w/.test(text) ||
    `${text} `.includes(`@${bot.username} `)
  );
};

const tellBot = ({ world, queue }: Side, room: Room, message: Message, edited = ''): void => {
  const kind = room.chat.type === 'channel' ? 'channel_post' : 'message';
  if (reachesBot(world, room, message)) queue.push(`${edited}${kind}`, onWire(message));
};

/** Sends what a person says in a chat: one message, an album, or the parts of a long text. */
export const send = (side: Side, room: Room, said: NewMessage): Message[] => {
  const { world } = side;
  // Whoever writes to a bot that he blocked starts it anew.
  if (room.chat.type === 'private') setBlocked(side, room, false);
  room.opened = true;
  const from = room.chat.type === 'channel' ? undefined : author(room, said.as);
  const { origin, thread } = said;
  return drafts(side, said).map((draft) => {
    const message = world.post(room, {
      ...(from ? { from } : { sender_chat: room.chat }),
      ...(origin ? { forward_origin: origin } : {}),
      ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true }),
      ...replyOf(world, room, said),
      ...draft,
    });
    tellBot(side, room, message);
    return message;
  });
};

/** Says a message's text, or a file's caption, anew. */
export const edit = (side: Side, room: Room, id: number, text: string): Message | undefined => {
  const { world } = side;
  const message = world.find(room, id);
  if (!message || message.from?.id === world.bot.id) return undefined;
  const formatted = format({ text, entities: [] });
  const said = message.text === undefined ? asCaption(formatted) : asText(formatted);
  const edited = { ...message, ...said, edit_date: world.seconds() };
  world.replace(room, edited);
  tellBot(side, room, edited, 'edited_');
  return edited;
};

/** Makes a group a supergroup, as Telegram does by itself; either says so to the other. */
export const migrate = (side: Side, group: Room): Room | undefined => {
  if (group.chat.type !== 'group' || group.migrated_to !== undefined) return undefined;
  const { world } = side;
  const id = -1_000_000_000_000 - world.nextId('user');
  const chat = { ...group.chat, id, type: 'supergroup' as const };
  const supergroup = world.enter({ ...group, chat, messages: [] });
  const from = author(group);
  const told = (room: Room, news: Partial<Message>): void => {
    const message = world.post(room, { ...(from ? { from } : {}), ...news });
    side.queue.push('message', onWire(message));
  };
  told(group, { migrate_to_chat_id: id });
  group.migrated_to = id;
  told(supergroup, { migrate_from_chat_id: group.chat.id });
  return supergroup;
};

/** Presses the button with this callback data; the id of the query that now waits. */
export const press = (
  { world, queue, queries }: Side,
  room: Room,
  { message_id, data, as }: Press,
): string | undefined => {
  const message = world.find(room, message_id);
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

/** A new user, with an id of choice or the next one. */
export const join = ({ world }: Side, { id, ...user }: NewUser): Room =>
  world.admit({ is_bot: false, ...user, id: id ?? firstUser + world.nextId('user') });
