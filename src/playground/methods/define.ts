import type { ApiMethods } from 'grammy/types';

import type { Files } from '../files.ts';
import type { Part } from '../multipart.ts';
import type { Poll } from '../poll.ts';
import type { Queries } from '../queries.ts';
import type { UpdateQueue } from '../queue.ts';
import type { Arguments } from '../request.ts';
import { type CallOf, readCall } from '../schema.ts';
import type { Webhook } from '../webhook.ts';
import { type Answer, refused, type Refusal, type Room } from '../wire.ts';
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
