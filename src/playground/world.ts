import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { type Archive, noArchive, openArchive } from './archive.ts';
import type { BotIdentity, Message, Room, Update, User } from './wire.ts';

/** What a watcher, such as the chat page, is told; `chat` names the chat it happened in. */
type Change =
  | { type: 'message' | 'edited'; chat: number; message: Message }
  | { type: 'deleted'; chat: number; message_id: number }
  | { type: 'action'; chat: number; action: string; ms: number }
  | {
      type: 'callback-answer';
      chat: number;
      query: string;
      text: string;
      alert: boolean;
      url: string;
    }
  | { type: 'blocked'; chat: number; blocked: boolean }
  | { type: 'call'; chat: number; call: Call }
  | { type: 'step'; chat: number; step: Step };

/**
 * A step of the bot's own work, such as the reading of what was sent to it. What it means is the
 * bot's affair; steps with the same `of` are shown as one way.
 */
export type Step = {
  of: string;
  title: string;
  /** When it began, in milliseconds since 1970, and how long it took. */
  at: number;
  ms: number;
  /** What is worth saying in a few words, such as what it cost. */
  note?: string;
  failed?: boolean;
};

/** One call of the Bot API, for the inspector and for tests. */
export type Call = {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  ms: number;
  method: string;
  params: Record<string, unknown>;
  status: number;
  answer: unknown;
};

type Counter = 'message' | 'update' | 'query' | 'user' | 'file' | 'album' | 'call';

/** The chats, their messages and ids: all that the bot's side and the users' side share. */
export type World = {
  bot: BotIdentity;
  clock: Clock;
  /** Seconds since 1970, as Telegram dates messages. */
  seconds: () => number;
  nextId: (counter: Counter) => number;
  rooms: () => Room[];
  room: (id: number) => Room | undefined;
  /** The private chat of a user, made at first sight. */
  admit: (user: User) => Room;
  /** Any other chat. */
  enter: (room: Room) => Room;
  find: (room: Room, messageId: number) => Message | undefined;
  post: (room: Room, message: Omit<Message, 'message_id' | 'date' | 'chat'>) => Message;
  replace: (room: Room, message: Message) => void;
  remove: (room: Room, messageId: number) => void;
  /** Says that a room changed in another way than by its messages. */
  keep: (room: Room | 'ledger') => void;
  announce: (change: Change) => void;
  subscribe: (listener: (change: Change) => void) => () => void;
  /** The newest calls, oldest first. */
  calls: Call[];
  /** The newest steps of the bot's work, with the chats they were for. */
  steps: { chat: number; step: Step }[];
  /** What the bot said of itself: commands and descriptions, by name of the setting. */
  profile: Map<string, unknown>;
  /** Updates that the bot has not confirmed. */
  pending: Map<number, Update>;
  close: () => Promise<void>;
};

const roomLimit = 1_000;
const messageLimit = 300;
const callLimit = 300;
/** More ids than can be given out between a change and its writing. */
const unwritten = 1_000;
const autumn2026 = 1_790_000_000;

type Rooms = Pick<
  World,
  'rooms' | 'room' | 'admit' | 'enter' | 'find' | 'post' | 'replace' | 'remove'
>;

const createRooms = (
  archive: Archive,
  announce: World['announce'],
  stamp: () => { message_id: number; date: number },
): Rooms => {
  const rooms = new Map(archive.rooms.map((room) => [room.chat.id, room]));

  const enter = (room: Room): Room => {
    if (rooms.size >= roomLimit) rooms.delete(rooms.keys().next().value ?? 0);
    rooms.set(room.chat.id, room);
    archive.mark(room);
    return room;
  };

  return {
    rooms: () => [...rooms.values()],
    room: (id) => rooms.get(id),
    enter,
    admit: (user) => {
      const { id, first_name, last_name, username } = user;
      const chat = { id, type: 'private' as const, first_name, last_name, username };
      const fresh = { chat, members: [user], opened: false, blocked: false, messages: [] };
      return rooms.get(id) ?? enter(fresh);
    },
    find: (room, messageId) => room.messages.find(({ message_id }) => message_id === messageId),
    post: (room, draft) => {
      const message = { ...stamp(), chat: room.chat, ...draft };
      room.messages.push(message);
      if (room.messages.length > messageLimit) room.messages.shift();
      archive.mark(room);
      announce({ type: 'message', chat: room.chat.id, message });
      return message;
    },
    replace: (room, message) => {
      const at = room.messages.findIndex(({ message_id }) => message_id === message.message_id);
      room.messages[at] = message;
      archive.mark(room);
      announce({ type: 'edited', chat: room.chat.id, message });
    },
    remove: (room, messageId) => {
      room.messages = room.messages.filter(({ message_id }) => message_id !== messageId);
      archive.mark(room);
      announce({ type: 'deleted', chat: room.chat.id, message_id: messageId });
    },
  };
};

type WorldOptions = {
  bot: BotIdentity;
  clock: Clock;
  log: Log;
  storage?: string | undefined;
};

/**
 * Opens the chats of one bot, with what `storage` remembers of them. Ids never come twice: they go
 * on from the ledger, and where there is none they begin with the time of day, so that a bot that
 * remembers more than we do does not take a new message for an old one.
 */
export const createWorld = ({ bot, clock, log, storage }: WorldOptions): World => {
  const seconds = (): number => Math.floor(clock.now() / 1000);
  const archive: Archive =
    storage === undefined
      ? noArchive
      : openArchive(storage, log, () => ({
          nextIds: Object.fromEntries(nextIds),
          pending: [...pending.values()],
          profile: Object.fromEntries(profile),
        }));
  const profile = new Map(Object.entries(archive.ledger?.profile ?? {}));
  const pending = new Map(
    (archive.ledger?.pending ?? []).map((update) => [update.update_id, update]),
  );
  const nextIds = new Map(
    Object.entries(archive.ledger?.nextIds ?? {}).map(([name, id]) => [name, id + unwritten]),
  );
  const listeners = new Set<(change: Change) => void>();
  const firstId = Math.max(1, seconds() - autumn2026);

  const nextId = (counter: Counter): number => {
    const id = nextIds.get(counter) ?? firstId;
    nextIds.set(counter, id + 1);
    archive.mark('ledger');
    return id;
  };

  const announce = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };

  return {
    ...createRooms(archive, announce, () => ({ message_id: nextId('message'), date: seconds() })),
    bot,
    clock,
    seconds,
    nextId,
    profile,
    pending,
    announce,
    calls: [],
    steps: [],
    keep: archive.mark,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: archive.flush,
  };
};

/** Puts a call where the inspector and the tests see it, and forgets the oldest. */
export const record = (world: World, call: Omit<Call, 'id'>): void => {
  const kept = { id: world.nextId('call'), ...call };
  world.calls.push(kept);
  if (world.calls.length > callLimit) world.calls.shift();
  const chat = Number(call.params['chat_id'] ?? 0);
  world.announce({ type: 'call', chat: Number.isSafeInteger(chat) ? chat : 0, call: kept });
};

/** Shows a step of the bot's work beside the calls of its chat. */
export const recordStep = (world: World, chat: number, step: Step): void => {
  world.steps.push({ chat, step });
  if (world.steps.length > callLimit) world.steps.shift();
  world.announce({ type: 'step', chat, step });
};
