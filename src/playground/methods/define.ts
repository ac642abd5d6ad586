import { z } from 'zod';

import type { Files } from '../files.ts';
import type { Poll } from '../poll.ts';
import type { Queries } from '../queries.ts';
import type { UpdateQueue } from '../queue.ts';
import type { Arguments } from '../request.ts';
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
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
};

export type Method = {
  call: (args: Arguments, scene: Scene, strict: boolean) => Answer | Promise<Answer>;
};

/** Forms carry JSON as strings: a string that does not fit as it is may fit once it is read. */
const fitting = (schema: z.ZodType, value: unknown): unknown => {
  if (typeof value !== 'string' || schema.safeParse(value).success) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const reasonOf = (error: z.ZodError): Refusal => {
  const issue = error.issues[0];
  const path = issue?.path.join('.') ?? '';
  if (issue?.code === 'custom') return refused(400, issue.message);
  return refused(400, `parameter "${path}": ${issue?.message ?? 'not understood'}`);
};

/**
 * A method of the Bot API with the shape of its parameters. Telegram ignores parameters that it does
 * not know; a strict server refuses them, since they are mistakes. Issues of the code `custom` bring
 * Telegram's own words.
 */
export const method = <Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (params: z.infer<z.ZodObject<Shape>>, scene: Scene) => Answer | Promise<Answer>,
): Method & { shape: Shape } => {
  const schema = z.object(shape);
  const call: Method['call'] = (args, scene, strict) => {
    const unknown = Object.keys(args.values).find((name) => !Object.hasOwn(shape, name));
    if (strict && unknown !== undefined) return refused(400, `unknown parameter "${unknown}"`);
    const values = args.asStrings
      ? Object.fromEntries(
          Object.entries(schema.shape).map(([name, part]) => [
            name,
            fitting(z.any().pipe(part), args.values[name]),
          ]),
        )
      : args.values;
    const parsed = schema.safeParse(values);
    return parsed.success ? run(parsed.data, scene) : reasonOf(parsed.error);
  };
  return { shape, call };
};

/** The chat that a bot may write to, or Telegram's refusal. */
export const openRoom = (world: World, chat: number | string): Room | Refusal => {
  const room = anyRoom(world, chat);
  if ('error_code' in room) return room;
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
