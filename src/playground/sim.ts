import type { IncomingMessage, ServerResponse } from 'node:http';

import { z } from 'zod';

import { newChat, newMessage, newUser, press as pressBody } from './bodies.ts';
import type { BotApi } from './bot-api.ts';
import { faultSchema } from './faults.ts';
import { edit, found, join, migrate, press, send, setBlocked } from './people.ts';
import { addressOf, parseJson, readBody, sendJson } from './request.ts';
import type { Room } from './wire.ts';
import type { World } from './world.ts';

const bodyLimit = 80 * 1024 * 1024;

/** What the chat page shows of a chat before its first message. */
const overview = ({ chat, members, opened, blocked, messages }: Room) => ({
  chat,
  members,
  opened,
  blocked,
  last: messages.at(-1),
});

type Outcome = { status: number; content: unknown };
type Act = (body: unknown, parts: { chat: Room | undefined; id: number }) => Outcome;

const done = (content: unknown): Outcome => ({ status: 200, content });
const notFound: Outcome = { status: 404, content: { error: 'no such chat or message' } };

/** The same act for a body of one shape in an existing chat. */
const inChat =
  <Schema extends z.ZodType>(
    schema: Schema,
    act: (body: z.infer<Schema>, room: Room, id: number) => unknown,
  ): Act =>
  (body, { chat, id }) => {
    if (!chat) return notFound;
    const result = act(schema.parse(body), chat, id);
    return result === undefined ? notFound : done(result);
  };

/** An act for a body of one shape, wherever. */
const anywhere =
  <Schema extends z.ZodType>(schema: Schema, act: (body: z.infer<Schema>) => void): Act =>
  (body) => {
    act(schema.parse(body));
    return done(true);
  };

const count = (least: number) => z.strictObject({ count: z.int().min(least).max(100) });

/** What goes wrong on request. */
const troubles = ({ faults, queue }: BotApi): Record<string, Act> => ({
  'POST faults': anywhere(faultSchema, faults.add),
  'DELETE faults': anywhere(z.unknown(), () => {
    faults.clear();
    queue.disorder(0);
  }),
  'POST limits': anywhere(z.strictObject({ enforced: z.boolean() }), ({ enforced }) =>
    faults.limits.enforce(enforced),
  ),
  'POST disorder': anywhere(count(2), ({ count }) => queue.disorder(count)),
  'POST repeats': anywhere(count(1), ({ count }) => queue.repeat(count)),
});

const acts = (api: BotApi): Record<string, Act> => {
  const { world } = api;
  return {
    'GET bot': () => done({ bot: world.bot, profile: Object.fromEntries(world.profile) }),
    'GET chats': () => done(world.rooms().map(overview)),
    'POST users': (body) => done(overview(join(api, newUser.parse(body)))),
    'POST chats': (body) => done(overview(found(api, newChat.parse(body)))),
    'GET chats/:chat': inChat(z.unknown(), (_, room) => room),
    'POST chats/:chat/messages': inChat(newMessage, (said, room) => send(api, room, said)),
    'PATCH chats/:chat/messages/:id': inChat(
      z.strictObject({ text: z.string().min(1).max(4096) }),
      ({ text }, room, id) => edit(api, room, id, text),
    ),
    'DELETE chats/:chat/messages/:id': inChat(z.unknown(), (_, room, id) => {
      world.remove(room, id);
      return true;
    }),
    'POST chats/:chat/presses': inChat(pressBody, (pressed, room) => {
      const query = press(api, room, pressed);
      return query && { query };
    }),
    'POST chats/:chat/blocked': inChat(
      z.strictObject({ blocked: z.boolean() }),
      ({ blocked }, room) => {
        setBlocked(api, room, blocked);
        return { blocked };
      },
    ),
    'POST chats/:chat/migration': inChat(z.unknown(), (_, room) => {
      const supergroup = migrate(api, room);
      return supergroup && overview(supergroup);
    }),
    'GET calls': () => done(world.calls),
    'GET chats/:chat/steps': inChat(z.unknown(), (_, room) =>
      world.steps.flatMap(({ chat, step }) => (chat === room.chat.id ? step : [])),
    ),
  };
};

/** A file that a user sent, for the page to show; only plain images are shown as what they are. */
const sendFile = ({ files }: BotApi, id: string, res: ServerResponse): void => {
  const file = files.byId(id);
  if (!file?.content) return sendJson(res, 404, { error: 'no such file' });
  const isImage = /^image\/(?:png|jpeg|webp|gif)$/.test(file.type);
  res.writeHead(200, {
    'content-type': isImage ? file.type : 'application/octet-stream',
    'content-disposition': isImage ? 'inline' : 'attachment',
    'x-content-type-options': 'nosniff',
  });
  res.end(file.content);
};

const heartbeatMs = 15_000;
/** A watcher that reads so slowly is cut off; its page connects anew and reads the chat again. */
const backlogLimit = 8 * 1024 * 1024;

/** Streams the changes of one chat, or of all for 0, as server-sent events until the reader goes. */
const streamChanges = (
  world: World,
  chat: number,
  req: IncomingMessage,
  res: ServerResponse,
): void => {
  res.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  res.write(': here\n\n');
  const unsubscribe = world.subscribe((change) => {
    if (chat !== 0 && change.chat !== chat && change.chat !== 0) return;
    res.write(`data: ${JSON.stringify(change)}\n\n`);
    if (res.writableLength > backlogLimit) res.destroy();
  });
  const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs);
  heartbeat.unref();
  const end = (): void => {
    clearInterval(heartbeat);
    unsubscribe();
  };
  req.on('close', end);
  res.on('close', end);
};

/** The users' side over HTTP: JSON below /sim/, and /sim/events, a stream of what happens. */
export const createSim = (api: BotApi) => {
  const table = { ...acts(api), ...troubles(api) };

  const perform = async (req: IncomingMessage, path: string): Promise<Outcome> => {
    const [place = '', chat = '', what = '', id = ''] = path.split('/');
    const pattern = [place, chat && ':chat', what, id && ':id'].filter(Boolean).join('/');
    const route = `${req.method ?? 'GET'} ${pattern}`;
    const act = table[route];
    const body = await readBody(req, bodyLimit);
    if (!body) return { status: 413, content: { error: 'too large' } };
    if (!act) return { status: 404, content: { error: `nothing at ${route}` } };
    try {
      const room = api.world.room(Number(chat));
      return act(parseJson(body.toString()), { chat: room, id: Number(id) });
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      return { status: 400, content: { error: z.prettifyError(error) } };
    }
  };

  /** False means: not for me. */
  return async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
    const { pathname, searchParams } = addressOf(req);
    const [, root, place, file = ''] = pathname.split('/');
    if (root !== 'sim') return false;
    if (place === 'events') {
      streamChanges(api.world, Number(searchParams.get('chat') ?? 0), req, res);
    } else if (place === 'files') {
      sendFile(api, file, res);
    } else {
      const { status, content } = await perform(req, pathname.slice('/sim/'.length));
      sendJson(res, status, content);
    }
    return true;
  };
};
