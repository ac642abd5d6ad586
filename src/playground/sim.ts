import type { IncomingMessage, ServerResponse } from 'node:http';

import { z } from 'zod';

import type { BotApi } from './bot-api.ts';
import { streamChanges } from './events.ts';
import { faultSchema } from './faults.ts';
import { createPeople } from './people.ts';
import { addressOf, parseJson, readBody, sendJson } from './request.ts';
import { breachOf } from './schema.ts';
import { entitySchema, originSchema, type Room } from './wire.ts';

const textLimit = 200_000;
const bodyLimit = 80 * 1024 * 1024;

const newUser = z.strictObject({
  id: z.int().min(1).optional(),
  first_name: z.string().min(1).max(64),
  last_name: z.string().max(64).optional(),
  username: z
    .string()
    .regex(/^\w{3,32}$/)
    .optional(),
  language_code: z.string().max(12).optional(),
});

const newChat = z.strictObject({
  type: z.enum(['group', 'supergroup', 'channel']),
  title: z.string().min(1).max(128),
  username: z
    .string()
    .regex(/^\w{3,32}$/)
    .optional(),
  is_forum: z.literal(true).optional(),
  /** Whoever comes first owns it. */
  members: z.array(z.int()).max(200),
});

const attachment = z.strictObject({
  kind: z.enum(['photo', 'document']),
  name: z.string().max(255).default(''),
  type: z.string().max(127).default('application/octet-stream'),
  /** Base64; or only the size that the file is said to have. */
  content: z.base64().optional(),
  size: z.int().min(0).optional(),
});

/** A value as the schema of the Bot API has it. */
const ofType = (type: string) =>
  z.looseObject({}).check(({ value, issues }) => {
    const breach = breachOf(type, value);
    if (breach) issues.push({ code: 'custom', message: breach, input: value });
  });

const newMessage = z.strictObject({
  text: z.string().max(textLimit).default(''),
  entities: z.array(entitySchema).max(1_000).optional(),
  origin: originSchema.optional(),
  reply_to: z.int().optional(),
  quote: z.string().max(1024).optional(),
  external_reply: ofType('ExternalReplyInfo').optional(),
  /** A post of blocks, instead of text and files. */
  rich_message: ofType('RichMessage').optional(),
  /** The topic of a forum. */
  thread: z.int().min(1).optional(),
  attachments: z.array(attachment).max(10).default([]),
  as: z.int().optional(),
});

const press = z.strictObject({ message_id: z.int(), data: z.string(), as: z.int().optional() });

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

/** What goes wrong on request. */
const troubles = ({ faults, queue }: BotApi): Record<string, Act> => ({
  'POST faults': (body) => {
    faults.add(faultSchema.parse(body));
    return done(true);
  },
  'DELETE faults': () => {
    faults.clear();
    queue.disorder(0);
    return done(true);
  },
  'POST limits': (body) => {
    faults.limits.enforce(z.strictObject({ enforced: z.boolean() }).parse(body).enforced);
    return done(true);
  },
  'POST disorder': (body) => {
    queue.disorder(z.strictObject({ count: z.int().min(2).max(100) }).parse(body).count);
    return done(true);
  },
  'POST repeats': (body) => {
    queue.repeat(z.strictObject({ count: z.int().min(1).max(100) }).parse(body).count);
    return done(true);
  },
});

const acts = (api: BotApi): Record<string, Act> => {
  const { world } = api;
  const people = createPeople(api);
  return {
    'GET bot': () => done({ bot: world.bot, profile: Object.fromEntries(world.profile) }),
    'GET chats': () => done(world.rooms().map(overview)),
    'POST users': (body) => done(overview(people.join(newUser.parse(body)))),
    'POST chats': (body) => done(overview(people.found(newChat.parse(body)))),
    'GET chats/:chat': inChat(z.unknown(), (_, room) => room),
    'POST chats/:chat/messages': inChat(newMessage, ({ reply_to, attachments, ...rest }, room) =>
      people.sends(room, {
        ...rest,
        replyTo: reply_to,
        attachments: attachments.map(({ content, size, ...file }) => {
          const bytes = content === undefined ? undefined : Buffer.from(content, 'base64');
          return { ...file, content: bytes, size: size ?? bytes?.length ?? 0 };
        }),
      }),
    ),
    'PATCH chats/:chat/messages/:id': inChat(
      z.strictObject({ text: z.string().min(1).max(4096) }),
      ({ text }, room, id) => people.edits(room, id, text),
    ),
    'DELETE chats/:chat/messages/:id': inChat(z.unknown(), (_, room, id) => {
      people.deletes(room, id);
      return true;
    }),
    'POST chats/:chat/presses': inChat(press, ({ message_id, data, as }, room) => {
      const query = people.presses(room, { id: message_id, data, as });
      return query && { query };
    }),
    'POST chats/:chat/blocked': inChat(
      z.strictObject({ blocked: z.boolean() }),
      ({ blocked }, room) => {
        people.blocks(room, blocked);
        return { blocked };
      },
    ),
    'POST chats/:chat/migration': inChat(z.unknown(), (_, room) => {
      const supergroup = people.migrates(room);
      return supergroup && overview(supergroup);
    }),
    'GET calls': () => done(world.calls),
    'GET chats/:chat/steps': inChat(z.unknown(), (_, room) =>
      world.steps.flatMap(({ chat, step }) => (chat === room.chat.id ? step : [])),
    ),
  };
};

/** The users' side over HTTP: JSON below /sim/, and /sim/events, a stream of what happens. */
export type Sim = { handle: (req: IncomingMessage, res: ServerResponse) => Promise<boolean> };

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

export const createSim = (api: BotApi): Sim => {
  const table = { ...acts(api), ...troubles(api) };

  const perform = (route: string, body: unknown, chat: number, id: number): Outcome => {
    const act = table[route];
    if (!act) return { status: 404, content: { error: `nothing at ${route}` } };
    try {
      return act(body, { chat: api.world.room(chat), id });
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      return { status: 400, content: { error: z.prettifyError(error) } };
    }
  };

  return {
    handle: async (req, res) => {
      const url = addressOf(req);
      if (!url.pathname.startsWith('/sim/')) return false;
      if (url.pathname === '/sim/events') {
        streamChanges(api.world, Number(url.searchParams.get('chat') ?? 0), req, res);
        return true;
      }
      if (url.pathname.startsWith('/sim/files/')) {
        sendFile(api, url.pathname.slice('/sim/files/'.length), res);
        return true;
      }
      const [place = '', chat = '', what = '', id = ''] = url.pathname.slice(5).split('/');
      const pattern = [place, chat && ':chat', what, id && ':id'].filter(Boolean).join('/');
      const body = await readBody(req, bodyLimit);
      if (!body) {
        sendJson(res, 413, { error: 'too large' });
        return true;
      }
      const route = `${req.method ?? 'GET'} ${pattern}`;
      const { status, content } = perform(
        route,
        parseJson(body.toString()),
        Number(chat),
        Number(id),
      );
      sendJson(res, status, content);
      return true;
    },
  };
};
