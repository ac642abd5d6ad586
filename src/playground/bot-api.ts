import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Clock } from '../lib/clock.ts';
import { type Log, silentLog } from '../lib/log.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFiles, type Files } from './files.ts';
import { fileMethods, gestureMethods, messageMethods } from './methods/messages.ts';
import type { Method, Scene } from './methods/method.ts';
import { profileMethods } from './methods/profile.ts';
import { receivingMethods } from './methods/receiving.ts';
import { createQueries } from './queries.ts';
import { createPoll, createUpdateQueue } from './queue.ts';
import { addressOf, type Arguments, readArguments, readBody, sendJson } from './request.ts';
import { createWebhook } from './webhook.ts';
import { type Answer, type BotIdentity, granted, refused, type Refusal } from './wire.ts';
import { createWorld, record } from './world.ts';

export type BotApiOptions = {
  /** `<bot id>:<secret>`, as Telegram makes them. */
  token: string;
  bot: BotIdentity;
  clock: Clock;
  /** Hears when the folder cannot be written. */
  log?: Log | undefined;
  /** A folder for chats and ids; without it everything is forgotten at the end. */
  storage?: string | undefined;
  /** Refuse parameters that this server does not know, as mistakes; Telegram ignores them. */
  strict?: boolean | undefined;
};

const methods = new Map<string, Method>(
  [receivingMethods, messageMethods, fileMethods, gestureMethods, profileMethods]
    .flat()
    .map((method) => [method.name.toLowerCase(), method]),
);

/** The methods that are there, under Telegram’s names for them. */
export const methodNames = [...methods.values()].map(({ name }) => name);

const bodyLimit = 55 * 1024 * 1024;

const hangUp = (req: IncomingMessage, res: ServerResponse): AbortSignal => {
  const gone = new AbortController();
  res.on('close', () => gone.abort());
  req.on('error', () => gone.abort());
  return gone.signal;
};

const sendAnswer = (res: ServerResponse, answer: Answer): void => {
  const retryAfter = answer.ok ? undefined : answer.parameters?.retry_after;
  if (retryAfter !== undefined) res.setHeader('retry-after', retryAfter);
  sendJson(res, answer.ok ? 200 : answer.error_code, answer);
};

const statusOf = (outcome: Answer | 'dropped'): number => {
  if (outcome === 'dropped') return 0;
  return outcome.ok ? 200 : outcome.error_code;
};

const argumentsOf = async (
  req: IncomingMessage,
  query: URLSearchParams,
): Promise<Arguments | Refusal> => {
  const body = await readBody(req, bodyLimit);
  if (!body) return refused(413, 'Request Entity Too Large');
  const args = readArguments(body, req.headers['content-type'] ?? '', query);
  return args ?? refused(400, "can't parse the request");
};

type Scenery = Omit<Scene, 'signal' | 'uploads'>;

const createCaller =
  (scenery: Scenery, faults: Faults, strict: boolean) =>
  async (name: string, url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { world } = scenery;
    const signal = hangUp(req, res);
    const args = await argumentsOf(req, url.searchParams);
    if ('error_code' in args) return sendAnswer(res, args);
    const method = methods.get(name.toLowerCase());
    const at = world.clock.now();
    const outcome = await faults.around(name, args.values, async () =>
      method
        ? method.call(args, { ...scenery, uploads: args.files, signal }, strict)
        : refused(404, 'Not Found: method not found'),
    );
    if (name.toLowerCase() !== 'getupdates') {
      const ms = world.clock.now() - at;
      const status = statusOf(outcome);
      record(world, { at, ms, method: name, params: args.values, status, answer: outcome });
    }
    if (outcome === 'dropped') res.destroy();
    else if (!res.destroyed) sendAnswer(res, outcome);
  };

const download = (files: Files, path: string, res: ServerResponse): void => {
  const content = files.byPath(path)?.content;
  if (!content) return sendJson(res, 404, refused(404, 'Not Found'));
  res.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': content.length,
  });
  res.end(content);
};

/** A local server of Telegram's Bot API, for one bot. */
export const createBotApi = (options: BotApiOptions) => {
  const { token, bot, clock, storage, log = silentLog, strict = true } = options;
  const world = createWorld({ bot, clock, log, storage });
  const queue = createUpdateQueue(world);
  const poll = createPoll(queue);
  const webhook = createWebhook(queue, world.seconds);
  const files = createFiles(world);
  const queries = createQueries(world);
  const faults = createFaults(clock);
  const call = createCaller({ world, queue, poll, webhook, files, queries }, faults, strict);

  return {
    world,
    queue,
    queries,
    files,
    faults,
    /** Answers requests below /bot<token>/ and /file/bot<token>/; false means: not for me. */
    handle: async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
      const url = addressOf(req);
      const found = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(url.pathname);
      if (!found) return false;
      const [, file, given, rest = ''] = found;
      if (given !== token) sendAnswer(res, refused(401, 'Unauthorized'));
      else if (file) download(files, rest, res);
      else await call(rest, url, req, res);
      return true;
    },
    /** Sends waiting pollers away and writes what is to be remembered. */
    close: async (): Promise<void> => {
      webhook.set(undefined);
      poll.interrupt(granted([]));
      await world.close();
    },
  };
};

export type BotApi = ReturnType<typeof createBotApi>;
