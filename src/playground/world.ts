import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { type Archive, noArchive, openArchive } from './archive.ts';
import type { BotIdentity, Message, Room, User } from './wire.ts';

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
  | { type: 'step'; chat: number; step: KeptStep };

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

/** A step as the inspector hears of it; calls and steps are numbered together. */
type KeptStep = Step & { id: number };

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

const roomLimit = 1_000;
const messageLimit = 300;
const callLimit = 300;
/** More ids than can be given out between a change and its writing. */
const unwritten = 1_000;
const autumn2026 = 1_790_000_000;

const createRooms = (
  archive: Archive,
  announce: (change: Change) => void,
  stamp: () => { message_id: number; date: number },
) => {
  const rooms = new Map(archive.rooms.map((room) => [room.chat.id, room]));

  const enter = (room: Room): Room => {
    if (rooms.size >= roomLimit) rooms.delete(rooms.keys().next().value ?? 0);
    rooms.set(room.chat.id, room);
    archive.mark(room);
    return room;
  };

  return {
    rooms: (): Room[] => [...rooms.values()],
    room: (id: number): Room | undefined => rooms.get(id),
    /** Any chat but a private one. */
    enter,
    /** The private chat of a user, made at first sight. */
    admit: (user: User): Room => {
      const { id, first_name, last_name, username } = user;
      const chat = { id, type: 'private' as const, first_name, last_name, username };
      const fresh = { chat, members: [user], opened: false, blocked: false, messages: [] };
      return rooms.get(id) ?? enter(fresh);
    },
    find: (room: Room, messageId: number): Message | undefined =>
      room.messages.find(({ message_id }) => message_id === messageId),
    post: (room: Room, draft: Omit<Message, 'message_id' | 'date' | 'chat'>): Message => {
      const message = { ...stamp(), chat: room.chat, ...draft };
      room.messages.push(message);
      if (room.messages.length > messageLimit) room.messages.shift();
      archive.mark(room);
      announce({ type: 'message', chat: room.chat.id, message });
      return message;
    },
    replace: (room: Room, message: Message): void => {
      const at = room.messages.findIndex(({ message_id }) => message_id === message.message_id);
      room.messages[at] = message;
      archive.mark(room);
      announce({ type: 'edited', chat: room.chat.id, message });
    },
    remove: (room: Room, messageId: number): void => {
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
 * The chats of one bot, their messages and ids: all that the bot's side and the users' side share.
 * Opens with what `storage` remembers of them. Ids never come twice: they go
 * on from the ledger, and where there is none they begin with the time of day, so that a bot that
 * remembers more than we do does not take a new message for an old one.
 */
export const createWorld = ({ bot, clock, log, storage }: WorldOptions) => {
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
  const calls: Call[] = [];
  const steps: { chat: number; step: KeptStep }[] = [];
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
    /** Seconds since 1970, as Telegram dates messages. */
    seconds,
    nextId,
    /** What the bot said of itself: commands and descriptions, by name of the setting. */
    profile,
    /** Updates that the bot has not confirmed. */
    pending,
    announce,
    /** The newest calls, oldest first. */
    calls,
    /** The newest steps of the bot's work, with the chats they were for. */
    steps,
    /** Says that a room changed in another way than by its messages. */
    keep: archive.mark,
    subscribe: (listener: (change: Change) => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: archive.flush,
  };
};

export type World = ReturnType<typeof createWorld>;

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
  const kept = { id: world.nextId('call'), ...step };
  world.steps.push({ chat, step: kept });
  if (world.steps.length > callLimit) world.steps.shift();
  world.announce({ type: 'step', chat, step: kept });
};
