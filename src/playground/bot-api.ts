import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Clock } from '../lib/clock.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFiles, type Files } from './files.ts';
import type { Method, Scene } from './methods/define.ts';
import { gestureMethods } from './methods/gestures.ts';
import { messageMethods } from './methods/messages.ts';
import { profileMethods } from './methods/profile.ts';
import { receivingMethods } from './methods/receiving.ts';
import { createQueries, type Queries } from './queries.ts';
import { type Arguments, readArguments, readBody, sendJson } from './request.ts';
import { createUpdates, type Updates } from './updates.ts';
import { createWebhook } from './webhook.ts';
import { type Answer, type BotIdentity, granted, refused } from './wire.ts';
import { createWorld, record, type World } from './world.ts';

export type BotApiOptions = {
  /** `<bot id>:<secret>`, as Telegram makes them. */
  token: string;
  bot: BotIdentity;
  clock: Clock;
  /** A folder for chats and ids; without it everything is forgotten at the end. */
  storage?: string | undefined;
  /** Refuse parameters that this server does not know, as mistakes; Telegram ignores them. */
  strict?: boolean | undefined;
};

/** A local server of Telegram's Bot API, for one bot. */
export type BotApi = {
  /** Answers requests below /bot<token>/ and /file/bot<token>/; false means: not for me. */
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;
  /** Makes calls go wrong. */
  faults: Faults;
  world: World;
  updates: Updates;
  queries: Queries;
  files: Files;
  /** Sends waiting pollers away and writes what is to be remembered. */
  close: () => Promise<void>;
};

const methods = new Map<string, Method>(
  Object.entries({
    ...receivingMethods,
    ...messageMethods,
    ...gestureMethods,
    ...profileMethods,
  }).map(([name, method]) => [name.toLowerCase(), method]),
);

/** The methods that the server knows, in lower case. */
export const methodNames = [...methods.keys()];

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

export const createBotApi = ({
  token,
  bot,
  clock,
  storage,
  strict = true,
}: BotApiOptions): BotApi => {
  const world = createWorld({ bot, clock, storage });
  const updates = createUpdates(world);
  const webhook = createWebhook(world, updates);
  const files = createFiles(world);
  const queries = createQueries(world);
  const faults = createFaults();

  const answer = async (name: string, args: Arguments, signal: AbortSignal): Promise<Answer> => {
    const method = methods.get(name.toLowerCase());
    if (!method) return refused(404, 'Not Found: method not found');
    const scene: Scene = { world, updates, webhook, files, queries, signal };
    return method(args, scene, strict);
  };

  const call = async (
    name: string,
    url: URL,
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> => {
    const signal = hangUp(req, res);
    const body = await readBody(req, bodyLimit);
    if (!body) return sendAnswer(res, refused(413, 'Request Entity Too Large'));
    const args = readArguments(body, req.headers['content-type'] ?? '', url.searchParams);
    if (!args) return sendAnswer(res, refused(400, "can't parse the request"));
    const at = clock.now();
    const outcome = await faults.around(name, args.values, () => answer(name, args, signal));
    if (name.toLowerCase() !== 'getupdates') {
      record(world, {
        at,
        ms: clock.now() - at,
        method: name,
        params: args.values,
        status: outcome === 'dropped' ? 0 : outcome.ok ? 200 : outcome.error_code,
        answer: outcome,
      });
    }
    if (outcome === 'dropped') res.destroy();
    else if (!res.destroyed) sendAnswer(res, outcome);
  };

  const download = (path: string, res: ServerResponse): void => {
    const content = files.byPath(path)?.content;
    if (!content) return sendJson(res, 404, refused(404, 'Not Found'));
    res.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': content.length,
    });
    res.end(content);
  };

  return {
    world,
    updates,
    queries,
    files,
    faults,
    handle: async (req, res) => {
      const url = new URL(req.url ?? '/', 'http://localhost');
      const found = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(url.pathname);
      if (!found) return false;
      const [, file, given, rest = ''] = found;
      if (given !== token) sendAnswer(res, refused(401, 'Unauthorized'));
      else if (file) download(decodeURIComponent(rest), res);
      else await call(rest, url, req, res);
      return true;
    },
    close: async () => {
      webhook.close();
      updates.interrupt(granted([]));
      await world.close();
    },
  };
};
